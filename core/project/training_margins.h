// SPDX-License-Identifier: GPL-3.0-or-later
// How far each pair of a training run has moved: its reward margin β(Δw − Δl), 0 under the reference, when it was first
// and when it was last trained on. Throw Failure.
#pragma once

#include "core/project/project.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace m3po {

struct PairMargin {
    int position = 0;          // of the run's preference set
    std::int64_t first_step = 0;
    double first_margin = 0;
    std::int64_t last_step = 0;
    double last_margin = 0;
    // Filled in by list().
    std::optional<std::int64_t> sample_id = {};
    std::string instruction = {}, chosen = {}, rejected = {};
};

namespace training_margins {

// Of the same pair again: its first stays, its last is replaced. Call it inside of a Transaction.
void put(Project &project, std::int64_t run, std::span<const PairMargin> margins);
// What was told of steps above `step` is forgotten: a run that resumes from a checkpoint makes them again.
void forget_after(Project &project, std::int64_t run, std::int64_t step);

enum class Order { LargestFirst, SmallestFirst };
// By the last margin; ties by position. At most `limit`.
std::vector<PairMargin> list(Project &project, std::int64_t run, Order order, int limit);

} // namespace training_margins
} // namespace m3po
