// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/train/examples.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>

namespace m3po::engine {

namespace {

// A stop string's tokens, for one, are recorded and are not part of the text.
bool says(const VisionLanguageModel &model, const std::vector<std::int64_t> &ids, const std::string &text)
{
    const std::vector<std::int32_t> narrow(ids.begin(), ids.end());
    return !ids.empty() && model.tokenizer().decode(narrow, true) == text;
}

std::vector<std::int64_t> answer(const VisionLanguageModel &model, const PreferenceRow &row, const char *side,
                                 const std::string &text, const std::vector<std::int64_t> &recorded)
{
    if (text.find_first_not_of(" \t\r\n") == std::string::npos)
        throw Failure(Error::invalid_input(fmt::format("{}: {} is empty, expected an answer", row.place, side)));
    auto ids = says(model, recorded, text) ? recorded : model.answer_ids(text);
    const auto vocabulary = model.language().config().vocab_size;
    for (const auto id : ids) {
        if (id < 0 || id >= vocabulary)
            throw Failure(Error::invalid_input(fmt::format("{}: {} has the token id {}, expected one below the model's {}",
                                                           row.place, side, id, vocabulary)));
    }
    return ids;
}

} // namespace

Result<PreferenceExample> tokenize(const VisionLanguageModel &model, const PreferenceRow &row)
{
    return catching([&] {
        PreferenceExample example;
        example.place = row.place;
        auto prompt = model.prompt_from_messages(row.prompt);
        if (!prompt)
            throw Failure(Error{prompt.error().kind, fmt::format("{}: {}", row.place, prompt.error().message)});
        example.prompt = std::move(*prompt);
        example.image = row.image;
        if (row.image.empty() != example.prompt.image_positions.empty())
            throw Failure(Error::invalid_input(
                row.image.empty() ? fmt::format("{}: the prompt has a place for an image, expected an image in \"images\"", row.place)
                                  : fmt::format("{}: there is the image {}, expected a place for it in the prompt", row.place, row.image)));
        example.chosen = answer(model, row, "\"chosen\"", row.chosen, row.chosen_ids);
        example.rejected = answer(model, row, "\"rejected\"", row.rejected, row.rejected_ids);
        const auto length = example.prompt.ids.size() + std::max(example.chosen.size(), example.rejected.size());
        const auto context = model.language().config().max_position_embeddings;
        if (static_cast<std::int64_t>(length) > context)
            throw Failure(Error::invalid_input(fmt::format("{}: prompt and answer have {} tokens, expected at most the model's {}",
                                                           row.place, length, context)));
        return example;
    });
}

Result<std::vector<PreferenceExample>> tokenize(const VisionLanguageModel &model, const std::vector<PreferenceRow> &rows)
{
    return catching([&] {
        std::vector<PreferenceExample> examples;
        examples.reserve(rows.size());
        for (const auto &row : rows)
            examples.push_back(*tokenize(model, row));
        return examples;
    });
}

} // namespace m3po::engine
