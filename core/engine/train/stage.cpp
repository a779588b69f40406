// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/train/stage.h"

#include "core/base/file.h"
#include "core/base/hash.h"
#include "core/engine/model/safetensors.h"
#include "core/engine/train/metrics_log.h"
#include "core/engine/train/parameters.h"
#include "core/engine/train/run_folder.h"
#include "core/engine/train/sft_objective.h"

#include <ATen/ATen.h>
#include <spdlog/fmt/fmt.h>

#include <functional>
#include <unordered_set>

namespace m3po::engine {

namespace fs = std::filesystem;

namespace {

void check_image(const PreferenceRow &row, const fs::path &root)
{
    if (row.image.empty())
        return;
    const auto file = root.empty() ? Result<fs::path>(fs::path(row.image)) : path_inside(root, row.image);
    if (!file)
        throw Failure(Error{file.error().kind, fmt::format("{}: {}", row.place, file.error().message)});
    if (!fs::is_regular_file(*file))
        throw Failure(Error::not_found(fmt::format("{}: the image {} was expected and is not there", row.place, file->string())));
}

// What a run has to know of its examples as a whole.
class Summary {
public:
    explicit Summary(const TrainStageOptions &options) : options_(options) {}
    void add(const PreferenceExample &e)
    {
        hash_.update(fmt::format("{}:{}", e.image.size(), e.image));
        add(e.prompt.ids);
        add(e.chosen);
        add(e.rejected);
        const auto p = static_cast<std::int64_t>(e.prompt.ids.size());
        const auto w = static_cast<std::int64_t>(e.chosen.size()), l = static_cast<std::int64_t>(e.rejected.size());
        const auto rows = options_.training.micro_batch_size > 0 ? options_.training.micro_batch_size : options_.training.batch_size;
        largest_.grow(options_.sft ? sft_shape(p, w, rows) : dpo_shape(p, w, l));
        images_.insert(std::hash<std::string>()(e.image));
    }
    std::string hash() { return hash_.hex(); }
    const ActivationShape &largest() const { return largest_; }
    std::int64_t images() const { return static_cast<std::int64_t>(images_.size()); }

private:
    void add(const std::vector<std::int64_t> &ids)
    {
        hash_.update(fmt::format("{}:", ids.size()));
        hash_.update({reinterpret_cast<const char *>(ids.data()), ids.size() * sizeof(ids[0])});
    }
    const TrainStageOptions &options_;
    Sha256 hash_;
    ActivationShape largest_;
    std::unordered_set<std::size_t> images_; // by their names' hashes: they are counted for an estimate
};

nlohmann::ordered_json arguments_of(const TrainStageOptions &o, const VisionLanguageModel &model, const Adapter *start,
                                    const std::string &data_hash)
{
    const auto &t = o.training;
    nlohmann::ordered_json arguments{
        {"objective", o.sft ? "sft" : "dpo"}, {"model", model.info().fingerprint}, {"dtype", model.info().dtype},
        {"chat_template", model.chat_template().hash()}, {"data", data_hash}, {"exif", o.apply_exif_orientation},
        {"batch_size", t.batch_size}, {"micro_batch_size", t.micro_batch_size}, {"max_steps", t.max_steps},
        {"epochs", t.epochs}, {"learning_rate", t.learning_rate}, {"warmup_ratio", t.warmup_ratio},
        {"schedule", name_of(t.decay)}, {"weight_decay", t.adamw.weight_decay}, {"adam_beta1", t.adamw.beta1},
        {"adam_beta2", t.adamw.beta2}, {"adam_epsilon", t.adamw.eps}, {"max_grad_norm", t.max_grad_norm},
        {"shuffle", t.shuffle}, {"seed", t.seed}, {"full", o.full},
    };
    if (start) {
        arguments["initial_adapter"] = start->fingerprint();
        arguments["lora_dropout"] = o.lora.lora_dropout;
    }
    if (!o.sft) {
        arguments["loss"] = o.losses;
        arguments["beta"] = o.loss.beta;
        arguments["label_smoothing"] = o.loss.label_smoothing;
        arguments["reference"] = o.reference == Reference::Base ? "base" : "initial";
    }
    return arguments;
}

// The base's folder with the trained weights in it.
void write_model_folder(const VisionLanguageModel &model, const fs::path &out)
{
    std::error_code error;
    fs::create_directories(out, error);
    for (const auto &entry : fs::directory_iterator(model.folder())) {
        const auto name = entry.path().filename().string();
        if (entry.is_regular_file() && name.find(".safetensors") == std::string::npos && entry.path().extension() != ".bin")
            fs::copy_file(entry.path(), out / name, fs::copy_options::overwrite_existing, error);
        if (error)
            throw Failure(Error::io(fmt::format("{}: could not be copied to {}: {}", entry.path().string(), out.string(), error.message())));
    }
    write_safetensors(out / "model.safetensors", model.parameters()).value();
}

class AttachedAdapter {
public:
    AttachedAdapter(VisionLanguageModel &model, const Adapter &adapter) : model_(model) { model_.attach(adapter).value(); }
    ~AttachedAdapter() { model_.detach(); }

private:
    VisionLanguageModel &model_;
};

} // namespace

TrainStageResult train_stage(VisionLanguageModel &model, const PreferenceRows &rows, const TrainStageOptions &options,
                             const TrainStageHooks &hooks, std::stop_token stop)
{
    const auto losses = *parse_preference_losses(options.losses);
    ExampleStore examples(options.out);
    Summary summary(options);
    rows([&](PreferenceRow &&row) {
        check_image(row, options.images_root);
        const auto example = *tokenize(model, row);
        summary.add(example);
        examples.add(example);
    });
    TrainStageResult result;
    result.examples = static_cast<std::size_t>(examples.size());
    result.data_hash = summary.hash();

    if (options.full && model.info().quantized > 0)
        throw Failure(Error::usage("weights in four bits are not trained: an adapter, or float32 or bfloat16, was expected"));

    std::optional<Adapter> adapter;
    std::optional<AttachedAdapter> attached;
    if (!options.full) {
        adapter = options.init_adapter.empty() ? *Adapter::create(model, options.lora, options.training.seed)
                                               : *Adapter::load(options.init_adapter, model);
        adapter->config.lora_dropout = options.lora.lora_dropout;
        attached.emplace(model, *adapter);
    }
    const auto parameters = adapter ? adapter_parameters(*adapter, model) : model_parameters(model, model.tokens_per_image() > 0 ? "language_model." : "");
    const RunFolder folder(options.out, arguments_of(options, model, adapter ? &*adapter : nullptr, result.data_hash));

    ImageFeatures features(model, ImageFeatures::files(model, options.images_root, {.apply_exif_orientation = options.apply_exif_orientation}),
                           image_cache_bytes);
    result.estimate = estimate_memory(model, parameters, adapter.has_value(), adapter ? adapter->config.r : 0,
                                      summary.largest(), summary.images());
    if (hooks.on_estimate)
        hooks.on_estimate(result.estimate);

    std::unique_ptr<Objective> objective;
    if (options.sft) {
        objective = std::make_unique<SftObjective>(model, features, std::move(examples),
                                                   SftSettings{.lora_dropout = options.lora.lora_dropout, .seed = options.training.seed});
    } else {
        DpoSettings settings{options.loss, losses, options.reference, options.lora.lora_dropout, options.training.seed};
        auto dpo = std::make_unique<DpoObjective>(model, *adapter, features, std::move(examples), std::move(settings));
        dpo->set_reference(folder.load_reference(dpo->size()));
        const auto keep = [&] { folder.save_reference(dpo->reference()); };
        try {
            dpo->compute_reference(stop, hooks.progress);
        } catch (const Failure &) {
            keep();
            throw;
        }
        keep();
        if (hooks.on_reference)
            hooks.on_reference(dpo->reference());
        objective = std::move(dpo);
    }

    std::optional<MetricsLog> log;
    TrainingHooks inner = hooks;
    inner.on_start = [&](std::int64_t step, std::int64_t total) {
        log.emplace(folder.metrics(), step);
        if (hooks.on_start)
            hooks.on_start(step, total);
    };
    inner.on_step = [&](std::int64_t step, const Metrics &metrics) {
        log->add(step, metrics);
        result.last = metrics;
        if (hooks.on_step)
            hooks.on_step(step, metrics);
    };
    const CheckpointOptions checkpoints{folder.checkpoints(), options.checkpoint_steps, options.checkpoint_every};
    result.training = train(*objective, parameters, options.training, inner, checkpoints, stop);
    if (result.training.finished()) {
        if (adapter)
            adapter->save(folder.path(), model.folder().string()).value();
        else
            write_model_folder(model, folder.path() / "model");
    }
    return result;
}

} // namespace m3po::engine
