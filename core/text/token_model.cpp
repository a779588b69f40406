// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/token_model.h"

#include "core/text/limits.h"
#include "core/text/unicode.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>

namespace m3po {

std::optional<std::int32_t> TokenModel::id(std::string_view token) const
{
    const auto found = ids_.find(token);
    return found == ids_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::string> TokenModel::token(std::int32_t id) const
{
    return id >= 0 && id < size() ? tokens_[static_cast<std::size_t>(id)] : std::nullopt;
}

void TokenModel::read_vocabulary(const JsonPlace &vocab)
{
    if (!vocab.value().is_object())
        vocab.fail("an object of tokens and their ids");
    const auto most_ids = static_cast<std::int64_t>(vocab.value().size()) * 4 + 100'000;
    ids_.reserve(vocab.value().size());
    for (const auto &entry : vocab.value().items()) {
        const auto &token = entry.key();
        if (token.size() > limits::token_bytes)
            vocab.fail(fmt::format("tokens of at most {} bytes", limits::token_bytes));
        // Gaps are allowed, but not so many that they would cost more than the vocabulary itself.
        const auto id = vocab.at(token.c_str()).integer(0, std::min<std::int64_t>(limits::highest_id, most_ids));
        ids_[token] = static_cast<std::int32_t>(id);
    }
    for (const auto &[token, id] : ids_) {
        if (id >= size())
            tokens_.resize(static_cast<std::size_t>(id) + 1);
        tokens_[static_cast<std::size_t>(id)] = token;
    }
}

namespace {

class WordLevel : public TokenModel {
public:
    explicit WordLevel(const JsonPlace &config)
    {
        read_vocabulary(config.at("vocab"));
        unknown_ = id(config.string("unk_token", "<unk>"));
    }
    void tokenize(const std::string &word, std::vector<std::int32_t> &ids) const override
    {
        if (const auto found = id(word))
            ids.push_back(*found);
        else if (unknown_)
            ids.push_back(*unknown_);
        else
            throw Failure(Error::invalid_input(
                fmt::format("the word \"{}\" is not in the vocabulary, which has no unknown token", word)));
    }

private:
    std::optional<std::int32_t> unknown_;
};

// The longest piece of the vocabulary, from left to right.
class WordPiece : public TokenModel {
public:
    explicit WordPiece(const JsonPlace &config)
    {
        read_vocabulary(config.at("vocab"));
        prefix_ = config.string("continuing_subword_prefix", "##");
        if (const auto most = config.find("max_input_chars_per_word"))
            most_characters_ = static_cast<std::size_t>(most->integer(0, 100'000));
        const auto unknown = config.string("unk_token", "[UNK]");
        const auto found = id(unknown);
        if (!found)
            config.at("vocab").fail("the unknown token " + unknown);
        unknown_ = *found;
        for (const auto &entry : ids_)
            longest_ = std::max(longest_, entry.first.size());
    }
    void tokenize(const std::string &word, std::vector<std::int32_t> &ids) const override
    {
        const auto begin = ids.size();
        const auto characters = std::count_if(word.begin(), word.end(), [](char c) { return (c & 0xC0) != 0x80; });
        for (std::size_t start = 0; start < word.size() || static_cast<std::size_t>(characters) > most_characters_;) {
            auto end = std::min(word.size(), start + longest_);
            std::optional<std::int32_t> found;
            std::string piece;
            while (static_cast<std::size_t>(characters) <= most_characters_ && end > start) {
                piece.assign(start > 0 ? prefix_ : "");
                found = id(piece.append(word, start, end - start));
                if (found)
                    break;
                --end;
            }
            if (!found) {
                ids.resize(begin);
                ids.push_back(unknown_);
                return;
            }
            ids.push_back(*found);
            start = end;
        }
    }

private:
    std::string prefix_;
    std::size_t most_characters_ = 100;
    std::size_t longest_ = 0;
    std::int32_t unknown_ = 0;
};

} // namespace

std::unique_ptr<const TokenModel> read_token_model(const JsonPlace &config)
{
    // Files of the library's first years name no type; they hold BPE where there are merges.
    const auto type = config.find("type") ? config.type() : config.find("merges") ? "BPE" : "WordPiece";
    if (type == "BPE")
        return read_bpe(config);
    if (type == "WordPiece")
        return std::make_unique<WordPiece>(config);
    if (type == "WordLevel")
        return std::make_unique<WordLevel>(config);
    config.refuse("the model " + type);
}

} // namespace m3po
