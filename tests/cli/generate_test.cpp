// SPDX-License-Identifier: GPL-3.0-or-later
// m3po generate from outside: what it stores, that it goes on where it was stopped or killed, what it says of bad
// input.
#include "core/base/file.h"
#include "core/base/hash.h"
#include "core/base/sanitized.h"
#include "core/project/generations.h"
#include "core/project/manifest.h"
#include "core/project/samples.h"
#include "tests/cli/run_program.h"
#include "tests/core/tiny_png.h"
#include "tests/support.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <fstream>
#include <random>
#include <thread>

namespace m3po {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using testing::run_m3po;

class GenerateVerb : public ::testing::Test {
protected:
    void SetUp() override
    {
        // The tiny model gains nothing from more, and on a busy machine its threads wait for each other.
        ::setenv("OMP_NUM_THREADS", "1", 0);
        std::filesystem::create_directory(folder / "images");
        write("images/a.png", *read_file(testing::data("models/picture.png")));
        write("images/b.png", testing::tiny_png());
        write("template.jinja",
              "{% for m in messages %}USER: {% for c in m['content'] %}{% if c['type'] == 'image' %}<image>"
              "{% else %}{{ c['text'] }}{% endif %}{% endfor %} ASSISTANT:{% endfor %}");
    }

    void write(const std::string &name, const std::string &bytes) const
    {
        std::ofstream(folder / name, std::ios::binary) << bytes;
    }
    std::string path(const std::string &name) const { return (folder / name).string(); }

    void make_project(const std::string &name, int count) const
    {
        auto project = std::move(*Project::create(folder / name, {.images_root = folder / "images"}));
        Transaction transaction(project);
        for (int i = 0; i < count; ++i)
            add_sample(project, i % 2 ? "a.png" : "b.png", fmt::format("how many objects {}", i));
        transaction.commit();
    }
    void add_sample(Project &project, const std::string &image, const std::string &instruction) const
    {
        const auto bytes = *read_file(folder / "images" / image);
        Sample sample;
        sample.image = {image, static_cast<std::int64_t>(bytes.size()), sha256(bytes), 8, 8};
        sample.instruction = instruction;
        sample.source = "test";
        samples::add(project, sample);
    }

    std::vector<std::string> command(const std::string &project, const std::vector<std::string> &more = {}) const
    {
        std::vector<std::string> result{"--json",
                                        "--quiet",
                                        "generate",
                                        path(project),
                                        "--model",
                                        testing::data("models/llava").string(),
                                        "--template",
                                        path("template.jinja"),
                                        "--temperature",
                                        "1",
                                        "--max-new-tokens",
                                        "12",
                                        "-n",
                                        "4",
                                        "--seed",
                                        "3"};
        result.insert(result.end(), more.begin(), more.end());
        return result;
    }

    // Everything that a run stored, in the order of the rows.
    static json contents(const std::filesystem::path &file)
    {
        auto project = std::move(*Project::open(file, Project::Mode::ReadOnly));
        auto result = json::array();
        for (const auto &run : generations::list(project)) {
            for (const auto sample : samples::ids(project)) {
                for (const auto &c : generations::candidates(project, run.id, sample))
                    result.push_back({run.id, run.parameters, c.id, c.sample_id, c.position, c.text, c.token_ids,
                                      c.token_logps, c.logp_sum, c.finish_reason});
            }
        }
        return result;
    }
    static std::int64_t stored(const std::filesystem::path &file)
    {
        auto project = std::move(*Project::open(file, Project::Mode::ReadOnly));
        const auto runs = generations::list(project);
        return runs.empty() ? 0 : generations::candidate_count(project, runs.front().id);
    }

    testing::TemporaryFolder folder;
};

pid_t start(const std::vector<std::string> &arguments)
{
    const auto program = (std::filesystem::path(M3PO_BIN_DIR) / "m3po").string();
    std::vector<char *> argv{const_cast<char *>(program.c_str())};
    for (const auto &argument : arguments)
        argv.push_back(const_cast<char *>(argument.c_str()));
    argv.push_back(nullptr);
    const pid_t child = ::fork();
    if (child == 0) {
        if (!::freopen("/dev/null", "w", stdout) || !::freopen("/dev/null", "w", stderr))
            ::_exit(126);
        ::execv(program.c_str(), argv.data());
        ::_exit(127);
    }
    return child;
}

int wait_for(pid_t child)
{
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

TEST_F(GenerateVerb, FillsAProjectOnce)
{
    make_project("p.m3po", 5);
    const auto first = run_m3po(command("p.m3po"));
    ASSERT_EQ(first.exit_code, 0) << first.err;
    const auto report = json::parse(first.out);
    EXPECT_EQ(report["samples"], 5);
    EXPECT_EQ(report["done_now"], 5);
    EXPECT_EQ(report["candidates"], 20);
    EXPECT_EQ(report["parameters"]["temperature"], 1.0);
    EXPECT_EQ(report["failures"].size(), 0u);

    auto project = std::move(*Project::open(folder / "p.m3po", Project::Mode::ReadOnly));
    for (const auto sample : samples::ids(project)) {
        const auto rows = generations::candidates(project, 1, sample);
        ASSERT_EQ(rows.size(), 4u);
        for (const auto &row : rows) {
            EXPECT_EQ(row.token_ids.size(), row.token_logps.size());
            EXPECT_LE(row.token_ids.size(), 12u);
            EXPECT_THAT(row.finish_reason, ::testing::AnyOf("stop", "length"));
        }
    }
    const auto before = contents(folder / "p.m3po");
    const auto again = run_m3po(command("p.m3po"));
    EXPECT_EQ(again.exit_code, 0) << again.err;
    EXPECT_EQ(json::parse(again.out)["done_now"], 0);
    EXPECT_EQ(json::parse(again.out)["done_before"], 5);
    EXPECT_EQ(contents(folder / "p.m3po"), before);
    EXPECT_EQ(manifest::list(project).size(), 1u);
}

TEST_F(GenerateVerb, SlotsLimitsAndOrderMakeNoDifference)
{
    make_project("whole.m3po", 6);
    make_project("parts.m3po", 6);
    ASSERT_EQ(run_m3po(command("whole.m3po")).exit_code, 0);
    ASSERT_EQ(run_m3po(command("parts.m3po", {"--limit", "1", "--slots", "8"})).exit_code, 0);
    EXPECT_EQ(stored(folder / "parts.m3po"), 4);
    ASSERT_EQ(run_m3po(command("parts.m3po", {"--limit", "4", "--slots", "4"})).exit_code, 0);
    ASSERT_EQ(run_m3po(command("parts.m3po", {"--slots", "64"})).exit_code, 0);
    EXPECT_EQ(contents(folder / "parts.m3po"), contents(folder / "whole.m3po"));
}

TEST_F(GenerateVerb, AnotherParameterIsAnotherRun)
{
    make_project("p.m3po", 2);
    ASSERT_EQ(run_m3po(command("p.m3po")).exit_code, 0);
    for (const auto &more : std::vector<std::vector<std::string>>{
             {"--seed", "4"},
             {"--top-k", "5"},
             {"--stop", "e", "--stop", "a b"},
             {"--greedy"},
             {"--n", "2"},
             {"--adapter", testing::data("models/adapter_regex").string(), "--n", "1"}}) {
        auto arguments = command("p.m3po");
        for (std::size_t i = 0; i < more.size(); i += more[i].starts_with("--greedy") ? 1 : 2) {
            // What is asked anew replaces the common setting.
            for (const std::string known : {"--seed", "-n"}) {
                const auto at = std::find(arguments.begin(), arguments.end(), known);
                if (at != arguments.end() &&
                    (more[i] == known || (known == "-n" && (more[i] == "--n" || more[i] == "--greedy"))))
                    arguments.erase(at, at + 2);
            }
        }
        arguments.insert(arguments.end(), more.begin(), more.end());
        const auto result = run_m3po(arguments);
        ASSERT_EQ(result.exit_code, 0) << result.err;
        EXPECT_EQ(json::parse(result.out)["done_now"], 2) << more[0];
    }
    auto project = std::move(*Project::open(folder / "p.m3po", Project::Mode::ReadOnly));
    const auto runs = generations::list(project);
    ASSERT_EQ(runs.size(), 7u);
    EXPECT_EQ(runs[4].candidates, 1); // greedy
    EXPECT_FALSE(json::parse(runs[4].parameters).contains("temperature"));
    EXPECT_EQ(json::parse(runs[3].parameters)["stop"], (json{"e", "a b"}));
    EXPECT_NE(runs[6].adapter_fingerprint, "");
    EXPECT_NE(generations::candidates(project, 1, 1)[0].text, generations::candidates(project, 2, 1)[0].text);
}

TEST_F(GenerateVerb, KilledAtAnyMomentItEndsInTheSameTables)
{
    constexpr int count = 40;
    const std::vector<std::string> longer{"--max-new-tokens", "40", "-n", "16"};
    const auto with = [&](const std::string &project) {
        auto arguments = command(project);
        for (const std::string known : {"-n", "--max-new-tokens"}) {
            const auto at = std::find(arguments.begin(), arguments.end(), known);
            arguments.erase(at, at + 2);
        }
        arguments.insert(arguments.end(), longer.begin(), longer.end());
        return arguments;
    };
    make_project("whole.m3po", count);
    make_project("killed.m3po", count);
    const auto began = std::chrono::steady_clock::now();
    ASSERT_EQ(run_m3po(with("whole.m3po")).exit_code, 0);
    const auto whole = std::chrono::steady_clock::now() - began;

    int killed = 0;
    std::mt19937 random(7); // with the kills of score and train: more than fifty moments
    for (int attempt = 0; attempt < 17; ++attempt) {
        const auto child = start(with("killed.m3po"));
        std::this_thread::sleep_for(whole * std::uniform_real_distribution(0.0, 0.6)(random));
        ::kill(child, SIGKILL);
        killed += wait_for(child) == 128 + SIGKILL;
        EXPECT_EQ(stored(folder / "killed.m3po") % 16, 0) << "a sample's candidates are stored together or not at all";
    }
    EXPECT_GT(killed, 0);
    const auto last = run_m3po(with("killed.m3po"));
    ASSERT_EQ(last.exit_code, 0) << last.err;
    EXPECT_EQ(contents(folder / "killed.m3po"), contents(folder / "whole.m3po"));
}

TEST_F(GenerateVerb, CtrlCStopsAtAGroupsEndAndTheSameCommandGoesOn)
{
    constexpr int count = 4000; // several seconds of work: groups are committed once a second
    make_project("p.m3po", count);
    const auto child = start(command("p.m3po"));
    // Once something is committed, long before the end.
    while (stored(folder / "p.m3po") == 0 && ::kill(child, 0) == 0)
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    ::kill(child, SIGINT);
    const int code = wait_for(child);
    const auto held = stored(folder / "p.m3po");
    ASSERT_EQ(code, 130) << held;
    EXPECT_GT(held, 0);
    EXPECT_LT(held, count * 4);
    EXPECT_EQ(held % 4, 0);
    const auto rest = run_m3po(command("p.m3po", {"--limit", fmt::format("{}", held / 4 + 3)}));
    ASSERT_EQ(rest.exit_code, 0) << rest.err;
    EXPECT_EQ(json::parse(rest.out)["done_before"], held / 4);
    EXPECT_EQ(json::parse(rest.out)["done_now"], 3);
}

TEST_F(GenerateVerb, SamplesThatCannotBeDoneAreListedAndTheOthersGoOn)
{
    make_project("p.m3po", 2);
    for (const auto *name : {"gone.png", "changed.png", "broken.png"})
        write(std::string("images/") + name, name);
    {
        auto project = std::move(*Project::open(folder / "p.m3po"));
        for (const auto *name : {"gone.png", "changed.png", "broken.png"})
            add_sample(project, name, "what?");
        add_sample(project, "a.png", std::string(2000, 'x'));
        add_sample(project, "a.png", "after all");
    }
    std::filesystem::remove(folder / "images/gone.png");
    write("images/changed.png", testing::tiny_png());
    const auto result = run_m3po(command("p.m3po"));
    EXPECT_EQ(result.exit_code, 0) << result.err;
    const auto report = json::parse(result.out);
    EXPECT_EQ(report["done_now"], 3);
    ASSERT_EQ(report["failures"].size(), 4u);
    const auto sentence = [&](std::size_t i) { return report["failures"][i]["error"].get<std::string>(); };
    EXPECT_THAT(sentence(0), HasSubstr("gone.png"));
    EXPECT_THAT(sentence(1), HasSubstr("changed.png: has changed since it was imported"));
    EXPECT_THAT(sentence(2), HasSubstr("broken.png"));
    EXPECT_THAT(sentence(3), HasSubstr("context"));
    EXPECT_EQ(report["failures"][3]["sample"], 6);

    const auto noted = [&] {
        auto project = std::move(*Project::open(folder / "p.m3po", Project::Mode::ReadOnly));
        return manifest::list(project).size();
    };
    EXPECT_EQ(noted(), 5u); // the run, and each failure
    const auto text =
        run_m3po({"generate", path("p.m3po"), "--model", testing::data("models/llava").string(), "--template",
                  path("template.jinja"), "--temperature", "1", "--max-new-tokens", "12", "-n", "4", "--seed", "3"});
    EXPECT_EQ(text.exit_code, 0);
    EXPECT_THAT(text.out, HasSubstr("3 of 7 samples have their 4 candidates, 0 of them since now"));
    EXPECT_THAT(text.out, HasSubstr("sample 3: "));
    EXPECT_EQ(noted(), 5u) << "said again, noted once";
}

TEST_F(GenerateVerb, NeedsNoMoreMemoryForMoreSamples)
{
    if (sanitized)
        GTEST_SKIP() << "a sanitizer keeps what was freed";
    const auto peak = [&](const std::string &name, int count) {
        make_project(name, count);
        const auto result = run_m3po(command(name));
        EXPECT_EQ(result.exit_code, 0) << result.err;
        return result.peak_kilobytes;
    };
    const auto few = peak("few.m3po", 200), many = peak("many.m3po", 2200);
    // The project's pages are kept up to 64 MiB: a kilobyte a sample. A sample's pixels alone are nine.
    EXPECT_LT(many - few, 2000 * 5) << few << " and " << many;
}

TEST_F(GenerateVerb, RefusesWhatMakesNoSense)
{
    make_project("p.m3po", 1);
    EXPECT_EQ(run_m3po(command("p.m3po", {"--top-p", "1.5"})).exit_code, 2);
    EXPECT_EQ(run_m3po(command("p.m3po", {"--slots", "0"})).exit_code, 2);
    EXPECT_EQ(run_m3po({"generate", path("p.m3po")}).exit_code, 2);
    EXPECT_EQ(run_m3po({"generate", path("p.m3po"), "--model", path("nowhere")}).exit_code, 4);
    EXPECT_EQ(run_m3po({"generate", path("none.m3po"), "--model", path("nowhere")}).exit_code, 4);
    const auto blind = run_m3po({"generate", path("p.m3po"), "--model", testing::data("models/llama").string()});
    EXPECT_EQ(blind.exit_code, 6) << blind.err;
    EXPECT_EQ(stored(folder / "p.m3po"), 0);

    make_project("long.m3po", 0);
    {
        auto project = std::move(*Project::open(folder / "long.m3po"));
        add_sample(project, "a.png", std::string(2000, 'x'));
    }
    const auto none = run_m3po(command("long.m3po"));
    EXPECT_EQ(none.exit_code, 3);
    EXPECT_THAT(none.err, HasSubstr("none of 1 samples could be done"));
}

} // namespace
} // namespace m3po
