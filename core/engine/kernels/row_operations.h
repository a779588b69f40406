// SPDX-License-Identifier: GPL-3.0-or-later
// What stands between a transformer's matrix products, each in one pass over memory, on the CPU in float32; forward and
// backward. A row's result has the same bits whatever rows stand beside it. Everything runs on ATen's threads.
#pragma once

#include <cstdint>

namespace m3po::engine {

// Rows of `width` numbers, one after another.
struct RowShape {
    std::int64_t rows, width;
};

// y = weight · x / √(mean(x²) + eps), row by row. `inverse` (rows) gets 1 / √…, which backward needs; may be null.
void rms_norm_forward(RowShape shape, const float *x, const float *weight, float eps, float *y, float *inverse);
// dy -> dx. The weight is a constant.
void rms_norm_backward(RowShape shape, const float *x, const float *weight, const float *inverse, const float *dy, float *dx);

// y = silu(gate) · up
void gated_silu_forward(std::int64_t n, const float *gate, const float *up, float *y);
void gated_silu_backward(std::int64_t n, const float *gate, const float *up, const float *dy, float *dgate, float *dup);

// y = x · σ(1.702 x), CLIP's approximation of GELU
void quick_gelu_forward(std::int64_t n, const float *x, float *y);

// Rotary positions on heads of `width` numbers, `heads` of them a token: y = x · cos + direction · halves-swapped(x) · sin,
// where sin's first half carries its sign already. Direction -1 turns back, which is the backward of 1. Token t takes row
// t mod `angles` of cos and sin.
void rotate_heads(RowShape tokens_and_width, std::int64_t heads, const float *x, const float *cos, const float *sin,
                  std::int64_t angles, float direction, float *y);

} // namespace m3po::engine
