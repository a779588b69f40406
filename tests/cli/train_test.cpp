// SPDX-License-Identifier: GPL-3.0-or-later
// m3po train and m3po metrics from outside, against TRL (tests/reference/dpo.py), stopped, killed and mistreated.
#include "core/base/file.h"
#include "core/base/sanitized.h"
#include "core/formats/json_lines.h"
#include "core/project/generations.h"
#include "core/project/preference_sets.h"
#include "core/project/project.h"
#include "core/project/samples.h"
#include "core/project/selections.h"
#include "core/project/training_runs.h"
#include "tests/cli/run_program.h"
#include "tests/support.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <cstring>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <functional>
#include <map>
#include <sstream>
#include <thread>

#include <sys/wait.h>
#include <unistd.h>

namespace m3po {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using testing::run_m3po;
namespace fs = std::filesystem;

std::string bytes_of(const fs::path &file)
{
    return *read_file(file);
}

// name -> values of a safetensors file of float32, under the newer of PEFT's two namings.
std::map<std::string, std::vector<float>> tensors_of(const fs::path &file)
{
    const auto bytes = bytes_of(file);
    std::uint64_t length = 0;
    std::memcpy(&length, bytes.data(), 8);
    std::map<std::string, std::vector<float>> tensors;
    const auto header = nlohmann::json::parse(bytes.substr(8, length)); // items() only looks at it
    for (const auto &[key, entry] : header.items()) {
        if (key == "__metadata__")
            continue;
        auto name = key;
        const std::string old = "base_model.model.language_model.model.";
        if (name.starts_with(old))
            name = "base_model.model.model.language_model." + name.substr(old.size());
        const std::size_t begin = entry["data_offsets"][0], end = entry["data_offsets"][1];
        std::vector<float> values((end - begin) / 4);
        std::memcpy(values.data(), bytes.data() + 8 + length + begin, end - begin);
        tensors[name] = std::move(values);
    }
    return tensors;
}

std::vector<nlohmann::json> lines_of(const std::string &text)
{
    std::vector<nlohmann::json> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);)
        lines.push_back(nlohmann::json::parse(line));
    return lines;
}

// m3po running beside the test, to be sent signals.
class Running {
public:
    explicit Running(const std::vector<std::string> &arguments)
    {
        const auto program = (fs::path(M3PO_BIN_DIR) / "m3po").string();
        std::vector<char *> argv{const_cast<char *>(program.c_str())};
        for (const auto &argument : arguments)
            argv.push_back(const_cast<char *>(argument.c_str()));
        argv.push_back(nullptr);
        child_ = ::fork();
        if (child_ == 0) {
            const int nowhere = ::open("/dev/null", O_WRONLY);
            ::dup2(nowhere, STDOUT_FILENO);
            ::dup2(nowhere, STDERR_FILENO);
            ::execv(program.c_str(), argv.data());
            ::_exit(127);
        }
    }
    bool ended()
    {
        if (!ended_ && ::waitpid(child_, &status_, WNOHANG) == child_)
            ended_ = true;
        return ended_;
    }
    // False where it had ended by itself before.
    bool signal(int number) { return !ended() && ::kill(child_, number) == 0; }
    // Waits; 128 + signal where a signal ended it.
    int exit_code()
    {
        if (!ended_)
            ::waitpid(child_, &status_, 0);
        ended_ = true;
        return WIFEXITED(status_) ? WEXITSTATUS(status_) : 128 + WTERMSIG(status_);
    }
    // Until `file` is longer than `size`, or the program's end.
    void wait_for_growth(const fs::path &file, std::uintmax_t size)
    {
        while (!ended() && (!fs::exists(file) || fs::file_size(file) <= size))
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }

private:
    pid_t child_ = -1;
    int status_ = 0;
    bool ended_ = false;
};

class Train : public ::testing::Test {
protected:
    // Products so small lose by a second thread, and badly on a busy machine.
    static void SetUpTestSuite() { ::setenv("OMP_NUM_THREADS", "1", 1); }

    std::vector<std::string> command(const std::string &out, std::vector<std::string> more = {}) const
    {
        std::vector<std::string> arguments{"--quiet", "train", "--model", testing::data("dpo/model"), "--pairs", testing::data("dpo/pairs.jsonl"),
                                           "--images", testing::data("dpo/images"), "--out", folder / out, "--dtype", "float32"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return arguments;
    }
    std::vector<std::string> as_trl(const std::string &out, int steps, std::vector<std::string> more = {}) const
    {
        more.insert(more.end(), {"--init-adapter", testing::data("dpo/initial_adapter"), "--no-shuffle", "--batch-size", "8", "--learning-rate",
                                 "2e-3", "--beta", "0.1", "--warmup-ratio", "0.1", "--max-steps", std::to_string(steps)});
        return command(out, more);
    }

    // A copy of pairs.jsonl with one row changed.
    fs::path pairs_with(std::size_t changed, const std::function<void(nlohmann::json &)> &change) const
    {
        std::string text;
        std::size_t number = 0;
        for (auto &line : *read_json_lines(testing::data("dpo/pairs.jsonl"))) {
            if (number++ == changed)
                change(line.value);
            text += line.value.dump() + "\n";
        }
        write_file_atomically(folder / "changed.jsonl", text).value();
        return folder / "changed.jsonl";
    }

    testing::TemporaryFolder temporary;
    const fs::path folder = temporary.path();
};

TEST_F(Train, NeedsNoMoreMemoryForMorePairs)
{
    if (sanitized)
        GTEST_SKIP() << "a sanitizer keeps what was freed";
    const auto pairs = *read_file(testing::data("dpo/pairs.jsonl"), 1 << 20); // 16
    const auto peak = [&](const std::string &name, int times) {
        std::string text;
        for (int i = 0; i < times; ++i)
            text += pairs;
        write_file_atomically(folder / (name + ".jsonl"), text).value();
        const auto result = run_m3po({"--quiet", "train", "--model", testing::data("dpo/model"), "--pairs", folder / (name + ".jsonl"), "--images",
                                      testing::data("dpo/images"), "--out", folder / name, "--objective", "sft", "--max-steps", "1"});
        EXPECT_EQ(result.exit_code, 0) << result.err;
        return result.peak_kilobytes;
    };
    const auto few = peak("few", 20), many = peak("many", 1000);
    // A pair's texts and tokens are two kilobytes here, and of a real model's prompt ten.
    EXPECT_LT(many - few, 16 * 980 / 4) << few << " and " << many;
}

TEST_F(Train, AgreesWithTrlOverFiftySteps)
{
    const auto trained = run_m3po(as_trl("run", 50, {"--micro-batch-size", "4"}));
    ASSERT_EQ(trained.exit_code, 0) << trained.err;
    const auto said = run_m3po({"metrics", folder / "run", "--json"});
    ASSERT_EQ(said.exit_code, 0) << said.err;
    const auto ours = lines_of(said.out);
    const auto theirs = *read_json_lines(testing::data("dpo/base/metrics.jsonl"));
    ASSERT_EQ(ours.size(), 50u);
    const std::map<std::string, double> allowed{
        {"step", 0}, {"loss", 1e-5}, {"rewards/chosen", 2e-5}, {"rewards/rejected", 2e-5}, {"rewards/margins", 2e-5},
        {"rewards/accuracies", 0}, {"logps/chosen", 2e-4}, {"logps/rejected", 2e-4}, {"grad_norm", 5e-5}, {"learning_rate", 1e-12}};
    for (std::size_t i = 0; i < ours.size(); ++i) {
        for (const auto &[name, tolerance] : allowed)
            EXPECT_NEAR(ours[i].at(name).get<double>(), theirs[i].value.at(name).get<double>(), tolerance) << name << " at step " << i + 1;
    }
    const auto adapter = tensors_of(folder / "run" / "adapter_model.safetensors");
    const auto expected = tensors_of(testing::data("dpo/base/adapter/adapter_model.safetensors"));
    ASSERT_EQ(adapter.size(), expected.size());
    for (const auto &[name, values] : expected) {
        ASSERT_TRUE(adapter.contains(name)) << name;
        ASSERT_EQ(adapter.at(name).size(), values.size());
        for (std::size_t i = 0; i < values.size(); ++i)
            ASSERT_NEAR(adapter.at(name)[i], values[i], 1e-5) << name;
    }
    // As a table, too.
    EXPECT_THAT(run_m3po({"metrics", folder / "run"}).out, AllOf(HasSubstr("margin"), HasSubstr("\n    50")));
}

TEST_F(Train, KilledAtAnyMomentAndTakenUpAgainItEndsTheSame)
{
    const auto arguments = [&](const std::string &out) {
        return command(out, {"--max-steps", "40", "--batch-size", "4", "--rank", "4", "--alpha", "8", "--learning-rate", "1e-3",
                             "--lora-dropout", "0.1", "--checkpoint-steps", "3"});
    };
    ASSERT_EQ(run_m3po(arguments("whole")).exit_code, 0);
    const auto metrics = folder / "killed" / "metrics.jsonl";
    int kills = 0;
    for (int attempt = 0; attempt < 17; ++attempt) {
        Running running(arguments("killed"));
        // Anywhere: the first before the run begins, the others some time after a step.
        if (attempt > 0)
            running.wait_for_growth(metrics, fs::exists(metrics) ? fs::file_size(metrics) : 0);
        std::this_thread::sleep_for(std::chrono::milliseconds(7 * attempt));
        kills += running.signal(SIGKILL);
        running.exit_code();
    }
    EXPECT_GT(kills, 0);
    ASSERT_EQ(run_m3po(arguments("killed")).exit_code, 0);
    for (const auto *file : {"adapter_model.safetensors", "adapter_config.json", "metrics.jsonl"})
        EXPECT_EQ(bytes_of(folder / "whole" / file), bytes_of(folder / "killed" / file)) << file;
}

TEST_F(Train, StopsAtAStepsEndAndGoesOn)
{
    const auto arguments = [&](const std::string &out) {
        return command(out, {"--max-steps", "400", "--batch-size", "2", "--rank", "2", "--learning-rate", "1e-3"});
    };
    ASSERT_EQ(run_m3po(arguments("whole")).exit_code, 0);
    Running running(arguments("stopped"));
    running.wait_for_growth(folder / "stopped" / "metrics.jsonl", 0);
    ASSERT_TRUE(running.signal(SIGINT));
    EXPECT_EQ(running.exit_code(), 130);
    EXPECT_FALSE(fs::exists(folder / "stopped" / "adapter_model.safetensors"));
    const auto steps = lines_of(bytes_of(folder / "stopped" / "metrics.jsonl")).size();
    EXPECT_LT(steps, 400u);
    // The step that it stopped after is kept.
    EXPECT_TRUE(fs::exists(folder / "stopped" / "checkpoints" / ("step-" + std::string(6 - std::to_string(steps).size(), '0') + std::to_string(steps))));
    ASSERT_EQ(run_m3po(arguments("stopped")).exit_code, 0);
    for (const auto *file : {"adapter_model.safetensors", "metrics.jsonl"})
        EXPECT_EQ(bytes_of(folder / "whole" / file), bytes_of(folder / "stopped" / file)) << file;
}

TEST_F(Train, ExportsTheAdapterForPeftAndMerged)
{
    const auto adapter = testing::data("dpo/base/adapter"), model = testing::data("dpo/model");
    const auto peft = run_m3po({"export", "--format", "peft", "--adapter", adapter, "--model", model, "--out", folder / "peft", "--new-names"});
    ASSERT_EQ(peft.exit_code, 0) << peft.err;
    EXPECT_EQ(tensors_of(folder / "peft" / "adapter_model.safetensors"), tensors_of(adapter / "adapter_model.safetensors"));
    ASSERT_EQ(run_m3po({"export", "--format", "merged", "--adapter", adapter, "--model", model, "--out", folder / "merged"}).exit_code, 0);
    // The base's names; what the adapter sits on has changed, the rest has not.
    const auto merged = tensors_of(folder / "merged" / "model.safetensors"), base = tensors_of(model / "model.safetensors");
    ASSERT_EQ(merged.size(), base.size());
    for (const auto &[name, values] : base) {
        ASSERT_TRUE(merged.contains(name)) << name;
        const bool adapted = name.starts_with("language_model.") && name.ends_with("_proj.weight");
        EXPECT_EQ(merged.at(name) != values, adapted) << name;
    }
    for (const auto *file : {"config.json", "tokenizer.json", "chat_template.jinja"})
        EXPECT_EQ(bytes_of(folder / "merged" / file), bytes_of(model / file));
    EXPECT_EQ(run_m3po({"export", "--format", "merged", "--adapter", adapter, "--out", folder / "x"}).exit_code, 2);
}

TEST_F(Train, RefusesARunThatWasBegunOtherwise)
{
    ASSERT_EQ(run_m3po(as_trl("run", 2)).exit_code, 0);
    const auto adapter = bytes_of(folder / "run" / "adapter_model.safetensors");
    auto other = as_trl("run", 2, {"--seed", "5"});
    const auto refused = run_m3po(other);
    EXPECT_EQ(refused.exit_code, 7);
    EXPECT_THAT(refused.err, AllOf(HasSubstr("training_args.json"), HasSubstr("seed")));
    EXPECT_EQ(run_m3po(as_trl("run", 2)).exit_code, 0); // done: nothing is made again
    EXPECT_EQ(bytes_of(folder / "run" / "adapter_model.safetensors"), adapter);
}

TEST_F(Train, SaysWhichRowIsWrong)
{
    const auto refused = [&](std::size_t row, const std::function<void(nlohmann::json &)> &change) {
        const auto pairs = pairs_with(row, change);
        const auto result = run_m3po({"train", "--model", testing::data("dpo/model"), "--pairs", pairs, "--images", testing::data("dpo/images"), "--out", folder / "run"});
        EXPECT_FALSE(fs::exists(folder / "run" / "adapter_model.safetensors"));
        return std::pair(result.exit_code, result.err);
    };
    using ::testing::Pair;
    EXPECT_THAT(refused(4, [](auto &row) { row["chosen"][0]["content"][0]["text"] = ""; }), Pair(3, AllOf(HasSubstr("line 5"), HasSubstr("chosen"))));
    EXPECT_THAT(refused(6, [](auto &row) { row["images"] = {"absent.png"}; }), Pair(4, AllOf(HasSubstr("line 7"), HasSubstr("absent.png"))));
    EXPECT_THAT(refused(6, [](auto &row) { row["images"] = {"../pairs.jsonl"}; }), Pair(3, AllOf(HasSubstr("line 7"), HasSubstr("pairs.jsonl"))));
    EXPECT_THAT(refused(2, [](auto &row) { row.erase("rejected"); }), Pair(3, HasSubstr("line 3")));
    std::ofstream(folder / "text.png") << "no image";
    const auto broken = pairs_with(3, [](auto &row) { row["images"] = {"text.png"}; });
    const auto result = run_m3po({"train", "--model", testing::data("dpo/model"), "--pairs", broken, "--images", folder, "--out", folder / "run"});
    EXPECT_EQ(result.exit_code, 4); // the others are not there
    EXPECT_THAT(result.err, HasSubstr("line 1"));
    for (const auto &entry : fs::directory_iterator(testing::data("dpo/images")))
        fs::copy(entry.path(), folder / entry.path().filename());
    const auto undecodable = run_m3po({"train", "--model", testing::data("dpo/model"), "--pairs", broken, "--images", folder, "--out", folder / "run"});
    EXPECT_EQ(undecodable.exit_code, 3);
    EXPECT_THAT(undecodable.err, AllOf(HasSubstr("line 4"), HasSubstr("text.png")));
}

TEST_F(Train, RefusesAnAdapterThatDoesNotFit)
{
    fs::copy(testing::data("dpo/initial_adapter"), folder / "adapter");
    auto config = *read_json(folder / "adapter" / "adapter_config.json");
    config["r"] = 3;
    write_file_atomically(folder / "adapter" / "adapter_config.json", config.dump()).value();
    const auto result = run_m3po(command("run", {"--init-adapter", folder / "adapter"}));
    EXPECT_EQ(result.exit_code, 3);
    EXPECT_THAT(result.err, HasSubstr("adapter_model.safetensors"));
    EXPECT_EQ(run_m3po(command("run", {"--init-adapter", folder / "nowhere"})).exit_code, 4);
    EXPECT_EQ(run_m3po(command("run", {"--loss", "sigmod"})).exit_code, 2);
    EXPECT_EQ(run_m3po({"metrics", folder / "nowhere"}).exit_code, 4);
}

TEST_F(Train, TakesAProjectsSelectionAndKeepsTheMetricsThere)
{
    auto project = *Project::create(folder / "p.m3po", {.images_root = testing::data("dpo/images")});
    const auto rows = *read_json_lines(testing::data("dpo/pairs.jsonl"));
    const auto run = generations::find_or_create(project, {.model = "model", .model_fingerprint = "f", .template_hash = "t", .candidates = 2});
    std::vector<SelectedPair> pairs;
    for (std::size_t i = 0; i < 6; ++i) {
        Sample sample;
        sample.external_id = std::to_string(i);
        sample.image = {rows[i].value["images"][0], 100, std::string(64, 'a'), 28, 28};
        sample.instruction = rows[i].value["prompt"][0]["content"][1]["text"];
        sample.source = "pairs.jsonl";
        const auto id = samples::add(project, sample).id;
        std::vector<Candidate> candidates(2);
        for (int side = 0; side < 2; ++side) {
            candidates[side].sample_id = id;
            candidates[side].position = side;
            candidates[side].text = rows[i].value[side == 0 ? "chosen" : "rejected"][0]["content"][0]["text"];
            candidates[side].finish_reason = "stop";
        }
        generations::add(project, run.id, candidates);
        const auto stored = generations::candidates(project, run.id, id);
        pairs.push_back({.sample_id = id, .chosen_id = stored[0].id, .rejected_id = stored[1].id, .score = 0.5});
    }
    selections::save(project, {.name = "hard", .selector = "m3p", .run_id = run.id}, pairs);

    const std::vector<std::string> train{"--quiet", "--json", "train", folder / "p.m3po", "--model", testing::data("dpo/model"), "--out", folder / "run",
                                         "--batch-size", "4", "--epochs", "2", "--rank", "4", "--checkpoint-steps", "1"};
    const auto trained = run_m3po(train);
    ASSERT_EQ(trained.exit_code, 0) << trained.err;
    EXPECT_EQ(nlohmann::json::parse(trained.out)["steps"], 4);

    const auto record = training_runs::find(project, "run");
    ASSERT_TRUE(record);
    EXPECT_EQ(record->state, "finished");
    EXPECT_EQ(record->total_steps, 4);
    EXPECT_EQ(preference_sets::pair_count(project, *record->preference_set_id), 6);
    const auto frozen = preference_sets::pairs(project, *record->preference_set_id);
    EXPECT_LT(frozen[0].reference_chosen_logp, 0); // re-scored by the training kernels
    EXPECT_EQ(training_runs::checkpoints(project, record->id).size(), 2u);

    const auto by_folder = run_m3po({"metrics", folder / "run", "--json"}), by_project = run_m3po({"metrics", (folder / "p.m3po").string() + ":run", "--json"});
    ASSERT_EQ(by_project.exit_code, 0) << by_project.err;
    auto in_project = lines_of(by_project.out);
    for (auto &step : in_project) { // the time that a step took is the project's alone: it differs from run to run
        EXPECT_GT(step.at("seconds").get<double>(), 0);
        step.erase("seconds");
    }
    EXPECT_EQ(lines_of(by_folder.out), in_project);
    EXPECT_EQ(in_project.size(), 4u);
    EXPECT_NEAR(lines_of(by_folder.out)[0]["loss"].get<double>(), std::log(2), 1e-6);
    EXPECT_EQ(run_m3po({"metrics", (folder / "p.m3po").string() + ":other"}).exit_code, 4);
    EXPECT_EQ(run_m3po({"train", folder / "p.m3po", "--selection", "none", "--model", testing::data("dpo/model"), "--out", folder / "x"}).exit_code, 4);
}

} // namespace
} // namespace m3po
