// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/train/trainer.h"

#include "core/base/result.h"
#include "core/engine/train/data_order.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

namespace m3po::engine {

namespace {

using Clock = std::chrono::steady_clock;

std::int64_t steps_per_epoch(const TrainingOptions &options, std::int64_t examples)
{
    return (examples + options.batch_size - 1) / options.batch_size;
}

void check(const TrainingOptions &options, std::int64_t examples)
{
    const auto refuse = [](const std::string &sentence) { throw Failure(Error::usage(sentence)); };
    if (examples == 0)
        throw Failure(Error::invalid_input("there is nothing to train on: expected at least one example"));
    if (options.batch_size < 1)
        refuse(fmt::format("batch size {}: expected at least 1", options.batch_size));
    if (options.micro_batch_size < 0)
        refuse(fmt::format("micro-batch size {}: expected at least 1", options.micro_batch_size));
    if (!(options.learning_rate >= 0) || !(options.warmup_ratio >= 0))
        refuse("learning rate and warm-up ratio: expected numbers that are not negative");
    if (options.max_steps <= 0 && !(options.epochs > 0))
        refuse(fmt::format("epochs {}: expected more than 0", options.epochs));
}

// The batches of one epoch after another; remembers the present epoch's order.
class Batches {
public:
    Batches(const TrainingOptions &options, std::int64_t examples)
        : order_(examples, options.seed, options.shuffle), options_(options), examples_(examples)
    {
    }
    std::span<const std::int64_t> of_step(std::int64_t step)
    {
        const auto per_epoch = steps_per_epoch(options_, examples_);
        if (rows_.empty() || step / per_epoch != epoch_) {
            epoch_ = step / per_epoch;
            rows_ = order_.epoch(epoch_);
        }
        const auto begin = step % per_epoch * options_.batch_size;
        return std::span(rows_).subspan(static_cast<std::size_t>(begin),
                                        static_cast<std::size_t>(std::min(options_.batch_size, examples_ - begin)));
    }

private:
    DataOrder order_;
    const TrainingOptions &options_;
    std::int64_t examples_, epoch_ = 0;
    std::vector<std::int64_t> rows_;
};

// Gradients of one batch; metrics are means over its micro-batches.
Metrics run_batch(Objective &objective, std::span<const std::int64_t> rows, std::int64_t micro, std::int64_t step, std::int64_t &tokens,
                  std::vector<ExampleMargin> &margins)
{
    const auto size = static_cast<std::size_t>(micro > 0 ? micro : static_cast<std::int64_t>(rows.size()));
    const auto parts = (rows.size() + size - 1) / size;
    Metrics metrics;
    for (std::size_t part = 0; part < parts; ++part) {
        const auto chunk = rows.subspan(part * size, std::min(size, rows.size() - part * size));
        const auto result = objective.micro_batch(chunk, 1.0 / static_cast<double>(parts), {step, static_cast<std::int64_t>(part)});
        metrics["loss"] += result.loss / static_cast<double>(parts);
        for (const auto &[name, value] : result.metrics)
            metrics[name] += value / static_cast<double>(parts);
        tokens += result.tokens;
        margins.insert(margins.end(), result.margins.begin(), result.margins.end());
    }
    return metrics;
}

} // namespace

std::int64_t total_steps(const TrainingOptions &options, std::int64_t examples)
{
    if (options.max_steps > 0)
        return options.max_steps;
    return static_cast<std::int64_t>(std::ceil(options.epochs * static_cast<double>(steps_per_epoch(options, examples))));
}

TrainingResult train(Objective &objective, const TrainableParameters &parameters, const TrainingOptions &options,
                     const TrainingHooks &hooks, const std::optional<CheckpointOptions> &checkpoints, std::stop_token stop)
{
    const auto examples = objective.size();
    check(options, examples);
    AdamW optimizer(parameters.list(), options.adamw);
    std::optional<CheckpointStore> store;
    CheckpointState state;
    if (checkpoints) {
        store.emplace(checkpoints->folder, checkpoints->keep);
        state = store->load_newest(parameters, optimizer).value_or(CheckpointState{});
    }
    const auto total = total_steps(options, examples);
    if (state.step > total)
        throw Failure(Error::conflict(fmt::format("{}: step {} is done already, expected at most the {} steps asked for",
                                                  checkpoints->folder.string(), state.step, total)));
    const LearningRateSchedule schedule(options.learning_rate, total, options.warmup_ratio, options.decay);
    Batches batches(options, examples);
    if (hooks.on_start)
        hooks.on_start(state.step, total);

    auto saved_step = state.step;
    auto saved_at = Clock::now();
    const auto save = [&] {
        if (!store || saved_step == state.step)
            return;
        if (hooks.before_checkpoint)
            hooks.before_checkpoint(state.step);
        const auto folder = store->save(state, parameters, optimizer);
        if (hooks.on_checkpoint)
            hooks.on_checkpoint(state.step, folder);
        saved_step = state.step;
        saved_at = Clock::now();
    };

    ProgressMeter meter("train", total, hooks.progress);
    meter.start_at(state.step);
    std::vector<ExampleMargin> margins;
    while (state.step < total && !stop.stop_requested()) {
        const auto rows = batches.of_step(state.step);
        optimizer.zero_grad();
        margins.clear();
        auto metrics = run_batch(objective, rows, options.micro_batch_size, state.step, state.num_tokens, margins);
        metrics["grad_norm"] = clip_grad_norm(optimizer.parameters(), options.max_grad_norm);
        if (!std::isfinite(metrics["loss"]) || !std::isfinite(metrics["grad_norm"]))
            throw Failure(Error::invalid_input(fmt::format(
                "step {}: the loss or its gradient is not a number; a lower learning rate may help", state.step + 1)));
        const auto learning_rate = schedule.at(state.step);
        optimizer.step(learning_rate);
        ++state.step;
        metrics["learning_rate"] = learning_rate;
        metrics["num_tokens"] = static_cast<double>(state.num_tokens);
        metrics["epoch"] = static_cast<double>(state.step) / static_cast<double>(steps_per_epoch(options, examples));
        if (hooks.on_margins && !margins.empty())
            hooks.on_margins(state.step, margins);
        if (hooks.on_step)
            hooks.on_step(state.step, metrics);
        const bool by_steps = checkpoints && checkpoints->every_steps > 0 && state.step % checkpoints->every_steps == 0;
        const bool by_time = checkpoints && Clock::now() - saved_at >= checkpoints->every;
        if (by_steps || by_time)
            save();
        meter.advance();
    }
    optimizer.zero_grad();
    save();
    meter.finish();
    return {state.step, total};
}

} // namespace m3po::engine
