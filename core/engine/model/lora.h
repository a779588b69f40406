// SPDX-License-Identifier: GPL-3.0-or-later
// LoRA adapters: made, read and written as PEFT does (adapter_config.json, adapter_model.safetensors).
//
// An Adapter owns its tensors; attached to a model, the model's layers share them. One adapter at a time.
#pragma once

#include "core/base/result.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <filesystem>
#include <string>
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
    double scale() const;
};

struct LoraModule {
    std::string name; // as Linear::name
    at::Tensor a;     // (r, in)
    at::Tensor b;     // (out, r)
};

struct Adapter {
    LoraConfig config;
    std::vector<LoraModule> modules; // sorted by the model's layer order

    // A: Kaiming-uniform with a = √5 from a counter-based generator keyed by seed, B: zero. The adapter starts as
    // the identity.
    static Result<Adapter> create(const VisionLanguageModel &model, const LoraConfig &config, std::uint64_t seed);
    // Both of PEFT's key namings (before and after Transformers 4.52) load.
    static Result<Adapter> load(const std::filesystem::path &folder, const VisionLanguageModel &model);
    enum class Naming { BeforeTransformers452, SinceTransformers452 };
    Status save(const std::filesystem::path &folder, const std::string &base_model_name,
                Naming naming = Naming::BeforeTransformers452) const;

    std::vector<at::Tensor> parameters() const; // a and b of each module, in order
    std::string fingerprint() const;            // SHA-256 over config and values
};

} // namespace m3po::engine
