// SPDX-License-Identifier: GPL-3.0-or-later
// The borders of the house (docs/architecture.md), read from the includes of every source file.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace m3po {
namespace {

namespace fs = std::filesystem;

enum class Outside { Qt, Torch };

// A module is a folder and what lies below it, as far as no longer entry of the table names a folder there.
struct Module {
    std::set<std::string> uses;     // the modules whose headers it may include, besides its own
    std::set<Outside> outside = {}; // the guarded libraries that it may include
};

const std::set<std::string> core_without_engine{"core/base",    "core/image",  "core/text", "core/project",
                                                "core/formats", "core/select", "core/demo", "core/protocol",
                                                "core/bench"};

std::set<std::string> with(std::set<std::string> modules, const std::set<std::string> &more)
{
    modules.insert(more.begin(), more.end());
    return modules;
}

// Every edge that is allowed. A folder that is not here may not hold sources.
const std::map<std::string, Module> &house()
{
    static const std::map<std::string, Module> modules{
        {"core/base", {{}}},
        {"core/image", {{"core/base"}}},
        {"core/text", {{"core/base"}}},
        {"core/project", {{"core/base"}}},
        {"core/protocol", {{"core/base"}}},
        {"core/select", {{"core/base", "core/project"}}},
        {"core/formats", {{"core/base", "core/image", "core/project", "core/select"}}},
        {"core/demo", {{"core/base", "core/image", "core/text", "core/formats", "core/project", "core/select"}}},
        {"core/bench", {{"core/base", "core/image", "core/demo", "core/project", "core/select"}}},
        {"core/engine", {core_without_engine, {Outside::Torch}}},
        {"app/m3po", {core_without_engine}},
        {"app/m3po/engine", {with(core_without_engine, {"core/engine", "app/m3po"})}},
        {"app/workbench", {with(core_without_engine, {"widgets"}), {Outside::Qt}}},
        {"widgets", {core_without_engine, {Outside::Qt}}},
    };
    return modules;
}

// The module that a file lies in, by the longest folder that the table names; empty where there is none.
std::string module_of(const std::string &file)
{
    std::string found;
    for (const auto &[folder, module] : house()) {
        if (file.starts_with(folder + '/') && folder.size() > found.size())
            found = folder;
    }
    return found;
}

struct Include {
    int line = 0;
    std::string name;
    bool quoted = false;
};

std::vector<Include> includes_of(const fs::path &file)
{
    static const std::regex pattern(R"re(^\s*#\s*include\s*([<"])([^>"]+)[>"].*)re");
    std::vector<Include> includes;
    std::ifstream stream(file);
    std::string text;
    for (int line = 1; std::getline(stream, text); ++line) {
        std::smatch match;
        if (std::regex_match(text, match, pattern))
            includes.push_back({line, match[2], match[1] == "\""});
    }
    return includes;
}

bool is_torch(const std::string &name)
{
    return name.starts_with("ATen/") || name.starts_with("c10/") || name.starts_with("torch/") ||
           name.starts_with("caffe2/");
}

bool is_qt(const std::string &name)
{
    static const std::regex header(R"re(Q[A-Z]\w*|Qt\w*/.+|q[a-z]+\.h)re");
    return std::regex_match(name, header);
}

// The sentences for every crossing in the sources below `root`, in the order of the files' names, and the
// number of files read.
struct Inspection {
    std::vector<std::string> crossings;
    int files = 0;
};

Inspection inspect(const fs::path &root)
{
    static const std::set<std::string> extensions{".h", ".cpp", ".cu", ".cuh"};
    std::vector<fs::path> files;
    for (const char *top : {"core", "app", "widgets"}) {
        if (!fs::exists(root / top))
            continue;
        for (const auto &entry : fs::recursive_directory_iterator(root / top)) {
            if (entry.is_regular_file() && extensions.contains(entry.path().extension().string()))
                files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end());

    Inspection inspection;
    inspection.files = static_cast<int>(files.size());
    for (const fs::path &path : files) {
        const std::string file = path.lexically_relative(root).generic_string();
        const std::string module = module_of(file);
        if (module.empty()) {
            inspection.crossings.push_back(file + ": its folder is not in the table of modules");
            continue;
        }
        const Module &rules = house().at(module);
        for (const Include &include : includes_of(path)) {
            const auto crosses = [&](const std::string &why) {
                inspection.crossings.push_back(file + ":" + std::to_string(include.line) + ": " + include.name + ": " +
                                               why);
            };
            if (is_torch(include.name) && !rules.outside.contains(Outside::Torch))
                crosses("libtorch belongs to core/engine");
            else if (is_qt(include.name) && !rules.outside.contains(Outside::Qt))
                crosses(module + " is without Qt");
            if (!include.quoted)
                continue;
            const std::string used = module_of(include.name);
            if (used.empty())
                crosses("quoted includes are ours, and their paths start at the root");
            else if (used != module && !rules.uses.contains(used))
                crosses(module + " may not use " + used);
        }
    }
    return inspection;
}

TEST(Borders, NoIncludeCrossesOne)
{
    const Inspection inspection = inspect(M3PO_SOURCE_DIR);
    EXPECT_GT(inspection.files, 10);
    EXPECT_THAT(inspection.crossings, testing::IsEmpty());
}

// The modules can be put in an order in which each uses only earlier ones.
TEST(Borders, TheAllowedEdgesHaveNoCycle)
{
    std::set<std::string> placed;
    for (bool grown = true; grown;) {
        grown = false;
        for (const auto &[name, module] : house()) {
            if (!placed.contains(name) && std::includes(placed.begin(), placed.end(), module.uses.begin(), module.uses.end()))
                grown = placed.insert(name).second;
        }
    }
    EXPECT_EQ(placed.size(), house().size());
}

class BordersOfAHouse : public testing::Test {
protected:
    BordersOfAHouse()
    {
        std::string pattern = (fs::temp_directory_path() / "m3po-borders-XXXXXX").string();
        root_ = ::mkdtemp(pattern.data());
        write("core/base/file.h", "#include <string>\n");
        write("core/engine/model.h", "#include <ATen/ATen.h>\n#include \"core/base/file.h\"\n");
    }
    ~BordersOfAHouse() override { fs::remove_all(root_); }

    void write(const std::string &file, const std::string &text)
    {
        fs::create_directories((root_ / file).parent_path());
        std::ofstream(root_ / file) << text;
    }

    fs::path root_;
};

TEST_F(BordersOfAHouse, StandsAsItIs)
{
    const Inspection inspection = inspect(root_);
    EXPECT_EQ(inspection.files, 2);
    EXPECT_THAT(inspection.crossings, testing::IsEmpty());
}

TEST_F(BordersOfAHouse, LibtorchOutsideOfTheEngineIsSeen)
{
    write("core/select/m3p.cpp", "\n# include <ATen/ATen.h>\n#include <c10/util/Half.h>\n");
    write("widgets/plot/plot.cpp", "#include <torch/library.h>\n#include <QWidget>\n");
    EXPECT_THAT(inspect(root_).crossings,
                testing::ElementsAre("core/select/m3p.cpp:2: ATen/ATen.h: libtorch belongs to core/engine",
                                     "core/select/m3p.cpp:3: c10/util/Half.h: libtorch belongs to core/engine",
                                     "widgets/plot/plot.cpp:1: torch/library.h: libtorch belongs to core/engine"));
}

TEST_F(BordersOfAHouse, QtInCoreOrTheCommandLineIsSeen)
{
    write("core/project/store.h", "#include <QString>\n");
    write("core/engine/train/step.cpp", "#include <QtCore/QObject>\n");
    write("app/m3po/main.cpp", "#include <QApplication>\n");
    EXPECT_THAT(inspect(root_).crossings,
                testing::ElementsAre("app/m3po/main.cpp:1: QApplication: app/m3po is without Qt",
                                     "core/engine/train/step.cpp:1: QtCore/QObject: core/engine is without Qt",
                                     "core/project/store.h:1: QString: core/project is without Qt"));
}

TEST_F(BordersOfAHouse, AnEdgeThatPointsUpIsSeen)
{
    write("core/base/hash.cpp", "#include \"core/engine/model.h\"\n");
    write("app/m3po/engine/train.cpp", "#include \"core/engine/model.h\"\n");
    write("app/m3po/info.cpp", "#include \"core/engine/model.h\"\n#include \"core/base/file.h\"\n");
    write("widgets/plot/plot.h", "#include \"core/engine/model.h\"\n#include \"app/m3po/info.h\"\n");
    EXPECT_THAT(inspect(root_).crossings,
                testing::ElementsAre("app/m3po/info.cpp:1: core/engine/model.h: app/m3po may not use core/engine",
                                     "core/base/hash.cpp:1: core/engine/model.h: core/base may not use core/engine",
                                     "widgets/plot/plot.h:1: core/engine/model.h: widgets may not use core/engine",
                                     "widgets/plot/plot.h:2: app/m3po/info.h: widgets may not use app/m3po"));
}

TEST_F(BordersOfAHouse, ARelativePathAndAnUnknownFolderAreSeen)
{
    write("core/base/hash.cpp", "#include \"file.h\"\n");
    write("core/misc/misc.h", "#include \"core/base/file.h\"\n");
    EXPECT_THAT(inspect(root_).crossings,
                testing::ElementsAre(
                    "core/base/hash.cpp:1: file.h: quoted includes are ours, and their paths start at the root",
                    "core/misc/misc.h: its folder is not in the table of modules"));
}

} // namespace
} // namespace m3po
