// SPDX-License-Identifier: GPL-3.0-or-later
// What a sample's choice says besides its rows; statistics and histograms are made of these.
#pragma once

#include "core/select/mas.h"
#include "core/select/selector.h"

#include <cstdint>

namespace m3po {

// Of a choice without a pair all are 0.
struct ChoiceNumbers {
    double mas_gap = 0;          // MAS(R_w) - MAS(R_l)
    float chosen_logp = 0;       // of the whole answers; NaN where there is none
    float rejected_logp = 0;
    std::int32_t chosen_tokens = 0;
    std::int32_t rejected_tokens = 0;
};

inline ChoiceNumbers numbers_of(const ScoreColumns &columns, const Mas &mas, const PairChoice &choice)
{
    if (choice.reason != NoPair::None)
        return {};
    const auto w = choice.chosen, l = choice.rejected;
    return {mas[w] - mas[l], columns.logp_sum[w], columns.logp_sum[l], columns.token_counts[w], columns.token_counts[l]};
}

} // namespace m3po
