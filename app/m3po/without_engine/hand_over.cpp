// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/m3po/without_engine/hand_over.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <string>
#include <string_view>
#include <unistd.h>

namespace m3po::app {

namespace {

namespace fs = std::filesystem;

bool finds_libtorch(const fs::path &folder)
{
    std::error_code code;
    if (fs::exists(folder / "torch/lib/libtorch_cpu.so", code))
        return true;
    // A libtorch of the person's own.
    const char *list = std::getenv("LD_LIBRARY_PATH");
    std::istringstream places(list ? list : "");
    for (std::string place; std::getline(places, place, ':');) {
        if (!place.empty() && fs::exists(fs::path(place) / "libtorch_cpu.so", code))
            return true;
    }
    return false;
}

// Verbs that are the same in both programs: loading libtorch for them would take longer than most of them.
bool needs_no_libtorch(char **argv)
{
    static constexpr std::array<std::string_view, 7> verbs{"init", "relocate", "import", "select", "review", "metrics", "info"};
    for (char **word = argv + 1; *word; ++word) {
        if (**word != '-')
            return std::find(verbs.begin(), verbs.end(), *word) != verbs.end();
    }
    return false; // help, of every verb
}

} // namespace

void hand_over(char **argv)
{
    if (needs_no_libtorch(argv))
        return;
    std::error_code code;
    const auto program = fs::read_symlink("/proc/self/exe", code);
    if (code)
        return;
    const auto folder = program.parent_path().parent_path() / "lib/m3po-workbench";
    if (finds_libtorch(folder))
        ::execv((folder / "m3po").c_str(), argv); // returns where there is none
}

} // namespace m3po::app
