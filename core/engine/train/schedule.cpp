// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/train/schedule.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <utility>

namespace m3po::engine {

namespace {
constexpr std::array names{std::pair{Decay::Linear, std::string_view("linear")},
                           std::pair{Decay::Cosine, std::string_view("cosine")},
                           std::pair{Decay::Constant, std::string_view("constant")}};
}

Result<Decay> parse_decay(std::string_view name)
{
    for (const auto &[decay, known] : names) {
        if (known == name)
            return decay;
    }
    return Error::usage(fmt::format("learning-rate schedule \"{}\": expected linear, cosine or constant", name));
}

std::string_view name_of(Decay decay)
{
    return std::find_if(names.begin(), names.end(), [decay](const auto &n) { return n.first == decay; })->second;
}

LearningRateSchedule::LearningRateSchedule(double peak, std::int64_t total_steps, double warmup_ratio, Decay decay)
    : peak_(peak), total_(total_steps), decay_(decay)
{
    warmup_ = static_cast<std::int64_t>(
        warmup_ratio >= 1 ? warmup_ratio : std::ceil(static_cast<double>(total_steps) * warmup_ratio));
}

double LearningRateSchedule::at(std::int64_t step) const
{
    const auto after = static_cast<double>(std::max<std::int64_t>(1, total_ - warmup_));
    if (step < warmup_)
        return peak_ * (static_cast<double>(step) / static_cast<double>(std::max<std::int64_t>(1, warmup_)));
    switch (decay_) {
    case Decay::Linear:
        return peak_ * std::max(0.0, static_cast<double>(total_ - step) / after);
    case Decay::Cosine:
        return peak_ * std::max(0.0, 0.5 * (1 + std::cos(std::numbers::pi * static_cast<double>(step - warmup_) / after)));
    case Decay::Constant:
        break;
    }
    return peak_;
}

} // namespace m3po::engine
