// SPDX-License-Identifier: GPL-3.0-or-later
// Small tokenizer.json files of every style against the tokenizers library (tests/reference/tokenizer_files.py).
#include "core/base/file.h"
#include "core/text/stream_decoder.h"
#include "core/text/unicode.h"
#include "tests/support.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace m3po {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using Ids = std::vector<std::int32_t>;

class TokenizerFiles : public ::testing::TestWithParam<const char *> {
protected:
    void SetUp() override
    {
        const auto folder = testing::data("tokenizers");
        tokenizer_ = *Tokenizer::load(folder / GetParam());
        texts_ = read_json(folder / "strings.json")->get<std::vector<std::string>>();
        expected_ = *read_json(folder / (std::string(GetParam()) + ".expected.json"));
        ASSERT_GT(texts_.size(), 300u);
        ASSERT_EQ(expected_["ids"].size(), texts_.size());
    }
    std::string decoded(const char *key, std::size_t i) const
    {
        const auto &entry = expected_[key][i];
        return entry.is_null() ? texts_[i] : entry.get<std::string>();
    }

    std::shared_ptr<const Tokenizer> tokenizer_;
    std::vector<std::string> texts_;
    json expected_;
};

TEST_P(TokenizerFiles, IdsEqual)
{
    for (std::size_t i = 0; i < texts_.size(); ++i)
        EXPECT_EQ(tokenizer_->encode(texts_[i], true), expected_["ids"][i].get<Ids>())
            << i << ": " << json(texts_[i]).dump(-1, ' ', true);
}

TEST_P(TokenizerFiles, WithoutSpecialTokensTheFrameIsGone)
{
    const auto frame = tokenizer_->encode("", true);
    for (const auto &text : texts_)
        EXPECT_EQ(tokenizer_->encode(text, false).size() + frame.size(), tokenizer_->encode(text, true).size());
}

TEST_P(TokenizerFiles, DecodedTextEqual)
{
    for (std::size_t i = 0; i < texts_.size(); ++i) {
        const auto ids = expected_["ids"][i].get<Ids>();
        EXPECT_EQ(tokenizer_->decode(ids, false), decoded("decoded", i)) << i;
        EXPECT_EQ(tokenizer_->decode(ids, true), decoded("decoded_skip", i)) << i;
    }
}

TEST_P(TokenizerFiles, StreamingGivesTheSameTextInWholeCharacters)
{
    for (const auto &entry : expected_["ids"]) {
        const auto ids = entry.get<Ids>();
        StreamDecoder decoder(tokenizer_, false);
        std::string text;
        for (const auto id : ids) {
            const auto piece = decoder.feed(id);
            EXPECT_TRUE(unicode::is_well_formed(piece));
            text += piece;
        }
        text += decoder.finish();
        EXPECT_EQ(text, tokenizer_->decode(ids, false));
    }
}

INSTANTIATE_TEST_SUITE_P(Styles, TokenizerFiles,
                         ::testing::Values("qwen2", "llama3", "gpt4o", "gpt2", "roberta", "llama2_legacy", "llama2_new",
                                           "gemma", "metaspace_split", "digits", "digit_groups", "splits", "clip",
                                           "bert", "words"),
                         [](const auto &info) { return std::string(info.param); });

} // namespace
} // namespace m3po
