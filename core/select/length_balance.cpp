// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/select/length_balance.h"

#include "core/select/random.h"
#include "core/select/rows.h"

#include <algorithm>
#include <tuple>

namespace m3po {

namespace {

// -1 chosen shorter, 0 equal, 1 chosen longer
int side(const ScoreColumns &columns, const PairChoice &choice)
{
    const auto w = columns.token_counts[choice.chosen];
    const auto l = columns.token_counts[choice.rejected];
    return (w > l) - (w < l);
}

// A sample has its pairs, or one reason.
void drop_reasons_beside_pairs(std::vector<PairChoice> &choices)
{
    std::size_t kept = 0;
    for (std::size_t i = 0; i < choices.size();) {
        const auto first = kept;
        const auto sample = choices[i].sample;
        auto lost = no_pair(sample, NoPair::NotDrawn);
        for (; i < choices.size() && choices[i].sample == sample; ++i) {
            if (choices[i].reason == NoPair::None)
                choices[kept++] = choices[i];
            else
                lost = choices[i];
        }
        if (kept == first)
            choices[kept++] = lost;
    }
    choices.resize(kept);
}

} // namespace

void balance_lengths(const ScoreColumns &columns, std::uint64_t seed, std::vector<PairChoice> &choices)
{
    struct Ranked {
        std::uint64_t rank;
        std::size_t index;
        bool operator<(const Ranked &other) const { return std::tie(rank, index) < std::tie(other.rank, other.index); }
    };
    std::vector<Ranked> longer;
    std::vector<Ranked> shorter;
    for (std::size_t i = 0; i < choices.size(); ++i) {
        const auto &choice = choices[i];
        if (choice.reason != NoPair::None)
            continue;
        const auto pair = mix64(static_cast<std::uint64_t>(columns.candidate_ids[choice.chosen]))
            ^ static_cast<std::uint64_t>(columns.candidate_ids[choice.rejected]);
        const Ranked ranked{counter_random(~seed, columns.sample_ids[choice.sample], pair), i};
        if (const int which = side(columns, choice); which != 0)
            (which > 0 ? longer : shorter).push_back(ranked);
    }
    const auto wanted = std::min(longer.size(), shorter.size());
    auto &surplus = longer.size() > shorter.size() ? longer : shorter;
    std::nth_element(surplus.begin(), surplus.begin() + static_cast<std::ptrdiff_t>(wanted), surplus.end());
    for (auto i = wanted; i < surplus.size(); ++i)
        choices[surplus[i].index] = no_pair(choices[surplus[i].index].sample, NoPair::NotDrawn);
    drop_reasons_beside_pairs(choices);
}

} // namespace m3po
