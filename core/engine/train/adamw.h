// SPDX-License-Identifier: GPL-3.0-or-later
// AdamW (Loshchilov & Hutter 2019) on any list of leaf tensors, operation by operation as PyTorch's single-tensor
// implementation, so that trajectories agree to float32's rounding.
//
//     m ← β₁m + (1−β₁)g,   v ← β₂v + (1−β₂)g²
//     p ← p(1 − lr·λ) − lr/(1−β₁ᵗ) · m / (√v/√(1−β₂ᵗ) + ε)
//
// Moments are float32 even where a parameter is not. One thread.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

namespace m3po::engine {

struct AdamWSettings {
    double beta1 = 0.9, beta2 = 0.999, eps = 1e-8;
    double weight_decay = 0; // Transformers' default, not PyTorch's 0.01
};

class AdamW {
public:
    // Shares the tensors and asks them for gradients.
    explicit AdamW(std::vector<at::Tensor> parameters, const AdamWSettings &settings = {});

    // One step with the parameters' grad(); those without one are left alone.
    void step(double learning_rate);
    void zero_grad();

    const std::vector<at::Tensor> &parameters() const { return parameters_; }

    // What a checkpoint keeps, in the order of parameters(). REQUIRES for set_state: the same shapes.
    struct State {
        std::int64_t steps = 0;
        std::vector<at::Tensor> m, v;
    };
    const State &state() const { return state_; }
    void set_state(std::int64_t steps, const std::vector<at::Tensor> &m, const std::vector<at::Tensor> &v);

private:
    std::vector<at::Tensor> parameters_;
    AdamWSettings settings_;
    State state_;
};

// Scales all gradients so that their common 2-norm is at most max_norm, as torch.nn.utils.clip_grad_norm_ does:
// coefficient min(1, max_norm / (norm + 1e-6)). Returns the norm before. max_norm <= 0: measured only.
double clip_grad_norm(const std::vector<at::Tensor> &parameters, double max_norm);

} // namespace m3po::engine
