// SPDX-License-Identifier: GPL-3.0-or-later
// The memory of a run whose tensors are at hand (core/project/training_memory.h has the formula).
#pragma once

#include "core/engine/model/vision_language_model.h"
#include "core/engine/train/checkpoint.h"
#include "core/project/training_memory.h"

#include <cstdint>

namespace m3po::engine {

using MemoryEstimate = TrainingMemory;

MemoryEstimate estimate_memory(const VisionLanguageModel &model, const TrainableParameters &trained, bool separate_adapter,
                               std::int64_t rank, const ActivationShape &shape, std::int64_t images);

} // namespace m3po::engine
