// SPDX-License-Identifier: GPL-3.0-or-later
// Broken and hostile tokenizers and texts: one sentence that names file and place, and no hang.
#include "core/base/file.h"
#include "core/text/stream_decoder.h"
#include "core/text/tokenizer.h"
#include "tests/support.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <thread>

namespace m3po {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using Ids = std::vector<std::int32_t>;

json small()
{
    return json::parse(R"({"added_tokens": [{"id": 4, "content": "<e>", "special": true}],
        "model": {"type": "BPE", "vocab": {"a": 0, "b": 1, "ab": 2, "aa": 3}, "merges": ["a b", ["a", "a"]]}})");
}

Result<std::shared_ptr<const Tokenizer>> loaded(const std::string &text, const std::string &name = "tokenizer.json")
{
    const testing::TemporaryFolder folder;
    write_file_atomically(folder / name, text).value();
    return Tokenizer::load(folder.path());
}

std::string refusal(const json &document)
{
    const auto result = loaded(document.dump());
    return result ? "" : result.error().message;
}

json changed(const char *pointer, const json &value)
{
    auto document = small();
    document[json::json_pointer(pointer)] = value;
    return document;
}

TEST(BadTokenizer, TheSmallOneWorks)
{
    const auto tokenizer = *loaded(small().dump());
    EXPECT_EQ(tokenizer->encode("aab<e>x", false),
              (Ids{0, 2, 4})); // ab has the lower rank; x is unknown and there is no token for it
    EXPECT_EQ(tokenizer->vocab_size(), 5);
    EXPECT_EQ(tokenizer->token_id("<e>"), 4);
    EXPECT_EQ(tokenizer->token(2), "ab");
    EXPECT_EQ(tokenizer->token(-1), "");
    EXPECT_EQ(tokenizer->token(99), "");
    EXPECT_TRUE(tokenizer->is_special(4));
    EXPECT_FALSE(tokenizer->token_id("nothing"));
    EXPECT_EQ(tokenizer->decode(Ids{0, -5, 77, 4, 1}, true), "a b"); // no decoder: tokens with spaces between
    EXPECT_FALSE(tokenizer->bos_id());
    EXPECT_FALSE(tokenizer->adds_bos());
}

TEST(BadTokenizer, SentencesNameFileAndPlace)
{
    const auto whole = small().dump();
    EXPECT_THAT(loaded(whole.substr(0, whole.size() / 2)).error().message,
                HasSubstr("tokenizer.json: is not valid JSON at byte"));
    EXPECT_THAT(loaded(std::string(100000, '[')).error().message, HasSubstr("nested 100000 deep"));
    EXPECT_THAT(loaded("[]").error().message, HasSubstr("tokenizer.json: an object was expected"));
    EXPECT_THAT(loaded("{}").error().message, HasSubstr("the key \"model\" was expected"));
    EXPECT_THAT(loaded("").error().message, HasSubstr("is not valid JSON"));
    EXPECT_THAT(loaded(std::string(1000, 'x'), "tokenizer.model").error().message,
                HasSubstr("tokenizer.model: is not a sentencepiece model"));
    EXPECT_THAT(loaded("", "tokenizer.model").error().message,
                HasSubstr("tokenizer.model: is not a sentencepiece model"));
    EXPECT_EQ(Tokenizer::load("/nowhere/at/all").error().kind, ErrorKind::NotFound);

    const std::vector<std::tuple<const char *, json, const char *>> cases{
        {"/model/type", "Unigram", "tokenizer.json: model: the model Unigram is not supported"},
        {"/model/vocab", json::array(), "model/vocab: an object"},
        {"/model/vocab/a", -1, "model/vocab/a: a whole number"},
        {"/model/vocab/a", 1e9, "model/vocab/a: a whole number"},
        {"/model/vocab/a", 2000000000, "model/vocab/a: a whole number"},
        {"/model/merges/0", "a", "model/merges/0: two tokens with a space between them"},
        {"/model/merges/0", "a b c", "model/merges/0: two tokens"},
        {"/model/merges/1", json::array({"a"}), "model/merges/1: a list of two tokens"},
        {"/model/merges/0", "b b", "model/merges/0: tokens of the vocabulary that join to one"},
        {"/model/merges", "x", "model/merges: a list"},
        {"/model/unk_token", "?", "model/unk_token: a token of the vocabulary"},
        {"/model/dropout", 0.1, "model/dropout: a dropout of merges is not supported"},
        {"/model/byte_fallback", 1, "model/byte_fallback: true or false"},
        {"/normalizer", {{"type", "Precompiled"}}, "normalizer: the normalizer Precompiled is not supported"},
        {"/normalizer",
         {{"type", "Sequence"}, {"normalizers", {{{"type", "NFC"}}, {{"type", "Nmt"}}}}},
         "normalizer/normalizers/1: the normalizer Nmt"},
        {"/normalizer",
         {{"type", "Replace"}, {"pattern", {{"Regex", "("}}}, {"content", ""}},
         "normalizer/pattern/Regex: the regular expression is not understood"},
        {"/normalizer",
         {{"type", "Replace"}, {"pattern", {{"Regex", "[a&&b]"}}}, {"content", ""}},
         "intersection of classes"},
        {"/normalizer", {{"type", "Replace"}, {"pattern", {{"Regex", "\\R"}}}, {"content", ""}}, "uses \\R"},
        {"/pre_tokenizer",
         {{"type", "UnicodeScripts"}},
         "pre_tokenizer: the pre-tokenizer UnicodeScripts is not supported"},
        {"/pre_tokenizer",
         {{"type", "Split"}, {"pattern", {{"String", " "}}}, {"behavior", "Eaten"}},
         "pre_tokenizer/behavior: Removed, Isolated"},
        {"/pre_tokenizer", {{"type", "Metaspace"}, {"replacement", "__"}}, "pre_tokenizer/replacement: one character"},
        {"/pre_tokenizer",
         {{"type", "Metaspace"}, {"replacement", "_"}, {"prepend_scheme", "last"}},
         "pre_tokenizer/prepend_scheme: always"},
        {"/post_processor", {{"type", "Else"}}, "post_processor: the post-processor Else is not supported"},
        {"/post_processor",
         {{"type", "BertProcessing"}, {"cls", "a"}, {"sep", {"b", 1}}},
         "post_processor/cls: a list"},
        {"/post_processor",
         {{"type", "TemplateProcessing"}, {"single", json::array()}, {"special_tokens", json::object()}},
         "post_processor/single: the text A"},
        {"/decoder", {{"type", "CTC"}}, "decoder: the decoder CTC is not supported"},
        {"/decoder",
         {{"type", "Strip"}, {"content", " "}, {"start", -1}, {"stop", 0}},
         "decoder/start: a whole number"},
        {"/added_tokens/0/id", "x", "added_tokens/0/id: a whole number"},
        {"/added_tokens/0/id", 0, "added_tokens/0: another id than 0"},
        {"/added_tokens/0/content", 1, "added_tokens/0: a token as an object"},
        {"/added_tokens/0/lstrip", "yes", "added_tokens/0: lstrip: true or false"},
        {"/added_tokens/0/content", std::string(10000, 'x'), "a token of at most"},
    };
    for (const auto &[pointer, value, said] : cases)
        EXPECT_THAT(refusal(changed(pointer, value)), HasSubstr(said)) << pointer;
}

TEST(BadTokenizer, FilesBesideIt)
{
    const auto with = [](const std::string &name, const std::string &text) {
        const testing::TemporaryFolder folder;
        write_file_atomically(folder / "tokenizer.json", small().dump()).value();
        write_file_atomically(folder / name, text).value();
        const auto result = Tokenizer::load(folder.path());
        return result ? "" : result.error().message;
    };
    EXPECT_THAT(with("tokenizer_config.json", "{"), HasSubstr("tokenizer_config.json: is not valid JSON"));
    EXPECT_THAT(with("tokenizer_config.json", R"({"add_bos_token": "yes"})"),
                HasSubstr("tokenizer_config.json: add_bos_token: true or false"));
    EXPECT_THAT(with("tokenizer_config.json", R"({"added_tokens_decoder": {"x": {"content": "y"}}})"),
                HasSubstr("added_tokens_decoder/x: a token id"));
    EXPECT_THAT(with("added_tokens.json", R"({"<x>": -3})"), HasSubstr("added_tokens.json: <x>: a token id"));
    EXPECT_EQ(with("tokenizer_config.json", R"({"bos_token": null, "unk_token": "<new>"})"), "");
}

TEST(BadTokenizer, NamesAndFramesFromTheConfig)
{
    const testing::TemporaryFolder folder;
    write_file_atomically(folder / "tokenizer.json", small().dump()).value();
    write_file_atomically(
        folder / "tokenizer_config.json",
        R"({"add_bos_token": true, "add_eos_token": true, "bos_token": "<s>", "eos_token": {"content": "<e>"}})")
        .value();
    const auto tokenizer = *Tokenizer::load(folder.path());
    EXPECT_EQ(tokenizer->bos_id(), 5);
    EXPECT_EQ(tokenizer->eos_id(), 4);
    EXPECT_TRUE(tokenizer->adds_bos() && tokenizer->adds_eos());
    EXPECT_EQ(tokenizer->encode("a<s>b", true), (Ids{5, 0, 5, 1, 4}));
    EXPECT_EQ(tokenizer->vocab_size(), 6);
}

// A megabyte of one character in the styles that see it as one word, less of other things: seconds, not hours.
TEST(BadTokenizer, HostileTextsEnd)
{
    const auto went = [](const char *style, const std::string &text) {
        const auto tokenizer = *Tokenizer::load(testing::data("tokenizers") / style);
        const auto ids = tokenizer->encode(text, true);
        EXPECT_LE(ids.size(), 4 * text.size() + 8) << style;
        EXPECT_LE(tokenizer->decode(ids, true).size(), 4 * text.size() + 8) << style;
    };
    for (const auto *style : {"gpt2", "llama2_legacy"})
        for (const char c : {'a', ' '})
            went(style, std::string(1 << 20, c));
    std::string emoji;
    while (emoji.size() < (1 << 16))
        emoji += "\xF0\x9F\x91\xA9\xE2\x80\x8D";
    for (const auto *style : {"qwen2", "llama2_new", "clip", "bert"})
        for (const auto &text : {std::string(1 << 16, 'a'), std::string(1 << 16, ' '), std::string(1 << 16, '\n'),
                                 std::string(1 << 16, '\xFF'), std::string(1 << 16, '\0'), emoji})
            went(style, text);
}

TEST(BadTokenizer, OneTokenizerManyThreads)
{
    const auto tokenizer = *Tokenizer::load(testing::data("tokenizers") / "qwen2");
    const auto texts = read_json(testing::data("tokenizers") / "strings.json")->get<std::vector<std::string>>();
    std::vector<Ids> expected;
    for (const auto &text : texts)
        expected.push_back(tokenizer->encode(text, false));
    std::vector<int> wrong(4);
    std::vector<std::thread> threads;
    for (std::size_t t = 0; t < wrong.size(); ++t)
        threads.emplace_back([&, t] {
            for (std::size_t i = 0; i < texts.size(); ++i)
                wrong[t] += tokenizer->encode(texts[i], false) != expected[i];
        });
    for (auto &thread : threads)
        thread.join();
    EXPECT_EQ(wrong, std::vector<int>(wrong.size()));
}

// Every beginning of an answer, as it is while it is being sampled, shows whole characters that later ids never change.
TEST(BadTokenizer, StreamsOfAnyBytesStayWhole)
{
    const auto tokenizer = *Tokenizer::load(testing::data("tokenizers") / "llama2_legacy");
    const auto id = [&](const char *name) { return *tokenizer->token_id(name); };
    StreamDecoder decoder(tokenizer, true);
    EXPECT_EQ(decoder.feed(id("<0xE2>")), "");
    EXPECT_EQ(decoder.feed(id("<0x82>")), "");
    EXPECT_EQ(decoder.feed(id("<0xAC>")), "");
    EXPECT_EQ(decoder.feed(id("a")), "\xE2\x82\xAC"
                                     "a");
    EXPECT_EQ(decoder.feed(id("<0xFF>")), "");
    EXPECT_EQ(decoder.finish(), "\xEF\xBF\xBD");
    EXPECT_EQ(decoder.feed(id("a")), "a") << "after finish() it starts afresh";
    EXPECT_EQ(decoder.finish(), "");
}

} // namespace
} // namespace m3po
