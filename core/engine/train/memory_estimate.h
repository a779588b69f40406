// SPDX-License-Identifier: GPL-3.0-or-later
// What a run will need, said before it starts. Bytes, from sizes alone; nothing is allocated.
#pragma once

#include "core/engine/model/vision_language_model.h"
#include "core/engine/train/checkpoint.h"

#include <cstdint>
#include <span>

namespace m3po::engine {

struct MemoryEstimate {
    std::int64_t weights = 0;     // of the model
    std::int64_t trained = 0;     // what is trained, beyond the model's own weights (an adapter)
    std::int64_t optimizer = 0;   // gradients and AdamW's two moments, float32
    std::int64_t activations = 0; // kept for the backward pass of what runs at once, logits included
    std::int64_t images = 0;      // cached vision features
    std::int64_t total() const { return weights + trained + optimizer + activations + images; }
};

// What runs at once: rows that see a prompt they share (DPO: one prompt, two answers), or one row each (SFT).
struct ActivationShape {
    std::int64_t tokens = 0;        // that pass through the layers
    std::int64_t attention = 0;     // Σ over rows of queries × keys where scores are kept (answers over their prompt)
    std::int64_t predicted = 0;     // tokens whose logits are computed
};

// Per token and layer autograd keeps 6 D (two norms: input, scaled, result) + 3 Hq + 2 Hkv (attention) + 4 I (gate, its
// activation, up, product) + 7 r, D the hidden size, Hq and Hkv the query and key widths, I the inner size; per
// predicted token 3 float32 rows of logits.
MemoryEstimate estimate_memory(const VisionLanguageModel &model, const TrainableParameters &trained, bool separate_adapter,
                               std::int64_t rank, const ActivationShape &shape, std::int64_t cached_images);

} // namespace m3po::engine
