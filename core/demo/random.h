// SPDX-License-Identifier: GPL-3.0-or-later
// Random choices of the demo world. The engine's sequence is fixed by the C++ standard; the mappings here are ours,
// because those of the standard library differ between implementations.
#pragma once

#include <cstdint>
#include <random>
#include <span>
#include <utility>
#include <vector>

namespace m3po::demo {

class Random {
public:
    explicit Random(std::uint64_t seed) : engine_(seed) {}

    double uniform() { return double(engine_() >> 11) * 0x1p-53; } // [0, 1)
    double uniform(double low, double high) { return low + (high - low) * uniform(); }
    int below(int count) { return int(uniform() * count); } // REQUIRES: count > 0
    bool chance(double probability) { return uniform() < probability; }

    template <typename T>
    const T &pick(const std::vector<T> &values) { return values[std::size_t(below(int(values.size())))]; }

    // An index drawn in proportion to its weight. REQUIRES: a positive sum.
    int weighted(std::span<const double> weights)
    {
        double sum = 0;
        for (const double weight : weights)
            sum += weight;
        double left = uniform() * sum;
        for (std::size_t i = 0; i + 1 < weights.size(); ++i) {
            if (left < weights[i])
                return int(i);
            left -= weights[i];
        }
        return int(weights.size()) - 1;
    }

    template <typename T>
    void shuffle(std::vector<T> &values)
    {
        for (std::size_t i = values.size(); i > 1; --i)
            std::swap(values[i - 1], values[std::size_t(below(int(i)))]);
    }

private:
    std::mt19937_64 engine_;
};

} // namespace m3po::demo
