// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/m3po/engine/training_record.h"

#include <nlohmann/json.hpp>
#include <spdlog/fmt/fmt.h>

namespace m3po::app {

TrainingRecord::TrainingRecord(Project &project, const TrainingRun &run) : project_(project)
{
    if (const auto known = training_runs::find(project, run.name)) {
        if (known->output != run.output)
            throw Failure(Error::conflict(fmt::format("{}: the training run {} lies in {}; expected another --name or that folder",
                                                      project.file().string(), run.name, known->output)));
        run_ = known->id;
    } else {
        run_ = training_runs::create(project, run).id;
    }
}

void TrainingRecord::start(std::int64_t step, std::int64_t)
{
    training_runs::forget_steps_after(project_, run_, step);
    training_margins::forget_after(project_, run_, step);
    set_state("running");
    stepped_ = std::chrono::steady_clock::now();
}

void TrainingRecord::add(std::int64_t step, const engine::Metrics &metrics)
{
    // The time is not among the engine's metrics: those of a resumed run equal those of an uninterrupted one.
    const auto now = std::chrono::steady_clock::now();
    nlohmann::json stored(metrics);
    stored["seconds"] = std::chrono::duration<double>(now - stepped_).count();
    stepped_ = now;
    waiting_.push_back({step, stored.dump()});
    if (now - flushed_ >= std::chrono::seconds(1))
        flush();
}

void TrainingRecord::add_margins(std::int64_t step, std::span<const engine::ExampleMargin> margins)
{
    for (const auto &[row, margin] : margins)
        waiting_margins_.push_back({.position = static_cast<int>(row), .first_step = step, .first_margin = margin, .last_step = step, .last_margin = margin});
}

void TrainingRecord::flush()
{
    if (!waiting_.empty()) {
        Transaction transaction(project_);
        for (const auto &step : waiting_)
            training_runs::put_step(project_, run_, step);
        training_margins::put(project_, run_, waiting_margins_);
        transaction.commit();
        waiting_.clear();
        waiting_margins_.clear();
    }
    flushed_ = std::chrono::steady_clock::now();
}

void TrainingRecord::checkpoint(std::int64_t step, const std::filesystem::path &folder)
{
    training_runs::put_checkpoint(project_, run_, {step, folder.string(), {}});
    for (const auto &known : training_runs::checkpoints(project_, run_)) {
        if (!std::filesystem::exists(known.path))
            training_runs::forget_checkpoint(project_, run_, known.step);
    }
}

void TrainingRecord::set_state(const std::string &state, const std::string &message)
{
    training_runs::set_state(project_, run_, state, message);
}

} // namespace m3po::app
