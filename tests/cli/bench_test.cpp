// SPDX-License-Identifier: GPL-3.0-or-later
// bench project and bench select from outside.
#include "core/project/generations.h"
#include "core/project/samples.h"
#include "core/project/scores.h"
#include "core/select/load.h"
#include "tests/cli/run_program.h"
#include "tests/support.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <set>

namespace m3po {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using testing::run_m3po;

TEST(BenchProject, HoldsWhatALargeProjectHolds)
{
    const testing::TemporaryFolder folder;
    const auto file = (folder / "b.m3po").string();
    const std::vector<std::string> command{"bench", "project", file, "--samples", "500", "--candidates", "8", "--json"};
    const auto made = run_m3po(command);
    ASSERT_EQ(made.exit_code, 0) << made.err;
    const auto report = json::parse(made.out);
    EXPECT_EQ(report["samples"], 500);
    EXPECT_THAT(made.err, HasSubstr("\"progress\""));

    auto project = std::move(Project::open(file, Project::Mode::ReadOnly)).value();
    EXPECT_EQ(samples::count(project), 500);
    EXPECT_EQ(samples::images(project).size(), 64u);
    for (const auto &image : samples::images(project))
        EXPECT_EQ(samples::image_trouble(project, image), "");
    const auto loaded = load_score_columns(project, generations::latest(project)->id);
    const auto &columns = loaded.columns;
    EXPECT_EQ(columns.rows(), report["candidates"]);
    EXPECT_EQ(columns.component_names, (std::vector<std::string>{visual_relevance, semantic_accuracy}));
    bool gap = false, equal_text = false, tie = false;
    for (std::int64_t s = 0; s < columns.samples(); ++s) {
        std::set<float> values;
        gap |= columns.offsets[s + 1] - columns.offsets[s] < 8;
        for (auto row = columns.offsets[s]; row < columns.offsets[s + 1]; ++row) {
            equal_text |= columns.first_equal[row] != row;
            tie |= !values.insert(columns.components[0][row]).second;
        }
    }
    EXPECT_TRUE(gap);
    EXPECT_TRUE(equal_text);
    EXPECT_TRUE(tie);
    const auto paper = selections::get(project, "paper");
    EXPECT_EQ(selections::pair_count(project, paper.id), report["pairs"]);
    EXPECT_GT(report["pairs"], 480);

    const auto again = run_m3po(command);
    EXPECT_EQ(again.exit_code, 7);
    EXPECT_THAT(again.err, HasSubstr("is there already"));
    EXPECT_TRUE(std::filesystem::exists(file));
}

TEST(BenchProject, TheSameSeedGivesTheSameRows)
{
    const testing::TemporaryFolder folder;
    const auto rows = [&](const std::string &name, const std::string &seed) {
        const auto file = (folder / name).string();
        EXPECT_EQ(run_m3po({"bench", "project", file, "--samples", "20", "--candidates", "4", "--seed", seed, "--quiet"}).exit_code, 0);
        auto project = std::move(Project::open(file, Project::Mode::ReadOnly)).value();
        auto columns = load_score_columns(project, 1).columns;
        return std::tuple(columns.text_keys, columns.logp_sum, columns.components);
    };
    const auto first = rows("x.m3po", "5");
    EXPECT_EQ(rows("y.m3po", "5"), first);
    EXPECT_NE(rows("z.m3po", "6"), first);
}

TEST(BenchProject, RefusesWhatMakesNoSense)
{
    const testing::TemporaryFolder folder;
    const auto file = (folder / "b.m3po").string();
    EXPECT_EQ(run_m3po({"bench", "project", file, "--samples", "0"}).exit_code, 2);
    EXPECT_EQ(run_m3po({"bench", "project", file, "--candidates", "-1"}).exit_code, 2);
    EXPECT_FALSE(std::filesystem::exists(file));
}

TEST(BenchSelect, MeasuresEveryKindOfChange)
{
    const testing::TemporaryFolder folder;
    const auto file = (folder / "b.m3po").string();
    ASSERT_EQ(run_m3po({"bench", "project", file, "--samples", "50", "--quiet"}).exit_code, 0);
    const auto run = run_m3po({"bench", "select", file, "--repeat", "3", "--json"});
    ASSERT_EQ(run.exit_code, 0) << run.err;
    const auto report = json::parse(run.out);
    for (const auto *change : {"alpha", "delta", "weights", "confidence", "penalty", "min_gap"})
        EXPECT_GT(report["milliseconds"][change]["median"], 0) << change;
    EXPECT_EQ(report["samples"], 50);

    EXPECT_EQ(run_m3po({"bench", "select", (folder / "none.m3po").string()}).exit_code, 4);
}

TEST(BenchOpen, MeasuresBothWays)
{
    const testing::TemporaryFolder folder;
    const auto file = (folder / "b.m3po").string();
    ASSERT_EQ(run_m3po({"bench", "project", file, "--samples", "50", "--quiet"}).exit_code, 0);
    const auto run = run_m3po({"bench", "open", file, "--repeat", "2", "--json"});
    ASSERT_EQ(run.exit_code, 0) << run.err;
    const auto report = json::parse(run.out);
    EXPECT_EQ(report["samples"], 50);
    EXPECT_GT(report["from_project_milliseconds"]["median"], 0);
    EXPECT_FALSE(report.contains("from_cache_milliseconds")); // too small to be kept
}

TEST(BenchIngest, MeasuresAndLeavesNothingBehind)
{
    const testing::TemporaryFolder folder;
    const auto run = run_m3po({"bench", "ingest", folder.path().string(), "--samples", "40", "--candidates", "4", "--json"});
    ASSERT_EQ(run.exit_code, 0) << run.err;
    const auto report = json::parse(run.out);
    EXPECT_EQ(report["rows"], 160);
    for (const auto *way : {"a_sync_a_group", "a_sync_a_second"})
        EXPECT_GT(report[way]["rows_a_second"], 0) << way;
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

// More pairs than are written at a time.
TEST(SelectJson, HasEveryPairInTheOrderOfTheSamples)
{
    const testing::TemporaryFolder folder;
    const auto file = (folder / "b.m3po").string();
    ASSERT_EQ(run_m3po({"bench", "project", file, "--samples", "22000", "--candidates", "3", "--quiet"}).exit_code, 0);
    const auto run = run_m3po({"select", file, "--json"});
    ASSERT_EQ(run.exit_code, 0) << run.err;
    const auto document = json::parse(run.out);
    const auto &pairs = document["pairs"];
    EXPECT_EQ(pairs.size(), document["statistics"]["pairs"]);
    EXPECT_EQ(pairs.size() + document["none"].size(), 22000u);
    for (std::size_t i = 1; i < pairs.size(); ++i)
        ASSERT_LT(pairs[i - 1]["sample"], pairs[i]["sample"]);
    auto project = *Project::open(file, Project::Mode::ReadOnly);
    for (const std::size_t i : {std::size_t(0), pairs.size() / 2, pairs.size() - 1}) {
        const auto sample = samples::get(project, pairs[i]["sample"]);
        EXPECT_EQ(pairs[i]["id"], sample.external_id);
        EXPECT_EQ(pairs[i]["image"], sample.image.path);
        EXPECT_EQ(pairs[i]["instruction"], sample.instruction);
        for (const auto *side : {"chosen", "rejected"}) {
            const auto candidate = generations::candidate(project, pairs[i][side]["candidate"]);
            EXPECT_EQ(candidate.sample_id, sample.id);
            EXPECT_EQ(pairs[i][side]["text"], candidate.text);
            EXPECT_EQ(pairs[i][side]["position"], candidate.position);
            EXPECT_EQ(pairs[i][side]["tokens"], candidate.token_ids.size());
        }
    }
}

} // namespace
} // namespace m3po
