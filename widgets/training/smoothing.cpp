// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/training/smoothing.h"

#include <cmath>

namespace m3po {

std::vector<double> smoothed(std::span<const double> values, double s)
{
    std::vector<double> result;
    result.reserve(values.size());
    double mean = 0, share = 1; // share: s^t
    for (const double value : values) {
        if (!std::isfinite(value)) {
            result.push_back(value);
            continue;
        }
        mean = s * mean + (1 - s) * value;
        share *= s;
        result.push_back(mean / (1 - share));
    }
    return result;
}

} // namespace m3po
