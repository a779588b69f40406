// SPDX-License-Identifier: GPL-3.0-or-later
// Real tokenizers against the ids that others published for them.
#include "core/base/file.h"
#include "core/text/stream_decoder.h"
#include "core/text/tokenizer.h"
#include "tests/support.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>

namespace m3po {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::real;
using Ids = std::vector<std::int32_t>;

std::shared_ptr<const Tokenizer> load(const fs::path &dir) { return *Tokenizer::load(dir); }

// A folder of its own with files of real ones and a tokenizer_config.json.
class Folder {
public:
    Folder &link(const fs::path &file)
    {
        fs::create_symlink(fs::absolute(file), path() / file.filename());
        return *this;
    }
    Folder &write(const std::string &name, const json &document)
    {
        write_file_atomically(path() / name, document.dump()).value();
        return *this;
    }
    const fs::path &path() const { return folder_.path(); }

private:
    testing::TemporaryFolder folder_;
};

std::string streamed(const std::shared_ptr<const Tokenizer> &tokenizer, const Ids &ids, bool skip_special)
{
    StreamDecoder decoder(tokenizer, skip_special);
    std::string text;
    for (const auto id : ids)
        text += decoder.feed(id);
    return text + decoder.finish();
}

TEST(RealTokenizer, LlamaIdsThatTransformersTestsExpect)
{
    const auto dir = real("tokenizers/llama");
    if (!dir)
        GTEST_SKIP() << "shared/real is not there";
    const auto tokenizer = load(*dir);
    const auto values = (*read_json(*real("transformers_values.json")))["llama_tokenizer"];
    for (const auto &row : values["encode"])
        EXPECT_EQ(tokenizer->encode(row[0].get<std::string>(), true), row[1].get<Ids>()) << row[0];
    for (const auto &row : values["decode_skip_special"])
        EXPECT_EQ(tokenizer->decode(row[0].get<Ids>(), true), row[1].get<std::string>());
    for (const auto &row : values["add_prefix_space_true"])
        EXPECT_EQ(tokenizer->encode(row[0].get<std::string>(), true), row[1].get<Ids>());
    EXPECT_TRUE(tokenizer->adds_bos());
    EXPECT_FALSE(tokenizer->adds_eos());
    EXPECT_EQ(tokenizer->bos_id(), 1);
    EXPECT_EQ(tokenizer->eos_id(), 2);
    EXPECT_EQ(tokenizer->vocab_size(), 32000);

    Folder plain;
    plain.link(*dir / "tokenizer.model").write("tokenizer_config.json", {{"legacy", false}, {"add_bos_token", true}});
    const auto new_form = load(plain.path());
    for (const auto &row : values["legacy_false_special_tokens"])
        EXPECT_EQ(new_form->encode(row["text"].get<std::string>(), row["add_special_tokens"].get<bool>()),
                  row["ids"].get<Ids>())
            << row["text"];

    Folder bare;
    bare.link(*dir / "tokenizer.model")
        .write("tokenizer_config.json", {{"legacy", false}, {"add_prefix_space", false}});
    for (const auto &row : values["add_prefix_space_false"])
        EXPECT_EQ(load(bare.path())->encode(row[0].get<std::string>(), true), row[1].get<Ids>());
}

TEST(RealTokenizer, LlavaPromptsAsLlavaItselfTokenizesThem)
{
    const auto dir = real("tokenizers/llama");
    if (!dir)
        GTEST_SKIP() << "shared/real is not there";
    Folder folder;
    folder.link(*dir / "tokenizer.model")
        .write("tokenizer_config.json",
               {{"legacy", true},
                {"added_tokens_decoder",
                 {{"32000", {{"content", "<image>"}, {"special", true}, {"normalized", false}}}}}});
    const auto tokenizer = load(folder.path());
    ASSERT_EQ(tokenizer->token_id("<image>"), 32000);
    EXPECT_EQ(tokenizer->vocab_size(), 32001);
    int compared = 0;
    const auto prompts = *read_json(*real("llava_v1_prompts.json"));
    for (const auto &row : prompts["cases"]) {
        if (!row.contains("input_ids"))
            continue;
        auto ids = tokenizer->encode(row["prompt"].get<std::string>(), true);
        std::replace(ids.begin(), ids.end(), 32000, -200);
        EXPECT_EQ(ids, row["input_ids"].get<Ids>()) << row["prompt"];
        ++compared;
    }
    EXPECT_GT(compared, 3);
}

// Every vector whose tokenizer lies there too.
struct Vectors {
    const char *file;
    const char *tokenizer;
    bool cleaned = false;
};

// What "clean_up_tokenization_spaces" did to decoded text when the vectors were made; it is off by default now.
std::string cleaned(std::string text)
{
    for (const auto &[from, to] : std::vector<std::pair<std::string, std::string>>{{" .", "."},
                                                                                   {" ?", "?"},
                                                                                   {" !", "!"},
                                                                                   {" ,", ","},
                                                                                   {" ' ", "'"},
                                                                                   {" n't", "n't"},
                                                                                   {" 'm", "'m"},
                                                                                   {" 's", "'s"},
                                                                                   {" 've", "'ve"},
                                                                                   {" 're", "'re"}})
        for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
            text.replace(at, from.size(), to);
    return text;
}

class RealVectors : public ::testing::TestWithParam<Vectors> {};

TEST_P(RealVectors, IdsAndTextAreEqual)
{
    const auto dir = real(std::string("tokenizers/") + GetParam().tokenizer);
    const auto file = real(std::string("tokenizers/vectors/") + GetParam().file);
    if (!dir || !file)
        GTEST_SKIP() << "shared/real is not there";
    const auto tokenizer = load(*dir);
    const auto document = *read_json(*file);
    int compared = 0;
    for (const auto &[name, row] : document["cases"].items()) {
        const auto ids = row["ids"].get<Ids>();
        EXPECT_EQ(tokenizer->encode(row["text"].get<std::string>(), true), ids) << name << " " << row["text"];
        if (row.contains("decoded")) {
            const auto text = tokenizer->decode(ids, false);
            EXPECT_EQ(GetParam().cleaned ? cleaned(text) : text, row["decoded"].get<std::string>()) << name;
        }
        EXPECT_EQ(streamed(tokenizer, ids, false), tokenizer->decode(ids, false)) << name;
        ++compared;
    }
    EXPECT_GT(compared, 0);
}

INSTANTIATE_TEST_SUITE_P(Shared, RealVectors,
                         ::testing::Values(Vectors{"Xenova__llama-tokenizer.json", "llama"},
                                           Vectors{"Xenova__clip-vit-base-patch16.json", "clip", true}),
                         [](const auto &info) {
                             return "of_" + std::string(info.param.tokenizer) + std::to_string(info.index);
                         });

TEST(RealTokenizer, ClipVocabularyAndMergesAreTheSameTokenizer)
{
    const auto dir = real("tokenizers/clip");
    if (!dir)
        GTEST_SKIP() << "shared/real is not there";
    Folder folder;
    folder.link(*dir / "vocab.json").link(*dir / "merges.txt");
    const auto whole = load(*dir);
    const auto pair = load(folder.path());
    for (const auto *file : {"Xenova__clip-vit-base-patch16.json", "Xenova__llama-tokenizer.json"}) {
        const auto document = *read_json(*real(std::string("tokenizers/vectors/") + file));
        for (const auto &row : document["cases"]) {
            const auto text = row["text"].get<std::string>();
            const auto ids = whole->encode(text, true);
            EXPECT_EQ(pair->encode(text, true), ids) << text;
            EXPECT_EQ(pair->decode(ids, true), whole->decode(ids, true)) << text;
        }
    }
    EXPECT_EQ(pair->bos_id(), 49406);
    EXPECT_EQ(pair->eos_id(), 49407);
    EXPECT_TRUE(pair->adds_bos() && pair->adds_eos());
    EXPECT_EQ(pair->vocab_size(), 49408);
}

} // namespace
} // namespace m3po
