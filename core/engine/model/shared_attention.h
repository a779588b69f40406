// SPDX-License-Identifier: GPL-3.0-or-later
// Attention of continuations that share one prompt: scores against the prompt are one matrix product for the whole
// group, whatever its size, and the prompt's keys and values are never copied per row. One softmax runs over the
// prompt's scores and the own past's together, so the result is that of plain attention.
//
// H query heads in Hkv groups of G = H / Hkv. attend_with_prefix is differentiable.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <span>

namespace m3po::engine {

// B continuations of T tokens: q (B, T, H, d), k and v (B, T, Hkv, d), the prompt's keys and values (Hkv, P, d)
// -> (B, T, H·d). Each token sees the whole prompt and its own row up to itself.
at::Tensor attend_with_prefix(const at::Tensor &q, const at::Tensor &k, const at::Tensor &v, const at::Tensor &prefix_k,
                              const at::Tensor &prefix_v);

// One token each for C slots: q (C, H, d), own keys and values (C, Hkv, capacity, d), of which slot c holds
// lengths[c] >= 1 -> (C, H·d). In float32 on the CPU by core/engine/kernels/slot_attention.h: a slot's bits do not
// depend on its neighbours.
at::Tensor attend_slots(const at::Tensor &q, const at::Tensor &own_k, const at::Tensor &own_v,
                        std::span<const std::int64_t> lengths, const at::Tensor &prefix_k, const at::Tensor &prefix_v);

} // namespace m3po::engine
