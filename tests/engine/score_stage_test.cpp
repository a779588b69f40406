// SPDX-License-Identifier: GPL-3.0-or-later
// The stage with evaluators that count how often they are asked, and with the real ones on tiny models.
#include "core/engine/score/score_stage.h"

#include "core/project/manifest.h"
#include "core/project/scores.h"
#include "tests/score_project.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace m3po::engine {
namespace {

using ::testing::HasSubstr;
using m3po::testing::data;
using m3po::testing::TemporaryFolder;

// Scores a text by its length.
class Counting : public Evaluator {
public:
    explicit Counting(std::string component) : component_(std::move(component)) {}
    std::string component() const override { return component_; }
    std::string kind() const override { return "counting"; }
    std::string model() const override { return "none"; }
    nlohmann::json parameters() const override { return nlohmann::json::object(); }
    std::string fingerprint() const override { return "counting " + component_; }
    std::vector<std::vector<Score>> score(std::span<const AnswersToScore> batch, const Advance &, std::stop_token) override
    {
        std::vector<std::vector<Score>> all;
        for (const auto &entry : batch) {
            if (stop_after == 0)
                source.request_stop();
            --stop_after;
            all.emplace_back();
            for (const auto &answer : entry.answers) {
                ++asked;
                Score score;
                if (answer == refuse) {
                    score.failure = "refused";
                } else {
                    score.value = 1.0 / (1.0 + static_cast<double>(answer.size()));
                    score.raw = static_cast<double>(answer.size());
                }
                all.back().push_back(score);
            }
        }
        return all;
    }

    std::int64_t asked = 0, stop_after = -1;
    std::string refuse = "\n";
    std::stop_source source;

private:
    std::string component_;
};

struct StageTest : ::testing::Test {
    TemporaryFolder folder;
    std::int64_t run = m3po::testing::make_score_project(folder / "p.m3po", data("score/images"));
    Project project = *Project::open(folder / "p.m3po");
    std::vector<std::unique_ptr<Evaluator>> evaluators;

    Counting &add(const std::string &component)
    {
        evaluators.push_back(std::make_unique<Counting>(component));
        return static_cast<Counting &>(*evaluators.back());
    }
    ScoreSummary go(std::stop_token stop = {})
    {
        return score_candidates(project, run, evaluators, nullptr, {}, stop, std::chrono::milliseconds(0));
    }
    std::vector<float> column(std::int64_t evaluator)
    {
        return scores::column(project, evaluator, generations::columns(project, run).candidate_ids);
    }
};

TEST_F(StageTest, AsksAboutEqualTextsOnceAndScoresEveryCandidate)
{
    auto &counting = add("semantic_accuracy");
    const auto summary = go();
    ASSERT_EQ(summary.components.size(), 1u);
    EXPECT_EQ(summary.components[0].scored, 8 * 6);
    EXPECT_EQ(summary.components[0].asked, counting.asked);
    EXPECT_LT(counting.asked, 8 * 6);
    EXPECT_TRUE(summary.failures.empty());
    std::int64_t place = 0;
    const auto values = column(summary.components[0].evaluator_id);
    for (const auto sample : samples::ids(project)) {
        for (const auto &candidate : generations::candidates(project, run, sample))
            EXPECT_FLOAT_EQ(values[static_cast<std::size_t>(place++)], 1.0f / (1.0f + static_cast<float>(candidate.text.size())));
    }
    const auto asked = counting.asked;
    EXPECT_EQ(go().components[0].already, 8 * 6);
    EXPECT_EQ(counting.asked, asked);
    EXPECT_EQ(manifest::list(project).back().stage, "score");
    EXPECT_EQ(std::ranges::count(manifest::list(project), "score", &ManifestEntry::stage), 1); // the second changed nothing
}

TEST_F(StageTest, ComponentsStandApart)
{
    add("semantic_accuracy");
    go();
    auto &second = add("instruction_adherence");
    const auto summary = go();
    EXPECT_EQ(summary.components[0].scored, 0);
    EXPECT_EQ(summary.components[1].scored, 8 * 6);
    EXPECT_GT(second.asked, 0);
    EXPECT_EQ(scores::of_run(project, run).size(), 2u);
}

TEST_F(StageTest, AStopKeepsWhatWasDoneAndTheSameCallGoesOn)
{
    auto &counting = add("semantic_accuracy");
    counting.stop_after = 3;
    EXPECT_THROW(
        {
            try {
                go(counting.source.get_token());
            } catch (const Failure &failure) {
                EXPECT_EQ(failure.error().kind, ErrorKind::Cancelled);
                throw;
            }
        },
        Failure);
    const auto asked = counting.asked;
    const auto evaluator = scores::list(project).front().id;
    EXPECT_EQ(scores::count(project, evaluator, run), 4 * 6);
    const auto summary = go();
    EXPECT_EQ(summary.components[0].already, 4 * 6);
    EXPECT_EQ(summary.components[0].scored, 4 * 6);
    EXPECT_GT(counting.asked, asked);
    EXPECT_TRUE(scores::missing_candidates(project, evaluator, run).empty());
}

TEST_F(StageTest, WhatAnEvaluatorGivesNoNumberForIsListedAndNotAskedAgain)
{
    auto &counting = add("semantic_accuracy");
    const auto sample = samples::ids(project).front();
    counting.refuse = generations::candidates(project, run, sample).front().text;
    const auto summary = go();
    ASSERT_FALSE(summary.failures.empty());
    EXPECT_EQ(summary.failures[0].sample_id, sample);
    EXPECT_EQ(summary.failures[0].message, "refused");
    EXPECT_EQ(summary.components[0].scored + summary.components[0].failed, 8 * 6);
    const auto asked = counting.asked;
    EXPECT_EQ(go().components[0].scored, 0);
    EXPECT_EQ(counting.asked, asked);
}

TEST(ScoreStage, AMissingImageIsListedTheOthersGoOnAndItIsAskedAboutOnceItIsThere)
{
    const TemporaryFolder folder;
    std::filesystem::copy(data("score/images"), folder / "images");
    const auto run = m3po::testing::make_score_project(folder / "p.m3po", folder / "images");
    auto project = *Project::open(folder / "p.m3po");
    std::filesystem::remove(folder / "images" / std::filesystem::path("2.png"));
    ModelShelf shelf;
    ProjectEmbeddings embeddings(project);
    std::vector<std::unique_ptr<Evaluator>> evaluators;
    evaluators.push_back(make_evaluator("clip_relevance", {.model = data("score/clip"), .cache = &embeddings}, shelf));
    evaluators.push_back(make_evaluator("judge", {.model = data("score/judge"), .component = "semantic_accuracy"}, shelf));
    auto summary = score_candidates(project, run, evaluators, &embeddings, {}, {});
    ASSERT_EQ(summary.failures.size(), 2u);
    EXPECT_EQ(summary.failures[0].image, "2.png");
    EXPECT_THAT(summary.failures[0].message, HasSubstr("2.png"));
    EXPECT_EQ(summary.failures[0].candidates, 6);
    EXPECT_EQ(summary.components[0].scored, 7 * 6);
    EXPECT_EQ(summary.components[1].scored, 7 * 6);

    std::filesystem::copy(data("score/images/2.png"), folder / "images");
    summary = score_candidates(project, run, evaluators, &embeddings, {}, {});
    EXPECT_TRUE(summary.failures.empty());
    EXPECT_EQ(summary.components[0].scored, 6);
    EXPECT_EQ(summary.components[1].scored, 6);
}

TEST(ScoreStage, ASecondScoringMakesNoEncoderCall)
{
    const TemporaryFolder folder;
    const auto run = m3po::testing::make_score_project(folder / "p.m3po", data("score/images"), 3);
    auto project = *Project::open(folder / "p.m3po");
    const auto score_with = [&](const char *map) {
        ModelShelf shelf;
        ProjectEmbeddings embeddings(project);
        EvaluatorSettings settings{.model = data("score/clip"), .parameters = {{"map", map}}, .cache = &embeddings};
        std::vector<std::unique_ptr<Evaluator>> evaluators;
        evaluators.push_back(make_evaluator("clip_relevance", settings, shelf));
        const auto summary = score_candidates(project, run, evaluators, &embeddings, {}, {});
        EXPECT_EQ(summary.components[0].scored, 3 * 8 * 6);
        return evaluators.front()->encoder_calls();
    };
    EXPECT_EQ(score_with("linear"), 8 + 30); // images and different texts, over all samples
    EXPECT_EQ(score_with("clipscore"), 0);   // another evaluator, the same encoder
}

} // namespace
} // namespace m3po::engine
