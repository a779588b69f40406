// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/model/linear.h"

#include <ATen/ATen.h>

namespace m3po::engine {

at::Tensor Linear::operator()(const at::Tensor &x) const
{
    auto y = at::linear(x, weight, bias);
    if (!lora_a.defined())
        return y;
    // PEFT runs the adapter in its own type (float32 unless asked otherwise) and adds the result to the base's.
    auto input = x.to(lora_a.scalar_type());
    if (lora_dropout > 0)
        input = at::dropout(input, lora_dropout, true);
    const auto delta = at::linear(at::linear(input, lora_a), lora_b) * lora_scale;
    return (y + delta).to(y.scalar_type());
}

} // namespace m3po::engine
