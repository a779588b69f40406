// SPDX-License-Identifier: GPL-3.0-or-later
// Training runs, the metrics of their steps, and their checkpoints. Throw Failure.
#pragma once

#include "core/project/project.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace m3po {

struct TrainingRun {
    std::int64_t id = 0;
    std::string name;                  // unique in the project
    std::string objective;             // "dpo", "sft"
    std::string model;                 // the folder as it was named
    std::string model_fingerprint;
    std::optional<std::int64_t> preference_set_id;
    std::string parameters = "{}";     // JSON
    std::string state = "planned";     // planned, running, stopped, finished, failed
    std::string message;               // why it failed
    std::string output;                // the folder
    std::int64_t total_steps = 0;
    std::string program_version;       // filled in when stored
    std::string created;               // filled in when stored
    std::string updated;               // filled in when stored
};

struct TrainingStep {
    std::int64_t step = 0;             // from 1
    std::string metrics = "{}";        // JSON under TRL's names: loss, rewards/chosen, grad_norm, ...
};

struct Checkpoint {
    std::int64_t step = 0;
    std::string path;
    std::string created;               // filled in when stored
};

namespace training_runs {

TrainingRun create(Project &project, const TrainingRun &run);                // Conflict where the name is taken
std::optional<TrainingRun> find(Project &project, const std::string &name);
TrainingRun get(Project &project, std::int64_t id);                          // NotFound
std::vector<TrainingRun> list(Project &project);                             // oldest first
void set_state(Project &project, std::int64_t run, const std::string &state, const std::string &message = "");

void put_step(Project &project, std::int64_t run, const TrainingStep &step); // replaces the step of that number
// Steps above `step` are forgotten: a run that resumes from a checkpoint makes them again.
void forget_steps_after(Project &project, std::int64_t run, std::int64_t step);
std::vector<TrainingStep> steps(Project &project, std::int64_t run, std::int64_t after = 0);
std::optional<TrainingStep> last_step(Project &project, std::int64_t run);

void put_checkpoint(Project &project, std::int64_t run, const Checkpoint &checkpoint);
void forget_checkpoint(Project &project, std::int64_t run, std::int64_t step);
std::vector<Checkpoint> checkpoints(Project &project, std::int64_t run);     // by step

} // namespace training_runs
} // namespace m3po
