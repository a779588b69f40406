// SPDX-License-Identifier: GPL-3.0-or-later
// m3po score, evaluate and inspect similarity from outside.
#include "core/project/scores.h"
#include "tests/cli/run_program.h"
#include "tests/score_project.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <random>
#include <sstream>

namespace m3po {
namespace {

using ::testing::HasSubstr;
using nlohmann::json;
using testing::data;
using testing::run_m3po;
using testing::TemporaryFolder;

TEST(ScoreVerb, ScoresAProjectOnce)
{
    const TemporaryFolder folder;
    const auto file = (folder / "p.m3po").string();
    testing::make_score_project(file, data("score/images"));
    const std::vector<std::string> command{"score", file, "--clip", data("score/clip"), "--judge", data("score/judge"), "--json"};
    const auto first = run_m3po(command);
    ASSERT_EQ(first.exit_code, 0) << first.err;
    const auto report = json::parse(first.out);
    ASSERT_EQ(report["components"].size(), 3u);
    for (const auto &component : report["components"]) {
        EXPECT_EQ(component["scored"], 48);
        EXPECT_LT(component["asked"], 48);
    }
    const auto second = json::parse(run_m3po(command).out);
    for (const auto &component : second["components"])
        EXPECT_EQ(component["already"], 48);
    const auto text = run_m3po({"score", file, "--clip", data("score/clip"), "--components", "visual_relevance"});
    EXPECT_THAT(text.out, HasSubstr("visual_relevance: 0 candidates scored"));
}

TEST(ScoreVerb, SaysWhatIsWrong)
{
    const TemporaryFolder folder;
    const auto file = (folder / "p.m3po").string();
    testing::make_score_project(file, data("score/images"));
    EXPECT_EQ(run_m3po({"score", file}).exit_code, 2);
    EXPECT_EQ(run_m3po({"score", file, "--clip", data("score/clip"), "--components", "semantic_accuracy"}).exit_code, 2);
    const auto no_model = run_m3po({"score", file, "--judge", folder.path()});
    EXPECT_NE(no_model.exit_code, 0);
    EXPECT_THAT(no_model.err, HasSubstr(folder.path().string()));
    EXPECT_EQ(run_m3po({"score", (folder / "none.m3po").string(), "--clip", data("score/clip")}).exit_code, 4);
    EXPECT_EQ(run_m3po({"score", file, "--clip", data("score/clip"), "--run", "7"}).exit_code, 4);
}

// Everything that scoring stores, times aside.
std::string scored_state(const std::filesystem::path &file, std::int64_t run)
{
    auto project = *Project::open(file);
    std::ostringstream state;
    state << std::hexfloat;
    const auto ids = generations::columns(project, run).candidate_ids;
    for (const auto &evaluator : scores::list(project)) {
        state << evaluator.component << " " << evaluator.fingerprint << " " << evaluator.parameters << "\n";
        for (const auto value : scores::column(project, evaluator.id, ids))
            state << value << " ";
        state << "\n";
    }
    return state.str();
}

TEST(ScoreVerb, KilledAtRandomMomentsItEndsInTheSameState)
{
    const TemporaryFolder folder;
    const auto images = data("score/images");
    const auto arguments = [&](const std::filesystem::path &file) {
        return std::vector<std::string>{"score", file, "--clip", data("score/clip"), "--judge", data("score/judge"), "--quiet"};
    };
    const auto run = testing::make_score_project(folder / "whole.m3po", images, 12);
    testing::make_score_project(folder / "killed.m3po", images, 12);
    const auto started = std::chrono::steady_clock::now();
    ASSERT_EQ(run_m3po(arguments(folder / "whole.m3po")).exit_code, 0);
    const auto seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();

    const char *more = std::getenv("M3PO_TEST_KILLS"); // hundreds by hand
    const int kills = more ? std::atoi(more) : 17;
    std::mt19937 random(11);
    const auto program = (std::filesystem::path(M3PO_BIN_DIR) / "m3po").string();
    for (int i = 0; i < kills; ++i) {
        auto words = arguments(folder / "killed.m3po");
        std::vector<char *> argv{const_cast<char *>(program.c_str())};
        for (auto &word : words)
            argv.push_back(word.data());
        argv.push_back(nullptr);
        const pid_t child = ::fork();
        if (child == 0) {
            const int nowhere = ::open("/dev/null", O_WRONLY);
            ::dup2(nowhere, STDOUT_FILENO);
            ::dup2(nowhere, STDERR_FILENO);
            ::execv(program.c_str(), argv.data());
            ::_exit(127);
        }
        ::usleep(static_cast<useconds_t>(std::uniform_real_distribution(0.0, seconds)(random) * 1e6));
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
    }
    const auto last = run_m3po(arguments(folder / "killed.m3po"));
    ASSERT_EQ(last.exit_code, 0) << last.err;
    EXPECT_EQ(scored_state(folder / "killed.m3po", run), scored_state(folder / "whole.m3po", run));
}

TEST(EvaluateVerb, ScoresWhatAnotherProgramAnswered)
{
    const auto pope = testing::real("pope");
    if (!pope)
        GTEST_SKIP() << "the real POPE files are not here";
    const auto result = run_m3po({"evaluate", "--benchmark", "pope", "--questions", *pope / "coco_pope_random.json",
                                  *pope / "coco_pope_popular.json", *pope / "coco_pope_adversarial.json", "--answers",
                                  *pope / "answers_llava-v1.5-13b.random_popular.jsonl", "--json"});
    ASSERT_EQ(result.exit_code, 0) << result.err;
    const auto sets = json::parse(result.out)["runs"][0]["sets"];
    const auto expected = json::parse(std::ifstream(*pope / "expected_llava-v1.5-13b.json"));
    for (const auto &[set, values] : expected.items()) {
        for (const auto &[name, value] : values.items())
            EXPECT_NEAR(sets[set][name].get<double>(), value.get<double>(), 1e-12) << set << " " << name;
    }
    EXPECT_EQ(sets["adversarial"]["answered"], 0);
}

TEST(EvaluateVerb, ScoresMmeAnswers)
{
    const auto folder = testing::real("mme/answers_LaVIN");
    if (!folder)
        GTEST_SKIP() << "the real MME files are not here";
    std::vector<std::string> command{"evaluate", "--benchmark", "mme", "--answers", *folder, "--json", "--questions"};
    for (const auto &entry : std::filesystem::directory_iterator(*folder))
        command.push_back(entry.path());
    const auto result = run_m3po(command);
    ASSERT_EQ(result.exit_code, 0) << result.err;
    EXPECT_NEAR(json::parse(result.out)["runs"][0]["perception"].get<double>(), 963.2932627596495, 1e-9);
    EXPECT_NEAR(json::parse(result.out)["runs"][0]["sets"]["OCR"]["score"].get<double>(), 107.5, 1e-9);
}

TEST(EvaluateVerb, MeasuresAModelWithAnAdapterAndWithout)
{
    const TemporaryFolder folder;
    const auto trained = run_m3po({"train", "--pairs", data("dpo/pairs.jsonl"), "--images", data("dpo/images"), "--model", data("score/judge"),
                                   "--out", folder / "run", "--max-steps", "2", "--batch-size", "2"});
    ASSERT_EQ(trained.exit_code, 0) << trained.err;
    std::vector<std::string> command{"evaluate", "--benchmark", "pope", "--questions", data("score/pope/coco_pope_random.json"),
                                     "--images", data("score/images"), "--model", data("score/judge"), "--adapter",
                                     folder / "run", "--out", folder / "answers.jsonl"};
    const auto table = run_m3po(command);
    ASSERT_EQ(table.exit_code, 0) << table.err;
    EXPECT_THAT(table.out, HasSubstr("base"));
    EXPECT_THAT(table.out, HasSubstr("adapter"));
    EXPECT_THAT(table.out, HasSubstr("logprob"));
    EXPECT_TRUE(std::filesystem::exists(folder / "answers.base.jsonl"));
    command.push_back("--json");
    const auto report = json::parse(run_m3po(command).out); // from the answers kept
    ASSERT_EQ(report["runs"].size(), 2u);
    EXPECT_EQ(report["runs"][1]["sets"]["random"]["answered"], 12);
    EXPECT_EQ(run_m3po({"evaluate", "--benchmark", "pope", "--questions", data("score/pope/coco_pope_random.json")}).exit_code, 2);
}

TEST(InspectSimilarity, EqualsTransformers)
{
    const auto rows = json::parse(std::ifstream(data("score/similarity.json")));
    std::string input;
    for (const auto &row : rows)
        input += json{{"image", row["image"]}, {"text", row["text"]}}.dump() + "\n";
    const auto result = run_m3po({"inspect", "similarity", "--model", data("score/clip"), "--images", data("score/images"),
                                  "--truncate", "--embeddings"}, input);
    ASSERT_EQ(result.exit_code, 0) << result.err;
    std::istringstream lines(result.out);
    std::size_t i = 0;
    for (std::string line; std::getline(lines, line); ++i) {
        const auto row = json::parse(line);
        EXPECT_NEAR(row["cosine"].get<double>(), rows[i]["cosine"].get<double>(), 5e-6);
        EXPECT_EQ(row["text_embedding"].size(), 24u);
    }
    EXPECT_EQ(i, rows.size());
    const auto lost = run_m3po({"inspect", "similarity", "--model", data("score/clip"), "--images", data("score/images")},
                               R"({"image": "lost.png", "text": "a"})");
    EXPECT_NE(lost.exit_code, 0);
    EXPECT_THAT(lost.err, HasSubstr("line 1: "));
    EXPECT_THAT(lost.err, HasSubstr("lost.png"));
}

} // namespace
} // namespace m3po
