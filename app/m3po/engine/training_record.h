// SPDX-License-Identifier: GPL-3.0-or-later
// A training run's trace in the project: its row, every step's metrics and seconds, the margins of its pairs, its
// checkpoints. Steps become durable in groups, at most a second late and always before the checkpoint that they lead to.
#pragma once

#include "core/engine/train/objective.h"
#include "core/project/project.h"
#include "core/project/training_margins.h"
#include "core/project/training_runs.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace m3po::app {

class TrainingRecord {
public:
    // Takes up the run of that name, or makes it. Conflict where the name belongs to another folder. Throws Failure.
    TrainingRecord(Project &project, const TrainingRun &run);

    void start(std::int64_t step, std::int64_t total);
    void add(std::int64_t step, const engine::Metrics &metrics);
    void add_margins(std::int64_t step, std::span<const engine::ExampleMargin> margins); // before the step's add()
    void flush();
    void checkpoint(std::int64_t step, const std::filesystem::path &folder);
    void set_state(const std::string &state, const std::string &message = {});
    std::int64_t id() const { return run_; }

private:
    Project &project_;
    std::int64_t run_ = 0;
    std::vector<TrainingStep> waiting_;
    std::vector<PairMargin> waiting_margins_;
    std::chrono::steady_clock::time_point stepped_ = std::chrono::steady_clock::now();
    std::chrono::steady_clock::time_point flushed_ = std::chrono::steady_clock::now();
};

} // namespace m3po::app
