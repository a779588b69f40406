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

at::Tensor ClipEncoderLayer::attend(const at::Tensor &normed, std::span<const Sequences> stretches, bool causal) const
{
    const auto hidden = normed.size(1);
    const auto q = q_(normed), k = k_(normed), v = v_(normed);
    std::vector<at::Tensor> parts;
    std::int64_t first = 0;
    for (const auto &[count, length] : stretches) {
        const auto rows = count * length;
        const auto split = [&, count = count, length = length](const at::Tensor &t) { // (count, heads, length, d)
            return t.narrow(0, first, rows).view({count, length, heads_, hidden / heads_}).transpose(1, 2);
        };
        parts.push_back(at::scaled_dot_product_attention(split(q), split(k), split(v), {}, 0.0, causal)
                            .transpose(1, 2)
                            .reshape({rows, hidden}));
        first += rows;
    }
    return parts.size() == 1 ? parts.front() : at::cat(parts);
}

at::Tensor ClipEncoderLayer::operator()(const at::Tensor &x, std::span<const Sequences> stretches, bool causal) const
{
    return transform(x, attend(norm1_(x), stretches, causal));
}

at::Tensor ClipEncoderLayer::first_rows(const at::Tensor &x, Sequences sequences) const
{
    const auto [count, length] = sequences;
    const auto hidden = x.size(1);
    const auto normed = norm1_(x);
    const auto first = [&, count = count, length = length](const at::Tensor &rows) { return rows.view({count, length, hidden}).select(1, 0); };
    const auto split = [&, count = count](const at::Tensor &t) { return t.view({count, -1, heads_, hidden / heads_}).transpose(1, 2); };
    const auto attended = at::scaled_dot_product_attention(split(q_(first(normed))), split(k_(normed)), split(v_(normed)));
    return transform(first(x), attended.transpose(1, 2).reshape({count, hidden}));
}

at::Tensor ClipEncoderLayer::transform(const at::Tensor &x, const at::Tensor &attended) const
{
    const auto y = x + out_(attended);
    return y + fc2_(activate(activation_, fc1_(norm2_(y))));
}

} // namespace m3po::engine
