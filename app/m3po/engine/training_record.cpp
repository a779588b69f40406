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
    set_state("running");
}

void TrainingRecord::add(std::int64_t step, const engine::Metrics &metrics)
{
    waiting_.push_back({step, nlohmann::json(metrics).dump()});
    if (std::chrono::steady_clock::now() - flushed_ >= std::chrono::seconds(1))
        flush();
}

void TrainingRecord::flush()
{
    if (!waiting_.empty()) {
        Transaction transaction(project_);
        for (const auto &step : waiting_)
            training_runs::put_step(project_, run_, step);
        transaction.commit();
        waiting_.clear();
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
