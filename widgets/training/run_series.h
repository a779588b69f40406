// SPDX-License-Identifier: GPL-3.0-or-later
// A training run as the window shows it: its row, its last step, and, where it is wanted, every step's metrics as
// columns. Plain data.
#pragma once

#include "core/project/training_runs.h"

#include <QString>

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace m3po {

// Under TRL's names; NaN where a step lacks it.
struct RunSeries {
    std::vector<double> steps;
    std::map<std::string, std::vector<double>> metrics;

    // Steps that are at or beyond an already known one are taken to replace from there on.
    void append(const std::vector<TrainingStep> &steps);
    std::span<const double> of(const std::string &metric) const; // empty where no step has it
    std::int64_t lastStep() const { return steps.empty() ? 0 : std::int64_t(steps.back()); }
};

struct RunView {
    TrainingRun run;
    QString selection;          // that its pairs came from; "" where they came from elsewhere
    QString set;                // the preference set
    std::int64_t pairs = 0;
    std::int64_t step = 0;      // the last that is stored; 0: none
    std::map<std::string, double> last; // its metrics
    std::optional<RunSeries> series;    // where it was asked for
};

std::map<std::string, double> parseMetrics(const std::string &json); // numbers alone; empty where it is no JSON

} // namespace m3po
