// SPDX-License-Identifier: GPL-3.0-or-later
// A linear layer with an optional low-rank adapter beside it:  y = x Wᵀ + b + scale · (dropout(x) Aᵀ) Bᵀ   (LoRA,
// Hu et al. 2021, as PEFT applies it). Tensors are handles: copying a Linear shares its weights.
#pragma once

#include "core/engine/model/nf4.h"

#include <ATen/core/Tensor.h>

#include <optional>
#include <string>

namespace m3po::engine {

struct Linear {
    std::string name;    // "language_model.model.layers.0.self_attn.q_proj", the hub's older naming, without ".weight"
    at::Tensor weight;   // (out, in); undefined where the layer has four bits a number
    std::optional<Nf4> nf4;
    at::Tensor bias;     // (out) or undefined
    at::Tensor lora_a;   // (r, in) or undefined
    at::Tensor lora_b;   // (out, r)
    double lora_scale = 0;
    double lora_dropout = 0; // > 0 only while training

    std::int64_t out() const { return nf4 ? nf4->out() : weight.size(0); }
    std::int64_t in() const { return nf4 ? nf4->in() : weight.size(1); }
    bool trains_weight() const { return weight.defined() && weight.requires_grad(); }

    at::Tensor operator()(const at::Tensor &x) const; // (..., in) -> (..., out)
};

} // namespace m3po::engine
