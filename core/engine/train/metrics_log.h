// SPDX-License-Identifier: GPL-3.0-or-later
// RUN/metrics.jsonl: one line a step, {"step": 1, "loss": 0.693, ...}, under TRL's names.
#pragma once

#include "core/engine/train/objective.h"

#include <cstdint>
#include <filesystem>
#include <fstream>

namespace m3po::engine {

class MetricsLog {
public:
    // Keeps the lines up to `step` of what the file holds (a run that goes on from a checkpoint makes the later ones
    // again; a line that a kill cut off is dropped), and appends from there. Throws Failure.
    MetricsLog(std::filesystem::path file, std::int64_t step);
    void add(std::int64_t step, const Metrics &metrics);

private:
    std::filesystem::path file_;
    std::ofstream out_;
};

} // namespace m3po::engine
