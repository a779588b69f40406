// SPDX-License-Identifier: GPL-3.0-or-later
// What a training run will need, said before it starts. Bytes, from sizes alone; nothing is allocated. One formula for
// the command, which knows its tensors, and for the window, which knows the model's folder and the project.
#pragma once

#include <cstdint>

namespace m3po {

struct TrainingMemory {
    std::int64_t weights = 0;     // of the model
    std::int64_t trained = 0;     // what is trained, beyond the model's own weights (an adapter)
    std::int64_t optimizer = 0;   // gradients and AdamW's two moments, float32
    std::int64_t activations = 0; // kept for the backward pass of what runs at once, logits included
    std::int64_t images = 0;      // cached vision features
    std::int64_t total() const { return weights + trained + optimizer + activations + images; }
};

// Of the language model, but for `parameters`, which counts all weights.
struct TrainingModelSizes {
    std::int64_t parameters = 0, hidden_size = 0, intermediate_size = 0, layers = 0, heads = 0, kv_heads = 0, head_dim = 0;
    std::int64_t vocab_size = 0;
    std::int64_t tokens_per_image = 0;
};

// What runs at once: rows that see a prompt they share (DPO: one prompt, two answers), or one row each (SFT).
struct ActivationShape {
    std::int64_t tokens = 0;        // that pass through the layers
    std::int64_t attention = 0;     // Σ over rows of queries × keys where scores are kept (answers over their prompt)
    std::int64_t predicted = 0;     // tokens whose logits are computed

    void grow(const ActivationShape &other); // to the larger of each
};

ActivationShape dpo_shape(std::int64_t prompt, std::int64_t chosen, std::int64_t rejected);
ActivationShape sft_shape(std::int64_t prompt, std::int64_t chosen, std::int64_t rows); // `rows` at once

// Vision features beyond this are computed again.
constexpr std::int64_t image_cache_bytes = std::int64_t{2} << 30;

struct TrainedSizes {
    std::int64_t values = 0;      // numbers that are trained
    std::int64_t own_bytes = 0;   // of those that are not the model's own weights
    std::int64_t rank = 0;        // of the adapter; 0 without one
};

// Per token and layer autograd keeps 6 D (two norms: input, scaled, result) + 3 Hq + 2 Hkv (attention) + 4 I (gate, its
// activation, up, product) + 7 r, D the hidden size, Hq and Hkv the query and key widths, I the inner size; per
// predicted token 3 float32 rows of logits. `value_bytes` is the size of one of the model's numbers.
TrainingMemory training_memory(const TrainingModelSizes &model, std::int64_t value_bytes, const TrainedSizes &trained,
                               const ActivationShape &shape, std::int64_t images);

} // namespace m3po
