// SPDX-License-Identifier: GPL-3.0-or-later
// What a run can train: an adapter, or the whole model.
#pragma once

#include "core/engine/model/vision_language_model.h"
#include "core/engine/train/checkpoint.h"

namespace m3po::engine {

// The adapter's A and B, kept as PEFT keeps adapters, so that a checkpoint's folder can be used as one. Shares the
// tensors; the model must outlive what is returned.
TrainableParameters adapter_parameters(const Adapter &adapter, const VisionLanguageModel &model);

// Every weight, or those alone whose name begins with `prefix`, kept as model.safetensors under their hub names.
TrainableParameters model_parameters(const VisionLanguageModel &model, const std::string &prefix = {});

} // namespace m3po::engine
