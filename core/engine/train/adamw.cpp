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
    // Lists, not one tensor after the other: on a GPU each operation is one call for all.
    std::vector<at::Tensor> parameters, wide, gradients, m, v; // wide: the parameters in float32
    for (std::size_t i = 0; i < parameters_.size(); ++i) {
        const auto &p = parameters_[i];
        if (!p.grad().defined())
            continue;
        parameters.push_back(p);
        wide.push_back(p.to(at::kFloat));
        gradients.push_back(p.grad().to(at::kFloat));
        m.push_back(state_.m[i]);
        v.push_back(state_.v[i]);
    }
    if (parameters.empty())
        return;
    if (settings_.weight_decay != 0)
        at::_foreach_mul_(wide, 1 - learning_rate * settings_.weight_decay);
    at::_foreach_lerp_(m, gradients, 1 - settings_.beta1);
    at::_foreach_mul_(v, settings_.beta2);
    at::_foreach_addcmul_(v, gradients, gradients, 1 - settings_.beta2);
    auto denominators = at::_foreach_sqrt(v);
    at::_foreach_div_(denominators, root);
    at::_foreach_add_(denominators, settings_.eps);
    at::_foreach_addcdiv_(wide, m, denominators, -step_size);
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        if (parameters[i].scalar_type() != at::kFloat)
            parameters[i].copy_(wide[i]);
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
    std::vector<at::Tensor> gradients;
    for (const auto &parameter : parameters) {
        if (parameter.grad().defined())
            gradients.push_back(parameter.grad());
    }
    if (gradients.empty())
        return 0;
    const auto norms = at::_foreach_norm(gradients, 2);
    const auto norm = at::linalg_vector_norm(at::stack(norms), 2);
    if (max_norm > 0) {
        const auto coefficient = at::clamp_max(max_norm / (norm + 1e-6), 1.0);
        at::_foreach_mul_(gradients, coefficient);
    }
    return norm.item<double>();
}

} // namespace m3po::engine
