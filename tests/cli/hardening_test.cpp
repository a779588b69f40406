// SPDX-License-Identifier: GPL-3.0-or-later
// A release's programs are hardened, as the linker wrote them: position independent, nothing of the tables by which functions
// are found stays writable, no stack that can be executed, and the C library's checks of sizes and of the stack are called.
#include "tests/cli/run_program.h"
#include "tests/support.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace m3po {
namespace {

using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;

#ifdef _FORTIFY_SOURCE
constexpr int fortified = _FORTIFY_SOURCE;
#else
constexpr int fortified = 0; // not a release
#endif

TEST(Hardening, OfEveryProgramOfARelease)
{
    const std::filesystem::path readelf = "/usr/bin/readelf";
    if (!std::filesystem::exists(readelf))
        GTEST_SKIP() << "there is no readelf here";
    if (fortified == 0)
        GTEST_SKIP() << "this is no release build";
    EXPECT_GE(fortified, 2); // 3 where the compiler knows it
    int programs = 0;
    for (const auto *name : {"m3po", "front/m3po", "m3po-workbench"}) {
        const auto program = std::filesystem::path(M3PO_BIN_DIR) / name;
        if (!std::filesystem::exists(program))
            continue;
        ++programs;
        SCOPED_TRACE(name);
        const auto read = testing::run_program(readelf, {"--wide", "--file-header", "--program-headers", "--dynamic", "--dyn-syms", program.string()});
        ASSERT_EQ(read.exit_code, 0) << read.err;
        EXPECT_THAT(read.out, ContainsRegex("FLAGS_1[^\n]*NOW[^\n]*PIE"));
        EXPECT_THAT(read.out, HasSubstr("GNU_RELRO"));
        EXPECT_THAT(read.out, ContainsRegex("GNU_STACK[^\n]* RW "));
        EXPECT_THAT(read.out, HasSubstr("__stack_chk_fail"));
        EXPECT_THAT(read.out, HasSubstr("__memcpy_chk"));
        EXPECT_THAT(read.out, Not(HasSubstr("TEXTREL")));
    }
    EXPECT_GT(programs, 0);
}

} // namespace
} // namespace m3po
