// SPDX-License-Identifier: GPL-3.0-or-later
// m3po train: a LoRA adapter by DPO (or SFT) from a project's selection or from a preference file.
#include "app/m3po/engine/training_record.h"
#include "app/m3po/engine/training_rows.h"
#include "app/m3po/terminal.h"
#include "core/base/file.h"
#include "core/engine/model/device.h"
#include "core/engine/train/stage.h"
#include "core/project/chosen_folders.h"
#include "core/project/manifest.h"

#include <nlohmann/json.hpp>
#include <spdlog/fmt/fmt.h>

#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>

namespace m3po::app {

namespace {

namespace fs = std::filesystem;

struct Options {
    fs::path project, pairs, model;
    std::string selection, name, chat_template, device = "auto", dtype = "auto";
    std::string schedule = "linear", reference = "base", objective = "dpo";
    std::vector<std::string> targets;
    bool no_shuffle = false, no_exif = false;
    double checkpoint_minutes = 5;
    engine::TrainStageOptions stage;
};

// Words and options that CLI11 has no type for.
void settle(Options &o)
{
    const auto one_of = [](const char *option, const std::string &given, const char *first, const char *second) {
        if (given != first && given != second)
            throw Failure(Error::usage(fmt::format("{} {}: expected {} or {}", option, given, first, second)));
        return given == second;
    };
    o.stage.sft = one_of("--objective", o.objective, "dpo", "sft");
    o.stage.reference = one_of("--reference", o.reference, "base", "initial") ? engine::Reference::InitialAdapter : engine::Reference::Base;
    o.stage.training.decay = *engine::parse_decay(o.schedule);
    o.stage.training.shuffle = !o.no_shuffle;
    o.stage.apply_exif_orientation = !o.no_exif;
    o.stage.checkpoint_every = std::chrono::seconds(static_cast<std::int64_t>(o.checkpoint_minutes * 60));
    // A regular expression, or names: "q_proj,v_proj" without anything that only expressions have.
    if (o.targets.size() == 1 && o.targets[0].find_first_of("*\\([|+?^$") != std::string::npos)
        o.stage.lora.target_regex = o.targets[0];
    else
        o.stage.lora.target_suffixes = o.targets;
    if (o.project.empty() == o.pairs.empty())
        throw Failure(Error::usage("expected either a project or a preference file by --pairs"));
    if (o.project.empty() && !o.selection.empty())
        throw Failure(Error::usage("--selection: expected a project that has it"));
    if (o.stage.full && !o.stage.sft)
        throw Failure(Error::usage("--full: expected --objective sft; DPO keeps the base as its reference"));
    if (o.name.empty())
        o.name = fs::absolute(o.stage.out / ".").parent_path().filename().string();
}

nlohmann::ordered_json as_json(const engine::MemoryEstimate &e)
{
    return {{"weights", e.weights}, {"trained", e.trained}, {"optimizer", e.optimizer},
            {"activations", e.activations}, {"images", e.images}, {"total", e.total()}};
}

void tell_estimate(const Context &context, const engine::MemoryEstimate &e)
{
    const auto mb = [](std::int64_t bytes) { return fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6); };
    if (context.json && !context.text_progress && !context.quiet)
        std::cerr << nlohmann::ordered_json{{"memory_estimate", as_json(e)}}.dump() << std::endl;
    else
        tell(context, fmt::format("memory: about {} (weights {}, adapter {}, gradients and optimizer {}, activations {}, images {})",
                                  mb(e.total()), mb(e.weights), mb(e.trained), mb(e.optimizer), mb(e.activations), mb(e.images)));
}

void store_reference(Project &project, const PreferenceSet &set, const std::vector<engine::ReferenceLogps> &values)
{
    Transaction transaction(project);
    for (std::size_t i = 0; i < values.size(); ++i)
        preference_sets::set_reference_logps(project, set.id, static_cast<int>(i), values[i].chosen, values[i].rejected);
    transaction.commit();
}

void report(const Context &context, const Options &o, const engine::TrainStageResult &result)
{
    const auto &[steps, total] = result.training;
    if (context.json) {
        print_json({{"run", o.name}, {"out", o.stage.out.string()}, {"examples", result.examples}, {"steps", steps}, {"total_steps", total},
                    {"finished", result.training.finished()}, {"data_hash", result.data_hash},
                    {"memory_estimate", as_json(result.estimate)}, {"last", result.last}});
        return;
    }
    std::cout << fmt::format("{}: {} of {} steps over {} examples\n", o.stage.out.string(), steps, total, result.examples);
    const auto value = [&](const char *name) { return result.last.contains(name) ? result.last.at(name) : 0.0; };
    if (result.last.contains("rewards/margins"))
        std::cout << fmt::format("last step: loss {:.4f}, reward margin {:.4f}, accuracy {:.3f}\n", value("loss"),
                                 value("rewards/margins"), value("rewards/accuracies"));
    else if (!result.last.empty())
        std::cout << fmt::format("last step: loss {:.4f}, token accuracy {:.3f}\n", value("loss"), value("mean_token_accuracy"));
    std::cout.flush();
}

void train(const Context &context, Options o)
{
    settle(o);
    std::optional<Project> project;
    std::optional<PreferenceSet> set;
    engine::PreferenceRows rows;
    if (!o.project.empty()) {
        project = *Project::open(o.project);
        set = freeze_for_training(*project, o.selection);
        rows = rows_of_set(*project, *set);
        if (o.stage.images_root.empty())
            o.stage.images_root = project->images_root();
    } else {
        rows = rows_of_file(o.pairs);
        rows([](engine::PreferenceRow &&) {}); // what is wrong with the file is told before a model is loaded
        if (o.stage.images_root.empty())
            o.stage.images_root = fs::absolute(o.pairs).parent_path();
    }

    engine::LoadOptions load;
    load.device = *engine::choose_device(o.device);
    // Never by a probe: a resumed run must have the type it was begun with.
    load.dtype = *engine::choose_dtype(o.dtype != "auto" ? o.dtype : load.device.is_cpu() ? "float32" : "bfloat16", load.device);
    load.quantization = engine::quantization_named(o.dtype);
    load.chat_template = o.chat_template;
    const auto model = std::move(*engine::VisionLanguageModel::load(o.model, load));

    std::optional<TrainingRecord> record;
    engine::TrainStageHooks hooks;
    hooks.progress = progress_on_stderr(context);
    hooks.on_estimate = [&](const engine::MemoryEstimate &estimate) { tell_estimate(context, estimate); };
    if (project) {
        hooks.on_reference = [&](const std::vector<engine::ReferenceLogps> &values) {
            if (o.stage.reference == engine::Reference::Base)
                store_reference(*project, *set, values);
        };
        hooks.on_start = [&](std::int64_t step, std::int64_t total) {
            TrainingRun run;
            run.name = o.name;
            run.objective = o.objective;
            run.model = o.model.string();
            run.model_fingerprint = model->info().fingerprint;
            run.preference_set_id = set->id;
            chosen_folders::remember(o.model); // the window goes on with this run from the folders that the project names
            chosen_folders::remember(o.stage.out);
            run.output = fs::absolute(o.stage.out).lexically_normal().string();
            run.total_steps = total;
            run.parameters = read_json(o.stage.out / "training_args.json", 1 << 20)->dump();
            record.emplace(*project, run);
            record->start(step, total);
        };
        hooks.on_step = [&](std::int64_t step, const engine::Metrics &metrics) { record->add(step, metrics); };
        hooks.on_margins = [&](std::int64_t step, std::span<const engine::ExampleMargin> margins) { record->add_margins(step, margins); };
        hooks.before_checkpoint = [&](std::int64_t) { record->flush(); };
        hooks.on_checkpoint = [&](std::int64_t step, const fs::path &folder) { record->checkpoint(step, fs::absolute(folder).lexically_normal()); };
    }

    engine::TrainStageResult result;
    try {
        result = engine::train_stage(*model, rows, o.stage, hooks, context.stop);
    } catch (const Failure &failure) {
        if (record) {
            record->flush();
            record->set_state("failed", failure.error().message);
        }
        throw;
    }
    if (record) {
        record->flush();
        record->set_state(result.training.finished() ? "finished" : "stopped");
        if (result.training.finished())
            manifest::add(*project, "train", nlohmann::json{{"run", o.name}, {"preference_set", set->name}, {"model", model->info().fingerprint},
                                                            {"steps", result.training.steps}, {"out", o.stage.out.string()}}.dump());
    }
    report(context, o, result);
    if (!result.training.finished())
        throw Failure(Error::cancelled(fmt::format("stopped after step {} of {}; the same command goes on from here",
                                                   result.training.steps, result.training.total)));
}

} // namespace

void add_train(CLI::App &app, Context &context)
{
    auto o = std::make_shared<Options>();
    auto &stage = o->stage;
    auto &training = stage.training;
    auto *command = app.add_subcommand("train", "train a LoRA adapter on preference pairs; the same command goes on where it stopped");
    command->add_option("project", o->project, "the project file; or none, with --pairs");
    command->add_option("--selection", o->selection, "which of the project's selections");
    command->add_option("--pairs", o->pairs, "a preference file (TRL or LLaMA-Factory)");
    command->add_option("--images", stage.images_root, "folder that image paths are relative to");
    command->add_option("--model", o->model, "folder of the vision-language model")->required();
    command->add_option("--out", stage.out, "folder of the run: adapter, checkpoints, metrics")->required();
    command->add_option("--name", o->name, "the run's name in the project; else the folder's");
    command->add_option("--init-adapter", stage.init_adapter, "folder of the adapter to start from");
    command->add_option("--objective", o->objective, "dpo, or sft on the chosen answers")->capture_default_str();
    command->add_option("--loss", stage.losses, "sigmoid, hinge, ipo, robust, ... or several with weights: sigmoid:0.8,sft:1")->capture_default_str();
    command->add_option("--beta", stage.loss.beta, "of DPO")->capture_default_str()->check(CLI::PositiveNumber);
    command->add_option("--label-smoothing", stage.loss.label_smoothing, "share of wrong labels, for robust")->check(CLI::Range(0.0, 0.499));
    command->add_option("--reference", o->reference, "base: the adapter switched off; initial: --init-adapter as it is")->capture_default_str();
    command->add_flag("--full", stage.full, "with --objective sft: every weight of the language model");
    command->add_option("--rank", stage.lora.r, "of a new adapter")->capture_default_str()->check(CLI::PositiveNumber);
    command->add_option("--alpha", stage.lora.lora_alpha, "of a new adapter")->capture_default_str();
    command->add_option("--lora-dropout", stage.lora.lora_dropout, "before the adapter")->capture_default_str()->check(CLI::Range(0.0, 0.99));
    command->add_option("--target-modules", o->targets, "names (q_proj,v_proj) or one regular expression over full names")->delimiter(',');
    command->add_option("--batch-size", training.batch_size, "pairs an optimizer step")->capture_default_str()->check(CLI::PositiveNumber);
    command->add_option("--micro-batch-size", training.micro_batch_size, "metrics (and SFT's memory) go by so many; else the whole batch")
        ->check(CLI::PositiveNumber);
    command->add_option("--learning-rate", training.learning_rate, "at the warm-up's end")->capture_default_str()->check(CLI::NonNegativeNumber);
    command->add_option("--warmup-ratio", training.warmup_ratio, "share of the steps, rounded up; from 1 on: steps")->capture_default_str()
        ->check(CLI::NonNegativeNumber);
    command->add_option("--schedule", o->schedule, "linear, cosine or constant")->capture_default_str();
    command->add_option("--epochs", training.epochs, "passes over the pairs")->capture_default_str()->check(CLI::PositiveNumber);
    command->add_option("--max-steps", training.max_steps, "optimizer steps, instead of epochs")->check(CLI::PositiveNumber);
    command->add_option("--weight-decay", training.adamw.weight_decay, "of AdamW")->capture_default_str()->check(CLI::NonNegativeNumber);
    command->add_option("--max-grad-norm", training.max_grad_norm, "gradients are clipped to it; 0: not")->capture_default_str();
    command->add_option("--seed", training.seed, "of the adapter, the order and dropout")->capture_default_str();
    command->add_flag("--no-shuffle", o->no_shuffle, "pairs in the order of the file");
    command->add_option("--checkpoint-steps", stage.checkpoint_steps, "a checkpoint every so many steps")->check(CLI::PositiveNumber);
    command->add_option("--checkpoint-minutes", o->checkpoint_minutes, "and at least this often")->capture_default_str()->check(CLI::NonNegativeNumber);
    command->add_option("--template", o->chat_template, "chat template: a name or a file; else the model folder's own");
    command->add_option("--device", o->device, "cpu, cuda or auto")->capture_default_str();
    command->add_option("--dtype", o->dtype, "float32, bfloat16, nf4 (base weights in four bits) or auto (float32 on a CPU, bfloat16 on CUDA)")->capture_default_str();
    command->add_flag("--no-exif", o->no_exif, "do not turn images as their EXIF orientation says");
    command->callback([o, &context] { train(context, *o); });
}

} // namespace m3po::app
