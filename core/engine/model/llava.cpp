// SPDX-License-Identifier: GPL-3.0-or-later
// LLaVA-1.5 (Liu et al. 2023): a CLIP vision tower, a two-layer projector, a Llama. Without a vision_config, the
// Llama alone.
#include "core/engine/model/clip.h"
#include "core/engine/model/llama.h"
#include "core/engine/model/model_families.h"

#include <ATen/ATen.h>
#include <spdlog/fmt/fmt.h>

namespace m3po::engine {

namespace {

class Llava final : public VisionLanguageModel {
public:
    explicit Llava(const ModelSource &source)
        : config_(*read_llava_config(source.config, source.folder / "config.json"))
    {
        Weights weights(source.files, source.folder, source.options.dtype, source.options.device);
        language_ = std::make_unique<Llama>(config_.text, weights, config_.vision ? "language_model." : "", source.options.quantization);
        if (config_.vision) {
            const auto &vision = *config_.vision;
            tower_.emplace(vision, weights, "vision_tower.vision_model.");
            activation_ = activation_named(config_.projector_hidden_act, source.folder);
            const auto features = vision.hidden_size * static_cast<std::int64_t>(config_.vision_feature_layers.size());
            const auto hidden = config_.text.hidden_size;
            const bool bias = config_.multimodal_projector_bias;
            linear_1_ = weights.linear("multi_modal_projector.linear_1", features, hidden, bias);
            linear_2_ = weights.linear("multi_modal_projector.linear_2", hidden, hidden, bias);
        }
        parameters_ = weights.named();
        info_.quantized = weights.quantized();
        eos_token_ids_ = config_.eos_token_ids;
        info_.architecture = config_.vision ? "LlavaForConditionalGeneration" : "LlamaForCausalLM";
        info_.sizes = sizes();
    }

    const LanguageModel &language() const override { return *language_; }
    LanguageModel &language() override { return *language_; }

    at::Tensor encode_images(const at::Tensor &pixels) const override
    {
        if (!tower_)
            throw Failure(Error::unsupported(fmt::format("{}: a language model alone, which sees no images", folder_.string())));
        auto states = tower_->hidden_states(pixels, config_.vision_feature_layers);
        if (config_.vision_feature_select_strategy == "default") // without the class token, which stands first
            for (auto &state : states)
                state = state.narrow(1, 1, state.size(1) - 1);
        const auto features = states.size() == 1 ? states.front() : at::cat(states, -1);
        return linear_2_(activate(activation_, linear_1_(features)));
    }

    std::int64_t tokens_per_image() const override
    {
        if (!config_.vision)
            return 0;
        const auto grid = config_.vision->image_size / config_.vision->patch_size;
        return grid * grid + (config_.vision_feature_select_strategy == "full" ? 1 : 0);
    }
    std::int64_t image_token_id() const override { return config_.vision ? config_.image_token_id : -1; }
    std::int64_t image_size() const override { return config_.vision ? config_.vision->image_size : 0; }
    std::vector<std::pair<std::string, at::Tensor>> parameters() const override { return parameters_; }

private:
    nlohmann::json sizes() const
    {
        const auto &text = config_.text;
        nlohmann::json sizes{
            {"vocab_size", text.vocab_size},
            {"hidden_size", text.hidden_size},
            {"intermediate_size", text.intermediate_size},
            {"layers", text.num_hidden_layers},
            {"attention_heads", text.num_attention_heads},
            {"key_value_heads", text.num_key_value_heads},
            {"head_dim", text.head_dim},
            {"context_length", text.context_length()},
            {"tied_embeddings", text.tie_word_embeddings},
        };
        if (config_.vision) {
            const auto &vision = *config_.vision;
            sizes["vision"] = {
                {"image_size", vision.image_size},
                {"patch_size", vision.patch_size},
                {"hidden_size", vision.hidden_size},
                {"layers", vision.num_hidden_layers},
                {"attention_heads", vision.num_attention_heads},
                {"feature_layers", config_.vision_feature_layers},
                {"select_strategy", config_.vision_feature_select_strategy},
            };
            sizes["tokens_per_image"] = tokens_per_image();
            sizes["image_token_id"] = config_.image_token_id;
        }
        return sizes;
    }

    LlavaConfig config_;
    std::unique_ptr<Llama> language_;
    std::optional<ClipVisionTower> tower_;
    Activation activation_ = Activation::Gelu;
    Linear linear_1_, linear_2_;
    std::vector<std::pair<std::string, at::Tensor>> parameters_;
};

} // namespace

std::unique_ptr<VisionLanguageModel> make_llava(const ModelSource &source)
{
    return std::make_unique<Llava>(source);
}

} // namespace m3po::engine
