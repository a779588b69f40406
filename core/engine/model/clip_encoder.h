// SPDX-License-Identifier: GPL-3.0-or-later
// The transformer that CLIP's two towers are made of: pre-norm layers with biased attention and an MLP, as
// Transformers' CLIPEncoder computes them.
#pragma once

#include "core/engine/model/activation.h"
#include "core/engine/model/weights.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace m3po::engine {

struct LayerNorm {
    at::Tensor weight, bias; // (D)
    double eps = 1e-5;

    LayerNorm() = default;
    LayerNorm(Weights &weights, const std::string &name, std::int64_t size, double eps);
    at::Tensor operator()(const at::Tensor &x) const;
};

// Sequences of one length, one after another.
struct Sequences {
    std::int64_t count = 0, length = 0;
};

class ClipEncoderLayer {
public:
    ClipEncoderLayer(Weights &weights, const std::string &name, std::int64_t hidden, std::int64_t inner,
                     std::int64_t heads, double eps, Activation activation);
    // x (Σ count·length, D), stretch after stretch -> the same. A sequence attends to itself alone (causal: to what is
    // behind it); all else is done for every row at once.
    at::Tensor operator()(const at::Tensor &x, std::span<const Sequences> stretches, bool causal) const;
    // The same of each sequence's first row alone, where nothing looks at the others: (count, D). Not causal.
    at::Tensor first_rows(const at::Tensor &x, Sequences sequences) const;

private:
    at::Tensor transform(const at::Tensor &x, const at::Tensor &attended) const;
    at::Tensor attend(const at::Tensor &normed, std::span<const Sequences> stretches, bool causal) const;

    LayerNorm norm1_, norm2_;
    Linear q_, k_, v_, out_, fc1_, fc2_;
    std::int64_t heads_;
    Activation activation_;
};

} // namespace m3po::engine
