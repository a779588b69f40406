// SPDX-License-Identifier: GPL-3.0-or-later
// POPE on a tiny model, against Transformers' greedy answers (tests/reference/score.py).
#include "core/engine/evaluate/answer_journal.h"
#include "core/engine/evaluate/benchmark.h"
#include "core/engine/evaluate/evaluation.h"
#include "core/engine/evaluate/greedy_answers.h"

#include "core/base/file.h"
#include "core/project/evaluations.h"
#include "tests/support.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <fstream>

namespace m3po::engine {
namespace {

using ::testing::HasSubstr;
using m3po::testing::data;
using m3po::testing::TemporaryFolder;
using nlohmann::json;

std::unique_ptr<VisionLanguageModel> judge() { return *VisionLanguageModel::load(data("score/judge")); }

std::unique_ptr<Benchmark> pope()
{
    auto benchmark = make_benchmark("pope");
    const std::vector<std::filesystem::path> files{data("score/pope/coco_pope_random.json"), data("score/pope/coco_pope_popular.json")};
    benchmark->read_questions(files);
    return benchmark;
}

struct EvaluateTest : ::testing::Test {
    TemporaryFolder folder;
    std::unique_ptr<VisionLanguageModel> model = judge();
    std::unique_ptr<Benchmark> benchmark = pope();
    EvaluationOptions options{data("score/images"), benchmark->default_prompt_suffix()};
    AnswerRun run{"judge", model->info().fingerprint, "", "", options.parameters(*model)};

    void expect_reference(const EvaluationResult &result)
    {
        const auto expected = json::parse(std::ifstream(data("score/pope/greedy.json")));
        ASSERT_EQ(result.answers.size(), expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i) {
            ASSERT_TRUE(result.answers[i]);
            EXPECT_EQ(result.answers[i]->text, expected[i]["text"].get<std::string>());
            EXPECT_NEAR(*result.answers[i]->log_odds, expected[i]["log_odds"].get<double>(), 1e-4);
        }
    }
};

TEST_F(EvaluateTest, AnswersAreTransformersGreedyOnes)
{
    const auto journal = make_forgetful_journal(*benchmark);
    const auto result = evaluate(*benchmark, *model, options, *journal, {}, {});
    expect_reference(result);
    EXPECT_EQ(result.scores["sets"]["random"]["questions"], 12);
    EXPECT_EQ(result.scores["sets"]["popular"]["answered"], 12);
    EXPECT_TRUE(result.scores["sets"]["random"]["logprob"].contains("f1"));
    const std::vector<std::pair<std::string, json>> runs{{"base", result.scores}};
    EXPECT_THAT(benchmark->table(runs), HasSubstr("12 of 12"));
}

TEST_F(EvaluateTest, AnAnswerDoesNotDependOnThoseBesideIt)
{
    const auto tokens = YesNoTokens::of(model->tokenizer(), "judge");
    const at::Tensor features = model->encode_images(at::zeros({1, 3, 28, 28}))[0];
    std::vector<Prompt> prompts;
    for (const auto *text : {"Is there a cup?", "Is there a very long red and blue and green book in the image, or not?", "No?"})
        prompts.push_back(*model->prompt_from_question(text, true));
    const auto together = answer_greedily(*model, prompts, features, tokens, 12);
    for (std::size_t i = 0; i < prompts.size(); ++i) {
        const auto alone = answer_greedily(*model, std::span(prompts).subspan(i, 1), features, tokens, 12).front();
        EXPECT_EQ(alone.text, together[i].text);
        EXPECT_NEAR(alone.yes_no.log_odds(), together[i].yes_no.log_odds(), 1e-4);
        const auto next = next_yes_no(*model, std::span(prompts).subspan(i, 1), features, tokens).front();
        EXPECT_NEAR(next.log_odds(), together[i].yes_no.log_odds(), 1e-4);
    }
}

// Asks for a stop when the first group is kept, as Ctrl-C would.
class Stopping : public AnswerJournal {
public:
    explicit Stopping(std::unique_ptr<AnswerJournal> journal) : journal_(std::move(journal)) {}
    std::vector<std::optional<BenchmarkAnswer>> load() override { return journal_->load(); }
    void add(std::span<const Entry> entries) override
    {
        journal_->add(entries);
        source.request_stop();
    }
    void finish(std::span<const std::optional<BenchmarkAnswer>> answers, const json &scores) override { journal_->finish(answers, scores); }

    std::stop_source source;

private:
    std::unique_ptr<AnswerJournal> journal_;
};

void expect_stop_after_the_first_image(const Benchmark &benchmark, const VisionLanguageModel &model,
                                       const EvaluationOptions &options, std::unique_ptr<AnswerJournal> journal)
{
    Stopping stopping(std::move(journal));
    const auto stopped = catching([&] {
        evaluate(benchmark, model, options, stopping, {}, stopping.source.get_token(), std::chrono::milliseconds(0));
    });
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().kind, ErrorKind::Cancelled);
}

TEST_F(EvaluateTest, AnInterruptedRunGoesOnFromItsFile)
{
    const auto file = folder / "answers.jsonl";
    expect_stop_after_the_first_image(*benchmark, *model, options, make_file_journal(*benchmark, run, file));
    auto kept = make_file_journal(*benchmark, run, file)->load();
    const auto answered = std::ranges::count_if(kept, [](const auto &answer) { return answer.has_value(); });
    EXPECT_EQ(answered, 8); // one image's, of both sets

    std::ofstream(file, std::ios::app) << R"({"question_id": 9, "te)"; // killed while it wrote
    std::int64_t first_done = -1;
    const auto sink = [&](const Progress &progress) { first_done = first_done < 0 ? progress.done : first_done; };
    const auto result = evaluate(*benchmark, *model, options, *make_file_journal(*benchmark, run, file), sink, {});
    EXPECT_EQ(first_done, 8);
    expect_reference(result);

    const auto whole = *read_file(file);
    evaluate(*benchmark, *model, options, *make_file_journal(*benchmark, run, folder / "other.jsonl"), {}, {});
    EXPECT_EQ(*read_file(folder / "other.jsonl"), whole); // as without the interruption
    EXPECT_EQ(benchmark->score(benchmark->read_answers(file))["sets"]["random"]["accuracy"],
              result.scores["sets"]["random"]["accuracy"]); // a file that other programs' answers could be in
}

TEST_F(EvaluateTest, AFileKeepsTheAnswersOfOneRunOnly)
{
    const auto file = folder / "answers.jsonl";
    evaluate(*benchmark, *model, options, *make_file_journal(*benchmark, run, file), {}, {});
    const auto before = *read_file(file);
    auto other = run;
    other.adapter_fingerprint = "another";
    try {
        make_file_journal(*benchmark, other, file)->load();
        FAIL();
    } catch (const Failure &failure) {
        EXPECT_EQ(failure.error().kind, ErrorKind::Conflict);
        EXPECT_THAT(failure.error().message, HasSubstr("answers.jsonl: line 1"));
    }
    EXPECT_EQ(*read_file(file), before);
}

TEST_F(EvaluateTest, AProjectKeepsAnswersAndMetrics)
{
    auto project = *Project::create(folder / "p.m3po", {data("score/images")});
    expect_stop_after_the_first_image(*benchmark, *model, options, make_project_journal(*benchmark, run, project));
    const auto result = evaluate(*benchmark, *model, options, *make_project_journal(*benchmark, run, project), {}, {});
    expect_reference(result);
    const auto list = evaluations::list(project);
    ASSERT_EQ(list.size(), 2u);
    for (const auto &evaluation : list) {
        EXPECT_EQ(evaluations::answers(project, evaluation.id).size(), 12u);
        EXPECT_EQ(json::parse(*evaluation.metrics)["answered"], 12);
    }
    evaluate(*benchmark, *model, options, *make_project_journal(*benchmark, run, project), {}, {});
    EXPECT_EQ(evaluations::list(project).size(), 2u);
}

TEST_F(EvaluateTest, AProjectKeepsQuestionLabelAndVerdictBesideEachAnswer)
{
    auto project = *Project::create(folder / "p.m3po", {data("score/images")});
    run.images = "/pictures";
    const auto result = evaluate(*benchmark, *model, options, *make_project_journal(*benchmark, run, project), {}, {});
    const auto told = [&](const Evaluation &evaluation) {
        std::map<std::string, AnswerDetails> details;
        for (const auto &answer : evaluations::answers(project, evaluation.id))
            details[answer.question] = answer_details(answer.details);
        return details;
    };
    for (const auto &evaluation : evaluations::list(project)) {
        EXPECT_EQ(evaluation.images, "/pictures");
        const auto details = told(evaluation);
        std::int64_t right = 0;
        for (std::size_t i = 0; i < benchmark->questions().size(); ++i) {
            const auto &question = benchmark->questions()[i];
            if ("pope/" + question.set != evaluation.benchmark)
                continue;
            const auto &one = details.at(question.id);
            EXPECT_EQ(one.question, question.text);
            EXPECT_EQ(one.image, question.image);
            EXPECT_TRUE(one.expected == "yes" || one.expected == "no");
            EXPECT_NEAR(*one.log_odds, *result.answers[i]->log_odds, 1e-12);
            right += *one.right;
        }
        const auto metrics = json::parse(*evaluation.metrics);
        EXPECT_EQ(right, metrics["TP"].get<std::int64_t>() + metrics["TN"].get<std::int64_t>());
    }
    // What an older version kept without all that is told more of when the same command ends again.
    const auto first = evaluations::list(project).front();
    const auto kept = evaluations::answers(project, first.id).front();
    evaluations::put_answer(project, first.id, {kept.question, kept.answer, R"({"log_odds":null})"});
    EXPECT_FALSE(told(first).at(kept.question).right);
    evaluate(*benchmark, *model, options, *make_project_journal(*benchmark, run, project), {}, {});
    EXPECT_TRUE(told(first).at(kept.question).right);
    EXPECT_EQ(evaluations::answers(project, first.id).front().answer, kept.answer);
}

TEST_F(EvaluateTest, AMissingImageCostsItsOwnQuestionsAlone)
{
    std::filesystem::copy(data("score/images"), folder / "images");
    std::filesystem::remove(folder / "images" / std::filesystem::path("1.png"));
    options.images = folder / "images";
    const auto file = folder / "answers.jsonl";
    auto result = evaluate(*benchmark, *model, options, *make_file_journal(*benchmark, run, file), {}, {});
    ASSERT_EQ(result.failures.size(), 1u);
    EXPECT_EQ(result.failures[0].image, "1.png");
    EXPECT_EQ(result.failures[0].questions, 8);
    EXPECT_EQ(result.scores["sets"]["random"]["answered"], 8);
    std::filesystem::copy(data("score/images/1.png"), folder / "images");
    result = evaluate(*benchmark, *model, options, *make_file_journal(*benchmark, run, file), {}, {});
    EXPECT_TRUE(result.failures.empty());
    expect_reference(result);
}

} // namespace
} // namespace m3po::engine
