// SPDX-License-Identifier: GPL-3.0-or-later
// Philox4x32-10, the counter-based generator of Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as
// 1, 2, 3" (SC 2011). A number is a pure function of its key and counter: nothing is kept between calls, so what is
// drawn does not depend on what else was drawn, in what order, or in which run.
#pragma once

#include <array>
#include <cstdint>

namespace m3po {

constexpr std::array<std::uint32_t, 4> philox4x32(std::array<std::uint32_t, 4> counter,
                                                  std::array<std::uint32_t, 2> key)
{
    for (int round = 0; round < 10; ++round) {
        const std::uint64_t p0 = std::uint64_t{0xD2511F53u} * counter[0];
        const std::uint64_t p1 = std::uint64_t{0xCD9E8D57u} * counter[2];
        counter = {static_cast<std::uint32_t>(p1 >> 32) ^ counter[1] ^ key[0], static_cast<std::uint32_t>(p1),
                   static_cast<std::uint32_t>(p0 >> 32) ^ counter[3] ^ key[1], static_cast<std::uint32_t>(p0)};
        key[0] += 0x9E3779B9u;
        key[1] += 0xBB67AE85u;
    }
    return counter;
}

// Uniform in [0, 1), 53 bits, keyed by (seed, sample, candidate, step).
constexpr double uniform(std::uint64_t seed, std::uint64_t sample, std::uint32_t candidate = 0, std::uint32_t step = 0)
{
    const auto words =
        philox4x32({step, candidate, static_cast<std::uint32_t>(sample), static_cast<std::uint32_t>(sample >> 32)},
                   {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)});
    const std::uint64_t bits = (std::uint64_t{words[0]} << 32 | words[1]) >> 11;
    return static_cast<double>(bits) * 0x1p-53;
}

} // namespace m3po
