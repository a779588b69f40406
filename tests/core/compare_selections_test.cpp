// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/select/compare.h"

#include <gtest/gtest.h>

#include <cmath>

namespace m3po {
namespace {

SelectedPair pair(std::int64_t sample, std::int64_t chosen, std::int64_t rejected, int ordinal = 0) { return {sample, ordinal, chosen, rejected, 0.5, ""}; }
SelectedPair none(std::int64_t sample) { return {.sample_id = sample, .reason = "all answers equal"}; }

using Samples = std::vector<std::int64_t>;

TEST(CompareSelections, PutsEachSampleWhereItBelongs)
{
    const std::vector<SelectedPair> first{pair(1, 10, 11), pair(2, 20, 21), pair(3, 30, 31), pair(4, 40, 41), none(5), none(6), pair(8, 80, 81)};
    const std::vector<SelectedPair> second{pair(1, 10, 11), pair(2, 20, 22), pair(3, 32, 31), none(4), pair(5, 50, 51), none(6), pair(7, 70, 71)};
    const auto found = compare_selections(first, second);
    EXPECT_EQ(found.same, (Samples{1}));
    EXPECT_EQ(found.differing, (Samples{2, 3}));
    EXPECT_EQ(found.only_first, (Samples{4, 8}));
    EXPECT_EQ(found.only_second, (Samples{5, 7}));
    EXPECT_EQ(found.chosen_differs, 1);
    EXPECT_EQ(found.rejected_differs, 1);
    EXPECT_EQ(found.compared(), 7);
    EXPECT_DOUBLE_EQ(found.agreement(), 1.0 / 7);
}

TEST(CompareSelections, SeveralPairsOfASampleAreASet)
{
    const std::vector<SelectedPair> first{pair(1, 10, 11), pair(1, 10, 12, 1), pair(2, 20, 21), pair(2, 20, 22, 1)};
    const std::vector<SelectedPair> second{pair(1, 10, 12), pair(1, 10, 11, 1), pair(2, 20, 21)};
    const auto found = compare_selections(first, second);
    EXPECT_EQ(found.same, (Samples{1}));
    EXPECT_EQ(found.differing, (Samples{2}));
    EXPECT_EQ(found.chosen_differs, 0);
    EXPECT_TRUE(std::isnan(compare_selections({}, std::vector{none(1)}).agreement()));
    EXPECT_EQ(compare_selections(first, first).agreement(), 1.0);
}

} // namespace
} // namespace m3po
