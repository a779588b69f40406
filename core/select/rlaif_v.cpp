// SPDX-License-Identifier: GPL-3.0-or-later
// RLAIF-V's pairs (Yu et al. 2024): of all pairs of one sample whose scores differ, a few are drawn at random (the
// paper: at most 2 an instruction); then length balance (length_balance.h), unless it is asked not to. The score is the
// gap.
#include "core/select/random.h"
#include "core/select/rows.h"
#include "core/select/selectors.h"

#include <algorithm>

namespace m3po {

namespace {

class RlaifV final : public Selector {
public:
    std::string_view name() const override { return "rlaif-v"; }
    std::string_view description() const override
    {
        return "pairs drawn from all whose scores differ, with length balance (RLAIF-V)";
    }
    bool balances_lengths() const override { return true; }

private:
    void pick(const ScoreColumns &columns, std::span<const double> mas, const SelectOptions &options,
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
    }
};

} // namespace

const Selector &rlaif_v_selector()
{
    static const RlaifV selector;
    return selector;
}

} // namespace m3po
