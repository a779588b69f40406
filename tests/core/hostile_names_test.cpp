// SPDX-License-Identifier: GPL-3.0-or-later
// Names of images that somebody else wrote: none of them reads outside of the chosen folder, and each costs its row alone.
#include "core/formats/import.h"
#include "core/project/samples.h"
#include "tests/core/project_fixture.h"
#include "tests/core/tiny_png.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <sys/stat.h>

namespace m3po {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class HostileNames : public ProjectFixture {
protected:
    void SetUp() override
    {
        ProjectFixture::SetUp();
        write("images/good.png", testing::tiny_png());
        write("secret.png", testing::tiny_png());
    }

    // Row 0 has the good image, row 1 the hostile name, row 2 the good image again.
    void write_rows(const std::string &name)
    {
        auto rows = nlohmann::json::array();
        for (const auto &image : {std::string("good.png"), name, std::string("good.png")})
            rows.push_back({{"id", std::to_string(rows.size())},
                            {"image", image},
                            {"conversations", {{{"from", "human"}, {"value", "q"}}}}});
        write("rows.json", rows.dump());
    }

    void expect_one_problem(const std::string &name)
    {
        fs::remove(file);
        auto project = create();
        write_rows(name);
        const auto report = import_dataset(project, folder / "rows.json", {});
        ASSERT_TRUE(report.ok()) << name << ": " << report.error().message;
        ASSERT_EQ(report->problems.size(), 1u) << name;
        EXPECT_FALSE(report->problems[0].why.empty());
        EXPECT_EQ(report->imported, 2) << name;
        for (const auto &sample : samples::list(project))
            EXPECT_EQ(sample.image.path, "good.png");
    }
};

TEST_F(HostileNames, EachCostsItsRowAndReadsNothingOutside)
{
    fs::create_symlink(folder / "secret.png", folder / "images/link.png");
    fs::create_directory_symlink(folder, folder / "images/up");
    fs::create_symlink("loop.png", folder / "images/loop.png");
    fs::create_symlink("/dev/zero", folder / "images/zero.png");
    ASSERT_EQ(::mkfifo((folder / "images/pipe.png").c_str(), 0600), 0); // whoever opens it waits for ever
    fs::create_directory(folder / "images/folder.png");
    for (const std::string name :
         {"../secret.png", "a/../../secret.png", "./../secret.png", "/etc/passwd", "//host/share/secret.png", "\\\\host\\share\\secret.png",
          "file:///etc/passwd", "http://host/x.png", "C:\\secret.png", "~/secret.png", "link.png", "up/secret.png", "loop.png", "zero.png",
          "pipe.png", "folder.png", ".", "..", "/", "/dev/stdin", "/proc/self/mem", "good.png/", "good.png/x", "-rf", "new\nline.png",
          "carriage\r.png", "\x1b[2J.png", " ", "%2e%2e/secret.png", "con", "nul.png"})
        expect_one_problem(name);
    expect_one_problem(std::string(255, 'n'));
    expect_one_problem(std::string(256, 'n') + ".png");
    expect_one_problem(std::string(100'000, 'x'));
    std::string deep;
    for (int i = 0; i < 3000; ++i)
        deep += "d/";
    expect_one_problem(deep + "x.png");
    expect_one_problem(std::string("nul\0.png", 8));
    expect_one_problem("");
}

TEST_F(HostileNames, ThatAreOnlyOddAreNames)
{
    // The longest name that there is, lines within, spaces, what is not UTF-8: all of them files of the folder.
    for (const auto &name : {std::string(251, 'n') + ".png", std::string("new\nline.png"), std::string(" .png"), std::string("ü 🙂.png")}) {
        fs::remove(file);
        auto project = create();
        write("images/" + name, testing::tiny_png());
        write_rows(name);
        const auto report = *import_dataset(project, folder / "rows.json", {});
        EXPECT_EQ(report.problem_count, 0) << name;
        EXPECT_EQ(samples::list(project)[1].image.path, name);
        EXPECT_TRUE(fs::is_regular_file(project.image_file(name)));
    }
}

TEST_F(HostileNames, InAFolderOfImagesLinksOutAreProblemsAndTheRestGoesOn)
{
    auto project = create();
    fs::create_symlink(folder / "secret.png", folder / "images/link.png");
    fs::create_directory_symlink(folder, folder / "images/up");
    ASSERT_EQ(::mkfifo((folder / "images/pipe.png").c_str(), 0600), 0);
    write("images/latin\xfc.png", testing::tiny_png());
    write("images/bad.png", "no image at all");
    const auto report = *import_dataset(project, folder / "images", {.instruction = "q"});
    EXPECT_EQ(report.imported, 2); // good.png, and the one whose name is not UTF-8
    EXPECT_EQ(report.problem_count, 3);
    for (const auto &sample : samples::list(project))
        EXPECT_THAT(project.image_file(sample.image.path).string(), HasSubstr((fs::canonical(folder) / "images").string()));
}

// Invalid UTF-8 within JSON breaks the file's form, which is said before anything is imported.
TEST_F(HostileNames, ThatAreNotUtf8InJsonAreASentence)
{
    auto project = create();
    write("rows.json", "[{\"image\":\"a\xff.png\",\"conversations\":[{\"from\":\"human\",\"value\":\"q\"}]}]");
    const auto refused = import_dataset(project, folder / "rows.json", {});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::InvalidInput);
    EXPECT_THAT(refused.error().message, HasSubstr("rows.json"));
    EXPECT_EQ(samples::count(project), 0);
}

} // namespace
} // namespace m3po
