// SPDX-License-Identifier: GPL-3.0-or-later
// Products of a few rows, on the CPU in float32: what decoding is made of. General libraries are tuned for many rows,
// and copy the other factor into an order of their own first. Here it is read once, as it lies in memory.
//
// Each number of the result is summed in an order that its depth alone decides, so a row's result has the same bits
// however many rows there are and wherever it stands among them.
#pragma once

#include <cstdint>

namespace m3po::engine {

// Rows lie `stride` numbers apart; the numbers of a row are contiguous.
struct Rows {
    const float *data;
    std::int64_t stride;
};
struct MutableRows {
    float *data;
    std::int64_t stride;
};

// y (M, N) = x (M, K) · Wᵀ, W (N, K): the product with a layer's weight. Runs on ATen's threads.
void few_rows_linear(Rows x, Rows w, MutableRows y, std::int64_t rows, std::int64_t columns, std::int64_t depth);

// The same on the calling thread alone.
void few_rows_times_transposed(Rows x, Rows w, MutableRows y, std::int64_t rows, std::int64_t columns, std::int64_t depth);

// The same for W of many short rows, as a prompt's keys are: a few of them are turned at a time, and no sum is taken across
// lanes. Its numbers are not bit by bit those of the above.
void few_rows_times_short_rows(Rows x, Rows w, MutableRows y, std::int64_t rows, std::int64_t columns, std::int64_t depth);

// y (M, N) += x (M, K) · B, B (K, N), on the calling thread alone.
void few_rows_add_product(Rows x, Rows b, MutableRows y, std::int64_t rows, std::int64_t columns, std::int64_t depth);

} // namespace m3po::engine
