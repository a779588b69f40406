// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/model/rotary.h"

#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>

#include <cmath>
#include <numbers>

namespace m3po::engine {

Rotary::Rotary(const TextConfig &config, at::ScalarType dtype, at::Device device)
    : scaling_(config.rope_scaling), theta_(config.rope_theta), head_dim_(config.head_dim),
      max_positions_(config.max_position_embeddings), dtype_(dtype), device_(device)
{
}

at::Tensor Rotary::frequencies(std::int64_t sequence_length) const
{
    const auto d = static_cast<double>(head_dim_);
    double base = theta_;
    if (scaling_.kind == RopeScaling::Kind::Dynamic) {
        const auto length = static_cast<double>(std::max(sequence_length, max_positions_));
        base *= std::pow(scaling_.factor * length / static_cast<double>(max_positions_) - (scaling_.factor - 1), d / (d - 2));
    }
    // In float32, step by step as the reference does: the angles of late positions feel the last bit.
    auto result = at::pow(at::Scalar(base), at::arange(0, head_dim_, 2, at::kFloat).div_(d)).reciprocal_();
    if (scaling_.kind == RopeScaling::Kind::Linear)
        result.div_(scaling_.factor);
    if (scaling_.kind == RopeScaling::Kind::Llama3) {
        const auto context = static_cast<double>(scaling_.original_max_position_embeddings);
        const double low = scaling_.low_freq_factor, high = scaling_.high_freq_factor;
        const auto wavelength = result.reciprocal() * (2 * std::numbers::pi);
        const auto slowed = at::where(wavelength > context / low, result / scaling_.factor, result);
        const auto smooth = (wavelength.reciprocal() * context - low) / (high - low);
        const auto smoothed = (1 - smooth) * slowed / scaling_.factor + smooth * slowed;
        const auto medium = at::logical_and(wavelength >= context / high, wavelength <= context / low);
        result = at::where(medium, smoothed, slowed);
    }
    return result;
}

RotaryAngles Rotary::angles(const at::Tensor &positions, const at::Tensor &frequencies) const
{
    const auto half = positions.unsqueeze(-1) * frequencies;
    const auto cos = half.cos(), sin = half.sin();
    return {at::cat({cos, cos}, -1).to(device_, dtype_), at::cat({-sin, sin}, -1).to(device_, dtype_)};
}

bool Rotary::dynamic_beyond(std::int64_t sequence_length) const
{
    return scaling_.kind == RopeScaling::Kind::Dynamic && sequence_length > max_positions_;
}

RotaryAngles Rotary::table(std::int64_t length) const
{
    const std::lock_guard lock(growing_);
    const auto have = table_.cos.defined() ? table_.cos.size(0) : 0;
    if (length > have) {
        const c10::InferenceMode normal(false); // the table is also used where gradients are kept
        const auto wanted = std::max({length, 2 * have, std::int64_t(256)});
        table_ = angles(at::arange(wanted, at::kFloat), frequencies(0));
    }
    return table_;
}

RotaryAngles Rotary::range(std::int64_t first, std::int64_t count) const
{
    if (dynamic_beyond(first + count)) {
        const auto here = angles(at::arange(first, first + count, at::kFloat), frequencies(first + count));
        return {here.cos.unsqueeze(1), here.sin.unsqueeze(1)};
    }
    const auto [cos, sin] = table(first + count);
    return {cos.narrow(0, first, count).unsqueeze(1), sin.narrow(0, first, count).unsqueeze(1)};
}

RotaryAngles Rotary::at_positions(std::span<const std::int64_t> positions) const
{
    const auto count = static_cast<std::int64_t>(positions.size());
    const auto last = *std::max_element(positions.begin(), positions.end());
    const auto shape = std::vector<std::int64_t>{count, 1, 1, head_dim_};
    if (dynamic_beyond(last + 1)) {
        std::vector<at::Tensor> rows;
        for (const auto position : positions)
            rows.push_back(frequencies(position + 1));
        const auto here = angles(at::tensor(at::ArrayRef<std::int64_t>(positions.data(), positions.size()), at::kFloat),
                                 at::stack(rows));
        return {here.cos.view(shape), here.sin.view(shape)};
    }
    const auto [cos, sin] = table(last + 1);
    if (std::all_of(positions.begin(), positions.end(), [&](std::int64_t p) { return p == last; }))
        return {cos.select(0, last), sin.select(0, last)};
    const auto index = at::tensor(at::ArrayRef<std::int64_t>(positions.data(), positions.size()), at::kLong).to(device_);
    return {cos.index_select(0, index).view(shape), sin.index_select(0, index).view(shape)};
}

at::Tensor Rotary::rotate(const at::Tensor &x, const RotaryAngles &angles)
{
    const auto half = x.size(-1) / 2;
    // rotate_half(x) · sin = swapped(x) · (−sin, sin)
    const auto swapped = at::cat({x.narrow(-1, half, half), x.narrow(-1, 0, half)}, -1);
    return at::addcmul(x * angles.cos, swapped, angles.sin);
}

} // namespace m3po::engine
