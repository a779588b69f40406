// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/model/nf4.h"

#include "core/engine/kernels/device_kernels.h"
#include "core/engine/kernels/nf4_values.h"

#include <ATen/ATen.h>

#include <algorithm>

namespace m3po::engine {

namespace {

// Rows that the kernel multiplies at once, and up to which its second pass over the codes is cheaper than making the whole weight.
constexpr std::int64_t few = 32, most = 64;

const DeviceKernels *kernels_for(const at::Tensor &x, std::int64_t out)
{
    return x.scalar_type() == at::kBFloat16 && out % 32 == 0 ? device_kernels(x.device()) : nullptr;
}

} // namespace

Nf4 quantize_nf4(const at::Tensor &weight)
{
    const auto out = weight.size(0), in = weight.size(1);
    TORCH_CHECK(in % Nf4::block == 0, "a row consists of whole blocks");
    const auto blocks = weight.to(at::kFloat).reshape({-1, Nf4::block});
    const auto scales = blocks.abs().amax(1, true);
    // The reciprocal first, as bitsandbytes does: numbers at a boundary feel the last bit.
    const auto scaled = blocks * at::where(scales > 0, scales.reciprocal(), at::zeros_like(scales));
    const auto boundaries = at::tensor(at::ArrayRef<float>(nf4_boundaries.data(), nf4_boundaries.size()), at::kFloat).to(weight.device());
    const auto codes = at::bucketize(scaled, boundaries).to(at::kByte).view({out, in / 2, 2});
    return {codes.select(2, 0) * 16 + codes.select(2, 1), scales.view({out, in / Nf4::block})};
}

at::Tensor dequantize(const Nf4 &weight, at::ScalarType dtype)
{
    const auto *kernels = device_kernels(weight.codes.device());
    if (kernels && dtype == at::kBFloat16)
        return kernels->nf4_dequantize(weight.codes, weight.scales);
    const auto table = at::tensor(at::ArrayRef<float>(nf4_values.data(), nf4_values.size()), at::kFloat).to(weight.codes.device());
    const auto codes = at::stack({weight.codes.bitwise_right_shift(4), weight.codes.bitwise_and(15)}, 2).flatten().to(at::kInt);
    const auto values = table.index_select(0, codes).view({-1, Nf4::block});
    return (values * weight.scales.view({-1, 1})).view({weight.out(), weight.in()}).to(dtype);
}

at::Tensor nf4_linear(const at::Tensor &x, const Nf4 &weight, const at::Tensor &bias)
{
    const auto rows = x.reshape({-1, weight.in()});
    const auto *kernels = kernels_for(x, weight.out());
    if (!kernels || rows.size(0) > most)
        return at::linear(x, dequantize(weight, x.scalar_type()), bias);
    std::vector<at::Tensor> parts;
    for (std::int64_t first = 0; first < rows.size(0); first += few)
        parts.push_back(kernels->nf4_linear(rows.narrow(0, first, std::min(few, rows.size(0) - first)), weight.codes, weight.scales));
    auto sizes = x.sizes().vec();
    sizes.back() = weight.out();
    auto y = (parts.size() == 1 ? parts.front() : at::cat(parts)).view(sizes);
    return bias.defined() ? y.add_(bias) : y;
}

} // namespace m3po::engine
