// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/model/llama.h"

#include "core/engine/model/device_decoding.h"
#include "core/engine/model/fused.h"
#include "core/engine/model/shared_attention.h"

#include <ATen/ATen.h>
#include <spdlog/fmt/fmt.h>

#include <tuple>

namespace m3po::engine {

Llama::Llama(const TextConfig &config, Weights &weights, const std::string &prefix, Quantization quantization)
    : config_(config), activation_(activation_named(config.hidden_act, weights.folder())),
      rotary_(config, weights.dtype(), weights.device())
{
    const auto first = weights.named().size();
    const auto hidden = config.hidden_size, inner = config.intermediate_size;
    const auto queries = config.num_attention_heads * config.head_dim;
    const auto keys = config.num_key_value_heads * config.head_dim;
    embedding_ = weights.get(prefix + "model.embed_tokens.weight", {config.vocab_size, hidden});
    for (std::int64_t i = 0; i < config.num_hidden_layers; ++i) {
        const auto name = fmt::format("{}model.layers.{}.", prefix, i);
        const bool bias = config.attention_bias;
        const auto linear = [&](const std::string &part, std::int64_t in, std::int64_t out, bool has_bias) {
            return quantization == Quantization::Nf4 ? weights.quantized_linear(name + part, in, out, has_bias)
                                                     : weights.linear(name + part, in, out, has_bias);
        };
        Layer layer;
        layer.input_norm = weights.get(name + "input_layernorm.weight", {hidden});
        layer.q = linear("self_attn.q_proj", hidden, queries, bias);
        layer.k = linear("self_attn.k_proj", hidden, keys, bias);
        layer.v = linear("self_attn.v_proj", hidden, keys, bias);
        layer.o = linear("self_attn.o_proj", queries, hidden, bias);
        layer.post_attention_norm = weights.get(name + "post_attention_layernorm.weight", {hidden});
        layer.gate = linear("mlp.gate_proj", hidden, inner, config.mlp_bias);
        layer.up = linear("mlp.up_proj", hidden, inner, config.mlp_bias);
        layer.down = linear("mlp.down_proj", inner, hidden, config.mlp_bias);
        layers_.push_back(std::move(layer));
    }
    last_norm_ = weights.get(prefix + "model.norm.weight", {hidden});
    if (config.tie_word_embeddings) {
        lm_head_.name = prefix + "lm_head";
        lm_head_.weight = embedding_;
    } else {
        lm_head_ = weights.linear(prefix + "lm_head", hidden, config.vocab_size, false);
    }
    parameters_.assign(weights.named().begin() + static_cast<std::ptrdiff_t>(first), weights.named().end());
}

at::Tensor Llama::embed(const at::Tensor &ids) const
{
    return at::embedding(embedding_, ids);
}

at::Tensor Llama::run(at::Tensor x, const Attend &attend) const
{
    const auto batch = x.size(0), length = x.size(1), d = config_.head_dim;
    const auto eps = config_.rms_norm_eps;
    auto normed = rms_norm(x, layers_.front().input_norm, eps);
    for (std::size_t i = 0; i < layers_.size(); ++i) {
        const auto &layer = layers_[i];
        const auto q = layer.q(normed).view({batch, length, -1, d});
        const auto k = layer.k(normed).view({batch, length, -1, d});
        const auto v = layer.v(normed).view({batch, length, -1, d});
        std::tie(x, normed) = add_rms_norm(x, layer.o(attend(i, q, k, v)), layer.post_attention_norm, eps);
        const auto inner = gated(activation_, layer.gate(normed), layer.up(normed));
        const bool is_last = i + 1 == layers_.size();
        std::tie(x, normed) = add_rms_norm(x, layer.down(inner), is_last ? last_norm_ : layers_[i + 1].input_norm, eps);
    }
    return normed;
}

at::Tensor Llama::forward(const at::Tensor &x, PrefixCache *keep) const
{
    const auto batch = x.size(0), length = x.size(1);
    if (keep) {
        TORCH_CHECK(batch == 1, "a prefix is kept for one row");
        keep->keys.assign(layers_.size(), {});
        keep->values.assign(layers_.size(), {});
        keep->length = length;
    }
    const auto angles = rotary_.range(0, length);
    return run(x, [&](std::size_t layer, const at::Tensor &q, const at::Tensor &k, const at::Tensor &v) {
        const auto keys = rotate(k, angles).transpose(1, 2), values = v.transpose(1, 2); // (B, Hkv, T, d)
        if (keep) {
            keep->keys[layer] = keys.squeeze(0).contiguous();
            keep->values[layer] = values.squeeze(0).contiguous();
        }
        const bool grouped = config_.num_attention_heads != config_.num_key_value_heads;
        const auto out = at::scaled_dot_product_attention(rotate(q, angles).transpose(1, 2), keys, values, {}, 0.0, length > 1, {}, grouped);
        return out.transpose(1, 2).reshape({batch, length, -1});
    });
}

at::Tensor Llama::forward_masked(const at::Tensor &x, std::span<const std::int64_t> positions, const at::Tensor &mask) const
{
    const auto batch = x.size(0), length = x.size(1);
    TORCH_CHECK(static_cast<std::int64_t>(positions.size()) == batch * length, "a position for every token");
    const auto angles = rotary_.at_positions(positions);
    const auto of_rows = [&](const at::Tensor &angle) { return angle.expand({batch * length, 1, 1, -1}).reshape({batch, length, 1, -1}); };
    const RotaryAngles rows{of_rows(angles.cos), of_rows(angles.sin)};
    const auto seen = mask.unsqueeze(1); // (B, 1, T, T)
    const bool grouped = config_.num_attention_heads != config_.num_key_value_heads;
    return run(x, [&](std::size_t, const at::Tensor &q, const at::Tensor &k, const at::Tensor &v) {
        const auto out = at::scaled_dot_product_attention(rotate(q, rows).transpose(1, 2), rotate(k, rows).transpose(1, 2), v.transpose(1, 2),
                                                          seen, 0.0, false, {}, grouped);
        return out.transpose(1, 2).reshape({batch, length, -1});
    });
}

at::Tensor Llama::extend(const PrefixCache &prefix, const at::Tensor &x) const
{
    const auto angles = rotary_.range(prefix.length, x.size(1));
    return run(x, [&](std::size_t layer, const at::Tensor &q, const at::Tensor &k, const at::Tensor &v) {
        return attend_with_prefix(rotate(q, angles), rotate(k, angles), v, prefix.keys[layer], prefix.values[layer]);
    });
}

at::Tensor Llama::decode(std::span<const DecodeGroup> groups, SuffixCache &cache, const at::Tensor &x) const
{
    const auto slots = x.size(0);
    TORCH_CHECK(slots == static_cast<std::int64_t>(cache.lengths.size()), "one token for every slot");
    std::vector<std::int64_t> positions(cache.lengths);
    std::int64_t covered = 0;
    for (const auto &group : groups) {
        TORCH_CHECK(group.first == covered && group.prefix, "groups cover the slots in order");
        covered += group.count;
        for (std::int64_t slot = group.first; slot < covered; ++slot)
            positions[static_cast<std::size_t>(slot)] += group.prefix->length;
    }
    TORCH_CHECK(covered == slots, "groups cover all slots");
    const auto longest = *std::max_element(cache.lengths.begin(), cache.lengths.end());
    const bool level = std::all_of(cache.lengths.begin(), cache.lengths.end(), [&](auto n) { return n == longest; });
    TORCH_CHECK(longest < cache.capacity, "the cache has room for one more token");

    std::vector<std::int64_t> held(cache.lengths); // the new token included
    for (auto &length : held)
        ++length;
    const auto angles = rotary_.at_positions(positions);
    if (cache.device) {
        const auto layers = [&](const at::Tensor &fixed, const DeviceDecoding::Attend &attend) {
            const auto each = [&](std::size_t layer, const at::Tensor &q, const at::Tensor &k, const at::Tensor &v) {
                return attend(layer, q.squeeze(1), k.squeeze(1), v.squeeze(1)).unsqueeze(1);
            };
            return run(fixed.unsqueeze(1), each).squeeze(1);
        };
        auto hidden = cache.device->step(groups, cache, angles, x, layers);
        cache.lengths = std::move(held);
        return hidden;
    }

    at::Tensor lengths, slot_numbers;
    if (!level) {
        lengths = at::tensor(cache.lengths, at::kLong).to(x.device());
        slot_numbers = at::arange(slots, lengths.options());
    }
    const auto hidden = run(x.unsqueeze(1), [&](std::size_t layer, const at::Tensor &q, const at::Tensor &k, const at::Tensor &v) {
        auto &keys = cache.keys[layer];
        auto &values = cache.values[layer];
        const auto rotated = rotate(k, angles).squeeze(1);
        if (level) {
            keys.select(2, longest).copy_(rotated);
            values.select(2, longest).copy_(v.squeeze(1));
        } else {
            keys.transpose(1, 2).index_put_({slot_numbers, lengths}, rotated);
            values.transpose(1, 2).index_put_({slot_numbers, lengths}, v.squeeze(1));
        }
        const auto queries = rotate(q, angles).squeeze(1); // (S, H, d)
        std::vector<at::Tensor> outputs;
        for (const auto &group : groups) {
            if (group.count == 0)
                continue;
            const auto part = [&](const at::Tensor &t) { return t.narrow(0, group.first, group.count); };
            const auto own = std::span(held).subspan(static_cast<std::size_t>(group.first), static_cast<std::size_t>(group.count));
            outputs.push_back(attend_slots(part(queries), part(keys), part(values), own, group.prefix->keys[layer],
                                           group.prefix->values[layer]));
        }
        return (outputs.size() == 1 ? outputs.front() : at::cat(outputs)).unsqueeze(1);
    });
    cache.lengths = std::move(held);
    return hidden.squeeze(1);
}

SuffixCache Llama::make_cache(std::int64_t slots, std::int64_t capacity) const
{
    SuffixCache cache;
    cache.capacity = capacity;
    cache.lengths.assign(static_cast<std::size_t>(slots), 0);
    cache.device = DeviceDecoding::create(config_, slots, embedding_);
    for (std::size_t i = 0; i < layers_.size(); ++i) {
        // Zeros: what lies behind a slot's length is multiplied by a weight of zero, and must be finite.
        const std::vector<std::int64_t> shape{slots, config_.num_key_value_heads, capacity, config_.head_dim};
        cache.keys.push_back(at::zeros(shape, embedding_.options()));
        cache.values.push_back(at::zeros(shape, embedding_.options()));
    }
    return cache;
}

at::Tensor Llama::logits(const at::Tensor &hidden) const
{
    return lm_head_(hidden);
}

std::vector<Linear *> Llama::linears()
{
    std::vector<Linear *> result;
    for (auto &layer : layers_)
        for (auto *linear : {&layer.q, &layer.k, &layer.v, &layer.o, &layer.gate, &layer.up, &layer.down})
            result.push_back(linear);
    return result;
}

std::vector<const Linear *> Llama::linears() const
{
    const auto all = const_cast<Llama *>(this)->linears();
    return {all.begin(), all.end()};
}

} // namespace m3po::engine
