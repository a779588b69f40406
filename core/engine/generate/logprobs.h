// SPDX-License-Identifier: GPL-3.0-or-later
// Log-probabilities of given answers: at temperature 1, from the unwarped logits, per token.
#pragma once

#include "core/engine/model/vision_language_model.h"

#include <cstdint>
#include <span>
#include <vector>

namespace m3po::engine {

// For each answer (ids with their end token where they have one) a value per token, in the answers' order; an answer
// without tokens gets none. The prompt runs once, answers of one length run together over it. features (n, D),
// undefined without an image. Keeps no gradients. Throws Failure where prompt and answer exceed the model's context.
std::vector<std::vector<float>> answer_logprobs(const VisionLanguageModel &model, const Prompt &prompt,
                                                const at::Tensor &features,
                                                std::span<const std::vector<std::int64_t>> answers);

} // namespace m3po::engine
