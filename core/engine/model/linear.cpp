// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/model/linear.h"

#include "core/engine/kernels/few_rows.h"
#include "core/engine/model/fused.h"

#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>

namespace m3po::engine {

namespace {

// As many rows as decoding has in a block: here the kernel of our own is ahead of MKL's, which copies the weight into an
// order of its own first.
constexpr std::int64_t few = 32;

// In inference mode alone. Training takes its reference without gradients and its policy with them, and the two have to
// come from the same products: where nothing has moved yet, their difference is 0 and not a rounding.
bool is_for_few_rows(const at::Tensor &x, const at::Tensor &weight)
{
    return c10::InferenceMode::is_enabled() && x.is_cpu() && x.scalar_type() == at::kFloat
           && weight.scalar_type() == at::kFloat && weight.stride(1) == 1 && x.numel() > 0 && x.numel() / x.size(-1) <= few;
}

// x (..., in), weight (out, in), bias (out) or undefined -> (..., out)
at::Tensor product(const at::Tensor &x, const at::Tensor &weight, const at::Tensor &bias)
{
    if (!is_for_few_rows(x, weight))
        return at::linear(x, weight, bias);
    const auto in = x.contiguous();
    const auto depth = weight.size(1), columns = weight.size(0), rows = in.numel() / depth;
    auto sizes = in.sizes().vec();
    sizes.back() = columns;
    auto y = at::empty(sizes, in.options());
    few_rows_linear({in.const_data_ptr<float>(), depth}, {weight.const_data_ptr<float>(), weight.stride(0)},
                    {y.mutable_data_ptr<float>(), columns}, rows, columns, depth);
    return bias.defined() ? y.add_(bias) : y;
}

} // namespace

at::Tensor Linear::operator()(const at::Tensor &x) const
{
    // On a GPU the adapter's products run in the model's type, as they do under the mixed precision that TRL trains with.
    const auto is_one_type = [&] {
        if (x.is_cuda())
            return nf4 || x.scalar_type() == weight.scalar_type();
        return !nf4 && x.scalar_type() == at::kFloat && weight.scalar_type() == at::kFloat && lora_a.scalar_type() == at::kFloat
               && !is_for_few_rows(x, weight);
    };
    if (lora_a.defined() && lora_dropout <= 0 && !trains_weight() && is_one_type())
        return lora_linear(x, *this);
    auto y = nf4 ? nf4_linear(x, *nf4, bias) : product(x, weight, bias);
    if (!lora_a.defined())
        return y;
    // PEFT runs the adapter in its own type (float32 unless asked otherwise) and adds the result to the base's.
    auto input = x.to(lora_a.scalar_type());
    if (lora_dropout > 0)
        input = at::dropout(input, lora_dropout, true);
    const auto delta = product(product(input, lora_a, {}), lora_b, {}) * lora_scale;
    return (y + delta).to(y.scalar_type());
}

} // namespace m3po::engine
