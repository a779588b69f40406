// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/training/reward_trend.h"

#include <cmath>
#include <numeric>
#include <vector>

namespace m3po {

Trend lateTrend(std::span<const double> values)
{
    const auto late = values.subspan(values.size() / 2);
    if (late.size() < 12)
        return Trend::Flat;
    const std::size_t n = std::min<std::size_t>(32, late.size());
    std::vector<double> means(n);
    for (std::size_t i = 0; i < n; ++i) {
        const auto from = i * late.size() / n, to = (i + 1) * late.size() / n;
        means[i] = std::accumulate(late.begin() + std::ptrdiff_t(from), late.begin() + std::ptrdiff_t(to), 0.0) / double(to - from);
    }
    int s = 0;
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = i + 1; j < n; ++j)
            s += means[j] > means[i] ? 1 : means[j] < means[i] ? -1 : 0;
    const double variance = double(n) * double(n - 1) * double(2 * n + 5) / 18;
    const double z = s == 0 ? 0 : (s - (s > 0 ? 1 : -1)) / std::sqrt(variance);
    constexpr double one_percent = 2.326; // of the normal distribution, on one side
    return z > one_percent ? Trend::Rising : z < -one_percent ? Trend::Falling : Trend::Flat;
}

bool chosenFallsWhileMarginGrows(std::span<const double> chosen, std::span<const double> margins)
{
    return lateTrend(chosen) == Trend::Falling && lateTrend(margins) == Trend::Rising;
}

} // namespace m3po
