// SPDX-License-Identifier: GPL-3.0-or-later
// Vanilla DPO's pairs: two different answers drawn at random, the one with the higher MAS chosen (the lower row where
// equal). What is drawn depends on the seed and the sample alone. The score is the gap.
#include "core/select/random.h"

#include "core/select/rows.h"
#include "core/select/selectors.h"

#include <algorithm>
#include <utility>

namespace m3po {

namespace {

class Random final : public Selector {
public:
    std::string_view name() const override { return "random"; }
    std::string_view description() const override
    {
        return "two different answers at random, the one with the higher MAS chosen (vanilla DPO)";
    }

private:
    void pick(const ScoreColumns &columns, std::span<const double> mas, const SelectOptions &options,
              std::vector<PairChoice> &choices) const override
    {
        choices.clear();
        const Rows rows(columns, mas, false, options.confidence);
        std::vector<std::int64_t> candidates;
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
            const auto n = candidates.size();
            const auto first = below(counter_random(options.seed, columns.sample_ids[s], 0), n);
            auto second = below(counter_random(options.seed, columns.sample_ids[s], 1), n - 1);
            second += second >= first;
            auto w = candidates[std::min(first, second)];
            auto l = candidates[std::max(first, second)];
            if (rows.mas(l) > rows.mas(w))
                std::swap(w, l);
            const double gap = rows.mas(w) - rows.mas(l);
            if (gap < options.min_gap)
                choices.push_back(no_pair(s, NoPair::BelowMinGap));
            else
                choices.push_back({s, w, l, gap, NoPair::None});
        }
    }
};

} // namespace

const Selector &random_selector()
{
    static const Random selector;
    return selector;
}

} // namespace m3po
