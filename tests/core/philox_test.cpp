// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/philox.h"

#include <gtest/gtest.h>

#include <array>
#include <set>

namespace m3po {
namespace {

using Words = std::array<std::uint32_t, 4>;

TEST(Philox, GivesTheKnownAnswersOfRandom123)
{
    // "philox4x32 10" of Random123's kat_vectors.
    EXPECT_EQ(philox4x32({0, 0, 0, 0}, {0, 0}), (Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
    constexpr std::uint32_t ones = 0xffffffff;
    EXPECT_EQ(philox4x32({ones, ones, ones, ones}, {ones, ones}),
              (Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
    EXPECT_EQ(philox4x32({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
              (Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(Philox, UniformTakes53BitsOfTheFirstTwoWords)
{
    EXPECT_EQ(uniform(0, 0), static_cast<double>(0x6627e8d5e169c58dull >> 11) / 9007199254740992.0);
    static_assert(uniform(~0ull, ~0ull, ~0u, ~0u) < 1.0);
}

TEST(Philox, EveryPartOfTheKeyCounts)
{
    std::set<double> drawn;
    for (const std::uint64_t high : {0ull, 1ull, 1ull << 32, 1ull << 63}) {
        drawn.insert(uniform(high, 0, 0, 0));
        drawn.insert(uniform(0, high, 0, 0));
    }
    drawn.insert(uniform(0, 0, 1, 0));
    drawn.insert(uniform(0, 0, 0, 1));
    EXPECT_EQ(drawn.size(), 9u); // (0, 0, 0, 0) twice
}

TEST(Philox, UniformIsUniform)
{
    constexpr int draws = 100000, bins = 100;
    std::array<int, bins> count{};
    for (int i = 0; i < draws; ++i)
        ++count[static_cast<std::size_t>(uniform(7, 3, 0, static_cast<std::uint32_t>(i)) * bins)];
    double chi_square = 0;
    for (const int c : count)
        chi_square += (c - draws / bins) * static_cast<double>(c - draws / bins) / (draws / bins);
    EXPECT_LT(chi_square, 148.2); // 0.999 quantile at 99 degrees of freedom
}

} // namespace
} // namespace m3po
