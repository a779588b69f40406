// SPDX-License-Identifier: GPL-3.0-or-later
// What a training run will cost, said before it starts: steps, memory, time. Read and reckoned away from the GUI's thread.
#pragma once

#include "core/project/training_memory.h"
#include "widgets/training/training_fields.h"

#include <filesystem>
#include <optional>

namespace m3po {

struct TrainingEstimate {
    std::int64_t pairs = 0;
    std::int64_t steps = 0;
    std::optional<TrainingMemory> memory; // nothing where the model's folder does not tell its sizes
    double seconds = -1;                  // by what a pair took in the latest run on this model; negative: not known
};

// Throws Failure where the selection is not there.
TrainingEstimate estimateTraining(const std::filesystem::path &project, const TrainingValues &values);

// From a model folder's config.json and the sizes of its safetensors files.
std::optional<TrainingModelSizes> modelSizes(const std::filesystem::path &folder);

} // namespace m3po
