// SPDX-License-Identifier: GPL-3.0-or-later
// Exponentials of whole arrays, by exp.h, and the largest number, which they are taken against; on the calling thread.
#pragma once

#include <cstddef>

namespace m3po::engine {

// The largest of n numbers; minus infinity where there are none, NaN where one is NaN or plus infinity.
float largest_of(const float *x, std::size_t n);

// Σ exp(x - largest), in double; `out`, where not null, gets the exponentials, and may be x.
// REQUIRES: no x is above `largest`, none is NaN.
double sum_of_exponentials(const float *x, std::size_t n, float largest, float *out);

} // namespace m3po::engine
