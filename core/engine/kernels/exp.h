// SPDX-License-Identifier: GPL-3.0-or-later
// The exponential of numbers up to 0, as a handful of operations; within two units in the last place of std::exp. The
// same bits for a number wherever it stands in an array.
#pragma once

#include <cstdint>

namespace m3po::engine {

// x <- exp(x), for a float (and std::int32_t) or a GCC vector of them (and as many integers).
// REQUIRES: x <= 0 (minus infinity included), not NaN. Below -87 the result is 0.
template <typename Float, typename Integer> [[gnu::always_inline]] inline void to_exponential(Float &x)
{
    constexpr float to_integer = 12582912.0f; // 1.5 * 2^23: adding it rounds to a whole number
    constexpr std::int32_t to_integer_bits = 0x4B400000;
    const Float bounded = x < -87.0f ? Float{} - 87.0f : x;
    const Float shifted = bounded * 1.44269504f + to_integer;
    const Float whole = shifted - to_integer;
    // x = whole * ln 2 + r, |r| <= ln 2 / 2; ln 2 in two parts
    const Float r = (bounded - whole * 0.693359375f) + whole * 2.12194440e-4f;
    Float p = Float{} + 1.9875691500e-4f; // Cephes' minimax polynomial of expf
    p = p * r + 1.3981999507e-3f;
    p = p * r + 8.3334519073e-3f;
    p = p * r + 4.1665795894e-2f;
    p = p * r + 1.6666665459e-1f;
    p = p * r + 5.0000001201e-1f;
    const Float e = p * r * r + r + 1.0f;
    const Integer power = (__builtin_bit_cast(Integer, shifted) - to_integer_bits + 127) << 23;
    x = x < -87.0f ? Float{} : e * __builtin_bit_cast(Float, power);
}

[[gnu::always_inline]] inline float exp_nonpositive(float x)
{
    to_exponential<float, std::int32_t>(x);
    return x;
}

} // namespace m3po::engine
