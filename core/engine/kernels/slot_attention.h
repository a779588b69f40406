// SPDX-License-Identifier: GPL-3.0-or-later
// Decoding's attention on the CPU in float32: slots that continue one prompt, each with a past of its own. The prompt's
// keys and values are read once for all slots; nothing is padded to the longest slot. A slot's result has the same bits
// whatever its neighbours hold and however many there are.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <span>

namespace m3po::engine {

// C slots, Hkv key heads, G query heads for each: q (C, Hkv·G, d); own_k and own_v (C, Hkv, capacity, d), of which slot
// c holds lengths[c] >= 1; the prompt's keys and values (Hkv, P, d) -> (C, Hkv·G·d): softmax(q kᵀ / √d) v over prompt and
// own past together. All float32 on the CPU, rows of d contiguous. Nothing is differentiable.
at::Tensor slot_attention(const at::Tensor &q, const at::Tensor &own_k, const at::Tensor &own_v,
                          std::span<const std::int64_t> lengths, const at::Tensor &prompt_k, const at::Tensor &prompt_v);

} // namespace m3po::engine
