// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/model/config.h"

#include <nlohmann/json.hpp>
#include <spdlog/fmt/fmt.h>

#include <cmath>

namespace m3po::engine {

namespace {

using nlohmann::json;

constexpr std::int64_t max_size = std::int64_t(1) << 24; // of any single size in a config

// Typed access to one JSON object of the config; null counts as absent, as in Transformers.
class Fields {
public:
    Fields(const json &object, const std::filesystem::path &file, std::string place)
        : object_(object), file_(file), place_(std::move(place))
    {
        if (!object.is_object())
            refuse("", "an object was expected");
    }

    [[noreturn]] void refuse(const std::string &key, const std::string &expectation) const
    {
        throw Failure(Error::invalid_input(message(key, expectation)));
    }
    [[noreturn]] void unsupported(const std::string &key, const std::string &what) const
    {
        throw Failure(Error::unsupported(message(key, what)));
    }

    const json *find(const char *key) const
    {
        const auto found = object_.find(key);
        return found == object_.end() || found->is_null() ? nullptr : &*found;
    }
    std::int64_t integer(const char *key, std::int64_t otherwise, std::int64_t least = 1,
                         std::int64_t most = max_size) const
    {
        const auto *value = find(key);
        if (!value)
            return otherwise;
        if (!value->is_number_integer() || *value < least || *value > most)
            refuse(key, fmt::format("an integer from {} to {} was expected", least, most));
        return value->get<std::int64_t>();
    }
    double number(const char *key, double otherwise) const
    {
        const auto *value = find(key);
        if (!value)
            return otherwise;
        if (!value->is_number() || !std::isfinite(value->get<double>()) || value->get<double>() <= 0)
            refuse(key, "a positive number was expected");
        return value->get<double>();
    }
    bool boolean(const char *key, bool otherwise) const
    {
        const auto *value = find(key);
        if (value && !value->is_boolean())
            refuse(key, "true or false was expected");
        return value ? value->get<bool>() : otherwise;
    }
    std::string text(const char *key, const std::string &otherwise) const
    {
        const auto *value = find(key);
        if (value && !value->is_string())
            refuse(key, "a string was expected");
        return value ? value->get<std::string>() : otherwise;
    }
    // One integer, or a list of them (image_size: [336, 336]); all must be equal.
    std::int64_t square(const char *key, std::int64_t otherwise) const
    {
        const auto *value = find(key);
        if (!value || !value->is_array())
            return integer(key, otherwise);
        if (value->size() != 2 || (*value)[0] != (*value)[1])
            unsupported(key, "height and width differ, where a square was expected");
        return Fields({{key, (*value)[0]}}, file_, place_).integer(key, otherwise);
    }
    Fields inner(const char *key) const
    {
        static const json empty = json::object();
        const auto *value = find(key);
        return {value ? *value : empty, file_, place_ + key + "."};
    }

private:
    std::string message(const std::string &key, const std::string &what) const
    {
        return fmt::format("{}: {}{}: {}", file_.string(), place_, key, what);
    }

    json object_; // a copy: configs are small, and square() makes its own
    std::filesystem::path file_;
    std::string place_;
};

void append_ids(std::vector<std::int64_t> &ids, const json *value)
{
    if (!value)
        return;
    for (const auto &id : value->is_array() ? *value : json::array({*value}))
        if (id.is_number_integer() && id >= 0 && std::find(ids.begin(), ids.end(), id) == ids.end())
            ids.push_back(id);
}

// "rope_scaling" beside "rope_theta" (to Transformers 4), or both in "rope_parameters" (Transformers 5).
void read_rope(const Fields &fields, TextConfig &config)
{
    config.rope_theta = fields.number("rope_theta", 10000);
    const char *key = fields.find("rope_scaling") ? "rope_scaling" : "rope_parameters";
    if (!fields.find(key))
        return;
    const auto rope = fields.inner(key);
    config.rope_theta = rope.number("rope_theta", config.rope_theta);
    if (rope.number("partial_rotary_factor", fields.number("partial_rotary_factor", 1)) != 1)
        rope.unsupported("partial_rotary_factor", "only 1 is supported");
    const auto kind = rope.text("rope_type", rope.text("type", "default"));
    auto &scaling = config.rope_scaling;
    if (kind == "default")
        return;
    if (kind == "linear")
        scaling.kind = RopeScaling::Kind::Linear;
    else if (kind == "dynamic")
        scaling.kind = RopeScaling::Kind::Dynamic;
    else if (kind == "llama3")
        scaling.kind = RopeScaling::Kind::Llama3;
    else
        rope.unsupported("rope_type", fmt::format("\"{}\" is none of default, linear, dynamic, llama3", kind));
    if (!rope.find("factor"))
        rope.refuse("factor", "a positive number was expected");
    scaling.factor = rope.number("factor", 1);
    scaling.low_freq_factor = rope.number("low_freq_factor", 1);
    scaling.high_freq_factor = rope.number("high_freq_factor", 4);
    if (scaling.kind == RopeScaling::Kind::Llama3 && scaling.high_freq_factor <= scaling.low_freq_factor)
        rope.refuse("high_freq_factor", "a number above low_freq_factor was expected");
    scaling.original_max_position_embeddings =
        rope.integer("original_max_position_embeddings", config.max_position_embeddings);
}

TextConfig read_text(const Fields &fields)
{
    const auto type = fields.text("model_type", "llama");
    if (type != "llama")
        fields.unsupported("model_type", fmt::format("\"{}\" is not supported as a language model, only \"llama\"", type));
    TextConfig config;
    config.vocab_size = fields.integer("vocab_size", 32000);
    config.hidden_size = fields.integer("hidden_size", 4096);
    config.intermediate_size = fields.integer("intermediate_size", 11008);
    config.num_hidden_layers = fields.integer("num_hidden_layers", 32, 1, 4096);
    config.num_attention_heads = fields.integer("num_attention_heads", 32);
    config.num_key_value_heads = fields.integer("num_key_value_heads", config.num_attention_heads);
    config.head_dim = fields.integer("head_dim", config.hidden_size / config.num_attention_heads);
    config.max_position_embeddings = fields.integer("max_position_embeddings", 2048);
    config.rms_norm_eps = fields.number("rms_norm_eps", 1e-6);
    config.attention_bias = fields.boolean("attention_bias", false);
    config.mlp_bias = fields.boolean("mlp_bias", false);
    config.tie_word_embeddings = fields.boolean("tie_word_embeddings", false);
    config.hidden_act = fields.text("hidden_act", "silu");
    if (config.num_attention_heads % config.num_key_value_heads != 0)
        fields.refuse("num_key_value_heads", fmt::format("{} does not divide num_attention_heads {}",
                                                         config.num_key_value_heads, config.num_attention_heads));
    if (config.head_dim < 2 || config.head_dim % 2 != 0)
        fields.refuse("head_dim", fmt::format("an even number was expected, not {}", config.head_dim));
    read_rope(fields, config);
    return config;
}

void check_heads(const Fields &fields, std::int64_t hidden_size, std::int64_t heads)
{
    if (hidden_size % heads != 0)
        fields.refuse("num_attention_heads", fmt::format("{} does not divide hidden_size {}", heads, hidden_size));
}

VisionConfig read_vision(const Fields &fields, const VisionConfig &defaults)
{
    const auto type = fields.text("model_type", "clip_vision_model");
    if (type != "clip_vision_model" && type != "clip")
        fields.unsupported("model_type", fmt::format("\"{}\" is not supported as a vision tower, only \"clip_vision_model\"", type));
    VisionConfig config;
    config.hidden_size = fields.integer("hidden_size", defaults.hidden_size);
    config.intermediate_size = fields.integer("intermediate_size", defaults.intermediate_size);
    config.num_hidden_layers = fields.integer("num_hidden_layers", defaults.num_hidden_layers, 1, 4096);
    config.num_attention_heads = fields.integer("num_attention_heads", defaults.num_attention_heads);
    config.image_size = fields.square("image_size", defaults.image_size);
    config.patch_size = fields.square("patch_size", defaults.patch_size);
    config.num_channels = fields.integer("num_channels", defaults.num_channels, 1, 16);
    config.layer_norm_eps = fields.number("layer_norm_eps", defaults.layer_norm_eps);
    config.hidden_act = fields.text("hidden_act", defaults.hidden_act);
    check_heads(fields, config.hidden_size, config.num_attention_heads);
    if (config.num_channels != 3)
        fields.unsupported("num_channels", "3 was expected");
    if (config.patch_size > config.image_size)
        fields.refuse("patch_size", fmt::format("{} is larger than image_size {}", config.patch_size, config.image_size));
    return config;
}

// The defaults of Transformers' CLIPVisionConfig.
VisionConfig clip_vision_defaults()
{
    VisionConfig config;
    config.hidden_size = 768;
    config.intermediate_size = 3072;
    config.num_hidden_layers = 12;
    config.num_attention_heads = 12;
    config.image_size = 224;
    config.patch_size = 32;
    return config;
}

// What Transformers' LlavaConfig takes where vision_config is missing altogether: CLIP ViT-L/14-336.
VisionConfig llava_vision_defaults()
{
    VisionConfig config;
    config.hidden_size = 1024;
    config.intermediate_size = 4096;
    config.num_hidden_layers = 24;
    config.num_attention_heads = 16;
    config.image_size = 336;
    config.patch_size = 14;
    return config;
}

} // namespace

std::int64_t TextConfig::context_length() const
{
    const bool stretched = rope_scaling.kind == RopeScaling::Kind::Linear || rope_scaling.kind == RopeScaling::Kind::Dynamic;
    if (!stretched || rope_scaling.factor <= 1)
        return max_position_embeddings;
    return static_cast<std::int64_t>(static_cast<double>(max_position_embeddings) * rope_scaling.factor);
}

Result<LlavaConfig> read_llava_config(const json &config, const std::filesystem::path &file)
{
    return catching([&] {
        const Fields fields(config, file, "");
        const auto type = fields.text("model_type", "");
        LlavaConfig result;
        if (type == "llama") {
            result.text = read_text(fields);
            append_ids(result.eos_token_ids, fields.find("eos_token_id"));
            return result;
        }
        if (type != "llava")
            fields.unsupported("model_type", fmt::format("\"{}\" is none of llava, llama", type));
        if (fields.find("mm_vision_tower"))
            fields.unsupported("mm_vision_tower", "a folder in the layout of the original LLaVA repository, where that of "
                                                  "Transformers (llava-hf) was expected");
        const auto text = fields.inner("text_config");
        result.text = read_text(text);
        result.text.tie_word_embeddings |= fields.boolean("tie_word_embeddings", false);
        result.vision = fields.find("vision_config") ? read_vision(fields.inner("vision_config"), clip_vision_defaults())
                                                     : llava_vision_defaults();
        if (const auto *layers = fields.find("vision_feature_layer")) {
            result.vision_feature_layers.clear();
            for (const auto &layer : layers->is_array() ? *layers : json::array({*layers})) {
                const auto depth = result.vision->num_hidden_layers;
                if (!layer.is_number_integer() || layer < -depth - 1 || layer > depth)
                    fields.refuse("vision_feature_layer", fmt::format("layers from {} to {} were expected", -depth - 1, depth));
                result.vision_feature_layers.push_back(layer);
            }
            if (result.vision_feature_layers.empty())
                fields.refuse("vision_feature_layer", "at least one layer was expected");
        }
        result.vision_feature_select_strategy = fields.text("vision_feature_select_strategy", "default");
        if (result.vision_feature_select_strategy != "default" && result.vision_feature_select_strategy != "full")
            fields.refuse("vision_feature_select_strategy", "\"default\" or \"full\" was expected");
        result.projector_hidden_act = fields.text("projector_hidden_act", "gelu");
        result.multimodal_projector_bias = fields.boolean("multimodal_projector_bias", true);
        result.image_token_id = fields.integer("image_token_index", fields.integer("image_token_id", 32000, 0), 0);
        if (result.image_token_id >= result.text.vocab_size)
            fields.refuse("image_token_index", fmt::format("{} lies outside the vocabulary of {}", result.image_token_id,
                                                           result.text.vocab_size));
        append_ids(result.eos_token_ids, fields.find("eos_token_id"));
        append_ids(result.eos_token_ids, text.find("eos_token_id"));
        return result;
    });
}

Result<ClipConfig> read_clip_config(const json &config, const std::filesystem::path &file)
{
    return catching([&] {
        const Fields fields(config, file, "");
        const auto type = fields.text("model_type", "");
        if (type != "clip")
            fields.unsupported("model_type", fmt::format("\"{}\" is not clip", type));
        ClipConfig result;
        result.projection_dim = fields.integer("projection_dim", 512);
        // Where the older "text_config_dict" is there, Transformers takes it, with defaults, over "text_config".
        const auto text = fields.inner(fields.find("text_config_dict") ? "text_config_dict" : "text_config");
        result.text.vocab_size = text.integer("vocab_size", 49408);
        result.text.hidden_size = text.integer("hidden_size", 512);
        result.text.intermediate_size = text.integer("intermediate_size", 2048);
        result.text.num_hidden_layers = text.integer("num_hidden_layers", 12, 1, 4096);
        result.text.num_attention_heads = text.integer("num_attention_heads", 8);
        result.text.max_position_embeddings = text.integer("max_position_embeddings", 77, 3);
        result.text.layer_norm_eps = text.number("layer_norm_eps", 1e-5);
        result.text.hidden_act = text.text("hidden_act", "quick_gelu");
        result.text.eos_token_id = text.integer("eos_token_id", 49407, 0);
        check_heads(text, result.text.hidden_size, result.text.num_attention_heads);
        result.vision = read_vision(fields.inner(fields.find("vision_config_dict") ? "vision_config_dict" : "vision_config"),
                                    clip_vision_defaults());
        return result;
    });
}

} // namespace m3po::engine
