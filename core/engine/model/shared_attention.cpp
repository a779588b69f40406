// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/model/shared_attention.h"

#include "core/engine/kernels/slot_attention.h"

#include <ATen/ATen.h>

#include <cmath>
#include <limits>

namespace m3po::engine {

namespace {

// scores (Hkv, C, R, P + L), R rows of each of C continuations -> their attention's output (Hkv, C, R, d).
// own_v (C, Hkv, L, d).
at::Tensor weigh(const at::Tensor &scores, const at::Tensor &prefix_v, const at::Tensor &own_v)
{
    const auto heads = scores.size(0), count = scores.size(1), rows = scores.size(2);
    const auto prefix = prefix_v.size(1), own = own_v.size(2), d = own_v.size(3);
    const auto weights = at::softmax(scores, -1, at::kFloat).to(scores.scalar_type());
    const auto from_prefix = at::bmm(weights.narrow(-1, 0, prefix).view({heads, count * rows, prefix}), prefix_v);
    const auto from_own = at::matmul(weights.narrow(-1, prefix, own).transpose(0, 1), own_v); // (C, Hkv, R, d)
    return from_prefix.view({heads, count, rows, d}) + from_own.transpose(0, 1);
}

} // namespace

at::Tensor attend_with_prefix(const at::Tensor &q, const at::Tensor &k, const at::Tensor &v, const at::Tensor &prefix_k,
                              const at::Tensor &prefix_v)
{
    const auto batch = q.size(0), length = q.size(1), d = q.size(3);
    const auto heads = k.size(2), group = q.size(2) / heads, prefix = prefix_k.size(1);
    const auto scaled = (q * (1 / std::sqrt(static_cast<double>(d)))).view({batch, length, heads, group, d});
    // (Hkv, B, T·G, d); row t·G + g
    const auto rows = scaled.permute({2, 0, 1, 3, 4}).reshape({heads, batch * length * group, d});
    const auto prefix_scores = at::bmm(rows, prefix_k.transpose(1, 2)).view({heads, batch, length * group, prefix});
    const auto keys = k.permute({2, 0, 3, 1});                                                            // (Hkv, B, d, T)
    auto own_scores = at::matmul(rows.view({heads, batch, length * group, d}), keys); // (Hkv, B, T·G, T)
    if (length > 1) {
        const auto future = at::ones({length, length}, q.options().dtype(at::kBool)).triu(1).repeat_interleave(group, 0);
        own_scores = own_scores.masked_fill(future, -std::numeric_limits<double>::infinity());
    }
    const auto out = weigh(at::cat({prefix_scores, own_scores}, -1), prefix_v, v.transpose(1, 2)); // (Hkv, B, T·G, d)
    return out.view({heads, batch, length, group, d}).permute({1, 2, 0, 3, 4}).reshape({batch, length, heads * group * d});
}

at::Tensor attend_slots(const at::Tensor &q, const at::Tensor &own_k, const at::Tensor &own_v,
                        std::span<const std::int64_t> lengths, const at::Tensor &prefix_k, const at::Tensor &prefix_v)
{
    if (q.is_cpu() && q.scalar_type() == at::kFloat)
        return slot_attention(q, own_k, own_v, lengths, prefix_k, prefix_v);
    const auto count = q.size(0), d = q.size(2), heads = own_k.size(1), group = q.size(1) / heads;
    const auto prefix = prefix_k.size(1);
    const auto scaled = (q * (1 / std::sqrt(static_cast<double>(d)))).view({count, heads, group, d});
    const auto rows = scaled.transpose(0, 1).reshape({heads, count * group, d}).contiguous();
    const auto prefix_scores = at::bmm(rows, prefix_k.transpose(1, 2)); // (Hkv, C·G, P)
    const auto longest = *std::max_element(lengths.begin(), lengths.end());
    const auto keys = own_k.narrow(2, 0, longest), values = own_v.narrow(2, 0, longest);
    auto own_scores = at::matmul(scaled, keys.transpose(2, 3)); // (C, Hkv, G, L)
    if (std::any_of(lengths.begin(), lengths.end(), [&](auto length) { return length != longest; })) {
        const auto held = at::tensor(at::ArrayRef<std::int64_t>(lengths.data(), lengths.size()), at::kLong).to(q.device());
        const auto behind = at::arange(longest, held.options()) >= held.view({count, 1, 1, 1});
        own_scores = own_scores.masked_fill(behind, -std::numeric_limits<double>::infinity());
    }
    const auto scores = at::cat({prefix_scores.view({heads, count, group, prefix}), own_scores.transpose(0, 1)}, -1);
    const auto out = weigh(scores, prefix_v, values); // (Hkv, C, G, d)
    return out.transpose(0, 1).reshape({count, heads * group * d});
}

} // namespace m3po::engine
