// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/training_memory.h"

#include <algorithm>

namespace m3po {

void ActivationShape::grow(const ActivationShape &other)
{
    tokens = std::max(tokens, other.tokens);
    attention = std::max(attention, other.attention);
    predicted = std::max(predicted, other.predicted);
}

ActivationShape dpo_shape(std::int64_t prompt, std::int64_t chosen, std::int64_t rejected)
{
    const auto longest = std::max(chosen, rejected);
    return {prompt + 2 * longest, 2 * longest * (prompt + longest), chosen + rejected};
}

ActivationShape sft_shape(std::int64_t prompt, std::int64_t chosen, std::int64_t rows)
{
    return {rows * (prompt + chosen), 0, rows * chosen};
}

TrainingMemory training_memory(const TrainingModelSizes &m, std::int64_t value_bytes, const TrainedSizes &trained,
                               const ActivationShape &shape, std::int64_t images)
{
    TrainingMemory memory;
    memory.weights = m.parameters * value_bytes;
    memory.trained = trained.own_bytes;
    memory.optimizer = 3 * trained.values * 4;
    const auto token = 6 * m.hidden_size + (3 * m.heads + 2 * m.kv_heads) * m.head_dim + 4 * m.intermediate_size + 7 * trained.rank;
    memory.activations = m.layers * (shape.tokens * token + shape.attention * m.heads) * value_bytes + 3 * shape.predicted * m.vocab_size * 4;
    memory.images = std::min(images * m.tokens_per_image * m.hidden_size * value_bytes, image_cache_bytes);
    return memory;
}

} // namespace m3po
