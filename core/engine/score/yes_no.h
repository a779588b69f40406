// SPDX-License-Identifier: GPL-3.0-or-later
// A question that a model answers by yes or no, read off its next-token distribution instead of its text.
//
// P(yes) is the sum over the tokens with which a "yes" may begin ("yes", "Yes", with or without a space before it), P(no)
// likewise.
#pragma once

#include "core/engine/model/vision_language_model.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace m3po::engine {

struct YesNoTokens {
    std::vector<std::int64_t> yes, no; // disjoint, neither empty

    // Throws Failure with one sentence where the tokenizer begins both words with the same tokens; `model` is named.
    static YesNoTokens of(const Tokenizer &tokenizer, const std::string &model);
};

struct YesNo {
    double log_yes = 0, log_no = 0; // log P(yes), log P(no)

    double log_odds() const { return log_yes - log_no; }
    double share() const; // P(yes) / (P(yes) + P(no)), without losing small numbers
};

// logits (B, V) -> B of them.
std::vector<YesNo> read_yes_no(const at::Tensor &logits, const YesNoTokens &tokens);

// What each prompt's next token would be. All prompts hold the same image with `features` (n, D), or none and features
// is undefined. What the prompts begin with in common is run once; only the rest is run for each.
std::vector<YesNo> next_yes_no(const VisionLanguageModel &model, std::span<const Prompt> prompts,
                               const at::Tensor &features, const YesNoTokens &tokens);

// How many ids all prompts begin with in common, short of the last of each. REQUIRES: no prompt is empty.
std::int64_t common_prefix(std::span<const Prompt> prompts);

} // namespace m3po::engine
