// SPDX-License-Identifier: GPL-3.0-or-later
// The exponential of numbers up to 0, as a handful of operations that a compiler turns into vector code; within two
// units in the last place of std::exp. The same bits for a number wherever it stands in an array.
#pragma once

#include <bit>
#include <cstdint>

namespace m3po::engine {

// REQUIRES: x <= 0 (minus infinity included), not NaN. Below -87 the result is 0.
[[gnu::always_inline]] inline float exp_nonpositive(float x)
{
    constexpr float to_integer = 12582912.0f; // 1.5 * 2^23: adding it rounds to a whole number
    const float bounded = x < -87.0f ? -87.0f : x;
    const float shifted = bounded * 1.44269504f + to_integer;
    const float whole = shifted - to_integer;
    // x = whole * ln 2 + r, |r| <= ln 2 / 2; ln 2 in two parts
    const float r = (bounded - whole * 0.693359375f) + whole * 2.12194440e-4f;
    float p = 1.9875691500e-4f; // Cephes' minimax polynomial of expf
    p = p * r + 1.3981999507e-3f;
    p = p * r + 8.3334519073e-3f;
    p = p * r + 4.1665795894e-2f;
    p = p * r + 1.6666665459e-1f;
    p = p * r + 5.0000001201e-1f;
    const float e = p * r * r + r + 1.0f;
    const auto power = (std::bit_cast<std::int32_t>(shifted) - std::bit_cast<std::int32_t>(to_integer) + 127) << 23;
    return x < -87.0f ? 0.0f : e * std::bit_cast<float>(power);
}

} // namespace m3po::engine
