// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/train/memory_estimate.h"

#include <ATen/ATen.h>

namespace m3po::engine {

MemoryEstimate estimate_memory(const VisionLanguageModel &model, const TrainableParameters &trained, bool separate_adapter,
                               std::int64_t rank, const ActivationShape &shape, std::int64_t cached_images)
{
    const auto &c = model.language().config();
    const auto size = static_cast<std::int64_t>(c10::elementSize(model.dtype()));
    MemoryEstimate e;
    e.weights = model.info().parameters * size;
    for (const auto &[name, tensor] : trained.tensors) {
        if (separate_adapter)
            e.trained += static_cast<std::int64_t>(tensor.nbytes());
        e.optimizer += 3 * tensor.numel() * 4;
    }
    const auto token = 6 * c.hidden_size + (3 * c.num_attention_heads + 2 * c.num_key_value_heads) * c.head_dim
                       + 4 * c.intermediate_size + 7 * rank;
    e.activations = c.num_hidden_layers * (shape.tokens * token + shape.attention * c.num_attention_heads) * size
                    + 3 * shape.predicted * c.vocab_size * 4;
    e.images = cached_images * model.tokens_per_image() * c.hidden_size * size;
    return e;
}

} // namespace m3po::engine
