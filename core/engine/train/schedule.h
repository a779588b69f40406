// SPDX-License-Identifier: GPL-3.0-or-later
// Learning rates over a run, as Transformers' schedulers give them: linear warm-up from 0 (so the first step moves
// nothing where there is a warm-up), then linear or cosine decay to 0, or constant.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string_view>

namespace m3po::engine {

enum class Decay { Linear, Cosine, Constant };
Result<Decay> parse_decay(std::string_view name); // "linear", "cosine", "constant"
std::string_view name_of(Decay decay);

class LearningRateSchedule {
public:
    // warmup_ratio of the steps, rounded up. A ratio of 1 or more is a number of steps.
    LearningRateSchedule(double peak, std::int64_t total_steps, double warmup_ratio, Decay decay = Decay::Linear);
    // Of step 0, 1, ..., total - 1.
    double at(std::int64_t step) const;
    std::int64_t warmup_steps() const { return warmup_; }

private:
    double peak_;
    std::int64_t total_, warmup_;
    Decay decay_;
};

} // namespace m3po::engine
