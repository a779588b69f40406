// SPDX-License-Identifier: GPL-3.0-or-later
// m3po bench train: how long the steps of LoRA-DPO over a preference file take, and what comes before the first.
#include "app/m3po/engine/bench_engine.h"
#include "app/m3po/engine/model_options.h"
#include "app/m3po/engine/training_rows.h"
#include "app/m3po/terminal.h"
#include "core/base/file.h"
#include "core/engine/train/stage.h"

#include <spdlog/fmt/fmt.h>

#include <filesystem>
#include <unistd.h>

namespace m3po::app {

void add_bench_train(CLI::App &bench, Context &context)
{
    struct Options {
        ModelOptions model;
        std::filesystem::path pairs;
        engine::TrainStageOptions stage;
    };
    auto options = std::make_shared<Options>();
    auto &stage = options->stage;
    stage.training.max_steps = 3;
    auto *command = bench.add_subcommand("train", "how long steps of DPO over a preference file take");
    add_model_options(*command, options->model);
    command->add_option("--pairs", options->pairs, "a preference file (TRL or LLaMA-Factory)")->required();
    command->add_option("--out", stage.out, "a new folder for the run")->required();
    command->add_option("--init-adapter", stage.init_adapter, "folder of the adapter to start from")->required();
    command->add_option("--batch-size", stage.training.batch_size, "pairs a step")->capture_default_str();
    command->add_option("--micro-batch-size", stage.training.micro_batch_size, "what metrics are means over");
    command->add_option("--max-steps", stage.training.max_steps, "steps")->capture_default_str();
    command->add_option("--learning-rate", stage.training.learning_rate, "at the warm-up's end")->capture_default_str();
    command->add_option("--warmup-ratio", stage.training.warmup_ratio, "of the steps")->capture_default_str();
    command->callback([options, &context] {
        auto &o = *options;
        const auto model = load_model(o.model);
        o.stage.images_root = std::filesystem::absolute(o.pairs).parent_path();
        o.stage.training.shuffle = false;
        const auto rows = rows_of_file(o.pairs);
        const DeviceMemory memory(model->device());
        const Stopwatch whole;
        auto steps = nlohmann::json::array();
        nlohmann::json before;
        std::optional<Stopwatch> watch;
        engine::TrainStageHooks hooks;
        hooks.on_start = [&](std::int64_t, std::int64_t) {
            before = whole.json();
            watch.emplace();
        };
        hooks.on_step = [&](std::int64_t, const engine::Metrics &metrics) {
            auto step = watch->json();
            step["metrics"] = metrics;
            steps.push_back(std::move(step));
            watch.emplace();
        };
        engine::train_stage(*model, rows, o.stage, hooks, context.stop);
        nlohmann::json result{{"before", before}, {"steps", steps}, {"whole", whole.json()}};
        memory.add_to(result);
        print_json(result);
    });
}

} // namespace m3po::app
