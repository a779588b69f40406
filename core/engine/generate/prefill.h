// SPDX-License-Identifier: GPL-3.0-or-later
// A prompt run once: what its continuations share.
#pragma once

#include "core/engine/model/vision_language_model.h"

#include <vector>

namespace m3po::engine {

struct Prefilled {
    PrefixCache prefix;
    std::vector<float> logits; // (V) of the first answer token, in float32
};

// features (n, D), undefined without an image. The prompt is run by itself, so the result depends on nothing else. Keeps
// no gradients. Throws Failure where the prompt leaves no room for an answer in the model's context.
Prefilled prefill(const VisionLanguageModel &model, const Prompt &prompt, const at::Tensor &features);

} // namespace m3po::engine
