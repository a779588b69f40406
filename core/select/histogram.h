// SPDX-License-Identifier: GPL-3.0-or-later
// Small histograms of hundreds of thousands of values, in a millisecond.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace m3po {

struct Histogram {
    static constexpr int bins = 48;
    double low = 0, high = 1;            // of all bins together; what lies outside counts in the outermost
    std::array<std::int64_t, bins> counts{};
};

// All of them without values: an empty histogram. REQUIRES: finite values.
Histogram histogram(std::span<const double> values);
// From the value at 1 % to that at 99 %: log-probabilities have a long tail of a few hopeless answers, and the middle
// shows the shape. REQUIRES: finite values.
Histogram trimmed_histogram(std::span<const double> values);

} // namespace m3po
