// SPDX-License-Identifier: GPL-3.0-or-later
// Llama (Touvron et al. 2023): RMS norms, rotary positions, grouped-query attention, gated MLP; as Transformers'
// LlamaForCausalLM computes it.
#pragma once

#include "core/engine/model/activation.h"
#include "core/engine/model/language_model.h"
#include "core/engine/model/rotary.h"
#include "core/engine/model/weights.h"

#include "core/engine/model/device.h"

#include <functional>

namespace m3po::engine {

class Llama final : public LanguageModel {
public:
    // Weights are named "<prefix>model.layers.0...", "<prefix>lm_head.weight"; prefix is "language_model." or "".
    Llama(const TextConfig &config, Weights &weights, const std::string &prefix, Quantization quantization = Quantization::None);

    const TextConfig &config() const override { return config_; }
    at::Tensor embed(const at::Tensor &ids) const override;
    at::Tensor forward(const at::Tensor &x, PrefixCache *keep) const override;
    at::Tensor extend(const PrefixCache &prefix, const at::Tensor &x) const override;
    at::Tensor forward_masked(const at::Tensor &x, std::span<const std::int64_t> positions, const at::Tensor &mask) const override;
    at::Tensor decode(std::span<const DecodeGroup> groups, SuffixCache &cache, const at::Tensor &x) const override;
    SuffixCache make_cache(std::int64_t slots, std::int64_t capacity) const override;
    at::Tensor logits(const at::Tensor &hidden) const override;
    std::vector<Linear *> linears() override;
    std::vector<const Linear *> linears() const override;
    std::vector<std::pair<std::string, at::Tensor>> parameters() const override { return parameters_; }

private:
    struct Layer {
        at::Tensor input_norm, post_attention_norm; // (D)
        Linear q, k, v, o, gate, up, down;
    };
    // Layer number, q (B, T, H, d), k and v (B, T, Hkv, d), q and k not rotated yet -> (B, T, H·d)
    using Attend = std::function<at::Tensor(std::size_t, const at::Tensor &, const at::Tensor &, const at::Tensor &)>;

    // x (B, T, D) through all layers and the last norm.
    at::Tensor run(at::Tensor x, const Attend &attend) const;

    TextConfig config_;
    Activation activation_;
    Rotary rotary_;
    at::Tensor embedding_; // (V, D)
    std::vector<Layer> layers_;
    at::Tensor last_norm_;
    Linear lm_head_;
    std::vector<std::pair<std::string, at::Tensor>> parameters_;
};

} // namespace m3po::engine
