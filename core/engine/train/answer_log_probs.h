// SPDX-License-Identifier: GPL-3.0-or-later
// Log-probabilities of given answers to a prompt, for training: the prompt (image and instruction) is run once for
// all its answers, the output layer at answer positions only. Differentiable through the shared prefix where gradients
// are enabled.
#pragma once

#include "core/engine/model/vision_language_model.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <span>
#include <vector>

namespace m3po::engine {

struct AnswerLogProbs {
    at::Tensor sums;        // (A) float32: Σ_t log π(y_t | x, y_<t), end token included
    at::Tensor tokens;      // (Σ T_a) float32, the answers one after another
    at::Tensor statistics;  // (A, 3) float32, no gradient: Σ_t of entropy, of the mean logit, of [argmax is y_t]
};

// `embedded` (1, P, D) is model.embed(prompt, features). REQUIRES: no answer is empty.
AnswerLogProbs answer_log_probs(const VisionLanguageModel &model, const at::Tensor &embedded,
                                std::span<const std::vector<std::int64_t>> answers, bool statistics);

// The same for several prompts in one run, each of them with its answers in one row, where an answer sees the prompt and itself:
// fewer and larger products, which a GPU wants. Results are one after another, the first prompt's answers first.
// REQUIRES: the model's positions do not depend on how long a run is (rotary.h, dynamic scaling).
struct PromptAndAnswers {
    at::Tensor embedded; // (1, P, D)
    std::vector<std::span<const std::int64_t>> answers;
};
AnswerLogProbs packed_answer_log_probs(const VisionLanguageModel &model, std::span<const PromptAndAnswers> rows, bool statistics);

} // namespace m3po::engine
