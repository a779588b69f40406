// SPDX-License-Identifier: GPL-3.0-or-later
// A selection as a window shows it: its pairs, what they come to, and how they differ from others.
#pragma once

#include "core/select/histogram.h"
#include "core/select/mas.h"
#include "core/select/selector.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace m3po {

// Rows chosen and rejected of each sample's first pair; -1, -1 without one.
struct PairRows {
    std::vector<std::int64_t> chosen, rejected; // S
};

struct SelectionView {
    std::shared_ptr<const Mas> mas;
    std::vector<PairChoice> choices;        // at least one a sample, in their order
    std::vector<std::int64_t> first_choice; // sample -> index of its first choice
    SelectionStatistics statistics;
    Histogram score;                        // S(R_l), trimmed
    Histogram mas_gap;                      // MAS(R_w) - MAS(R_l)
    Histogram logp_gap;                     // log P(R_w) - log P(R_l), trimmed
    // Against what it was compared with, by the first choices.
    std::vector<int> changed;               // samples whose pair differs, one side having none included
    std::int64_t gained = 0, lost = 0;              // samples that have a pair only now; only then
};

// Its first pairs, for others to be compared with.
PairRows pair_rows(const SelectionView &view);

} // namespace m3po
