// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/import.h"

#include "core/base/file.h"
#include "core/formats/export.h"
#include "core/project/manifest.h"
#include "core/project/preference_sets.h"
#include "core/project/samples.h"
#include "tests/core/project_fixture.h"
#include "tests/core/tiny_png.h"

#include <gmock/gmock.h>

#include <csignal>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace m3po {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class Import : public ProjectFixture {
protected:
    void SetUp() override
    {
        ProjectFixture::SetUp();
        write("images/a/1.png", testing::tiny_png());
        write("images/2.png", testing::tiny_png());
        write("images/broken.png", "this is no image");
        write("images/cut.png", testing::tiny_png().substr(0, 45));
        write("secret.png", testing::tiny_png());
    }
    static std::string row(const std::string &image, const std::string &question = "What?")
    {
        return R"({"id":"x","image":")" + image + R"(","conversations":[{"from":"human","value":"<image>\n)" + question
            + R"("},{"from":"gpt","value":"A."}]})";
    }
    static std::string pair(const std::string &image, const std::string &rejected = "B")
    {
        return R"({"prompt":[{"role":"user","content":[{"type":"image"},{"type":"text","text":"Q"}]}],)"
               R"("chosen":[{"role":"assistant","content":[{"type":"text","text":"A"}]}],)"
               R"("rejected":[{"role":"assistant","content":[{"type":"text","text":")" + rejected + R"("}]}],"images":[")"
            + image + "\"]}\n";
    }
};

TEST_F(Import, ListsMissingAndBrokenImagesAndTakesTheRest)
{
    auto project = create();
    write("rows.json", "[" + row("a/1.png") + "," + row("none.png") + "," + row("broken.png") + "," + row("cut.png") + ","
                           + row("2.png") + "," + row("broken.png", "Again?") + "," + row("a") + "]");
    const auto report = *import_dataset(project, folder / "rows.json", {});
    EXPECT_EQ(report.format, "llava-instruct");
    EXPECT_EQ(report.rows, 7);
    EXPECT_EQ(report.imported, 2);
    ASSERT_EQ(report.problem_count, 5);
    EXPECT_THAT(report.problems[0].place, HasSubstr("rows.json: entry 1"));
    EXPECT_EQ(report.problems[0].image, "none.png");
    EXPECT_THAT(report.problems[0].why, HasSubstr("is not there"));
    EXPECT_THAT(report.problems[1].why, HasSubstr("not an image"));
    EXPECT_THAT(report.problems[2].why, HasSubstr("truncated"));
    EXPECT_THAT(report.problems[4].why, HasSubstr("is not a file"));
    const auto first = samples::get(project, 1);
    EXPECT_EQ(first.image.path, "a/1.png");
    EXPECT_EQ(first.image.width, 3);
    EXPECT_EQ(first.image.height, 2);
    EXPECT_EQ(first.image.bytes, static_cast<std::int64_t>(testing::tiny_png().size()));
    EXPECT_EQ(first.image.sha256.size(), 64u);
    EXPECT_EQ(manifest::list(project).back().stage, "import");
}

TEST_F(Import, TwiceIsOnce)
{
    auto project = create();
    write("rows.json", "[" + row("a/1.png") + "," + row("2.png") + "," + row("2.png") + "]");
    const auto first = *import_dataset(project, folder / "rows.json", {});
    EXPECT_EQ(first.imported, 2);
    EXPECT_EQ(first.already_there, 1);
    const auto second = *import_dataset(project, folder / "rows.json", {});
    EXPECT_EQ(second.imported, 0);
    EXPECT_EQ(second.already_there, 3);
    EXPECT_EQ(samples::count(project), 2);
    EXPECT_EQ(manifest::list(project).size(), 1u);
    // A file that grew brings only what is new.
    write("rows.json", "[" + row("a/1.png") + "," + row("2.png", "More?") + "]");
    EXPECT_EQ(import_dataset(project, folder / "rows.json", {})->imported, 1);
}

TEST_F(Import, OfAFileThatBreaksChangesNothing)
{
    auto project = create();
    write("rows.json", "[" + row("a/1.png") + "," + row("2.png") + R"(,{"image": "2.)");
    const auto broken = import_dataset(project, folder / "rows.json", {});
    ASSERT_FALSE(broken);
    EXPECT_EQ(broken.error().kind, ErrorKind::InvalidInput);
    EXPECT_THAT(broken.error().message, HasSubstr("rows.json: is not valid JSON at byte"));
    write("pairs.jsonl", pair("2.png") + pair("2.png", ""));
    const auto empty = import_dataset(project, folder / "pairs.jsonl", {});
    ASSERT_FALSE(empty);
    EXPECT_THAT(empty.error().message, HasSubstr("pairs.jsonl: line 2: its rejected answer is empty"));
    EXPECT_EQ(samples::count(project), 0);
    EXPECT_TRUE(manifest::list(project).empty());
}

TEST_F(Import, RefusesImagesOutsideOfTheFolder)
{
    auto project = create();
    fs::create_symlink(folder / "secret.png", folder / "images" / "link.png");
    for (const auto *name : {"../secret.png", "a/../../secret.png", "/etc/hostname", "link.png"}) {
        write("rows.json", "[" + row("2.png") + "," + row(name) + "]");
        const auto report = *import_dataset(project, folder / "rows.json", {});
        ASSERT_EQ(report.problems.size(), 1u) << name;
        EXPECT_EQ(report.problems[0].image, name);
        EXPECT_THAT(report.problems[0].why, ::testing::StartsWith("leads out of"));
        EXPECT_EQ(samples::count(project), 1) << name; // the other row
    }
}

TEST_F(Import, SaysWhenNothingCanBeUsed)
{
    auto project = create();
    write("rows.json", "[" + row("none.png") + "]");
    const auto none = import_dataset(project, folder / "rows.json", {});
    ASSERT_FALSE(none);
    EXPECT_THAT(none.error().message, HasSubstr("none of its 1 rows can be used; the first: "));
    EXPECT_EQ(import_dataset(project, folder / "nowhere.json", {}).error().kind, ErrorKind::NotFound);
    EXPECT_EQ(import_dataset(project, folder / "rows.json", {.format = "csv"}).error().kind, ErrorKind::Usage);
    EXPECT_EQ(import_dataset(project, folder / "rows.json", {.images_root = folder / "none"}).error().kind,
              ErrorKind::NotFound);
    EXPECT_THAT(import_dataset(project, folder / "rows.json", {.images_root = folder}).error().message,
                HasSubstr("lies outside of the project's images"));
}

TEST_F(Import, OfAFolderAndOfNamesBelowTheRoot)
{
    auto project = create();
    const auto report = *import_dataset(project, folder / "images", {.instruction = "Describe it."});
    EXPECT_EQ(report.imported, 2);
    EXPECT_EQ(report.problem_count, 2);
    EXPECT_EQ(samples::get(project, 1).image.path, "2.png");
    EXPECT_EQ(samples::get(project, 2).instruction, "Describe it.");
    write("rows.json", "[" + row("1.png") + "]");
    EXPECT_EQ(import_dataset(project, folder / "rows.json", {.images_root = folder / "images" / "a"})->imported, 1);
    EXPECT_EQ(samples::get(project, 3).image.path, "a/1.png");
}

TEST_F(Import, StoppedLeavesNothing)
{
    auto project = create();
    write("rows.json", "[" + row("a/1.png") + "," + row("2.png") + "]");
    std::stop_source stop;
    const auto stopped = import_dataset(
        project, folder / "rows.json", {}, [&](const Progress &) { stop.request_stop(); }, stop.get_token());
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().kind, ErrorKind::Cancelled);
    EXPECT_EQ(samples::count(project), 0);
}

TEST_F(Import, OnAFullDiskSaysSoAndLosesNothing)
{
    {
        auto project = create();
        write("first.json", "[" + row("2.png") + "]");
        ASSERT_TRUE(import_dataset(project, folder / "first.json", {}));
    }
    std::string rows;
    for (int i = 0; i < 300; ++i)
        rows += (i ? "," : "") + row("a/1.png", std::to_string(i) + std::string(4000, 'x'));
    write("rows.json", "[" + rows + "]");
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{400 << 10, 400 << 10};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        auto project = std::move(Project::open(file)).value();
        const auto filled = import_dataset(project, folder / "rows.json", {});
        ::_exit(!filled && filled.error().kind == ErrorKind::Io ? 0 : 1);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    auto project = std::move(Project::open(file)).value();
    EXPECT_EQ(samples::count(project), 1);
    EXPECT_EQ(import_dataset(project, folder / "rows.json", {})->imported, 300);
}

TEST_F(Import, OfPreferencesAndTheirExportAreTheIdentity)
{
    auto project = create();
    write("pairs.jsonl", pair("2.png") + pair("a/1.png", "C") + pair("2.png"));
    const auto report = *import_dataset(project, folder / "pairs.jsonl", {});
    EXPECT_EQ(report.preference_set, "pairs");
    EXPECT_EQ(report.imported, 3);
    EXPECT_EQ(samples::count(project), 2); // each question can be answered anew
    const auto pairs = preference_sets::pairs(project, preference_sets::get(project, "pairs").id);
    ASSERT_EQ(pairs.size(), 3u);
    EXPECT_EQ(pairs[1].rejected, "C");
    EXPECT_EQ(pairs[1].image_sha256, samples::image(project, "a/1.png")->sha256);
    const auto files = *export_pairs(pairs, find_format("trl"), "out", folder / "export");
    EXPECT_EQ(*read_file(files.at(0)), *read_file(folder / "pairs.jsonl"));
    const auto factory = *export_pairs(pairs, find_format("llama-factory"), "lf", folder / "export");
    EXPECT_EQ(import_dataset(project, factory[0], {})->preference_set, "lf");
    const auto again = preference_sets::pairs(project, preference_sets::get(project, "lf").id);
    EXPECT_EQ(*read_file((*export_pairs(again, find_format("trl"), "again", folder / "export"))[0]),
              *read_file(folder / "pairs.jsonl"));
    // Once more is the same set; other rows under its name are refused.
    const auto repeated = *import_dataset(project, folder / "pairs.jsonl", {});
    EXPECT_EQ(repeated.imported, 0);
    EXPECT_EQ(repeated.already_there, 3);
    write("pairs.jsonl", pair("2.png"));
    EXPECT_EQ(import_dataset(project, folder / "pairs.jsonl", {}).error().kind, ErrorKind::Conflict);
    EXPECT_EQ(import_dataset(project, folder / "pairs.jsonl", {.preference_set = "other"})->preference_set, "other");
    EXPECT_EQ(export_pairs(pairs, find_format("trl"), "../x", folder / "export").error().kind, ErrorKind::Usage);
}

} // namespace
} // namespace m3po
