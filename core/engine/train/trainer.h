// SPDX-License-Identifier: GPL-3.0-or-later
// The training loop: any objective, any list of tensors.
//
//     for each step: gradients of the mean over the batch (in micro-batches) → clip → AdamW at the schedule's rate
//
// Everything about step k is a function of (options, k) and the weights before it, so a run that was stopped and
// resumed from a checkpoint equals the uninterrupted one, bit for bit on the CPU with the same number of threads.
// One thread; ATen's own threads work inside.
#pragma once

#include "core/base/progress.h"
#include "core/engine/train/adamw.h"
#include "core/engine/train/checkpoint.h"
#include "core/engine/train/objective.h"
#include "core/engine/train/schedule.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <stop_token>

namespace m3po::engine {

struct TrainingOptions {
    std::int64_t batch_size = 8;       // examples an optimizer step
    std::int64_t micro_batch_size = 0; // metrics are means over micro-batches of so many; 0: the whole batch
    double epochs = 1;
    std::int64_t max_steps = 0;        // > 0: instead of epochs
    double learning_rate = 5e-5;
    double warmup_ratio = 0.05;
    Decay decay = Decay::Linear;
    AdamWSettings adamw;
    double max_grad_norm = 1;          // <= 0: no clipping
    bool shuffle = true;
    std::uint64_t seed = 0;            // of the shuffle
};

struct CheckpointOptions {
    std::filesystem::path folder;
    std::int64_t every_steps = 0;                     // 0: by time alone
    std::chrono::seconds every = std::chrono::minutes(5);
    int keep = 2;
};

struct TrainingHooks {
    // After each optimizer step, `step` from 1: "loss", "grad_norm", "learning_rate", "epoch", "num_tokens" and the
    // objective's own.
    std::function<void(std::int64_t step, const Metrics &)> on_step;
    // Just before on_step: the margins of the step's pairs, before the step moved the weights. Not called without pairs.
    std::function<void(std::int64_t step, std::span<const ExampleMargin>)> on_margins;
    // Before a checkpoint is written, so that what was told of steps can be made durable first.
    std::function<void(std::int64_t step)> before_checkpoint;
    std::function<void(std::int64_t step, const std::filesystem::path &)> on_checkpoint;
    // Once, before the first step: where it starts (0, or the checkpoint's step) and the total.
    std::function<void(std::int64_t step, std::int64_t total)> on_start;
    ProgressSink progress;
};

struct TrainingResult {
    std::int64_t steps = 0; // done, former runs included
    std::int64_t total = 0;
    bool finished() const { return steps == total; }
};

// How many optimizer steps a run over `examples` has.
std::int64_t total_steps(const TrainingOptions &options, std::int64_t examples);

// Runs, or goes on from the newest checkpoint. Stops at a step's end where asked to, and keeps a checkpoint then and
// at the end. Throws Failure (InvalidInput where the loss is not a number; the last checkpoint stays).
TrainingResult train(Objective &objective, const TrainableParameters &parameters, const TrainingOptions &options,
                     const TrainingHooks &hooks = {}, const std::optional<CheckpointOptions> &checkpoints = std::nullopt,
                     std::stop_token stop = {});

} // namespace m3po::engine
