// SPDX-License-Identifier: GPL-3.0-or-later
// In which order a run sees its examples: a function of (seed, epoch) alone, so a resumed run needs no state but its
// step.
#pragma once

#include <cstdint>
#include <vector>

namespace m3po::engine {

class DataOrder {
public:
    DataOrder(std::int64_t examples, std::uint64_t seed, bool shuffle);
    // The rows of an epoch (a permutation of 0..n-1); 0, 1, 2, ... where not shuffled.
    std::vector<std::int64_t> epoch(std::int64_t epoch) const;

private:
    std::int64_t examples_;
    std::uint64_t seed_;
    bool shuffle_;
};

} // namespace m3po::engine
