// SPDX-License-Identifier: GPL-3.0-or-later
// RLAIF-V's pairs (Yu et al. 2024): of all pairs of one sample whose scores differ, a few are drawn at random (the
// paper: at most 2 an instruction); then length balance, so that the tuned model does not learn "longer is better" or
// the opposite. Theirs searches a cut on how much shorter the chosen may be; here the surplus side (chosen longer,
// chosen shorter; in tokens) is thinned at random until both have the same number. Pairs of equal length stay.
// The score is the gap.
#include "core/select/random.h"
#include "core/select/rows.h"
#include "core/select/selectors.h"

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

class RlaifV final : public Selector {
public:
    std::string_view name() const override { return "rlaif-v"; }
    std::string_view description() const override
    {
        return "pairs drawn from all whose scores differ, with length balance (RLAIF-V)";
    }

    void select(const ScoreColumns &columns, std::span<const double> mas, const SelectOptions &options,
                std::vector<PairChoice> &choices) const override
    {
        choices.clear();
        const Rows rows(columns, mas, false, options.confidence);
        std::vector<std::int64_t> candidates;
        std::vector<PairChoice> all;
        for (std::int64_t s = 0; s < columns.samples(); ++s) {
            const auto begin = columns.offsets[s];
            const auto end = columns.offsets[s + 1];
            candidates.clear();
            for (auto row = begin; row < end; ++row) {
                if (rows.candidate(row))
                    candidates.push_back(row);
            }
            if (candidates.size() < 2) {
                choices.push_back(no_pair(s, rows.why_none(begin, end)));
                continue;
            }
            all.clear();
            bool differ = false;
            for (const auto w : candidates) {
                for (const auto l : candidates) {
                    const double gap = rows.mas(w) - rows.mas(l);
                    differ |= gap > 0;
                    if (gap > 0 && gap >= options.min_gap)
                        all.push_back({s, w, l, gap, NoPair::None});
                }
            }
            if (all.empty()) {
                choices.push_back(no_pair(s, differ ? NoPair::BelowMinGap : NoPair::ScoresEqual));
                continue;
            }
            const auto wanted = std::min(all.size(), static_cast<std::size_t>(options.pairs_per_sample));
            for (std::size_t i = 0; i < wanted; ++i) { // the first steps of a Fisher-Yates shuffle
                const auto random = counter_random(options.seed, columns.sample_ids[s], i);
                std::swap(all[i], all[i + below(random, all.size() - i)]);
                choices.push_back(all[i]);
            }
        }
        if (options.length_balance)
            balance(columns, options.seed, choices);
    }

private:
    static void balance(const ScoreColumns &columns, std::uint64_t seed, std::vector<PairChoice> &choices)
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
        auto &surplus = longer.size() > shorter.size() ? longer : shorter;
        std::sort(surplus.begin(), surplus.end());
        for (auto i = std::min(longer.size(), shorter.size()); i < surplus.size(); ++i)
            choices[surplus[i].index] = no_pair(choices[surplus[i].index].sample, NoPair::NotDrawn);
        drop_reasons_beside_pairs(choices);
    }

    // A sample has its pairs, or one reason.
    static void drop_reasons_beside_pairs(std::vector<PairChoice> &choices)
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
};

} // namespace

const Selector &rlaif_v_selector()
{
    static const RlaifV selector;
    return selector;
}

} // namespace m3po
