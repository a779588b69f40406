// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/train/memory_estimate.h"

#include <ATen/ATen.h>

namespace m3po::engine {

MemoryEstimate estimate_memory(const VisionLanguageModel &model, const TrainableParameters &trained, bool separate_adapter,
                               std::int64_t rank, const ActivationShape &shape, std::int64_t images)
{
    const auto &c = model.language().config();
    const auto value_bytes = static_cast<std::int64_t>(c10::elementSize(model.dtype()));
    // In whole numbers: four bits and a share of a scale each.
    const auto quantized = model.info().quantized * (Nf4::block / 2 + 4) / (Nf4::block * value_bytes);
    const TrainingModelSizes sizes{.parameters = model.info().parameters - model.info().quantized + quantized, .hidden_size = c.hidden_size,
                                   .intermediate_size = c.intermediate_size, .layers = c.num_hidden_layers,
                                   .heads = c.num_attention_heads, .kv_heads = c.num_key_value_heads, .head_dim = c.head_dim,
                                   .vocab_size = c.vocab_size, .tokens_per_image = model.tokens_per_image()};
    TrainedSizes own{.rank = rank};
    for (const auto &[name, tensor] : trained.tensors) {
        if (separate_adapter)
            own.own_bytes += static_cast<std::int64_t>(tensor.nbytes());
        own.values += tensor.numel();
    }
    return training_memory(sizes, value_bytes, own, shape, images);
}

} // namespace m3po::engine
