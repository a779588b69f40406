// SPDX-License-Identifier: GPL-3.0-or-later
// Evaluators against what Transformers says of the same models (tests/reference/score.py).
#include "core/engine/score/clip_similarity.h"
#include "core/engine/score/evaluator.h"
#include "core/engine/score/yes_no.h"

#include "core/base/hash.h"
#include "tests/support.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>

namespace m3po::engine {
namespace {

using ::testing::HasSubstr;
using m3po::testing::data;
using nlohmann::json;

json read(const std::string &name) { return json::parse(std::ifstream(m3po::testing::data("score/" + name))); }

class Memory : public EmbeddingCache {
public:
    std::optional<std::vector<float>> find(const std::string &encoder, const std::string &content) override
    {
        const auto found = kept_.find(encoder + content);
        return found == kept_.end() ? std::nullopt : std::optional(found->second);
    }
    void keep(const std::string &encoder, const std::string &content, const std::vector<float> &embedding) override
    {
        kept_[encoder + content] = embedding;
    }
    std::size_t size() const { return kept_.size(); }

private:
    std::map<std::string, std::vector<float>> kept_;
};

TEST(ClipSimilarity, EqualsTransformersWithTruncation)
{
    ClipSimilarity similarity(data("score/clip"), {}, {.truncate = true});
    std::vector<std::string> texts;
    const auto rows = read("similarity.json");
    for (const auto &row : rows)
        texts.push_back(row["text"]);
    const auto together = similarity.texts(texts);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto image = similarity.image(data("score/images") / rows[i]["image"].get<std::string>());
        EXPECT_NEAR(ClipSimilarity::cosine(image, together[i]), rows[i]["cosine"].get<double>(), 5e-6) << texts[i];
        for (std::size_t e = 0; e < image.size(); ++e) {
            EXPECT_NEAR(image[e], rows[i]["image_embedding"][e].get<double>(), 5e-6);
            EXPECT_NEAR(together[i][e], rows[i]["text_embedding"][e].get<double>(), 5e-6) << texts[i];
        }
    }
}

TEST(ClipSimilarity, LongTextsAreAveragedByTheLengthOfTheirSentences)
{
    ClipSimilarity similarity(data("score/clip"), {}, {});
    const auto image = similarity.image(data("score/images/0.png"));
    const auto cosine = [&](const std::string &text) { return ClipSimilarity::cosine(image, similarity.texts({&text, 1}).front()); };
    const auto length = [&](const std::string &text) {
        return static_cast<double>(similarity.model().tokenizer().encode(text, false).size());
    };
    std::string first = "There is a red cup", second = "And a blue plate.";
    for (int i = 0; i < 8; ++i)
        first += " beside a white book";
    first += ".";
    for (const auto *sentence : {&first, &second})
        ASSERT_LE(length(*sentence), 75);
    std::string filler;
    for (int i = 0; i < 60; ++i)
        filler += " lamp";
    filler = filler.substr(1) + ".";
    const auto whole = first + " " + second + " " + filler;
    ASSERT_GT(length(whole), 75);
    const double total = length(first) + length(second) + length(filler);
    const double expected = (cosine(first) * length(first) + cosine(second) * length(second) + cosine(filler) * length(filler)) / total;
    EXPECT_NEAR(cosine(whole), expected, 1e-6);

    ClipSimilarity cut(data("score/clip"), {}, {.truncate = true});
    EXPECT_GT(std::abs(ClipSimilarity::cosine(image, cut.texts({&whole, 1}).front()) - expected), 1e-4);
    EXPECT_NE(cut.encoder_fingerprint(), similarity.encoder_fingerprint());
}

TEST(ClipSimilarity, NeedsEachEncodingOnce)
{
    Memory memory;
    const std::vector<std::string> texts{"a red cup", "a blue plate", "a red cup"};
    const auto image = data("score/images/0.png");
    const auto sha = *sha256_of_file(image);
    std::vector<std::vector<float>> before;
    {
        ClipSimilarity similarity(data("score/clip"), {}, {.cache = &memory});
        before = similarity.texts(texts);
        before.push_back(similarity.image(image, sha));
        EXPECT_EQ(similarity.images_encoded(), 1);
    }
    EXPECT_EQ(memory.size(), 3u);
    ClipSimilarity similarity(data("score/clip"), {}, {.cache = &memory});
    auto after = similarity.texts(texts);
    after.push_back(similarity.image("/nowhere.png", sha)); // not even read
    EXPECT_EQ(after, before);
    EXPECT_EQ(similarity.texts_encoded(), 0);
    EXPECT_EQ(similarity.images_encoded(), 0);
}

TEST(ClipRelevance, MapsTheCosine)
{
    ModelShelf shelf;
    EvaluatorSettings settings{.model = data("score/clip")};
    const auto linear = make_evaluator("clip_relevance", settings, shelf);
    settings.parameters = {{"map", "clipscore"}, {"w", 2.5}};
    const auto clipscore = make_evaluator("clip_relevance", settings, shelf);
    EXPECT_EQ(linear->component(), "visual_relevance");
    EXPECT_NE(linear->fingerprint(), clipscore->fingerprint());

    const auto rows = read("similarity.json");
    for (std::size_t i : {0u, 1u, 3u}) {
        const auto &row = rows[i];
        const AnswersToScore entry{data("score/images") / row["image"].get<std::string>(), "", "What?", {row["text"], "  "}};
        const auto a = linear->score({&entry, 1}, {}, {}).front();
        const auto b = clipscore->score({&entry, 1}, {}, {}).front();
        const double cosine = row["cosine"];
        EXPECT_NEAR(a[0].raw, cosine, 5e-6);
        EXPECT_NEAR(a[0].value, (1 + cosine) / 2, 5e-6);
        EXPECT_NEAR(b[0].value, std::min(1.0, 2.5 * std::max(0.0, cosine)), 2e-5);
        EXPECT_EQ(a[1].value, 0); // says nothing
        EXPECT_TRUE(std::isnan(a[1].raw));
    }
    const AnswersToScore lost{data("score/images/lost.png"), "", "What?", {"a cup"}};
    const auto score = linear->score({&lost, 1}, {}, {}).front().front();
    EXPECT_THAT(score.failure, HasSubstr("lost.png"));
    EXPECT_TRUE(score.retry);
    const AnswersToScore other{data("score/images/0.png"), std::string(64, '0'), "What?", {"a cup"}};
    EXPECT_THAT(linear->score({&other, 1}, {}, {}).front().front().failure, HasSubstr("another file than the one that was imported"));
}

TEST(Judge, EqualsTransformers)
{
    ModelShelf shelf;
    for (const auto &row : read("judge.json")) {
        const auto judge = make_evaluator("judge", {.model = data("score/judge"), .component = row["component"]}, shelf);
        const AnswersToScore entry{data("score/images") / row["image"].get<std::string>(), "", row["instruction"], row["answers"]};
        const auto scores = judge->score({&entry, 1}, {}, {}).front();
        ASSERT_EQ(scores.size(), row["share"].size());
        for (std::size_t i = 0; i < scores.size(); ++i) {
            EXPECT_NEAR(scores[i].value, row["share"][i].get<double>(), 1e-5);
            EXPECT_NEAR(scores[i].raw, row["log_yes"][i].get<double>() - row["log_no"][i].get<double>(), 1e-4);
        }
    }
}

TEST(Judge, AsksWhatItIsTold)
{
    ModelShelf shelf;
    EvaluatorSettings settings{.model = data("score/judge"), .component = "semantic_accuracy"};
    const auto usual = make_evaluator("judge", settings, shelf);
    settings.parameters = {{"prompt", "Is \"{answer}\" right? {instruction}"}};
    const auto own = make_evaluator("judge", settings, shelf);
    EXPECT_NE(usual->fingerprint(), own->fingerprint());
    // An answer cannot play with the prompt's marks.
    const AnswersToScore entry{data("score/images/0.png"), "", "What?", {"{instruction}", "What?"}};
    const auto scores = own->score({&entry, 1}, {}, {}).front();
    EXPECT_GT(std::abs(scores[0].value - scores[1].value), 1e-6);

    settings.parameters = {{"prompt", "Is it right?"}};
    EXPECT_THROW(make_evaluator("judge", settings, shelf), Failure);
    settings.parameters = {{"promt", "{answer}"}};
    EXPECT_THROW(make_evaluator("judge", settings, shelf), Failure);
}

TEST(Judge, WhatCannotBeAskedIsSaidAndTheOthersGoOn)
{
    ModelShelf shelf;
    const auto judge = make_evaluator("judge", {.model = data("score/judge"), .component = "semantic_accuracy"}, shelf);
    std::string endless;
    for (int i = 0; i < 2000; ++i)
        endless += "cup ";
    const AnswersToScore entry{data("score/images/0.png"), "", "What?", {"a cup", endless, "", "<image> a cup"}};
    const auto scores = judge->score({&entry, 1}, {}, {}).front();
    EXPECT_TRUE(scores[0].failure.empty());
    EXPECT_FALSE(scores[1].failure.empty()); // longer than the context
    EXPECT_FALSE(scores[1].retry);
    EXPECT_TRUE(scores[2].failure.empty()) << scores[2].failure; // an empty answer is an answer
    EXPECT_GE(scores[0].value, 0);
    EXPECT_LE(scores[0].value, 1);
    // With the others or alone: the same.
    const AnswersToScore alone{entry.image, "", "What?", {"a cup"}};
    EXPECT_NEAR(judge->score({&alone, 1}, {}, {}).front().front().value, scores[0].value, 1e-6);
}

TEST(Evaluators, RefuseFoldersThatAreNoModels)
{
    ModelShelf shelf;
    const m3po::testing::TemporaryFolder folder;
    for (const auto *kind : {"clip_relevance", "judge"}) {
        try {
            make_evaluator(kind, {.model = folder.path(), .component = "semantic_accuracy"}, shelf);
            FAIL() << kind;
        } catch (const Failure &failure) {
            EXPECT_THAT(failure.error().message, HasSubstr(folder.path().string()));
        }
    }
    // A LLaVA folder is no CLIP model.
    EXPECT_THROW(make_evaluator("clip_relevance", {.model = data("score/judge")}, shelf), Failure);
    EXPECT_THROW(make_evaluator("oracle", {.model = data("score/judge")}, shelf), Failure);
}

TEST(YesNo, AreToldApartByTheirFirstTokens)
{
    const auto tokenizer = *Tokenizer::load(data("score/judge"));
    const auto tokens = YesNoTokens::of(*tokenizer, "judge");
    for (const auto *word : {"▁yes", "▁Yes"})
        EXPECT_THAT(tokens.yes, ::testing::Contains(*tokenizer->token_id(word)));
    for (const auto *word : {"▁no", "▁No"})
        EXPECT_THAT(tokens.no, ::testing::Contains(*tokenizer->token_id(word)));
    for (const auto id : tokens.yes)
        EXPECT_THAT(tokens.no, ::testing::Not(::testing::Contains(id)));
}

TEST(YesNo, SharesKeepSmallProbabilities)
{
    const auto logits = at::tensor({0.f, -200.f, -201.f, 1.f}).unsqueeze(0); // (1, 4)
    const auto read = read_yes_no(logits, {{1}, {2}}).front();
    EXPECT_NEAR(read.share(), 1 / (1 + std::exp(-1.0)), 1e-6);
    const auto both = read_yes_no(at::tensor({0.f, 1.f, 2.f, 3.f}).unsqueeze(0), {{0, 2}, {1, 3}}).front();
    EXPECT_NEAR(both.log_odds(), -1, 1e-6);
}

} // namespace
} // namespace m3po::engine
