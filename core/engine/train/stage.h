// SPDX-License-Identifier: GPL-3.0-or-later
// The training stage: preference rows and a model to a run's folder. What `m3po train` does, for any caller.
#pragma once

#include "core/engine/train/dpo_objective.h"
#include "core/engine/train/examples.h"
#include "core/engine/train/memory_estimate.h"
#include "core/engine/train/trainer.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace m3po::engine {

struct TrainStageOptions {
    std::filesystem::path out;          // the run's folder
    std::filesystem::path images_root;
    std::filesystem::path init_adapter; // empty: a fresh one from `lora`
    bool sft = false;                   // on the chosen answers, instead of DPO
    bool full = false;                  // REQUIRES sft: every weight of the language model, no adapter
    bool apply_exif_orientation = true;
    LoraConfig lora;                    // dropout also where an adapter is given
    TrainingOptions training;           // its seed is also the adapter's and the dropout's
    std::string losses = "sigmoid";     // see parse_preference_losses
    PreferenceLossSettings loss;
    Reference reference = Reference::Base;
    std::int64_t checkpoint_steps = 0;
    std::chrono::seconds checkpoint_every = std::chrono::minutes(5);
};

struct TrainStageHooks : TrainingHooks {
    std::function<void(const MemoryEstimate &)> on_estimate;                        // before anything runs
    std::function<void(const std::vector<ReferenceLogps> &)> on_reference;          // DPO: once they are known
};

struct TrainStageResult {
    TrainingResult training;
    std::size_t examples = 0;
    std::string data_hash;      // SHA-256 over the examples' tokens and images
    Metrics last;               // of the last step made now; empty where none was
    MemoryEstimate estimate;
};

// Runs, or goes on with what `out` holds; where all steps are done, writes adapter_config.json and
// adapter_model.safetensors there (or, for `full`, a whole model folder under out/model). The model is left without
// an adapter. Throws Failure: every row is checked before the first step, and a refusal names it.
TrainStageResult train_stage(VisionLanguageModel &model, const PreferenceRows &rows, const TrainStageOptions &options,
                             const TrainStageHooks &hooks = {}, std::stop_token stop = {});

} // namespace m3po::engine
