// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/select/histogram.h"

#include <algorithm>

namespace m3po {

namespace {

// The next value may well fall into the same bin: several counts of each, so that none waits for another's.
constexpr std::size_t lanes = 4;

Histogram counted(std::span<const double> values, double low, double high)
{
    Histogram result;
    result.low = low;
    result.high = high > low ? high : low + 1;
    const double scale = Histogram::bins / (result.high - result.low);
    std::array<std::array<std::int64_t, Histogram::bins>, lanes> counts{};
    const auto count = [&](std::size_t lane, double value) {
        const double place = (std::clamp(value, low, high) - low) * scale;
        ++counts[lane][place < Histogram::bins - 1 ? static_cast<std::size_t>(place) : Histogram::bins - 1];
    };
    std::size_t i = 0;
    for (; i + lanes <= values.size(); i += lanes) {
        for (std::size_t lane = 0; lane < lanes; ++lane)
            count(lane, values[i + lane]);
    }
    for (; i < values.size(); ++i)
        count(0, values[i]);
    for (const auto &lane : counts) {
        for (std::size_t bin = 0; bin < Histogram::bins; ++bin)
            result.counts[bin] += lane[bin];
    }
    return result;
}

struct Range {
    double low, high;
};

Range range_of(std::span<const double> values)
{
    // Not minmax_element, and not one value after the other: eight that wait for nothing become a few instructions.
    constexpr std::size_t width = 8;
    std::array<double, width> low, high;
    low.fill(values[0]);
    high.fill(values[0]);
    std::size_t i = 0;
    for (; i + width <= values.size(); i += width) {
        for (std::size_t j = 0; j < width; ++j) {
            const double value = values[i + j];
            low[j] = value < low[j] ? value : low[j];
            high[j] = value > high[j] ? value : high[j];
        }
    }
    for (; i < values.size(); ++i) {
        low[0] = std::min(low[0], values[i]);
        high[0] = std::max(high[0], values[i]);
    }
    return {*std::min_element(low.begin(), low.end()), *std::max_element(high.begin(), high.end())};
}

// The values at two ranks as a sort would have them, by one coarse count: only the bins that hold them are sorted.
class Ranks {
public:
    Ranks(std::span<const double> values, double low_share, double high_share)
        : range_(range_of(values)), scale_((bins - 1) / (range_.high - range_.low))
    {
        std::vector<std::int32_t> counts(bins);
        std::vector<std::uint16_t> its(values.size());
        for (std::size_t i = 0; i < values.size(); ++i) {
            its[i] = bin(values[i]);
            ++counts[its[i]];
        }
        low_.find(counts, values.size(), low_share);
        high_.find(counts, values.size(), high_share);
        // Both in one pass; a bin may be that of both. Most stretches hold neither.
        constexpr std::size_t stretch = 32;
        for (std::size_t begin = 0; begin < values.size(); begin += stretch) {
            const auto end = std::min(begin + stretch, values.size());
            bool any = false;
            for (auto i = begin; i < end; ++i)
                any |= (its[i] == low_.bin) | (its[i] == high_.bin);
            for (auto i = begin; any && i < end; ++i) {
                if (its[i] == low_.bin)
                    low_.inside.push_back(values[i]);
                if (its[i] == high_.bin)
                    high_.inside.push_back(values[i]);
            }
        }
    }

    double low() { return low_.value(); }
    double high() { return high_.value(); }

private:
    static constexpr int bins = 4096;
    struct Rank {
        std::uint16_t bin = 0;
        std::int64_t rank = 0; // within it
        std::vector<double> inside;

        void find(const std::vector<std::int32_t> &counts, std::size_t values, double share)
        {
            rank = static_cast<std::int64_t>(share * static_cast<double>(values - 1));
            while (rank >= counts[bin])
                rank -= counts[bin++];
            inside.reserve(static_cast<std::size_t>(counts[bin]));
        }
        double value()
        {
            std::nth_element(inside.begin(), inside.begin() + rank, inside.end());
            return inside[static_cast<std::size_t>(rank)];
        }
    };
    // Rises with the value. Where values lie too close together for a scale, or too far apart, all are in the first.
    std::uint16_t bin(double value) const
    {
        const double place = (value - range_.low) * scale_;
        return place < bins ? static_cast<std::uint16_t>(place) : 0;
    }

    Range range_;
    double scale_;
    Rank low_, high_;
};

} // namespace

Histogram histogram(std::span<const double> values)
{
    if (values.empty())
        return {};
    const auto [low, high] = range_of(values);
    return counted(values, low, high);
}

Histogram trimmed_histogram(std::span<const double> values)
{
    if (values.empty())
        return {};
    Ranks ranks(values, 0.01, 0.99);
    return counted(values, ranks.low(), ranks.high());
}

} // namespace m3po
