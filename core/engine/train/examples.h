// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of a data set as token ids, checked before a run begins: every refusal names the row.
#pragma once

#include "core/base/result.h"
#include "core/engine/model/vision_language_model.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace m3po::engine {

// A preference as a file or a project has it.
struct PreferenceRow {
    std::string place;              // "pairs.jsonl: line 3", for messages
    nlohmann::json prompt;          // messages [{"role", "content": [{"type":"image"}, {"type":"text","text"}]}]
    std::string image;              // as ImageFeatures knows it; empty for text alone
    std::string chosen, rejected;
    // Where sampling recorded them (end token included): taken where they are the ids of the text, so that what was
    // sampled is what is trained. Else the text is tokenized.
    std::vector<std::int64_t> chosen_ids, rejected_ids;
};

struct PreferenceExample {
    std::string place;
    Prompt prompt;
    std::string image;
    std::vector<std::int64_t> chosen, rejected; // end token included
};

// Gives every row, one after the other; may be asked more than once.
using PreferenceRows = std::function<void(const std::function<void(PreferenceRow &&row)> &each)>;

// Refuses empty answers, ids outside of the vocabulary, an image without a place for it in the prompt (and the other
// way round), and what does not fit into the model's context.
Result<PreferenceExample> tokenize(const VisionLanguageModel &model, const PreferenceRow &row);
Result<std::vector<PreferenceExample>> tokenize(const VisionLanguageModel &model, const std::vector<PreferenceRow> &rows);
} // namespace m3po::engine
