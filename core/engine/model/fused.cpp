// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/model/fused.h"

#include "core/engine/kernels/row_operations.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/custom_function.h>

namespace m3po::engine {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::Function;
using torch::autograd::variable_list;

bool is_plain(const at::Tensor &x)
{
    return x.is_cpu() && x.scalar_type() == at::kFloat;
}

bool keeps_gradients(const at::Tensor &x)
{
    return at::GradMode::is_enabled() && x.requires_grad();
}

RowShape rows_of(const at::Tensor &x)
{
    return {x.size(-1) > 0 ? x.numel() / x.size(-1) : 0, x.size(-1)};
}

class RmsNorm : public Function<RmsNorm> {
public:
    static at::Tensor compute(const at::Tensor &x, const at::Tensor &weight, double eps, float *inverse)
    {
        auto y = at::empty_like(x);
        rms_norm_forward(rows_of(x), x.const_data_ptr<float>(), weight.const_data_ptr<float>(), static_cast<float>(eps),
                         y.mutable_data_ptr<float>(), inverse);
        return y;
    }
    static at::Tensor forward(AutogradContext *context, const at::Tensor &x, const at::Tensor &weight, double eps)
    {
        auto inverse = at::empty({rows_of(x).rows}, x.options());
        auto y = compute(x, weight, eps, inverse.mutable_data_ptr<float>());
        context->save_for_backward({x, weight, inverse});
        return y;
    }
    static variable_list backward(AutogradContext *context, variable_list gradients)
    {
        const auto saved = context->get_saved_variables(); // x, weight, inverse
        const auto dy = gradients[0].contiguous();
        auto dx = at::empty_like(dy);
        rms_norm_backward(rows_of(dy), saved[0].const_data_ptr<float>(), saved[1].const_data_ptr<float>(),
                          saved[2].const_data_ptr<float>(), dy.const_data_ptr<float>(), dx.mutable_data_ptr<float>());
        return {dx, {}, {}};
    }
};

class GatedSilu : public Function<GatedSilu> {
public:
    static at::Tensor compute(const at::Tensor &gate, const at::Tensor &up)
    {
        auto y = at::empty_like(gate);
        gated_silu_forward(gate.numel(), gate.const_data_ptr<float>(), up.const_data_ptr<float>(), y.mutable_data_ptr<float>());
        return y;
    }
    static at::Tensor forward(AutogradContext *context, const at::Tensor &gate, const at::Tensor &up)
    {
        context->save_for_backward({gate, up});
        return compute(gate, up);
    }
    static variable_list backward(AutogradContext *context, variable_list gradients)
    {
        const auto saved = context->get_saved_variables(); // gate, up
        const auto dy = gradients[0].contiguous();
        auto dgate = at::empty_like(dy), dup = at::empty_like(dy);
        gated_silu_backward(dy.numel(), saved[0].const_data_ptr<float>(), saved[1].const_data_ptr<float>(),
                            dy.const_data_ptr<float>(), dgate.mutable_data_ptr<float>(), dup.mutable_data_ptr<float>());
        return {dgate, dup};
    }
};

class RotateHeads : public Function<RotateHeads> {
public:
    static at::Tensor compute(const at::Tensor &x, const at::Tensor &cos, const at::Tensor &sin, float direction)
    {
        auto y = at::empty_like(x);
        const auto heads = x.size(2), width = x.size(3);
        rotate_heads({x.size(0) * x.size(1), width}, heads, x.const_data_ptr<float>(), cos.const_data_ptr<float>(),
                     sin.const_data_ptr<float>(), cos.numel() / width, direction, y.mutable_data_ptr<float>());
        return y;
    }
    static at::Tensor forward(AutogradContext *context, const at::Tensor &x, const at::Tensor &cos, const at::Tensor &sin)
    {
        context->save_for_backward({cos, sin});
        return compute(x, cos, sin, 1);
    }
    static variable_list backward(AutogradContext *context, variable_list gradients)
    {
        const auto saved = context->get_saved_variables(); // cos, sin
        return {compute(gradients[0].contiguous(), saved[0], saved[1], -1), {}, {}};
    }
};

class LoraLinear : public Function<LoraLinear> {
public:
    struct Result {
        at::Tensor y, inner; // x Aᵀ
    };
    // x (M, K)
    static Result compute(const at::Tensor &x, const at::Tensor &weight, const at::Tensor &bias, const at::Tensor &a,
                          const at::Tensor &b, double scale)
    {
        Result result{at::linear(x, weight, bias), at::mm(x, a.t())};
        result.y.addmm_(result.inner, b.t(), 1, scale);
        return result;
    }
    static at::Tensor forward(AutogradContext *context, const at::Tensor &x, const at::Tensor &weight,
                              const std::optional<at::Tensor> &bias, const at::Tensor &a, const at::Tensor &b, double scale)
    {
        const auto result = compute(x, weight, bias.value_or(at::Tensor()), a, b, scale);
        context->saved_data["scale"] = scale;
        context->save_for_backward({x, weight, a, b, result.inner});
        return result.y;
    }
    static variable_list backward(AutogradContext *context, variable_list gradients)
    {
        const auto saved = context->get_saved_variables();
        const auto &x = saved[0], &weight = saved[1], &a = saved[2], &b = saved[3], &inner = saved[4];
        const auto scale = context->saved_data["scale"].toDouble();
        const auto &dy = gradients[0];
        const auto dinner = at::mm(dy, b).mul_(scale); // (M, r)
        at::Tensor dx;
        if (context->needs_input_grad(0)) {
            dx = at::mm(dy, weight);
            dx.addmm_(dinner, a);
        }
        return {dx, {}, {}, at::mm(dinner.t(), x), at::mm(dy.t(), inner).mul_(scale), {}};
    }
};

} // namespace

at::Tensor rms_norm(const at::Tensor &x, const at::Tensor &weight, double eps)
{
    if (is_plain(x) && is_plain(weight) && x.is_contiguous() && !weight.requires_grad())
        return keeps_gradients(x) ? RmsNorm::apply(x, weight, eps) : RmsNorm::compute(x, weight, eps, nullptr);
    const auto wide = x.to(at::kFloat);
    const auto scale = wide.square().mean(-1, true).add_(eps).rsqrt_();
    return weight * (wide * scale).to(x.scalar_type());
}

at::Tensor gated(Activation activation, const at::Tensor &gate, const at::Tensor &up)
{
    if (activation == Activation::Silu && is_plain(gate) && is_plain(up) && gate.is_contiguous() && up.is_contiguous())
        return keeps_gradients(gate) || keeps_gradients(up) ? GatedSilu::apply(gate, up) : GatedSilu::compute(gate, up);
    return activate(activation, gate) * up;
}

at::Tensor quick_gelu(const at::Tensor &x)
{
    if (!is_plain(x) || !x.is_contiguous() || keeps_gradients(x)) // CLIP's towers are not trained as a rule
        return x * at::sigmoid(x * 1.702);
    auto y = at::empty_like(x);
    quick_gelu_forward(x.numel(), x.const_data_ptr<float>(), y.mutable_data_ptr<float>());
    return y;
}

at::Tensor rotate(const at::Tensor &x, const RotaryAngles &angles)
{
    if (is_plain(x) && is_plain(angles.cos) && x.is_contiguous() && angles.cos.is_contiguous() && angles.sin.is_contiguous()) {
        return keeps_gradients(x) ? RotateHeads::apply(x, angles.cos, angles.sin)
                                  : RotateHeads::compute(x, angles.cos, angles.sin, 1);
    }
    return Rotary::rotate(x, angles);
}

at::Tensor lora_linear(const at::Tensor &x, const at::Tensor &weight, const at::Tensor &bias, const at::Tensor &a,
                       const at::Tensor &b, double scale)
{
    const auto rows = x.reshape({-1, x.size(-1)}); // (M, K)
    auto sizes = x.sizes().vec();
    sizes.back() = weight.size(0);
    if (keeps_gradients(x) || keeps_gradients(a) || keeps_gradients(b))
        return LoraLinear::apply(rows, weight, bias.defined() ? std::optional(bias) : std::nullopt, a, b, scale).view(sizes);
    return LoraLinear::compute(rows, weight, bias, a, b, scale).y.view(sizes);
}

} // namespace m3po::engine
