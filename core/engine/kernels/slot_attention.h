// SPDX-License-Identifier: GPL-3.0-or-later
// The part of decoding's attention that each slot does for itself, on the CPU in float32: scores against its own past,
// and the softmax over these and the prompt's scores together. The prompt's two matrix products stay outside, one for
// a whole group. No padding to the longest slot, so a slot's result has the same bits whatever its neighbours hold.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <span>

namespace m3po::engine {

// C slots, Hkv key heads, G query heads for each. With s the scores of all P + L keys that a query sees and m the
// largest of them:
//
//     prompt_scores  <-  exp(s - m), in place            (Hkv, C·G, P), row c·G + g
//     returned out    =  Σ own exp(s - m) v              (Hkv, C·G, d)
//     total           =  Σ all exp(s - m)                (Hkv, C·G, 1)
//
// q (Hkv, C·G, d), already divided by √d; own_k and own_v (C, Hkv, capacity, d), rows of d contiguous; slot c holds
// lengths[c] >= 1 own keys. All float32 on the CPU; q and prompt_scores contiguous. Nothing is differentiable.
struct SlotAttention {
    at::Tensor out, total;
};
SlotAttention attend_own(const at::Tensor &q, const at::Tensor &own_k, const at::Tensor &own_v,
                         std::span<const std::int64_t> lengths, at::Tensor &prompt_scores);

} // namespace m3po::engine
