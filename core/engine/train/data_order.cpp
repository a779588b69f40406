// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/train/data_order.h"

#include "core/base/philox.h"

#include <numeric>
#include <utility>

namespace m3po::engine {

DataOrder::DataOrder(std::int64_t examples, std::uint64_t seed, bool shuffle)
    : examples_(examples), seed_(seed), shuffle_(shuffle)
{
}

std::vector<std::int64_t> DataOrder::epoch(std::int64_t epoch) const
{
    std::vector<std::int64_t> rows(static_cast<std::size_t>(examples_));
    std::iota(rows.begin(), rows.end(), std::int64_t{0});
    if (shuffle_) {
        // Fisher–Yates.
        for (std::size_t i = rows.size(); i > 1; --i) {
            const auto draw = uniform(seed_, static_cast<std::uint64_t>(i), static_cast<std::uint32_t>(epoch));
            std::swap(rows[i - 1], rows[static_cast<std::size_t>(draw * static_cast<double>(i))]);
        }
    }
    return rows;
}

} // namespace m3po::engine
