// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/select/histogram.h"

#include <algorithm>

namespace m3po {

namespace {

Histogram counted(std::span<const double> values, double low, double high)
{
    Histogram result;
    result.low = low;
    result.high = high > low ? high : low + 1;
    const double scale = Histogram::bins / (result.high - result.low);
    for (const double value : values) {
        const double place = (std::clamp(value, low, high) - low) * scale;
        ++result.counts[place < Histogram::bins - 1 ? static_cast<std::size_t>(place) : Histogram::bins - 1];
    }
    return result;
}

struct Range {
    double low, high;
};

Range range_of(std::span<const double> values)
{
    // Not minmax_element: a loop without branches over the values is several times as fast.
    Range range{values[0], values[0]};
    for (const double value : values) {
        range.low = std::min(range.low, value);
        range.high = std::max(range.high, value);
    }
    return range;
}

// The values at two ranks as a sort would have them, by one coarse count: only the bins that hold them are sorted.
class Ranks {
public:
    Ranks(std::span<const double> values, double low_share, double high_share)
        : range_(range_of(values)), scale_((bins - 1) / (range_.high - range_.low))
    {
        std::vector<std::int64_t> counts(bins);
        for (const double value : values)
            ++counts[bin(value)];
        low_.find(counts, values.size(), low_share);
        high_.find(counts, values.size(), high_share);
        // Both in one pass; a bin may be that of both.
        for (const double value : values) {
            const auto its = bin(value);
            if (its == low_.bin)
                low_.inside.push_back(value);
            if (its == high_.bin)
                high_.inside.push_back(value);
        }
    }

    double low() { return low_.value(); }
    double high() { return high_.value(); }

private:
    static constexpr int bins = 4096;
    struct Rank {
        std::size_t bin = 0;
        std::int64_t rank = 0; // within it
        std::vector<double> inside;

        void find(const std::vector<std::int64_t> &counts, std::size_t values, double share)
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
    std::size_t bin(double value) const
    {
        const double place = (value - range_.low) * scale_;
        return place < bins ? static_cast<std::size_t>(place) : 0;
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
