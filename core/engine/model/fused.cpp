// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/model/fused.h"

#include "core/engine/kernels/device_kernels.h"
#include "core/engine/kernels/row_operations.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/custom_function.h>

namespace m3po::engine {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::Function;
using torch::autograd::variable_list;

// Whether a kernel of our own reads it.
bool has_kernels(const at::Tensor &x)
{
    return x.is_cpu() ? x.scalar_type() == at::kFloat && x.is_contiguous() : is_for_device_kernels(x);
}

bool has_kernels(const at::Tensor &x, const at::Tensor &y)
{
    return has_kernels(x) && has_kernels(y) && x.scalar_type() == y.scalar_type();
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
    static at::Tensor compute(const at::Tensor &x, const at::Tensor &weight, double eps, at::Tensor *inverse)
    {
        if (const auto *device = device_kernels(x.device()))
            return device->rms_norm(x, weight, eps, inverse);
        auto y = at::empty_like(x);
        if (inverse)
            *inverse = at::empty({rows_of(x).rows}, x.options());
        rms_norm_forward(rows_of(x), x.const_data_ptr<float>(), weight.const_data_ptr<float>(), static_cast<float>(eps),
                         y.mutable_data_ptr<float>(), inverse ? inverse->mutable_data_ptr<float>() : nullptr);
        return y;
    }
    static at::Tensor forward(AutogradContext *context, const at::Tensor &x, const at::Tensor &weight, double eps)
    {
        at::Tensor inverse;
        auto y = compute(x, weight, eps, &inverse);
        context->save_for_backward({x, weight, inverse});
        return y;
    }
    static variable_list backward(AutogradContext *context, variable_list gradients)
    {
        const auto saved = context->get_saved_variables(); // x, weight, inverse
        const auto dy = gradients[0].contiguous();
        if (const auto *device = device_kernels(dy.device()))
            return {device->rms_norm_backward(saved[0], saved[1], saved[2], dy), {}, {}};
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
        if (const auto *device = device_kernels(gate.device()))
            return device->gated_silu(gate, up);
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
        if (const auto *device = device_kernels(dy.device())) {
            const auto [dgate, dup] = device->gated_silu_backward(saved[0], saved[1], dy);
            return {dgate, dup};
        }
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
        if (const auto *device = device_kernels(x.device()))
            return device->rotate_heads(x, cos, sin, direction);
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
    static Result compute(const at::Tensor &x, const Linear &layer)
    {
        const auto type = x.scalar_type();
        auto y = layer.nf4 ? nf4_linear(x, *layer.nf4, layer.bias) : at::linear(x, layer.weight, layer.bias);
        Result result{std::move(y), at::mm(x, layer.lora_a.to(type).t())};
        result.y.addmm_(result.inner, layer.lora_b.to(type).t(), 1, layer.lora_scale);
        return result;
    }
    // A and B again, beside the layer that holds them: autograd sees what is handed over by itself.
    static at::Tensor forward(AutogradContext *context, const at::Tensor &x, const at::Tensor &a, const at::Tensor &b, const Linear &layer)
    {
        const auto result = compute(x, layer);
        context->saved_data["scale"] = layer.lora_scale;
        const bool quantized = layer.nf4.has_value();
        context->save_for_backward({x, a, b, result.inner, quantized ? layer.nf4->codes : layer.weight, quantized ? layer.nf4->scales : at::Tensor()});
        return result.y;
    }
    static variable_list backward(AutogradContext *context, variable_list gradients)
    {
        const auto saved = context->get_saved_variables();
        const auto &x = saved[0], &a = saved[1], &b = saved[2], &inner = saved[3], &weight = saved[4], &scales = saved[5];
        const auto scale = context->saved_data["scale"].toDouble();
        const auto &dy = gradients[0];
        const auto type = x.scalar_type();
        const auto dinner = at::mm(dy, b.to(type)).mul_(scale); // (M, r)
        at::Tensor dx;
        if (context->needs_input_grad(0)) {
            dx = at::mm(dy, scales.defined() ? dequantize({weight, scales}, type) : weight);
            dx.addmm_(dinner, a.to(type));
        }
        const auto da = at::mm(dinner.t(), x).to(a.scalar_type()), db = at::mm(dy.t(), inner).to(b.scalar_type()).mul_(scale);
        return {dx, da, db, {}};
    }
};

} // namespace

at::Tensor rms_norm(const at::Tensor &x, const at::Tensor &weight, double eps)
{
    if (has_kernels(x, weight) && !weight.requires_grad())
        return keeps_gradients(x) ? RmsNorm::apply(x, weight, eps) : RmsNorm::compute(x, weight, eps, nullptr);
    const auto wide = x.to(at::kFloat);
    const auto scale = wide.square().mean(-1, true).add_(eps).rsqrt_();
    return weight * (wide * scale).to(x.scalar_type());
}

std::pair<at::Tensor, at::Tensor> add_rms_norm(const at::Tensor &x, const at::Tensor &added, const at::Tensor &weight, double eps)
{
    if (x.is_cuda() && has_kernels(x, added) && has_kernels(x, weight) && !weight.requires_grad() && !keeps_gradients(x) && !keeps_gradients(added))
        return device_kernels(x.device())->add_rms_norm(x, added, weight, eps);
    const auto sum = x + added;
    return {sum, rms_norm(sum, weight, eps)};
}

at::Tensor gated(Activation activation, const at::Tensor &gate, const at::Tensor &up)
{
    if (activation == Activation::Silu && has_kernels(gate, up))
        return keeps_gradients(gate) || keeps_gradients(up) ? GatedSilu::apply(gate, up) : GatedSilu::compute(gate, up);
    return activate(activation, gate) * up;
}

at::Tensor quick_gelu(const at::Tensor &x)
{
    if (!has_kernels(x) || keeps_gradients(x)) // CLIP's towers are not trained as a rule
        return x * at::sigmoid(x * 1.702);
    if (const auto *device = device_kernels(x.device()))
        return device->quick_gelu(x);
    auto y = at::empty_like(x);
    quick_gelu_forward(x.numel(), x.const_data_ptr<float>(), y.mutable_data_ptr<float>());
    return y;
}

at::Tensor rotate(const at::Tensor &x, const RotaryAngles &angles)
{
    if (has_kernels(x, angles.cos) && angles.sin.is_contiguous()) {
        return keeps_gradients(x) ? RotateHeads::apply(x, angles.cos, angles.sin)
                                  : RotateHeads::compute(x, angles.cos, angles.sin, 1);
    }
    return Rotary::rotate(x, angles);
}

at::Tensor lora_linear(const at::Tensor &x, const Linear &layer)
{
    const auto rows = x.reshape({-1, x.size(-1)}); // (M, K)
    auto sizes = x.sizes().vec();
    sizes.back() = layer.out();
    if (keeps_gradients(x) || keeps_gradients(layer.lora_a) || keeps_gradients(layer.lora_b))
        return LoraLinear::apply(rows, layer.lora_a, layer.lora_b, layer).view(sizes);
    return LoraLinear::compute(rows, layer).y.view(sizes);
}

} // namespace m3po::engine
