// SPDX-License-Identifier: GPL-3.0-or-later
// Does a curve rise or fall over the last part of a run, beyond its noise? And the one case that people ask about: the
// reward of R_w falls while the margin grows.
#pragma once

#include <span>

namespace m3po {

enum class Trend { Falling, Flat, Rising };

// Of the last half: Mann and Kendall's test over its means in up to 32 bins, at 1 % on either side. Flat where there
// are fewer than 12 values in that half.
Trend lateTrend(std::span<const double> values);

// REQUIRES: as many of the one as of the other, a step each.
bool chosenFallsWhileMarginGrows(std::span<const double> chosen, std::span<const double> margins);

} // namespace m3po
