// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/resize.h"

#include "core/base/result.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numbers>
#include <vector>

namespace m3po {
namespace {

// Weights and sums are integers with this many binary places: 32 bits less 8 for the sample, 2 for the overshoot
// of filters with negative lobes.
constexpr int fraction_bits = 22;

constexpr std::size_t max_weights = 1 << 26; // of one axis

struct Filter {
    double (*weight)(double);
    double support; // zero outside of [-support, support]
};

double box(double x)
{
    return x > -0.5 && x <= 0.5 ? 1.0 : 0.0;
}

double triangle(double x)
{
    x = std::abs(x);
    return x < 1.0 ? 1.0 - x : 0.0;
}

double hamming(double x)
{
    x = std::abs(x);
    if (x == 0.0)
        return 1.0;
    if (x >= 1.0)
        return 0.0;
    x *= std::numbers::pi;
    // The reference's constants are single precision.
    return std::sin(x) / x * (static_cast<double>(0.54f) + static_cast<double>(0.46f) * std::cos(x));
}

// Keys' cubic convolution with a = -1/2.
double cubic(double x)
{
    constexpr double a = -0.5;
    x = std::abs(x);
    if (x < 1.0)
        return ((a + 2.0) * x - (a + 3.0)) * x * x + 1;
    if (x < 2.0)
        return (((x - 5) * x + 8) * x - 4) * a;
    return 0.0;
}

double sinc(double x)
{
    if (x == 0.0)
        return 1.0;
    x *= std::numbers::pi;
    return std::sin(x) / x;
}

double lanczos3(double x)
{
    return -3.0 <= x && x < 3.0 ? sinc(x) * sinc(x / 3) : 0.0;
}

Filter filter_of(Resample name)
{
    switch (name) {
    case Resample::Lanczos: return {lanczos3, 3.0};
    case Resample::Bilinear: return {triangle, 1.0};
    case Resample::Bicubic: return {cubic, 2.0};
    case Resample::Box: return {box, 0.5};
    case Resample::Hamming: return {hamming, 1.0};
    case Resample::Nearest: break;
    }
    throw Failure(Error::internal("nearest neighbour has no filter"));
}

// How one axis of the output is made from the same axis of the input.
struct Taps {
    int first = 0; // input sample of the first weight
    int count = 0;
    const std::int32_t *weights = nullptr;
};

// The taps of output samples begin ... begin + count - 1, when an axis goes from length `in` to length `out`.
class Axis {
public:
    Axis(int in, int out, const Filter &filter, int begin, int count) : taps_(count)
    {
        const double scale = static_cast<double>(in) / out;
        const double stretch = std::max(scale, 1.0); // a filter grows when the picture shrinks
        const double support = filter.support * stretch;
        const auto longest = static_cast<std::size_t>(std::ceil(support)) * 2 + 1;
        if (longest * count > max_weights)
            throw Failure(Error::invalid_input(
                fmt::format("an image side of {} pixels is too long to be made {} pixels long", in, out)));
        weights_.resize(longest * count);
        std::vector<double> exact(longest);
        for (int i = 0; i < count; ++i) {
            const double centre = (begin + i + 0.5) * scale;
            const int first = std::max(static_cast<int>(centre - support + 0.5), 0);
            const int length = std::min(static_cast<int>(centre + support + 0.5), in) - first;
            double sum = 0;
            for (int k = 0; k < length; ++k) {
                exact[k] = filter.weight((k + first - centre + 0.5) * (1.0 / stretch));
                sum += exact[k];
            }
            auto *weights = weights_.data() + longest * i;
            for (int k = 0; k < length; ++k) {
                const double weight = sum != 0.0 ? exact[k] / sum : exact[k];
                const double scaled = weight * (1 << fraction_bits);
                weights[k] = static_cast<std::int32_t>(weight < 0 ? scaled - 0.5 : scaled + 0.5);
            }
            taps_[i] = {first, length, weights};
        }
    }

    int size() const { return static_cast<int>(taps_.size()); }
    const Taps &operator[](int i) const { return taps_[i]; }
    int first_used() const { return taps_.front().first; }
    int last_used() const { return taps_.back().first + taps_.back().count; } // one beyond it

private:
    std::vector<Taps> taps_;
    std::vector<std::int32_t> weights_;
};

std::uint8_t rounded(std::int32_t sum)
{
    return static_cast<std::uint8_t>(std::clamp(sum >> fraction_bits, 0, 255));
}

constexpr std::int32_t half = 1 << (fraction_bits - 1);

// Rows first ... last - 1 of the image, along the new axis; the image's first column is column `offset` of what
// the axis was made for.
Image resize_rows(const Image &image, const Axis &axis, int offset, int first, int last)
{
    Image out(axis.size(), last - first);
    for (int y = first; y < last; ++y) {
        const auto *from = image.row(y);
        auto *to = out.row(y - first);
        for (int x = 0; x < out.width; ++x, to += 3) {
            const auto &taps = axis[x];
            const auto *sample = from + 3 * static_cast<std::ptrdiff_t>(taps.first - offset);
            std::int32_t r = half, g = half, b = half;
            for (int k = 0; k < taps.count; ++k, sample += 3) {
                const auto weight = taps.weights[k];
                r += sample[0] * weight;
                g += sample[1] * weight;
                b += sample[2] * weight;
            }
            to[0] = rounded(r);
            to[1] = rounded(g);
            to[2] = rounded(b);
        }
    }
    return out;
}

// Columns first ... last - 1 of the image, along the new axis; the image's first row is row `offset` of what
// the axis was made for.
Image resize_columns(const Image &image, const Axis &axis, int offset, int first, int last)
{
    Image out(last - first, axis.size());
    const std::size_t row_bytes = static_cast<std::size_t>(out.width) * 3;
    std::vector<std::int32_t> sums(row_bytes);
    for (int y = 0; y < out.height; ++y) {
        const auto &taps = axis[y];
        std::fill(sums.begin(), sums.end(), half);
        for (int k = 0; k < taps.count; ++k) {
            const auto *from = image.row(taps.first - offset + k) + 3 * static_cast<std::ptrdiff_t>(first);
            const auto weight = taps.weights[k];
            for (std::size_t i = 0; i < row_bytes; ++i)
                sums[i] += from[i] * weight;
        }
        auto *to = out.row(y);
        for (std::size_t i = 0; i < row_bytes; ++i)
            to[i] = rounded(sums[i]);
    }
    return out;
}

Image cut(const Image &image, const Region &region)
{
    Image out(region.width, region.height);
    for (int y = 0; y < out.height; ++y)
        std::memcpy(out.row(y), image.row(region.y + y) + 3 * static_cast<std::ptrdiff_t>(region.x),
                    static_cast<std::size_t>(out.width) * 3);
    return out;
}

// The reference walks by repeated addition, so we do.
std::vector<int> nearest_samples(int in, int out, int begin, int count)
{
    std::vector<int> at(count);
    const double step = static_cast<double>(in) / out;
    double position = step * 0.5;
    for (int i = 0; i < begin + count; ++i, position += step) {
        if (i >= begin)
            at[i - begin] = std::min(static_cast<int>(position), in - 1);
    }
    return at;
}

Image resize_nearest(const Image &image, int width, int height, const Region &region)
{
    const auto xs = nearest_samples(image.width, width, region.x, region.width);
    const auto ys = nearest_samples(image.height, height, region.y, region.height);
    Image out(region.width, region.height);
    for (int y = 0; y < out.height; ++y) {
        const auto *from = image.row(ys[y]);
        auto *to = out.row(y);
        for (int x = 0; x < out.width; ++x, to += 3)
            std::memcpy(to, from + 3 * static_cast<std::ptrdiff_t>(xs[x]), 3);
    }
    return out;
}

} // namespace

Image resize(const Image &image, int width, int height, Resample filter)
{
    return resize_region(image, width, height, filter, {0, 0, width, height});
}

Image resize_region(const Image &image, int width, int height, Resample filter, const Region &region)
{
    if (image.width == width && image.height == height)
        return cut(image, region);
    if (filter == Resample::Nearest)
        return resize_nearest(image, width, height, region);
    // An axis that keeps its length is not filtered at all.
    const auto shape = filter_of(filter);
    const int right = region.x + region.width;
    const int bottom = region.y + region.height;
    if (height == image.height)
        return resize_rows(image, Axis(image.width, width, shape, region.x, region.width), 0, region.y, bottom);
    const Axis down(image.height, height, shape, region.y, region.height);
    if (width == image.width)
        return resize_columns(image, down, 0, region.x, right);
    const Axis across(image.width, width, shape, region.x, region.width);
    // The reference's rule, found by trying; the samples between the passes are rounded, so the order can be seen.
    const bool height_first = height < image.height && image.height - height > 2 * (image.width - width);
    if (height_first) {
        const int first = across.first_used();
        const auto columns = resize_columns(image, down, 0, first, across.last_used());
        return resize_rows(columns, across, first, 0, region.height);
    }
    const int first = down.first_used();
    const auto rows = resize_rows(image, across, 0, first, down.last_used());
    return resize_columns(rows, down, first, 0, region.width);
}

} // namespace m3po
