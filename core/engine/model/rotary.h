// SPDX-License-Identifier: GPL-3.0-or-later
// Rotary position embedding (Su et al. 2021) in Llama's half-split layout, with linear, dynamic-NTK and Llama-3
// scaling as Transformers computes them.
//
// Dynamic NTK scaling depends on how long the sequence is. Here a run's frequencies are those of the run's own
// length: forward(T) uses T, extend uses prefix + T, a decoded token the positions up to itself; keys stay in a
// cache as they were made. So results depend on no earlier call. (Transformers remembers the longest sequence of
// former calls; a fresh model's first call gives the same as ours.)
#pragma once

#include "core/engine/model/config.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <mutex>
#include <span>
#include <utility>

namespace m3po::engine {

// cos and sin as rotate() takes them: (..., d), the first half of sin negative.
struct RotaryAngles {
    at::Tensor cos, sin;
};

class Rotary {
public:
    Rotary(const TextConfig &config, at::ScalarType dtype, at::Device device);

    // Positions first, first + 1, ..., first + count - 1 -> (count, 1, d).
    RotaryAngles range(std::int64_t first, std::int64_t count) const;
    // One position a slot -> (S, 1, 1, d).
    RotaryAngles at_positions(std::span<const std::int64_t> positions) const;

    // x (..., heads, d) -> the same, rotated.
    static at::Tensor rotate(const at::Tensor &x, const RotaryAngles &angles);

private:
    at::Tensor frequencies(std::int64_t sequence_length) const; // (d / 2), float32
    RotaryAngles angles(const at::Tensor &positions, const at::Tensor &frequencies) const; // float32 in, (..., d) out
    RotaryAngles table(std::int64_t length) const; // of at least so many positions; from any thread
    bool dynamic_beyond(std::int64_t sequence_length) const;

    RopeScaling scaling_;
    double theta_;
    std::int64_t head_dim_, max_positions_;
    at::ScalarType dtype_;
    at::Device device_;
    mutable std::mutex growing_;
    mutable RotaryAngles table_; // (length, d) for the frequencies that do not depend on the length
};

} // namespace m3po::engine
