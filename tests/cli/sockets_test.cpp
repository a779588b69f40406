// SPDX-License-Identifier: GPL-3.0-or-later
// Nothing of ours listens: no program imports what opens a socket to others, so none can.
#include "tests/cli/run_program.h"
#include "tests/support.h"

#include <gtest/gtest.h>

#include <sstream>

namespace m3po {
namespace {

TEST(Sockets, NoProgramCanListen)
{
    const std::filesystem::path nm = "/usr/bin/nm";
    if (!std::filesystem::exists(nm))
        GTEST_SKIP() << "there is no nm here";
    int programs = 0;
    for (const auto *name : {"m3po", "front/m3po", "m3po-workbench"}) {
        const auto program = std::filesystem::path(M3PO_BIN_DIR) / name;
        if (!std::filesystem::exists(program))
            continue;
        ++programs;
        const auto listing = testing::run_program(nm, {"-D", "--undefined-only", program.string()});
        ASSERT_EQ(listing.exit_code, 0) << listing.err;
        EXPECT_NE(listing.out.find(" U memcpy"), std::string::npos); // it does list what the program imports
        std::istringstream lines(listing.out);
        for (std::string line; std::getline(lines, line);) {
            for (const auto *forbidden : {"listen", "accept", "accept4", "bind"}) {
                const auto symbol = " U " + std::string(forbidden);
                const auto at = line.find(symbol);
                EXPECT_FALSE(at != std::string::npos && (at + symbol.size() == line.size() || line[at + symbol.size()] == '@')) << name << " imports" << line;
            }
            for (const auto *forbidden : {"QTcpServer", "QLocalServer", "QUdpSocket"})
                EXPECT_EQ(line.find(forbidden), std::string::npos) << name << " imports" << line;
        }
    }
    EXPECT_GT(programs, 0);
}

} // namespace
} // namespace m3po
