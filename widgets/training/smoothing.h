// SPDX-License-Identifier: GPL-3.0-or-later
// Exponential smoothing with bias correction, so that the first values are not drawn towards zero:
//
//     m_t = s m_{t-1} + (1 - s) x_t,   y_t = m_t / (1 - s^t)
#pragma once

#include <span>
#include <vector>

namespace m3po {

// REQUIRES: 0 <= s < 1. Values that are no number are passed over: they stay, and change nothing.
std::vector<double> smoothed(std::span<const double> values, double s);

} // namespace m3po
