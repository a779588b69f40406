// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/train/adamw.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <cmath>

namespace m3po::engine {

AdamW::AdamW(std::vector<at::Tensor> parameters, const AdamWSettings &settings)
    : parameters_(std::move(parameters)), settings_(settings)
{
    for (auto &parameter : parameters_) {
        parameter.requires_grad_(true);
        const auto options = parameter.options().dtype(at::kFloat).requires_grad(false);
        state_.m.push_back(at::zeros(parameter.sizes(), options));
        state_.v.push_back(at::zeros(parameter.sizes(), options));
    }
}

void AdamW::step(double learning_rate)
{
    at::NoGradGuard no_grad;
    ++state_.steps;
    const auto t = static_cast<double>(state_.steps);
    const double step_size = learning_rate / (1 - std::pow(settings_.beta1, t));
    const double root = std::sqrt(1 - std::pow(settings_.beta2, t));
    for (std::size_t i = 0; i < parameters_.size(); ++i) {
        auto &p = parameters_[i];
        if (!p.grad().defined())
            continue;
        const auto g = p.grad().to(at::kFloat);
        if (settings_.weight_decay != 0)
            p.mul_(1 - learning_rate * settings_.weight_decay);
        state_.m[i].lerp_(g, 1 - settings_.beta1);
        state_.v[i].mul_(settings_.beta2).addcmul_(g, g, 1 - settings_.beta2);
        const auto denominator = (state_.v[i].sqrt() / root).add_(settings_.eps);
        if (p.scalar_type() == at::kFloat)
            p.addcdiv_(state_.m[i], denominator, -step_size);
        else
            p.copy_(p.to(at::kFloat).addcdiv_(state_.m[i], denominator, -step_size));
    }
}

void AdamW::zero_grad()
{
    for (auto &parameter : parameters_)
        parameter.mutable_grad() = at::Tensor();
}

void AdamW::set_state(std::int64_t steps, const std::vector<at::Tensor> &m, const std::vector<at::Tensor> &v)
{
    at::NoGradGuard no_grad;
    state_.steps = steps;
    for (std::size_t i = 0; i < parameters_.size(); ++i) {
        state_.m[i].copy_(m.at(i));
        state_.v[i].copy_(v.at(i));
    }
}

double clip_grad_norm(const std::vector<at::Tensor> &parameters, double max_norm)
{
    at::NoGradGuard no_grad;
    std::vector<at::Tensor> gradients, norms;
    for (const auto &parameter : parameters) {
        if (parameter.grad().defined()) {
            gradients.push_back(parameter.grad());
            norms.push_back(at::linalg_vector_norm(gradients.back(), 2));
        }
    }
    if (gradients.empty())
        return 0;
    const auto norm = at::linalg_vector_norm(at::stack(norms), 2);
    if (max_norm > 0) {
        const auto coefficient = at::clamp_max(max_norm / (norm + 1e-6), 1.0);
        for (auto &gradient : gradients)
            gradient.mul_(coefficient);
    }
    return norm.item<double>();
}

} // namespace m3po::engine
