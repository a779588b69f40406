// SPDX-License-Identifier: GPL-3.0-or-later
// Adapters as files: PEFT's adapter_config.json and adapter_model.safetensors; and merged into a base.
#include "core/base/file.h"
#include "core/engine/model/fingerprint.h"
#include "core/engine/model/lora.h"
#include "core/engine/model/safetensors.h"
#include "core/engine/model/vision_language_model.h"
#include "core/engine/model/weights.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>
#include <c10/core/InferenceMode.h>
#include <spdlog/fmt/fmt.h>
#include <spdlog/fmt/ranges.h>

#include <cmath>
#include <regex>
#include <set>

namespace m3po::engine {

namespace {

using nlohmann::json;
namespace fs = std::filesystem;

constexpr std::string_view key_prefix = "base_model.model.";
constexpr std::string_view a_suffix = ".lora_A.weight", b_suffix = ".lora_B.weight";
constexpr std::int64_t max_rank = 1 << 16;

[[noreturn]] void refuse(const fs::path &file, const std::string &key, const std::string &what)
{
    throw Failure(Error::invalid_input(fmt::format("{}: {}: {}", file.string(), key, what)));
}

std::int64_t rank_from(const json &value, const fs::path &file, const std::string &key)
{
    if (!value.is_number_integer() || value < 1 || value > max_rank)
        refuse(file, key, fmt::format("an integer from 1 to {} was expected", max_rank));
    return value.get<std::int64_t>();
}

double number_from(const json &value, const fs::path &file, const std::string &key)
{
    if (!value.is_number() || !std::isfinite(value.get<double>()))
        refuse(file, key, "a number was expected");
    return value.get<double>();
}

void check_pattern(const std::string &pattern, const fs::path &file, const std::string &key)
{
    try {
        const std::regex compiled(pattern);
    } catch (const std::regex_error &) {
        refuse(file, key, fmt::format("\"{}\" is not a regular expression that can be read", pattern));
    }
}

bool is_set(const json &value)
{
    return !(value.is_null() || value == false || (value.is_structured() && value.empty()));
}

LoraConfig read_config(const json &document, const fs::path &file)
{
    if (!document.is_object())
        refuse(file, "the file", "an object was expected");
    const auto get = [&](const char *key) { return document.contains(key) ? document[key] : json(); };
    if (get("peft_type") != "LORA")
        throw Failure(Error::unsupported(fmt::format("{}: peft_type: only \"LORA\" is supported", file.string())));
    for (const char *key : {"use_dora", "use_qalora", "lora_bias", "fan_in_fan_out", "modules_to_save", "target_parameters",
                            "layer_replication", "trainable_token_indices", "alora_invocation_tokens", "arrow_config"})
        if (is_set(get(key)))
            throw Failure(Error::unsupported(fmt::format("{}: {}: this kind of adapter is not supported", file.string(), key)));
    if (const auto bias = get("bias"); !bias.is_null() && bias != "none")
        throw Failure(Error::unsupported(fmt::format("{}: bias: only \"none\" is supported", file.string())));

    LoraConfig config;
    if (const auto r = get("r"); !r.is_null())
        config.r = rank_from(r, file, "r");
    else
        config.r = 8; // PEFT's default, as the next
    config.lora_alpha = get("lora_alpha").is_null() ? 8 : number_from(get("lora_alpha"), file, "lora_alpha");
    config.lora_dropout = get("lora_dropout").is_null() ? 0 : number_from(get("lora_dropout"), file, "lora_dropout");
    config.use_rslora = is_set(get("use_rslora"));
    const auto targets = get("target_modules");
    if (targets.is_string()) {
        config.target_regex = targets.get<std::string>();
        check_pattern(config.target_regex, file, "target_modules");
    } else if (targets.is_array() && !targets.empty()) {
        for (const auto &target : targets) {
            if (!target.is_string())
                refuse(file, "target_modules", "a string or a list of strings was expected");
            config.target_suffixes.push_back(target.get<std::string>());
        }
    } else {
        refuse(file, "target_modules", "a string or a list of strings was expected");
    }
    const auto ranks = get("rank_pattern"), alphas = get("alpha_pattern");
    for (const auto &[patterns, key] : {std::pair(&ranks, "rank_pattern"), std::pair(&alphas, "alpha_pattern")})
        if (!patterns->is_null() && !patterns->is_object())
            refuse(file, key, "an object was expected");
    for (const auto &[pattern, rank] : ranks.items())
        check_pattern(pattern, file, "rank_pattern");
    for (const auto &[pattern, alpha] : alphas.items())
        check_pattern(pattern, file, "alpha_pattern");
    for (const auto &[pattern, rank] : ranks.items())
        config.rank_pattern.emplace_back(pattern, rank_from(rank, file, "rank_pattern"));
    for (const auto &[pattern, alpha] : alphas.items())
        config.alpha_pattern.emplace_back(pattern, number_from(alpha, file, "alpha_pattern"));
    return config;
}

json as_written(double number)
{
    return number == std::floor(number) && std::abs(number) < 1e15 ? json(static_cast<std::int64_t>(number)) : json(number);
}

json write_config(const LoraConfig &config, const std::string &base_model_name)
{
    json ranks = json::object(), alphas = json::object();
    for (const auto &[pattern, rank] : config.rank_pattern)
        ranks[pattern] = rank;
    for (const auto &[pattern, alpha] : config.alpha_pattern)
        alphas[pattern] = as_written(alpha);
    return {
        {"peft_type", "LORA"},
        {"task_type", "CAUSAL_LM"},
        {"base_model_name_or_path", base_model_name},
        {"r", config.r},
        {"lora_alpha", as_written(config.lora_alpha)},
        {"lora_dropout", config.lora_dropout},
        {"target_modules", config.target_suffixes.empty() ? json(config.target_regex) : json(config.target_suffixes)},
        {"bias", "none"},
        {"fan_in_fan_out", false},
        {"inference_mode", true},
        {"init_lora_weights", true},
        {"modules_to_save", nullptr},
        {"rank_pattern", ranks},
        {"alpha_pattern", alphas},
        {"use_rslora", config.use_rslora},
        {"use_dora", false},
    };
}

void add_delta(at::Tensor &weight, const LoraModule &module)
{
    const c10::NoGradGuard no_gradients;
    const auto delta = at::matmul(module.b.to(at::kFloat), module.a.to(at::kFloat)) * module.scale;
    weight.copy_(weight.to(at::kFloat) + delta.to(weight.device()));
}

} // namespace

Result<Adapter> Adapter::load(const fs::path &folder, const VisionLanguageModel &model)
{
    return catching([&] {
        const c10::InferenceMode normal(false);
        const auto config_file = folder / "adapter_config.json", weights_file = folder / "adapter_model.safetensors";
        Adapter adapter;
        adapter.config = read_config(*read_json(config_file, max_config_bytes), config_file);
        const auto files = *Safetensors::open_file(weights_file);

        std::map<std::string, std::string> stored; // key in the file -> its half of a module, "" once used
        for (const auto &name : files.names()) {
            const bool half = name.ends_with(a_suffix) || name.ends_with(b_suffix);
            if (!name.starts_with(key_prefix) || !half)
                refuse(weights_file, fmt::format("tensor \"{}\"", name),
                       "base_model.model.<module>.lora_A.weight or lora_B.weight was expected");
            stored.emplace(name, name);
        }
        for (const auto *linear : model.language().linears()) {
            for (const auto &name : stored_names(linear->name)) {
                const auto base = std::string(key_prefix) + name;
                const auto a_key = base + std::string(a_suffix), b_key = base + std::string(b_suffix);
                if (!stored.count(a_key) && !stored.count(b_key))
                    continue;
                for (const auto &key : {a_key, b_key})
                    if (stored.erase(key) == 0)
                        refuse(weights_file, fmt::format("tensor \"{}\"", key), "is missing, but its other half is there");
                const auto rank = adapter.config.rank_of(linear->name);
                const std::vector<std::int64_t> a_shape{rank, linear->in()}, b_shape{linear->out(), rank};
                for (const auto &[key, shape] : {std::pair(a_key, a_shape), std::pair(b_key, b_shape)})
                    if (files.shape(key) != shape)
                        refuse(weights_file, fmt::format("tensor \"{}\"", key),
                               fmt::format("has the shape [{}], but [{}] was expected", fmt::join(files.shape(key), ", "),
                                           fmt::join(shape, ", ")));
                LoraModule module;
                module.name = linear->name;
                module.a = files.get(a_key, at::kFloat, model.device());
                module.b = files.get(b_key, at::kFloat, model.device());
                module.scale = adapter.config.scale_of(linear->name);
                adapter.modules.push_back(std::move(module));
                break;
            }
        }
        if (!stored.empty())
            throw Failure(Error::unsupported(
                fmt::format("{}: tensor \"{}\" belongs to no linear layer of the language model in {}", weights_file.string(),
                            stored.begin()->first, model.folder().string())));
        if (adapter.modules.empty())
            refuse(weights_file, "the file", "at least one lora_A and lora_B were expected");
        return adapter;
    });
}

Status Adapter::save(const fs::path &folder, const std::string &base_model_name, Naming naming) const
{
    return catching([&] {
        std::error_code error;
        fs::create_directories(folder, error);
        if (error)
            throw Failure(Error::io(fmt::format("{}: cannot be made: {}", folder.string(), error.message())));
        std::vector<std::pair<std::string, at::Tensor>> tensors;
        for (const auto &module : modules) {
            const auto names = stored_names(module.name);
            const auto &name = naming == Naming::SinceTransformers452 && names.size() > 1 ? names[1] : names[0];
            tensors.emplace_back(fmt::format("{}{}{}", key_prefix, name, a_suffix), module.a);
            tensors.emplace_back(fmt::format("{}{}{}", key_prefix, name, b_suffix), module.b);
        }
        write_safetensors(folder / "adapter_model.safetensors", tensors).value();
        write_file_atomically(folder / "adapter_config.json", write_config(config, base_model_name).dump(2) + "\n").value();
    });
}

Status merge_adapter(VisionLanguageModel &model, const Adapter &adapter)
{
    return catching([&] {
        model.attach(adapter).value(); // checks names and shapes
        model.detach();
        std::map<std::string, Linear *> layers;
        for (auto *linear : model.language().linears())
            layers[linear->name] = linear;
        if (model.info().quantized > 0)
            throw Failure(Error::usage("an adapter is merged into whole numbers: the model was loaded as nf4, where float32 or bfloat16 was expected"));
        for (const auto &module : adapter.modules)
            add_delta(layers.at(module.name)->weight, module);
    });
}

Status write_merged_folder(const fs::path &base, const Adapter &adapter, const fs::path &out)
{
    return catching([&] {
        const c10::InferenceMode normal(false);
        const auto files = *Safetensors::open_folder(base);
        std::error_code error;
        fs::create_directories(out, error);
        if (error)
            throw Failure(Error::io(fmt::format("{}: cannot be made: {}", out.string(), error.message())));
        if (fs::equivalent(base, out, error))
            throw Failure(Error::usage(fmt::format("{}: a folder other than the base's was expected", out.string())));

        std::map<std::string, const LoraModule *> deltas; // stored name -> module
        for (const auto &module : adapter.modules) {
            const auto names = stored_names(module.name + ".weight");
            const auto found = std::find_if(names.begin(), names.end(), [&](const auto &n) { return files.contains(n); });
            const std::vector<std::int64_t> shape{module.b.size(0), module.a.size(1)};
            if (found == names.end() || files.shape(*found) != shape)
                throw Failure(Error::invalid_input(
                    fmt::format("{}: no weight of {} fits the adapter's module \"{}\"", base.string(), fmt::join(shape, " x "),
                                module.name)));
            deltas[*found] = &module;
        }
        std::map<fs::path, std::vector<std::string>> shards;
        for (const auto &name : files.names())
            shards[files.file_of(name)].push_back(name);
        for (const auto &[file, names] : shards) {
            std::vector<std::pair<std::string, at::Tensor>> tensors;
            for (const auto &name : names) {
                auto tensor = files.get(name, files.stored_dtype(name), at::kCPU);
                if (const auto delta = deltas.find(name); delta != deltas.end())
                    add_delta(tensor, *delta->second);
                tensors.emplace_back(name, std::move(tensor));
            }
            write_safetensors(out / file.filename(), tensors).value();
        }
        static const std::set<std::string> weights{".safetensors", ".bin", ".pt", ".pth", ".h5", ".msgpack", ".gguf", ".onnx"};
        for (const auto &entry : fs::directory_iterator(base)) {
            const auto name = entry.path().filename();
            if (!entry.is_regular_file() || weights.count(name.extension().string())
                || (name.string().ends_with(".index.json") && name != "model.safetensors.index.json"))
                continue;
            fs::copy_file(entry.path(), out / name, fs::copy_options::overwrite_existing, error);
            if (error)
                throw Failure(Error::io(fmt::format("{}: cannot be copied: {}", entry.path().string(), error.message())));
        }
    });
}

} // namespace m3po::engine
