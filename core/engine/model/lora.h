// SPDX-License-Identifier: GPL-3.0-or-later
// LoRA adapters: made, read and written as PEFT does (adapter_config.json, adapter_model.safetensors).
//
// An Adapter owns its tensors (float32, whatever the model's type, as PEFT keeps them); attached to a model, the
// model's layers share them. One adapter at a time. Only layers of the language model carry one: an adapter that
// reaches into the vision tower is refused.
#pragma once

#include "core/base/result.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace m3po::engine {

class VisionLanguageModel;

struct LoraConfig {
    std::int64_t r = 16;
    double lora_alpha = 32;
    double lora_dropout = 0;
    bool use_rslora = false; // scale alpha/√r instead of alpha/r
    // A regular expression over full module names (must match the whole, as PEFT does), or suffixes.
    std::string target_regex = R"(.*language_model.*\.(q|k|v|o|gate|up|down)_proj)";
    std::vector<std::string> target_suffixes; // used where not empty
    // Ranks and alphas of modules whose name ends with (or is matched by) the pattern, as PEFT's.
    std::vector<std::pair<std::string, std::int64_t>> rank_pattern;
    std::vector<std::pair<std::string, double>> alpha_pattern;

    bool targets(const std::string &module) const;
    std::int64_t rank_of(const std::string &module) const;
    double scale_of(const std::string &module) const; // alpha / r, or alpha / √r
};

struct LoraModule {
    std::string name; // as Linear::name
    at::Tensor a;     // (r, in)
    at::Tensor b;     // (out, r)
    double scale = 0;
};

struct Adapter {
    LoraConfig config;
    std::vector<LoraModule> modules; // sorted by the model's layer order

    // A: Kaiming-uniform with a = √5, that is uniform in ±1/√in; B: zero. The adapter starts as the identity. Value i
    // of a module is the upper 24 bits of SplitMix64 at key + (i + 1)·0x9E3779B97F4A7C15, the key being SplitMix64 of
    // seed XOR the 64-bit FNV-1a hash of the module's name: no value depends on another module or on the order.
    // For a Llama alone the default target_regex becomes ".*\.(q|k|v|o|gate|up|down)_proj".
    static Result<Adapter> create(const VisionLanguageModel &model, const LoraConfig &config, std::uint64_t seed);
    // Both of PEFT's key namings (before and after Transformers 4.52) load.
    static Result<Adapter> load(const std::filesystem::path &folder, const VisionLanguageModel &model);
    enum class Naming { BeforeTransformers452, SinceTransformers452 };
    Status save(const std::filesystem::path &folder, const std::string &base_model_name,
                Naming naming = Naming::BeforeTransformers452) const;

    std::vector<at::Tensor> parameters() const; // a and b of each module, in order
    std::string fingerprint() const;            // SHA-256 over config and values
};

// W + scale · B · A into the model's own weights, for good; any attached adapter is detached.
Status merge_adapter(VisionLanguageModel &model, const Adapter &adapter);

// A folder with the base's files (config, tokenizer, ...) and its weights under their own names, types and shards,
// the adapter merged into them. `out` is made; what lies there already is replaced file by file.
Status write_merged_folder(const std::filesystem::path &base, const Adapter &adapter, const std::filesystem::path &out);

} // namespace m3po::engine
