// SPDX-License-Identifier: GPL-3.0-or-later
// The installed m3po without libtorch beside the one that has it: which of them does what.
#include "tests/cli/run_program.h"
#include "tests/support.h"

#include <gtest/gtest.h>

#include <fstream>

namespace m3po {
namespace {

namespace fs = std::filesystem;
using testing::run_program;

TEST(HandOver, IsForWhatMayNeedLibtorch)
{
    const auto built = fs::path(M3PO_BIN_DIR) / "front/m3po";
    if (!fs::exists(built))
        GTEST_SKIP() << "the program without libtorch is not part of this build";
    const testing::TemporaryFolder folder;
    const auto program = folder / "bin/m3po", other = folder / "lib/m3po-workbench/m3po";
    fs::create_directories(program.parent_path());
    fs::create_directories(other.parent_path() / "torch/lib");
    fs::copy_file(built, program);
    std::ofstream(other) << "#!/bin/sh\necho \"with libtorch: $*\"\n";
    fs::permissions(other, fs::perms::owner_all);

    const auto said = [&](const std::vector<std::string> &arguments) { return run_program(program, arguments).out; };
    EXPECT_EQ(said({"generate", "p"}).find("with libtorch"), std::string::npos) << "its libraries are not there yet";
    std::ofstream(other.parent_path() / "torch/lib/libtorch_cpu.so") << "";
    EXPECT_EQ(said({"generate", "p"}), "with libtorch: generate p\n");
    EXPECT_EQ(said({"--quiet", "export", "adapter"}), "with libtorch: --quiet export adapter\n");
    EXPECT_EQ(said({"--help"}), "with libtorch: --help\n");

    const auto file = (folder / "p.m3po").string();
    EXPECT_EQ(said({"--quiet", "init", file, "--images", folder.path().string()}).find("with libtorch"), std::string::npos);
    EXPECT_TRUE(fs::exists(file));
    EXPECT_EQ(said({"info", file}).find("with libtorch"), std::string::npos);
}

} // namespace
} // namespace m3po
