// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/model/clip_encoder.h"

#include <ATen/ATen.h>

namespace m3po::engine {

LayerNorm::LayerNorm(Weights &weights, const std::string &name, std::int64_t size, double eps_)
    : weight(weights.get(name + ".weight", {size})), bias(weights.get(name + ".bias", {size})), eps(eps_)
{
}

at::Tensor LayerNorm::operator()(const at::Tensor &x) const
{
    return at::layer_norm(x, {x.size(-1)}, weight, bias, eps);
}

ClipEncoderLayer::ClipEncoderLayer(Weights &weights, const std::string &name, std::int64_t hidden, std::int64_t inner,
                                   std::int64_t heads, double eps, Activation activation)
    : norm1_(weights, name + "layer_norm1", hidden, eps), norm2_(weights, name + "layer_norm2", hidden, eps),
      q_(weights.linear(name + "self_attn.q_proj", hidden, hidden, true)),
      k_(weights.linear(name + "self_attn.k_proj", hidden, hidden, true)),
      v_(weights.linear(name + "self_attn.v_proj", hidden, hidden, true)),
      out_(weights.linear(name + "self_attn.out_proj", hidden, hidden, true)),
      fc1_(weights.linear(name + "mlp.fc1", hidden, inner, true)),
      fc2_(weights.linear(name + "mlp.fc2", inner, hidden, true)), heads_(heads), activation_(activation)
{
}

at::Tensor ClipEncoderLayer::operator()(const at::Tensor &x, bool causal) const
{
    const auto batch = x.size(0), length = x.size(1), hidden = x.size(2);
    const auto split = [&](const at::Tensor &t) { return t.view({batch, length, heads_, hidden / heads_}).transpose(1, 2); };
    const auto normed = norm1_(x);
    const auto attended = at::scaled_dot_product_attention(split(q_(normed)), split(k_(normed)), split(v_(normed)), {}, 0.0,
                                                           causal);
    const auto y = x + out_(attended.transpose(1, 2).reshape({batch, length, hidden}));
    return y + fc2_(activate(activation_, fc1_(norm2_(y))));
}

} // namespace m3po::engine
