// SPDX-License-Identifier: GPL-3.0-or-later
// m3po generate: N candidates for every sample of a project.
#include "app/m3po/terminal.h"
#include "core/engine/generate/stage.h"
#include "core/engine/model/device.h"
#include "core/engine/model/lora.h"
#include "core/engine/model/vision_language_model.h"
#include "core/project/chosen_folders.h"
#include "core/project/project.h"

#include <nlohmann/json.hpp>
#include <spdlog/fmt/fmt.h>

#include <filesystem>
#include <iostream>
#include <memory>

namespace m3po::app {

namespace {

using engine::GenerateStageOptions;
using engine::GenerateStageResult;

struct Options {
    std::filesystem::path project, model, adapter;
    std::string chat_template, device = "auto", dtype = "auto";
    bool no_exif = false;
    GenerateStageOptions stage;
};

void report(const Context &context, const GenerateStageResult &result, const Options &options,
            const engine::VisionLanguageModel &model)
{
    if (context.json) {
        auto failures = nlohmann::json::array();
        for (const auto &failed : result.failures)
            failures.push_back({{"sample", failed.sample_id}, {"error", failed.sentence}});
        print_json({{"run", result.run_id},
                    {"samples", result.samples},
                    {"done_before", result.done_before},
                    {"done_now", result.done_now},
                    {"candidates_per_sample", options.stage.sampling.n},
                    {"candidates", result.candidates},
                    {"tokens", result.tokens},
                    {"finish", result.finish},
                    {"seconds", result.seconds},
                    {"stopped", result.stopped},
                    {"failures", failures},
                    {"model_fingerprint", model.info().fingerprint},
                    {"adapter_fingerprint", options.stage.adapter_fingerprint},
                    {"template_hash", model.chat_template().hash()},
                    {"parameters", nlohmann::json::parse(engine::generation_parameters(options.stage, model))},
                    {"seed", options.stage.sampling.seed}});
        return;
    }
    std::cout << fmt::format("run {}: {} of {} samples have their {} candidates, {} of them since now\n", result.run_id,
                             result.done_before + result.done_now, result.samples, options.stage.sampling.n,
                             result.done_now);
    if (result.done_now > 0)
        std::cout << fmt::format("{} tokens in {}, {:.0f} a second; {} ended by themselves\n", result.tokens,
                                 duration_text(result.seconds), static_cast<double>(result.tokens) / result.seconds,
                                 result.candidates -
                                     (result.finish.contains("length") ? result.finish.at("length") : 0));
    for (const auto &failed : result.failures)
        std::cout << fmt::format("sample {}: {}\n", failed.sample_id, failed.sentence);
    std::cout.flush();
}

void generate(const Context &context, Options options)
{
    engine::check(options.stage.sampling);
    auto project = *Project::open(options.project);
    const auto device = *engine::choose_device(options.device);
    engine::LoadOptions load;
    load.device = device;
    // Never by a probe here: its answer decides which run this is, and must be the same tomorrow.
    load.dtype = *engine::choose_dtype(options.dtype != "auto" ? options.dtype
                                       : device.is_cpu()       ? "float32"
                                                               : "bfloat16",
                                       device);
    load.quantization = engine::quantization_named(options.dtype);
    load.chat_template = options.chat_template;
    const auto model = std::move(*engine::VisionLanguageModel::load(options.model, load));
    chosen_folders::remember(options.model); // the window may read its tokenizer, as the project names it
    if (!options.adapter.empty()) {
        const auto adapter = *engine::Adapter::load(options.adapter, *model);
        model->attach(adapter).value();
        options.stage.adapter_fingerprint = adapter.fingerprint();
    }
    options.stage.image.apply_exif_orientation = !options.no_exif;
    const auto result =
        engine::generate_candidates(project, *model, options.stage, progress_on_stderr(context), context.stop);
    report(context, result, options, *model);
    if (result.stopped)
        throw Failure(
            Error::cancelled(fmt::format("stopped with {} of {} samples done; the same command goes on from here",
                                         result.done_before + result.done_now, result.samples)));
    if (!result.failures.empty() && result.done_before + result.done_now == 0)
        throw Failure(Error::invalid_input(fmt::format("none of {} samples could be done; the first, sample {}: {}",
                                                       result.samples, result.failures.front().sample_id,
                                                       result.failures.front().sentence)));
}

} // namespace

void add_generate(CLI::App &app, Context &context)
{
    auto options = std::make_shared<Options>();
    auto &sampling = options->stage.sampling;
    auto *command =
        app.add_subcommand("generate", "sample candidates for every sample; the same command goes on where it stopped");
    command->add_option("PROJECT", options->project, "the project file")->required();
    command->add_option("--model", options->model, "folder of the vision-language model")->required();
    command->add_option("--adapter", options->adapter, "folder of a LoRA adapter to put on it");
    auto *n =
        command->add_option("-n,--n", sampling.n, "candidates per sample (1 with --greedy)")->capture_default_str();
    command->add_option("--temperature", sampling.temperature, "divides the logits")->capture_default_str();
    command->add_option("--top-p", sampling.top_p, "nucleus: the likeliest tokens that reach this sum; 1 is off")
        ->capture_default_str();
    command->add_option("--top-k", sampling.top_k, "the so many likeliest tokens; 0 is off")->capture_default_str();
    command->add_option("--max-new-tokens", sampling.max_new_tokens, "longest answer")->capture_default_str();
    command->add_option("--stop", sampling.stop_strings, "an answer ends before this text; may be given several times")
        ->allow_extra_args(false);
    command->add_option("--seed", sampling.seed, "of the random numbers")->capture_default_str();
    command->add_flag("--greedy", sampling.greedy, "the likeliest token each time, for benchmarks");
    command->add_option("--slots", sampling.slots, "continuations under way at once; changes speed and memory only")
        ->capture_default_str();
    command->add_option("--limit", options->stage.limit, "only the first so many samples")
        ->check(CLI::NonNegativeNumber);
    command->add_option("--template", options->chat_template,
                        "chat template: a name or a file; else the model folder's own");
    command->add_option("--device", options->device, "cpu, cuda or auto")->capture_default_str();
    command->add_option("--dtype", options->dtype, "float32, bfloat16, nf4 (base weights in four bits) or auto (float32 on a CPU, bfloat16 on CUDA)")
        ->capture_default_str();
    command->add_flag("--no-exif", options->no_exif, "do not turn images by their EXIF orientation");
    command->callback([options, n, &context] {
        if (options->stage.sampling.greedy && n->count() == 0)
            options->stage.sampling.n = 1;
        generate(context, *options);
    });
}

} // namespace m3po::app
