// SPDX-License-Identifier: GPL-3.0-or-later
// LoRA-DPO on a GPU against TRL's and PEFT's run on a processor, step by step.
#include "core/engine/train/dpo_objective.h"
#include "core/engine/train/parameters.h"
#include "core/engine/train/trainer.h"
#include "core/formats/json_lines.h"
#include "tests/gpu/on_gpu.h"

#include <cmath>

namespace m3po {
namespace {

using namespace engine;
using namespace testing;

TEST_F(OnGpu, DpoFollowsTrl)
{
    const auto model = std::move(*VisionLanguageModel::load(data("dpo/model"), {.device = device}));
    auto adapter = *Adapter::load(data("dpo/initial_adapter"), *model);
    std::vector<PreferenceRow> rows;
    for (const auto &line : *read_json_lines(data("dpo/pairs.jsonl")))
        rows.push_back({.place = line.place,
                        .prompt = line.value["prompt"],
                        .image = line.value["images"][0],
                        .chosen = line.value["chosen"][0]["content"][0]["text"],
                        .rejected = line.value["rejected"][0]["content"][0]["text"]});
    ImageFeatures images(*model, ImageFeatures::files(*model, data("dpo/images")));
    auto parameters = adapter_parameters(adapter, *model);
    model->attach(adapter).value();
    DpoObjective objective(*model, adapter, images, *tokenize(*model, rows), {});
    objective.compute_reference();

    TrainingOptions options;
    options.batch_size = 8;
    options.micro_batch_size = 4;
    options.learning_rate = 2e-3;
    options.warmup_ratio = 0.1;
    options.shuffle = false;
    const auto expected = *read_json_lines(data("dpo/base/metrics.jsonl"));
    std::int64_t compared = 0;
    TrainingHooks hooks;
    hooks.on_step = [&](std::int64_t step, const Metrics &metrics) {
        const auto &line = expected.at(static_cast<std::size_t>(step) - 1).value;
        // Roundings of another order, grown over the steps.
        for (const std::string name : {"loss", "rewards/margins", "logps/chosen", "logps/rejected"})
            EXPECT_LE(std::abs(metrics.at(name) - line[name].get<double>()), name.starts_with("logps") ? 2e-3 : 2e-4) << name << " at step " << step;
        ++compared;
    };
    options.max_steps = static_cast<std::int64_t>(expected.size()); // the schedule is that of the whole run
    train(objective, parameters, options, hooks);
    EXPECT_EQ(compared, static_cast<std::int64_t>(expected.size()));
}

} // namespace
} // namespace m3po
