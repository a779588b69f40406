// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/train/data_order.h"

#include <numeric>
#include <utility>

namespace m3po::engine {

namespace {

std::uint64_t mix(std::uint64_t x)
{
    x += 0x9E3779B97F4A7C15ull;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ull;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBull;
    return x ^ (x >> 31);
}

} // namespace

std::uint64_t counter_hash(std::uint64_t seed, std::uint64_t a, std::uint64_t b)
{
    return mix(mix(mix(seed) ^ a) ^ b);
}

DataOrder::DataOrder(std::int64_t examples, std::uint64_t seed, bool shuffle)
    : examples_(examples), seed_(seed), shuffle_(shuffle)
{
}

std::vector<std::int64_t> DataOrder::epoch(std::int64_t epoch) const
{
    std::vector<std::int64_t> rows(static_cast<std::size_t>(examples_));
    std::iota(rows.begin(), rows.end(), std::int64_t{0});
    if (shuffle_) {
        // Fisher–Yates; the modulo's bias is n/2⁶⁴.
        for (std::uint64_t i = rows.size(); i > 1; --i)
            std::swap(rows[i - 1], rows[counter_hash(seed_, static_cast<std::uint64_t>(epoch), i) % i]);
    }
    return rows;
}

} // namespace m3po::engine
