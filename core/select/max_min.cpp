// SPDX-License-Identifier: GPL-3.0-or-later
// The best answer against the worst: R_w = argmax MAS, R_l = argmin MAS. Where all scores are equal there is no pair,
// since nothing says which is better. The score is the gap.
#include "core/select/rows.h"
#include "core/select/selectors.h"

namespace m3po {

namespace {

class MaxMin final : public Selector {
public:
    std::string_view name() const override { return "max-min"; }
    std::string_view description() const override { return "the best answer against the worst, by MAS alone"; }

private:
    void pick(const ScoreColumns &columns, std::span<const double> mas, const SelectOptions &options,
              std::vector<PairChoice> &choices) const override
    {
        choices.clear();
        const Rows rows(columns, mas, false, options.confidence);
        for (std::int64_t s = 0; s < columns.samples(); ++s) {
            const auto begin = columns.offsets[s];
            const auto end = columns.offsets[s + 1];
            std::int64_t w = -1;
            std::int64_t l = -1;
            int candidates = 0;
            for (auto row = begin; row < end; ++row) {
                if (!rows.candidate(row))
                    continue;
                ++candidates;
                if (w < 0 || rows.mas(row) > rows.mas(w))
                    w = row;
                if (l < 0 || rows.mas(row) < rows.mas(l))
                    l = row;
            }
            if (candidates < 2) {
                choices.push_back(no_pair(s, rows.why_none(begin, end)));
                continue;
            }
            const double gap = rows.mas(w) - rows.mas(l);
            if (gap <= 0)
                choices.push_back(no_pair(s, NoPair::ScoresEqual));
            else if (gap < options.min_gap)
                choices.push_back(no_pair(s, NoPair::BelowMinGap));
            else
                choices.push_back({s, w, l, gap, NoPair::None});
        }
    }
};

} // namespace

const Selector &max_min_selector()
{
    static const MaxMin selector;
    return selector;
}

} // namespace m3po
