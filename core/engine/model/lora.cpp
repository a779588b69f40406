// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/model/lora.h"

#include "core/base/hash.h"
#include "core/engine/model/vision_language_model.h"
#include "core/engine/model/weights.h"

#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>
#include <spdlog/fmt/fmt.h>
#include <spdlog/fmt/ranges.h>

#include <cmath>
#include <regex>

namespace m3po::engine {

namespace {

std::uint64_t splitmix64(std::uint64_t x)
{
    x += 0x9E3779B97F4A7C15ull;
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9ull;
    x = (x ^ x >> 27) * 0x94D049BB133111EBull;
    return x ^ x >> 31;
}

std::uint64_t fnv1a(std::string_view text)
{
    std::uint64_t hash = 0xCBF29CE484222325ull;
    for (const unsigned char c : text)
        hash = (hash ^ c) * 0x100000001B3ull;
    return hash;
}

at::Tensor kaiming_uniform(std::int64_t rows, std::int64_t columns, std::uint64_t seed, const std::string &name)
{
    const auto key = splitmix64(seed ^ fnv1a(name));
    const double bound = 1 / std::sqrt(static_cast<double>(columns)); // √(6 / ((1 + a²) · in)) with a = √5
    auto tensor = at::empty({rows, columns}, at::kFloat);
    auto *values = tensor.data_ptr<float>();
    for (std::int64_t i = 0; i < rows * columns; ++i) {
        const auto bits = splitmix64(key + static_cast<std::uint64_t>(i) * 0x9E3779B97F4A7C15ull) >> 40;
        values[i] = static_cast<float>((static_cast<double>(bits) + 0.5) / double(1 << 24) * 2 * bound - bound);
    }
    return tensor;
}

std::regex compile(const std::string &pattern)
{
    try {
        return std::regex(pattern, std::regex::ECMAScript | std::regex::optimize);
    } catch (const std::regex_error &) {
        throw Failure(Error::invalid_input(fmt::format("LoRA target \"{}\": a regular expression was expected", pattern)));
    }
}

// PEFT's get_pattern_key: re.match(r"(.*\.)?(pattern)$", name)
bool pattern_matches(const std::string &pattern, const std::string &name)
{
    return std::regex_match(name, compile("(.*\\.)?(" + pattern + ")"));
}

// Linear::name first, then as PEFT sees the module in Transformers since 4.52.
std::vector<std::string> module_names(const std::string &name)
{
    return stored_names(name);
}

} // namespace

bool LoraConfig::targets(const std::string &module) const
{
    for (const auto &name : module_names(module)) {
        if (target_suffixes.empty()) {
            if (std::regex_match(name, compile(target_regex)))
                return true;
            continue;
        }
        for (const auto &suffix : target_suffixes)
            if (name == suffix || name.ends_with("." + suffix))
                return true;
    }
    return false;
}

std::int64_t LoraConfig::rank_of(const std::string &module) const
{
    for (const auto &name : module_names(module))
        for (const auto &[pattern, rank] : rank_pattern)
            if (pattern_matches(pattern, name))
                return rank;
    return r;
}

double LoraConfig::scale_of(const std::string &module) const
{
    double alpha = lora_alpha;
    const auto names = module_names(module);
    for (auto name = names.rbegin(); name != names.rend(); ++name)
        for (auto entry = alpha_pattern.rbegin(); entry != alpha_pattern.rend(); ++entry)
            if (pattern_matches(entry->first, *name))
                alpha = entry->second;
    const auto rank = static_cast<double>(rank_of(module));
    return alpha / (use_rslora ? std::sqrt(rank) : rank);
}

Result<Adapter> Adapter::create(const VisionLanguageModel &model, const LoraConfig &config, std::uint64_t seed)
{
    return catching([&] {
        const c10::InferenceMode normal(false);
        Adapter adapter;
        adapter.config = config;
        if (config.target_suffixes.empty() && config.target_regex == LoraConfig().target_regex
            && model.tokens_per_image() == 0)
            adapter.config.target_regex = R"(.*\.(q|k|v|o|gate|up|down)_proj)";
        for (const auto *linear : model.language().linears()) {
            if (!adapter.config.targets(linear->name))
                continue;
            const auto rank = adapter.config.rank_of(linear->name);
            if (rank < 1 || rank > std::min(linear->out(), linear->in()))
                throw Failure(Error::usage(fmt::format("LoRA rank {} does not fit layer \"{}\" of {} x {}", rank,
                                                       linear->name, linear->out(), linear->in())));
            LoraModule module;
            module.name = linear->name;
            module.a = kaiming_uniform(rank, linear->in(), seed, linear->name).to(model.device());
            module.b = at::zeros({linear->out(), rank}, at::TensorOptions(at::kFloat).device(model.device()));
            module.scale = adapter.config.scale_of(linear->name);
            adapter.modules.push_back(std::move(module));
        }
        if (adapter.modules.empty())
            throw Failure(Error::usage(fmt::format("LoRA targets: no linear layer of the language model in {} is meant by {}",
                                                   model.folder().string(),
                                                   config.target_suffixes.empty() ? config.target_regex
                                                                                  : fmt::format("{}", fmt::join(config.target_suffixes, ", ")))));
        return adapter;
    });
}

std::vector<at::Tensor> Adapter::parameters() const
{
    std::vector<at::Tensor> tensors;
    for (const auto &module : modules) {
        tensors.push_back(module.a);
        tensors.push_back(module.b);
    }
    return tensors;
}

std::string Adapter::fingerprint() const
{
    Sha256 hash;
    for (const auto &module : modules) {
        hash.update(fmt::format("{} {:.17g}\n", module.name, module.scale));
        for (const auto &tensor : {module.a, module.b}) {
            const auto flat = tensor.detach().to(at::kCPU, at::kFloat).contiguous();
            hash.update(fmt::format("{}\n", fmt::join(flat.sizes(), ",")));
            hash.update({static_cast<const char *>(flat.data_ptr()), static_cast<std::size_t>(flat.nbytes())});
        }
    }
    return hash.hex();
}

} // namespace m3po::engine
