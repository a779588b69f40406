// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/parallel.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <stdexcept>
#include <vector>

namespace m3po {
namespace {

TEST(Parallel, EachJobRunsOnce)
{
    for (const int count : {0, 1, 3, 1000}) {
        std::vector<int> runs(static_cast<std::size_t>(count));
        parallel(count, [&](int i) { ++runs[static_cast<std::size_t>(i)]; });
        EXPECT_EQ(std::accumulate(runs.begin(), runs.end(), 0), count);
        EXPECT_TRUE(std::all_of(runs.begin(), runs.end(), [](int times) { return times == 1; }));
    }
}

TEST(Parallel, WhatAJobThrowsIsThrownToTheCaller)
{
    for (const int bad : {0, 7, 999}) {
        std::vector<int> runs(1000);
        const auto job = [&](int i) {
            if (i == bad)
                throw std::runtime_error("no");
            ++runs[static_cast<std::size_t>(i)];
        };
        EXPECT_THROW(parallel(1000, job), std::runtime_error);
        EXPECT_TRUE(std::all_of(runs.begin(), runs.begin() + bad, [](int times) { return times == 1; })); // what had begun has ended
        EXPECT_EQ(runs[static_cast<std::size_t>(bad)], 0);
    }
}

} // namespace
} // namespace m3po
