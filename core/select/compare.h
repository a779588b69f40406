// SPDX-License-Identifier: GPL-3.0-or-later
// Two saved selections held against each other, sample by sample.
#pragma once

#include "core/project/selections.h"

#include <cstdint>
#include <span>
#include <vector>

namespace m3po {

struct SelectionComparison {
    // Samples (their ids, ascending) by what the two make of them; those without a pair in both are in none.
    std::vector<std::int64_t> same;        // the same pairs
    std::vector<std::int64_t> differing;   // both have pairs, and not the same
    std::vector<std::int64_t> only_first;
    std::vector<std::int64_t> only_second;
    // Of the differing ones, by the first pairs: how many have another R_w, another R_l.
    std::int64_t chosen_differs = 0, rejected_differs = 0;

    std::int64_t compared() const { return static_cast<std::int64_t>(same.size() + differing.size() + only_first.size() + only_second.size()); }
    double agreement() const; // the share of `same` in compared(); NaN where nothing is
};

// REQUIRES: both by sample and ordinal, as selections::pairs gives them. Pairs are equal where their candidates are.
SelectionComparison compare_selections(std::span<const SelectedPair> first, std::span<const SelectedPair> second);

} // namespace m3po
