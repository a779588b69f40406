// SPDX-License-Identifier: GPL-3.0-or-later
// init, import, select, export and info from outside: files, exit codes, sentences.
#include "core/base/file.h"
#include "core/project/query.h"
#include "core/project/schema.h"
#include "core/project/selections.h"
#include "tests/cli/run_program.h"
#include "tests/core/project_fixture.h"
#include "tests/core/tiny_png.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <cmath>

namespace m3po {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using testing::run_m3po;

class ProjectVerbs : public ProjectFixture {
protected:
    void SetUp() override
    {
        ProjectFixture::SetUp();
        write("images/1.png", testing::tiny_png());
        write("images/2.png", testing::tiny_png());
    }
    std::string path(const std::string &name) const { return (folder / name).string(); }
    std::string project_path() const { return file.string(); }

    void init() const
    {
        const auto made = run_m3po({"init", project_path(), "--images", path("images")});
        ASSERT_EQ(made.exit_code, 0) << made.err;
    }
    // Two samples; the first has three scored candidates, the second one alone.
    void fill() const
    {
        auto project = std::move(Project::open(file)).value();
        samples::add(project, sample(1));
        samples::add(project, sample(2));
        const auto made = generations::find_or_create(project, run(3));
        generations::add(project, made.id,
                         std::vector{candidate(1, 0, "best", -1), candidate(1, 1, "sure but worse", -1.2),
                                     candidate(1, 2, "worst", -9), candidate(2, 0, "only", -1)});
        const auto clip = scores::find_or_create(project, evaluator(visual_relevance));
        scores::add(project, clip.id, std::vector<ComponentScore>{{1, 0.75}, {2, 0.5}, {3, 0.25}, {4, 0.5}});
    }
};

TEST_F(ProjectVerbs, InitMakesAProjectOnce)
{
    init();
    EXPECT_TRUE(Project::open(file, Project::Mode::ReadOnly));
    const auto again = run_m3po({"init", project_path(), "--images", path("images")});
    EXPECT_EQ(again.exit_code, 7);
    EXPECT_THAT(again.err, HasSubstr("is there already"));
    EXPECT_EQ(run_m3po({"init", path("q.m3po"), "--images", path("nowhere")}).exit_code, 4);
    EXPECT_EQ(run_m3po({"init", path("q.m3po")}).exit_code, 2);
    EXPECT_FALSE(std::filesystem::exists(path("q.m3po")));
}

TEST_F(ProjectVerbs, ImportListsWhatItPassesOver)
{
    init();
    write("q.jsonl", R"({"question_id":1,"image":"1.png","text":"What?"})" "\n"
                     R"({"question_id":2,"image":"none.png","text":"What?"})" "\n");
    const auto first = run_m3po({"import", project_path(), path("q.jsonl")});
    EXPECT_EQ(first.exit_code, 0) << first.err;
    EXPECT_THAT(first.out, HasSubstr("2 rows of llava-questions: 1 imported, 0 there already, 1 passed over"));
    EXPECT_THAT(first.out, HasSubstr("q.jsonl: line 2: image 'none.png': is not there"));
    const auto second = run_m3po({"--json", "--quiet", "import", project_path(), path("q.jsonl")});
    EXPECT_EQ(second.err, "");
    const auto report = json::parse(second.out);
    EXPECT_EQ(report["imported"], 0);
    EXPECT_EQ(report["already_there"], 1);
    EXPECT_EQ(report["problems"][0]["image"], "none.png");
    const auto images = run_m3po({"import", project_path(), path("images"), "--instruction", "Describe."});
    EXPECT_THAT(images.out, HasSubstr("2 imported"));
}

TEST_F(ProjectVerbs, ImportRefusesBadFilesWithASentenceAndTheirCode)
{
    init();
    const auto refuses = [&](const std::string &text, const std::string &expected) {
        write("bad.json", text);
        const auto result = run_m3po({"--quiet", "import", project_path(), path("bad.json")});
        EXPECT_EQ(result.exit_code, 3) << text;
        EXPECT_THAT(result.err, HasSubstr(expected));
        EXPECT_EQ(std::count(result.err.begin(), result.err.end(), '\n'), 1) << result.err;
    };
    const std::string good = R"({"image":"1.png","conversations":[{"from":"human","value":"Q"}]})";
    refuses("[" + good + ",{\"image\"", "bad.json: is not valid JSON at byte 75");
    refuses(R"([{"image":"../p.m3po","conversations":[{"from":"human","value":"Q"}]}])", "entry 0: image '../p.m3po': leads out of");
    refuses(R"({"prompt":"Q","chosen":"A","rejected":""})", "line 1: its rejected answer is empty");
    refuses("hello", "is none of the known data sets");
    const auto info = json::parse(run_m3po({"info", project_path(), "--json"}).out);
    EXPECT_EQ(info["samples"], 0);
    EXPECT_EQ(run_m3po({"import", project_path(), path("none")}).exit_code, 4);
    EXPECT_EQ(run_m3po({"import", path("none.m3po"), path("bad.json")}).exit_code, 4);
    EXPECT_EQ(run_m3po({"import", path("bad.json"), path("bad.json")}).exit_code, 3);
    EXPECT_EQ(run_m3po({"import", project_path(), path("images")}).exit_code, 2);
}

TEST_F(ProjectVerbs, ANewerProjectIsRefused)
{
    init();
    {
        auto project = std::move(Project::open(file)).value();
        project.connection().execute("PRAGMA user_version=999");
    }
    const auto before = *read_file(file);
    for (const std::string verb : {"info", "select"}) {
        const auto result = run_m3po({verb, project_path()});
        EXPECT_EQ(result.exit_code, 6) << verb;
        EXPECT_THAT(result.err, HasSubstr("p.m3po: was made by a newer version of this program"));
    }
    EXPECT_EQ(*read_file(file), before);
}

TEST_F(ProjectVerbs, ABusyProjectIsSaid)
{
    init();
    auto project = std::move(Project::open(file)).value();
    Transaction writing(project);
    write("q.jsonl", R"({"question_id":1,"image":"1.png","text":"What?"})");
    const auto result = run_m3po({"import", project_path(), path("q.jsonl")});
    EXPECT_EQ(result.exit_code, 7);
    EXPECT_THAT(result.err, HasSubstr("another program is writing to this project"));
}

TEST_F(ProjectVerbs, AnotherProgramLeavesAProjectWholeThatIsOpenHereTwice)
{
    init();
    fill();
    auto open = std::move(Project::open(file)).value();
    EXPECT_EQ(samples::count(open), 2);
    { const auto second = Project::open(file, Project::Mode::ReadOnly); } // as a panel reads beside the window's connection
    // The last to close a database takes its log away; this program has it open still.
    ASSERT_EQ(run_m3po({"select", project_path(), "--name", "s"}).exit_code, 0);
    EXPECT_TRUE(std::filesystem::exists(project_path() + "-wal"));
    EXPECT_EQ(selections::list(open).size(), 1u);
    samples::add(open, sample(3));
    EXPECT_EQ(json::parse(run_m3po({"info", project_path(), "--json"}).out)["samples"], 3);
}

TEST_F(ProjectVerbs, SelectPrintsSavesAndListsPairs)
{
    init();
    const auto nothing = run_m3po({"select", project_path()});
    EXPECT_EQ(nothing.exit_code, 4);
    EXPECT_THAT(nothing.err, HasSubstr("holds no generation run"));
    fill();
    const auto text = run_m3po({"select", project_path()});
    EXPECT_EQ(text.exit_code, 0) << text.err;
    EXPECT_THAT(text.out, HasSubstr("m3p: 1 pairs from 2 samples of generation run 1, saved as 'm3p'"));
    EXPECT_THAT(text.out, HasSubstr("no pair: 1 fewer than two candidates"));
    EXPECT_THAT(text.out, HasSubstr("the model prefers the rejected answer in 0.0 % of the pairs"));

    const auto listed = run_m3po({"select", project_path(), "--json", "--name", "listed"});
    const auto selection = json::parse(listed.out);
    ASSERT_EQ(selection["pairs"].size(), 1u);
    const auto &pair = selection["pairs"][0];
    // S = (0.75 - 0.5) - 0.5 * max(0, -1 + 1.2 - 0.1); the worst answer is far less likely.
    EXPECT_NEAR(pair["score"].get<double>(), 0.2, 1e-6);
    EXPECT_EQ(pair["chosen"]["text"], "best");
    EXPECT_EQ(pair["rejected"]["text"], "sure but worse");
    EXPECT_EQ(pair["rejected"]["mas"], 0.5);
    EXPECT_NEAR(pair["rejected"]["logp"].get<double>(), -1.2, 1e-6);
    EXPECT_EQ(pair["rejected"]["components"]["visual_relevance"], 0.5);
    EXPECT_EQ(selection["none"][0]["reason"], "fewer than two candidates");
    EXPECT_EQ(selection["parameters"]["alpha"], 0.5);

    const auto rejected = [&](std::vector<std::string> more) {
        more.insert(more.begin(), {"select", project_path(), "--json"});
        const auto result = run_m3po(more);
        EXPECT_EQ(result.exit_code, 0) << result.err;
        return json::parse(result.out)["pairs"][0]["rejected"]["text"];
    };
    EXPECT_EQ(rejected({"--alpha", "0"}), "worst");
    EXPECT_EQ(rejected({"--selector", "max-min"}), "worst");
    EXPECT_EQ(rejected({"--delta", "20"}), "worst");
    EXPECT_EQ(rejected({"--alpha", "0.02", "--confidence", "per-token"}), "worst");
    EXPECT_EQ(rejected({"--penalty", "unclamped", "--weights", "visual_relevance=2"}), "sure but worse");
    for (const auto &bad : std::vector<std::vector<std::string>>{{"--selector", "best"}, {"--alpha", "-1"},
                                                                 {"--confidence", "high"}, {"--weights", "x=1"},
                                                                 {"--weights", "x"}, {"--delta", "nan"}}) {
        auto command = bad;
        command.insert(command.begin(), {"select", project_path()});
        EXPECT_EQ(run_m3po(command).exit_code, 2) << bad[0] << " " << bad[1];
    }
}

TEST_F(ProjectVerbs, SelectComparesTwoSavedSelections)
{
    init();
    fill();
    ASSERT_EQ(run_m3po({"select", project_path(), "--name", "paper"}).exit_code, 0);
    ASSERT_EQ(run_m3po({"select", project_path(), "--name", "bare", "--alpha", "0"}).exit_code, 0);
    const auto listed = run_m3po({"select", project_path(), "--compare", "paper", "bare", "--json"});
    ASSERT_EQ(listed.exit_code, 0) << listed.err;
    const auto compared = json::parse(listed.out);
    EXPECT_EQ(compared["compared"], 1);
    EXPECT_EQ(compared["differing"].size(), 1u);
    EXPECT_EQ(compared["rejected_differs"], 1);
    EXPECT_EQ(compared["chosen_differs"], 0);
    EXPECT_EQ(compared["agreement"], 0.0);
    EXPECT_EQ(compared["same_run"], true);
    const auto text = run_m3po({"select", project_path(), "--compare", "paper", "paper"});
    EXPECT_THAT(text.out, HasSubstr("the same pair: 1 (100.0 %)"));
    const auto unknown = run_m3po({"select", project_path(), "--compare", "paper", "nobody"});
    EXPECT_EQ(unknown.exit_code, 4);
    EXPECT_THAT(unknown.err, HasSubstr("nobody"));
}

TEST_F(ProjectVerbs, ExportWritesASelectionAndASet)
{
    init();
    fill();
    ASSERT_EQ(run_m3po({"select", project_path(), "--name", "mine"}).exit_code, 0);
    const auto out = run_m3po({"export", project_path(), "--format", "trl", "--selection", "mine", "--out", path("out")});
    EXPECT_EQ(out.exit_code, 0) << out.err;
    EXPECT_EQ(out.out, path("out/mine.jsonl") + "\n");
    EXPECT_EQ(*read_file(folder / "out/mine.jsonl"),
              R"({"prompt":[{"role":"user","content":[{"type":"image"},{"type":"text","text":"What is this? 1"}]}],)"
              R"("chosen":[{"role":"assistant","content":[{"type":"text","text":"best"}]}],)"
              R"("rejected":[{"role":"assistant","content":[{"type":"text","text":"sure but worse"}]}],"images":["a/1.png"]})" "\n");
    const auto both = run_m3po({"--json", "export", project_path(), "--format", "llama-factory", "--selection", "mine",
                                "--out", path("out")});
    EXPECT_EQ(json::parse(both.out)["files"].size(), 2u);
    EXPECT_EQ((*read_json(folder / "out/mine.json"))[0]["conversations"][0]["value"], "<image>What is this? 1");
    EXPECT_TRUE(read_json(folder / "out/dataset_info.json")->contains("mine"));

    const std::string rows = R"({"prompt":[{"role":"user","content":[{"type":"image"},{"type":"text","text":"Q"}]}],)"
                             R"("chosen":[{"role":"assistant","content":[{"type":"text","text":"A"}]}],)"
                             R"("rejected":[{"role":"assistant","content":[{"type":"text","text":"B"}]}],"images":["1.png"]})" "\n";
    write("set.jsonl", rows);
    ASSERT_EQ(run_m3po({"import", project_path(), path("set.jsonl")}).exit_code, 0);
    ASSERT_EQ(run_m3po({"export", project_path(), "--format", "trl", "--set", "set", "--out", path("out")}).exit_code, 0);
    EXPECT_EQ(*read_file(folder / "out/set.jsonl"), rows);

    EXPECT_EQ(run_m3po({"export", project_path(), "--format", "csv", "--set", "set", "--out", path("out")}).exit_code, 2);
    EXPECT_EQ(run_m3po({"export", project_path(), "--format", "trl", "--out", path("out")}).exit_code, 2);
    const auto unknown = run_m3po({"export", project_path(), "--format", "trl", "--selection", "x", "--out", path("out")});
    EXPECT_EQ(unknown.exit_code, 4);
    EXPECT_THAT(unknown.err, HasSubstr("holds no selection 'x'; it has mine"));
}

TEST_F(ProjectVerbs, InfoTellsWhatIsThereAndWhatMadeIt)
{
    init();
    fill();
    ASSERT_EQ(run_m3po({"select", project_path()}).exit_code, 0);
    const auto text = run_m3po({"info", project_path()});
    EXPECT_EQ(text.exit_code, 0) << text.err;
    EXPECT_THAT(text.out, HasSubstr("2 samples"));
    EXPECT_THAT(text.out, HasSubstr("1: 4 candidates, 3 a sample, 1 samples to go; model (fingerprint), seed 7"));
    EXPECT_THAT(text.out, HasSubstr("visual_relevance by clip clip (clip-fp), 4 scores"));
    EXPECT_THAT(text.out, HasSubstr("m3p: 1 pairs by m3p from generation run 1"));
    const auto info = json::parse(run_m3po({"--json", "info", project_path()}).out);
    EXPECT_EQ(info["generation_runs"][0]["model_fingerprint"], "fingerprint");
    EXPECT_EQ(info["generation_runs"][0]["parameters"]["temperature"], 0.8);
    EXPECT_EQ(info["selections"][0]["parameters"]["delta"], 0.1);
    EXPECT_EQ(info["manifest"].back()["stage"], "select");
}

TEST_F(ProjectVerbs, InfoSaysWhichImagesMovedOrChanged)
{
    init();
    ASSERT_EQ(run_m3po({"import", project_path(), path("images"), "--instruction", "Q"}).exit_code, 0);
    EXPECT_THAT(run_m3po({"info", project_path(), "--check-images"}).out, HasSubstr("all images are as they were"));
    auto other = testing::tiny_png();
    other[60] ^= 1;
    write("images/1.png", other);
    std::filesystem::remove(path("images/2.png"));
    const auto info = json::parse(run_m3po({"info", project_path(), "--check-images", "--json"}).out);
    ASSERT_EQ(info["image_troubles"].size(), 2u);
    EXPECT_THAT(info["image_troubles"][0]["why"].get<std::string>(), HasSubstr("1.png: has changed"));
    EXPECT_THAT(info["image_troubles"][1]["why"].get<std::string>(), HasSubstr("2.png: is not there any more"));
}

} // namespace
} // namespace m3po
