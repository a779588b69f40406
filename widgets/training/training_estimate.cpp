// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/training/training_estimate.h"

#include "core/base/file.h"
#include "core/project/pair_lengths.h"
#include "core/project/selections.h"
#include "core/project/training_runs.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace m3po {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::int64_t largestConfig = 1 << 20;
constexpr double promptWords = 1.4; // tokens a word, roughly; the prompt's image is counted exactly

std::int64_t whole(const json &object, const char *key, std::int64_t otherwise)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_number_integer() ? found->get<std::int64_t>() : otherwise;
}

// Seconds a pair in the latest run on the same model that told them.
double secondsAPair(Project &project, const std::string &model)
{
    const auto runs = training_runs::list(project);
    for (auto run = runs.rbegin(); run != runs.rend(); ++run) {
        if (run->model != model)
            continue;
        double seconds = 0;
        int steps = 0;
        for (const auto &step : training_runs::steps(project, run->id)) {
            const auto metrics = json::parse(step.metrics, nullptr, false);
            if (metrics.is_object() && metrics.contains("seconds") && metrics["seconds"].is_number()) {
                seconds += metrics["seconds"].get<double>();
                ++steps;
            }
        }
        const auto batch = whole(json::parse(run->parameters, nullptr, false), "batch_size", 0);
        if (steps > 0 && batch > 0)
            return seconds / steps / double(batch);
    }
    return -1;
}

} // namespace

std::optional<TrainingModelSizes> modelSizes(const fs::path &folder)
{
    const auto text = read_file(folder / "config.json", largestConfig);
    if (!text)
        return std::nullopt;
    const auto config = json::parse(*text, nullptr, false);
    if (!config.is_object())
        return std::nullopt;
    const auto &language = config.contains("text_config") && config["text_config"].is_object() ? config["text_config"] : config;
    TrainingModelSizes sizes;
    sizes.hidden_size = whole(language, "hidden_size", 4096); // Llama's, which configurations leave out where they hold
    sizes.intermediate_size = whole(language, "intermediate_size", 11008);
    sizes.layers = whole(language, "num_hidden_layers", 32);
    sizes.heads = whole(language, "num_attention_heads", 32);
    sizes.kv_heads = whole(language, "num_key_value_heads", sizes.heads);
    sizes.head_dim = whole(language, "head_dim", sizes.heads > 0 ? sizes.hidden_size / sizes.heads : 0);
    sizes.vocab_size = whole(language, "vocab_size", 32000);
    if (config.contains("vision_config") && config["vision_config"].is_object()) {
        const auto patch = whole(config["vision_config"], "patch_size", 14), side = whole(config["vision_config"], "image_size", 336);
        sizes.tokens_per_image = patch > 0 ? (side / patch) * (side / patch) : 0;
    }
    std::error_code code;
    std::int64_t bytes = 0;
    for (const auto &entry : fs::directory_iterator(folder, code))
        if (entry.path().extension() == ".safetensors")
            bytes += std::int64_t(entry.file_size(code));
    const auto type = language.value("torch_dtype", config.value("torch_dtype", std::string("float32")));
    sizes.parameters = bytes / (type == "float32" ? 4 : 2);
    return sizes;
}

TrainingEstimate estimateTraining(const fs::path &file, const TrainingValues &values)
{
    const auto number = [&](const char *option) { return valueOf(values, QLatin1String(option)).toDouble(); };
    auto project = std::move(Project::open(file, Project::Mode::ReadOnly)).value();
    const auto selection = selections::get(project, valueOf(values, QStringLiteral("selection")).toStdString());
    const auto lengths = pair_lengths(project, selection.id);
    TrainingEstimate estimate;
    estimate.pairs = lengths.pairs;
    const double batch = std::max(1.0, number("batch-size"));
    estimate.steps = std::int64_t(std::ceil(std::ceil(double(lengths.pairs) / batch) * number("epochs")));
    if (const auto most = valueOf(values, QStringLiteral("max-steps")).toLongLong(); most > 0)
        estimate.steps = most;
    const auto model = valueOf(values, QStringLiteral("model")).toStdString();
    if (const auto each = secondsAPair(project, model); each >= 0)
        estimate.seconds = each * batch * double(estimate.steps);

    const auto sizes = modelSizes(model);
    if (!sizes)
        return estimate;
    const auto rank = std::int64_t(number("rank"));
    const auto words = std::int64_t(std::count(lengths.longest_instruction.begin(), lengths.longest_instruction.end(), ' ') + 16);
    const auto prompt = sizes->tokens_per_image + std::int64_t(double(words) * promptWords);
    const bool sft = valueOf(values, QStringLiteral("objective")) == QLatin1String("sft");
    const auto rows = std::max<std::int64_t>(1, valueOf(values, QStringLiteral("micro-batch-size")).toLongLong());
    const auto shape = sft ? sft_shape(prompt, lengths.chosen, rows) : dpo_shape(prompt, lengths.longest, lengths.both - lengths.longest);
    TrainedSizes trained{.rank = rank};
    // Two matrices of rank r beside each of a layer's seven projections.
    const auto query = sizes->heads * sizes->head_dim, keys = sizes->kv_heads * sizes->head_dim;
    trained.values = sizes->layers * rank * ((sizes->hidden_size + query) * 2 + (sizes->hidden_size + keys) * 2 + (sizes->hidden_size + sizes->intermediate_size) * 3);
    trained.own_bytes = 4 * trained.values;
    const auto type = valueOf(values, QStringLiteral("dtype"));
    const std::int64_t bytes = type == QLatin1String("bfloat16") ? 2 : 4;
    auto kept = *sizes;
    if (type == QLatin1String("nf4")) { // a layer's products in four bits and a scale of four bytes for each 64; counted as whole numbers
        const auto products = sizes->layers * sizes->hidden_size * (2 * query + 2 * keys + 3 * sizes->intermediate_size);
        kept.parameters = std::max<std::int64_t>(0, kept.parameters - products + products * (64 / 2 + 4) / (64 * bytes));
    }
    estimate.memory = training_memory(kept, bytes, trained, shape, lengths.images);
    return estimate;
}

} // namespace m3po
