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

// The values at two ranks as a sort would have them, by one coarse count: only the two bins that hold them are sorted.
class Ranks {
public:
    explicit Ranks(std::span<const double> values)
        : values_(values), range_(range_of(values)), scale_((bins - 1) / (range_.high - range_.low)), counts_(bins)
    {
        for (const double value : values)
            ++counts_[bin(value)];
    }

    double at(double share) const
    {
        auto rank = static_cast<std::int64_t>(share * static_cast<double>(values_.size() - 1));
        std::size_t wanted = 0;
        while (rank >= counts_[wanted])
            rank -= counts_[wanted++];
        std::vector<double> inside;
        inside.reserve(static_cast<std::size_t>(counts_[wanted]));
        for (const double value : values_) {
            if (bin(value) == wanted)
                inside.push_back(value);
        }
        std::nth_element(inside.begin(), inside.begin() + rank, inside.end());
        return inside[static_cast<std::size_t>(rank)];
    }

private:
    static constexpr int bins = 4096;
    // Rises with the value. Where values lie too close together for a scale, or too far apart, all are in the first.
    std::size_t bin(double value) const
    {
        const double place = (value - range_.low) * scale_;
        return place < bins ? static_cast<std::size_t>(place) : 0;
    }

    std::span<const double> values_;
    Range range_;
    double scale_;
    std::vector<std::int64_t> counts_;
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
    const Ranks ranks(values);
    return counted(values, ranks.at(0.01), ranks.at(0.99));
}

} // namespace m3po
