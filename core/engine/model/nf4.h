// SPDX-License-Identifier: GPL-3.0-or-later
// Base weights in four bits a number (QLoRA, Dettmers et al. 2023): the numbers of a row in blocks of 64, each block with its largest
// magnitude as scale, each number one of 16 quantiles of a normal distribution. Codes, scales and values are those of bitsandbytes
// with quant_type "nf4", a block size of 64 and no second quantization. They are not trained; an adapter beside them is.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace m3po::engine {

struct Nf4 {
    static constexpr std::int64_t block = 64;

    at::Tensor codes;  // (out, in / 2), uint8: two numbers, the first in the upper four bits
    at::Tensor scales; // (out, in / block), float32

    std::int64_t out() const { return codes.size(0); }
    std::int64_t in() const { return 2 * codes.size(1); }
};

// weight (out, in). REQUIRES: `in` is a multiple of the block.
Nf4 quantize_nf4(const at::Tensor &weight);

// -> (out, in): code's quantile times scale, rounded to the type.
at::Tensor dequantize(const Nf4 &weight, at::ScalarType dtype);

// x (..., in), bias (out) or undefined -> (..., out). On a GPU a few rows are multiplied with the codes as they lie; otherwise the
// whole weight is there for a moment.
at::Tensor nf4_linear(const at::Tensor &x, const Nf4 &weight, const at::Tensor &bias);

} // namespace m3po::engine
