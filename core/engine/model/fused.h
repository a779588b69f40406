// SPDX-License-Identifier: GPL-3.0-or-later
// What a decoder layer computes between and beside its products, each as one node of autograd that keeps only what its
// backward needs. On the CPU in float32 by core/engine/kernels/row_operations.h, on a GPU by device_kernels.h; elsewhere, and where
// a constant of these is itself trained, as ATen composes it.
#pragma once

#include "core/engine/model/activation.h"
#include "core/engine/model/linear.h"
#include "core/engine/model/rotary.h"

#include <ATen/core/Tensor.h>

#include <utility>

namespace m3po::engine {

// x (..., D), weight (D): weight · x / √(mean(x²) + eps), the mean in float32.
at::Tensor rms_norm(const at::Tensor &x, const at::Tensor &weight, double eps);

// x + added, and the norm of that.
std::pair<at::Tensor, at::Tensor> add_rms_norm(const at::Tensor &x, const at::Tensor &added, const at::Tensor &weight, double eps);

// activation(gate) · up
at::Tensor gated(Activation activation, const at::Tensor &gate, const at::Tensor &up);

// x · σ(1.702 x)
at::Tensor quick_gelu(const at::Tensor &x);

// x (B, T, heads, d) at the angles of Rotary -> the same, rotated.
at::Tensor rotate(const at::Tensor &x, const RotaryAngles &angles);

// x Wᵀ + b + scale · (x Aᵀ) Bᵀ where W and b are not trained. Backward computes nothing for W, and keeps x and x Aᵀ.
// A and B may have a type of their own: the products run in x's. REQUIRES: one device.
at::Tensor lora_linear(const at::Tensor &x, const Linear &layer);

} // namespace m3po::engine
