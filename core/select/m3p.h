// SPDX-License-Identifier: GPL-3.0-or-later
// M3P-Selection of one sample, for the selector and for what reselects quickly.
#pragma once

#include "core/select/rows.h"

namespace m3po {

// S(R_j), from the gap MAS(R_w) - MAS(R_j) and both log P. With alpha = 0 log P is not read.
inline double m3p_score(double gap, double logp_w, double logp_j, const SelectOptions &options)
{
    if (!(options.alpha > 0))
        return gap;
    const double excess = logp_w - logp_j - options.delta;
    const double least = options.penalty == Penalty::Clamped ? 0 : -std::numeric_limits<double>::infinity();
    return gap - options.alpha * (excess < least ? least : excess);
}

// R_w of [begin, end), or -1.
std::int64_t m3p_chosen(const Rows &rows, std::int64_t begin, std::int64_t end);

PairChoice m3p_choice(const Rows &rows, std::int64_t sample, std::int64_t begin, std::int64_t end,
                      const SelectOptions &options);

} // namespace m3po
