// SPDX-License-Identifier: GPL-3.0-or-later
// Random numbers that depend on what they are for, and not on what was drawn before: the same (seed, sample, draw)
// gives the same number whatever else is in the project.
#pragma once

#include <cstdint>

namespace m3po {

// SplitMix64's finaliser (Steele, Lea, Flood 2014).
inline std::uint64_t mix64(std::uint64_t x)
{
    x += 0x9E3779B97F4A7C15ull;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ull;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBull;
    return x ^ (x >> 31);
}

inline std::uint64_t counter_random(std::uint64_t seed, std::int64_t sample, std::uint64_t draw)
{
    return mix64(mix64(mix64(seed) ^ static_cast<std::uint64_t>(sample)) ^ draw);
}

// 0 .. n-1. REQUIRES: n > 0. The bias is below n / 2^64.
inline std::uint64_t below(std::uint64_t random, std::uint64_t n) { return random % n; }

} // namespace m3po
