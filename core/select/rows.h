// SPDX-License-Identifier: GPL-3.0-or-later
// Which rows of one sample are candidates; shared by the selectors, inlined into their scans.
#pragma once

#include "core/select/selector.h"

#include <cmath>
#include <limits>

namespace m3po {

// A sample's rows under one set of rules. A view: no memory of its own.
class Rows {
public:
    // `mas` begins with row `first`.
    Rows(const ScoreColumns &columns, std::span<const double> mas, bool needs_logp, Confidence confidence, std::int64_t first = 0)
        : mas_(mas.data()), first_(first), logp_(columns.logp_sum.data()), tokens_(columns.token_counts.data()),
          keys_(columns.text_keys.data()), first_equal_(columns.first_equal.data()), needs_logp_(needs_logp),
          per_token_(confidence == Confidence::PerToken)
    {
    }

    double mas(std::int64_t row) const { return mas_[row - first_]; }
    // log P(R), of the whole answer or per token.
    double logp(std::int64_t row) const
    {
        const double sum = logp_[row];
        return per_token_ ? sum / tokens_[row] : sum;
    }
    bool scored(std::int64_t row) const { return !std::isnan(mas(row)); }
    bool usable(std::int64_t row) const
    {
        return scored(row) && (!needs_logp_ || (std::isfinite(logp_[row]) && (!per_token_ || tokens_[row] > 0)));
    }
    // Usable, and the first usable of its text.
    bool candidate(std::int64_t row) const
    {
        if (!usable(row))
            return false;
        for (auto other = first_equal_[row]; other < row; ++other) {
            if (keys_[other] == keys_[row] && usable(other))
                return false;
        }
        return true;
    }
    // Why [begin, end) has fewer than two candidates. REQUIRES: it has.
    NoPair why_none(std::int64_t begin, std::int64_t end) const
    {
        std::int64_t with_mas = 0;
        std::int64_t with_all = 0;
        for (auto row = begin; row < end; ++row) {
            with_mas += scored(row);
            with_all += usable(row);
        }
        if (end - begin < 2)
            return NoPair::FewerThanTwo;
        if (with_mas < 2)
            return NoPair::ScoresMissing;
        if (with_all < 2)
            return NoPair::LogpMissing;
        return NoPair::AllEqual;
    }

private:
    const double *mas_;
    std::int64_t first_;
    const float *logp_;
    const std::int32_t *tokens_;
    const std::int64_t *keys_;
    const std::int64_t *first_equal_;
    bool needs_logp_;
    bool per_token_;
};

inline PairChoice no_pair(std::int64_t sample, NoPair reason)
{
    return {sample, -1, -1, std::numeric_limits<double>::quiet_NaN(), reason};
}

} // namespace m3po
