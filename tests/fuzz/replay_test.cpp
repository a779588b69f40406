// SPDX-License-Identifier: GPL-3.0-or-later
// All that fuzzing begins with, and all that it ever broke something with, once more.
#include "core/base/result.h"
#include "tests/fuzz/targets.h"
#include "tests/support.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace m3po::fuzz {
namespace {

TEST(FuzzCorpus, HarmsNobody)
{
    const auto corpus = std::filesystem::path(M3PO_SOURCE_DIR) / "tests/fuzz/corpus";
    int inputs = 0;
    for (const auto &target : targets()) {
        const auto folder = corpus / target.name;
        ASSERT_TRUE(std::filesystem::is_directory(folder)) << folder;
        for (const auto &entry : std::filesystem::directory_iterator(folder)) {
            std::ifstream in(entry.path(), std::ios::binary);
            const std::string bytes{std::istreambuf_iterator<char>(in), {}};
            SCOPED_TRACE(entry.path());
            try {
                target.run(bytes);
            } catch (const Failure &failure) {
                EXPECT_FALSE(failure.error().message.empty());
            }
            ++inputs;
        }
    }
    EXPECT_GT(inputs, 30);
}

} // namespace
} // namespace m3po::fuzz
