// SPDX-License-Identifier: GPL-3.0-or-later
// Length balance, so that the tuned model does not learn "longer is better" or the opposite. RLAIF-V (Yu et al. 2024)
// searches a cut on how much shorter the chosen may be; here the surplus side (chosen longer, chosen shorter; in
// tokens) is thinned at random until both have the same number. Pairs of equal length stay.
#pragma once

#include "core/select/selector.h"

namespace m3po {

// Puts a reason in the place of the pairs that are left out; a sample keeps its other pairs, or one reason. What is drawn
// depends on the seed and the pairs alone. REQUIRES: a sample's choices are neighbours.
void balance_lengths(const ScoreColumns &columns, std::uint64_t seed, std::vector<PairChoice> &choices);

} // namespace m3po
