// SPDX-License-Identifier: GPL-3.0-or-later
// How often a person agrees with a selection: over all pairs that have a verdict, by how sure the selection is of them
// (thirds of its pairs by S), and by whether the model prefers R_l. Pure.
#pragma once

#include "core/project/review_steps.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace m3po {

struct AgreementShare {
    std::int64_t accepted = 0;  // as it was selected
    std::int64_t changed = 0;   // swapped, edited, or accepted with another candidate
    std::int64_t refused = 0;
    std::int64_t reviewed() const { return accepted + changed + refused; }
    bool operator==(const AgreementShare &) const = default;
};

struct Agreement {
    AgreementShare all;
    std::array<AgreementShare, 3> by_score;     // the third of least S first; pairs without an S are in none
    std::array<AgreementShare, 2> by_preference; // the model prefers R_w, R_l; pairs without both log P are in neither
};

// What the counting needs to know of a pair.
struct AgreementPair {
    double score = 0;        // S(R_l); NaN where there is none
    double logp_gap = 0;     // log P(R_w) - log P(R_l) of the whole answers; NaN where unknown
};
enum class Outcome : std::uint8_t { Pending, Accepted, Changed, Refused };
Outcome outcome_of(const Review &review);

// 0, 1 or 2: the third of all pairs by S that each is in; -1 without an S. Equal S are in one third, the lower.
std::vector<signed char> score_thirds(std::span<const AgreementPair> pairs);
// REQUIRES: as many of each.
Agreement agreement(std::span<const AgreementPair> pairs, std::span<const signed char> thirds, std::span<const Outcome> outcomes);

} // namespace m3po
