// SPDX-License-Identifier: GPL-3.0-or-later
// Short greedy answers to many questions about one image: image and common text are run once, and each question's own
// words are fed through the decoder, a slot a question. Each answer comes with the odds of yes and no at its first
// token, from the same run.
#pragma once

#include "core/engine/model/vision_language_model.h"
#include "core/engine/score/yes_no.h"

#include <span>
#include <string>
#include <vector>

namespace m3po::engine {

struct GreedyAnswer {
    std::string text; // special tokens left out, white space at both ends too, as LLaVA's programs store it
    YesNo yes_no;
};

// All prompts hold the same image with `features` (n, D), or none and features is undefined. Ends each answer at an end
// token or after `max_tokens`. Throws Failure.
std::vector<GreedyAnswer> answer_greedily(const VisionLanguageModel &model, std::span<const Prompt> prompts,
                                          const at::Tensor &features, const YesNoTokens &tokens, std::int64_t max_tokens);

} // namespace m3po::engine
