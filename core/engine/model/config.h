// SPDX-License-Identifier: GPL-3.0-or-later
// What a Hugging Face config.json says, reduced to what the engine needs. Plain values.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

namespace m3po::engine {

struct RopeScaling {
    enum class Kind { None, Linear, Dynamic, Llama3 };
    Kind kind = Kind::None;
    double factor = 1;
    double low_freq_factor = 1;   // Llama3 only
    double high_freq_factor = 4;  // Llama3 only
    std::int64_t original_max_position_embeddings = 0;
};

struct TextConfig { // Llama
    std::int64_t vocab_size = 0, hidden_size = 0, intermediate_size = 0;
    std::int64_t num_hidden_layers = 0, num_attention_heads = 0, num_key_value_heads = 0, head_dim = 0;
    std::int64_t max_position_embeddings = 2048;
    double rms_norm_eps = 1e-6, rope_theta = 10000;
    RopeScaling rope_scaling;
    bool attention_bias = false, mlp_bias = false, tie_word_embeddings = false;
    std::string hidden_act = "silu";

    // How many tokens fit. Linear and dynamic scaling stretch max_position_embeddings; Llama-3 scaling has it done.
    std::int64_t context_length() const;
};

struct VisionConfig { // CLIP vision tower
    std::int64_t hidden_size = 0, intermediate_size = 0, num_hidden_layers = 0, num_attention_heads = 0;
    std::int64_t image_size = 0, patch_size = 0, num_channels = 3;
    double layer_norm_eps = 1e-5;
    std::string hidden_act = "quick_gelu";
};

struct ClipTextConfig {
    std::int64_t vocab_size = 0, hidden_size = 0, intermediate_size = 0, num_hidden_layers = 0, num_attention_heads = 0;
    std::int64_t max_position_embeddings = 77;
    double layer_norm_eps = 1e-5;
    std::string hidden_act = "quick_gelu";
    std::int64_t eos_token_id = 2; // 2 means: pool at the highest id (see Transformers' CLIPTextTransformer)
};

struct LlavaConfig {
    TextConfig text;
    std::optional<VisionConfig> vision; // absent: a text-only Llama
    std::vector<std::int64_t> vision_feature_layers{-2}; // several are concatenated
    std::string vision_feature_select_strategy = "default"; // or "full": the class token is kept, first
    std::string projector_hidden_act = "gelu";
    bool multimodal_projector_bias = true;
    std::int64_t image_token_id = 32000;
    std::vector<std::int64_t> eos_token_ids; // of config.json; generation_config.json is the loader's
};

struct ClipConfig {
    ClipTextConfig text;
    VisionConfig vision;
    std::int64_t projection_dim = 0;
};

// REQUIRES: `config` is the parsed config.json of `file` (for messages).
Result<LlavaConfig> read_llava_config(const nlohmann::json &config, const std::filesystem::path &file);
Result<ClipConfig> read_clip_config(const nlohmann::json &config, const std::filesystem::path &file);

} // namespace m3po::engine
