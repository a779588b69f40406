// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/demo/blank_model.h"

#include "core/base/file.h"
#include "core/base/hash.h"
#include "core/base/philox.h"
#include "core/engine/model/safetensors.h"

#include <ATen/ATen.h>

#include <cmath>
#include <numbers>

#include <nlohmann/json.hpp>

namespace m3po::engine::demo {
namespace {

using nlohmann::json;
using m3po::demo::Vocabulary;

// What Transformers' LLaVA processor is given for this template; the same text as llava-hf's, without its filters.
constexpr const char *chat_template =
    "{% for message in messages %}{% if message['role'] == 'user' %}{{ 'USER: ' }}{% elif message['role'] == 'assistant' %}{{ 'ASSISTANT: ' }}{% endif %}"
    "{% if message['content'] is string %}{{ message['content'] + ' ' }}{% else %}"
    "{% for content in message['content'] %}{% if content['type'] == 'image' %}{{ '<image>\n' }}{% endif %}{% endfor %}"
    "{% for content in message['content'] %}{% if content['type'] == 'text' %}{{ content['text'] + ' ' }}{% endif %}{% endfor %}{% endif %}"
    "{% endfor %}{% if add_generation_prompt %}{{ 'ASSISTANT:' }}{% endif %}";

class WeightList {
public:
    explicit WeightList(std::uint64_t seed) : seed_(seed) {}

    void normal(const std::string &name, at::IntArrayRef shape, double deviation)
    {
        auto tensor = at::empty(shape, at::kFloat);
        auto *values = tensor.mutable_data_ptr<float>();
        const auto stream = std::stoull(sha256(name).substr(0, 15), nullptr, 16);
        for (std::int64_t i = 0; i < tensor.numel(); ++i) {
            // Box and Muller's transform of two uniform draws.
            const double radius = std::sqrt(-2 * std::log(1 - uniform(seed_, stream, std::uint32_t(i), 0)));
            values[i] = float(deviation * radius * std::cos(2 * std::numbers::pi * uniform(seed_, stream, std::uint32_t(i), 1)));
        }
        tensors_.emplace_back(name, tensor);
    }
    void linear(const std::string &name, std::int64_t out, std::int64_t in, bool bias)
    {
        normal(name + ".weight", {out, in}, 1 / std::sqrt(double(in)));
        if (bias)
            constant(name + ".bias", out, 0);
    }
    void layer_norm(const std::string &name, std::int64_t size)
    {
        constant(name + ".weight", size, 1);
        constant(name + ".bias", size, 0);
    }
    void constant(const std::string &name, std::int64_t size, double value) { tensors_.emplace_back(name, at::full({size}, value, at::kFloat)); }
    void scalar(const std::string &name, double value) { tensors_.emplace_back(name, at::full({}, value, at::kFloat)); }

    const std::vector<std::pair<std::string, at::Tensor>> &tensors() const { return tensors_; }

private:
    std::uint64_t seed_;
    std::vector<std::pair<std::string, at::Tensor>> tensors_;
};

void clip_layers(WeightList &weights, const std::string &prefix, std::int64_t layers, std::int64_t hidden, std::int64_t intermediate)
{
    for (std::int64_t i = 0; i < layers; ++i) {
        const auto layer = prefix + "encoder.layers." + std::to_string(i) + ".";
        for (const auto *projection : {"q_proj", "k_proj", "v_proj", "out_proj"})
            weights.linear(layer + "self_attn." + projection, hidden, hidden, true);
        weights.layer_norm(layer + "layer_norm1", hidden);
        weights.linear(layer + "mlp.fc1", intermediate, hidden, true);
        weights.linear(layer + "mlp.fc2", hidden, intermediate, true);
        weights.layer_norm(layer + "layer_norm2", hidden);
    }
}

void vision_tower(WeightList &weights, const std::string &prefix, std::int64_t image, std::int64_t patch, std::int64_t hidden, std::int64_t layers, std::int64_t intermediate)
{
    const auto patches = (image / patch) * (image / patch);
    weights.normal(prefix + "embeddings.class_embedding", {hidden}, 0.02);
    weights.normal(prefix + "embeddings.patch_embedding.weight", {hidden, 3, patch, patch}, 1 / std::sqrt(double(3 * patch * patch)));
    weights.normal(prefix + "embeddings.position_embedding.weight", {patches + 1, hidden}, 0.02);
    weights.layer_norm(prefix + "pre_layrnorm", hidden);
    clip_layers(weights, prefix, layers, hidden, intermediate);
    weights.layer_norm(prefix + "post_layernorm", hidden);
}

json vision_config(std::int64_t image, std::int64_t patch, std::int64_t hidden, std::int64_t layers, std::int64_t heads, std::int64_t intermediate, std::int64_t projection)
{
    return {{"model_type", "clip_vision_model"}, {"hidden_size", hidden}, {"intermediate_size", intermediate}, {"num_hidden_layers", layers},
            {"num_attention_heads", heads}, {"image_size", image}, {"patch_size", patch}, {"projection_dim", projection},
            {"hidden_act", "quick_gelu"}, {"layer_norm_eps", 1e-5}, {"attention_dropout", 0.0}};
}

json preprocessor(std::int64_t size)
{
    return {{"image_processor_type", "CLIPImageProcessor"}, {"do_resize", true}, {"size", {{"shortest_edge", size}}}, {"resample", 3},
            {"do_center_crop", true}, {"crop_size", {{"height", size}, {"width", size}}}, {"do_rescale", true}, {"rescale_factor", 1.0 / 255},
            {"do_normalize", true}, {"image_mean", {0.5, 0.5, 0.5}}, {"image_std", {0.28, 0.28, 0.28}}, {"do_convert_rgb", true}};
}

void write_folder(const std::filesystem::path &folder, const WeightList &weights, const json &config, std::int64_t image_size)
{
    std::filesystem::create_directories(folder);
    write_file_atomically(folder / "config.json", config.dump(2)).value();
    write_file_atomically(folder / "preprocessor_config.json", preprocessor(image_size).dump(2)).value();
    write_safetensors(folder / "model.safetensors", weights.tensors()).value();
}

} // namespace

std::vector<std::string> llava_special_tokens() { return {"<pad>", "<s>", "</s>", "<image>"}; }
std::vector<std::string> clip_special_tokens() { return {"<pad>", "<|startoftext|>", "<unk>", "<|endoftext|>"}; }

Status write_blank_llava(const std::filesystem::path &folder, const Vocabulary &vocabulary, const BlankLlava &sizes, std::uint64_t seed)
{
    return catching([&] {
        const auto vocab = std::int64_t(vocabulary.tokens.size());
        WeightList weights(seed);
        weights.normal("language_model.model.embed_tokens.weight", {vocab, sizes.hidden}, 0.05);
        for (std::int64_t i = 0; i < sizes.layers; ++i) {
            const auto layer = "language_model.model.layers." + std::to_string(i) + ".";
            for (const auto *projection : {"q_proj", "k_proj", "v_proj", "o_proj"})
                weights.linear(layer + "self_attn." + projection, sizes.hidden, sizes.hidden, false);
            weights.linear(layer + "mlp.gate_proj", sizes.intermediate, sizes.hidden, false);
            weights.linear(layer + "mlp.up_proj", sizes.intermediate, sizes.hidden, false);
            weights.linear(layer + "mlp.down_proj", sizes.hidden, sizes.intermediate, false);
            weights.constant(layer + "input_layernorm.weight", sizes.hidden, 1);
            weights.constant(layer + "post_attention_layernorm.weight", sizes.hidden, 1);
        }
        weights.constant("language_model.model.norm.weight", sizes.hidden, 1);
        weights.linear("language_model.lm_head", vocab, sizes.hidden, false);
        weights.linear("multi_modal_projector.linear_1", sizes.hidden, sizes.vision_hidden, true);
        weights.linear("multi_modal_projector.linear_2", sizes.hidden, sizes.hidden, true);
        vision_tower(weights, "vision_tower.vision_model.", sizes.image_size, sizes.patch_size, sizes.vision_hidden, sizes.vision_layers, sizes.vision_intermediate);

        const auto image_tokens = (sizes.image_size / sizes.patch_size) * (sizes.image_size / sizes.patch_size);
        const json config{
            {"architectures", {"LlavaForConditionalGeneration"}}, {"model_type", "llava"}, {"image_token_index", 3}, {"image_seq_length", image_tokens},
            {"projector_hidden_act", "gelu"}, {"multimodal_projector_bias", true}, {"vision_feature_layer", -1},
            {"vision_feature_select_strategy", "default"}, {"pad_token_id", 0}, {"torch_dtype", "float32"}, {"tie_word_embeddings", false},
            {"vision_config", vision_config(sizes.image_size, sizes.patch_size, sizes.vision_hidden, sizes.vision_layers, sizes.vision_heads, sizes.vision_intermediate, sizes.vision_hidden)},
            {"text_config", {{"model_type", "llama"}, {"architectures", {"LlamaForCausalLM"}}, {"vocab_size", vocab}, {"hidden_size", sizes.hidden},
                {"intermediate_size", sizes.intermediate}, {"num_hidden_layers", sizes.layers}, {"num_attention_heads", sizes.heads},
                {"num_key_value_heads", sizes.heads}, {"hidden_act", "silu"}, {"rms_norm_eps", 1e-5}, {"rope_theta", 10000.0},
                {"max_position_embeddings", sizes.context}, {"tie_word_embeddings", false}, {"bos_token_id", 1}, {"eos_token_id", 2}, {"pad_token_id", 0}}}};
        write_folder(folder, weights, config, sizes.image_size);
        m3po::demo::write_tokenizer(vocabulary, folder, "<s>", "</s>", false, "<pad>").value();
        write_file_atomically(folder / "chat_template.jinja", chat_template).value();
        const json generation{{"bos_token_id", 1}, {"eos_token_id", 2}, {"pad_token_id", 0}};
        write_file_atomically(folder / "generation_config.json", generation.dump(2)).value();
        const json processor{{"processor_class", "LlavaProcessor"}, {"image_token", "<image>"}, {"patch_size", sizes.patch_size},
                             {"num_additional_image_tokens", 1}, {"vision_feature_select_strategy", "default"}};
        write_file_atomically(folder / "processor_config.json", processor.dump(2)).value();
    });
}

Status write_blank_clip(const std::filesystem::path &folder, const Vocabulary &vocabulary, const BlankClip &sizes, std::uint64_t seed)
{
    return catching([&] {
        const auto vocab = std::int64_t(vocabulary.tokens.size());
        WeightList weights(seed);
        vision_tower(weights, "vision_model.", sizes.image_size, sizes.patch_size, sizes.vision_hidden, sizes.vision_layers, sizes.vision_intermediate);
        weights.normal("text_model.embeddings.token_embedding.weight", {vocab, sizes.text_hidden}, 0.05);
        weights.normal("text_model.embeddings.position_embedding.weight", {sizes.text_tokens, sizes.text_hidden}, 0.02);
        clip_layers(weights, "text_model.", sizes.text_layers, sizes.text_hidden, sizes.text_intermediate);
        weights.layer_norm("text_model.final_layer_norm", sizes.text_hidden);
        weights.linear("visual_projection", sizes.projection, sizes.vision_hidden, false);
        weights.linear("text_projection", sizes.projection, sizes.text_hidden, false);
        weights.scalar("logit_scale", std::log(1 / 0.07));

        const json config{
            {"architectures", {"CLIPModel"}}, {"model_type", "clip"}, {"projection_dim", sizes.projection}, {"logit_scale_init_value", 2.6592}, {"torch_dtype", "float32"},
            {"vision_config", vision_config(sizes.image_size, sizes.patch_size, sizes.vision_hidden, sizes.vision_layers, sizes.vision_heads, sizes.vision_intermediate, sizes.projection)},
            {"text_config", {{"model_type", "clip_text_model"}, {"vocab_size", vocab}, {"hidden_size", sizes.text_hidden}, {"intermediate_size", sizes.text_intermediate},
                {"num_hidden_layers", sizes.text_layers}, {"num_attention_heads", sizes.text_heads}, {"max_position_embeddings", sizes.text_tokens},
                {"projection_dim", sizes.projection}, {"hidden_act", "quick_gelu"}, {"layer_norm_eps", 1e-5}, {"bos_token_id", 1}, {"eos_token_id", 3}, {"pad_token_id", 0}}}};
        write_folder(folder, weights, config, sizes.image_size);
        m3po::demo::write_tokenizer(vocabulary, folder, "<|startoftext|>", "<|endoftext|>", true, "<pad>").value();
    });
}

} // namespace m3po::engine::demo
