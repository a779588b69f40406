// SPDX-License-Identifier: GPL-3.0-or-later
// Eight neighbouring numbers as float32, whatever type they have in memory.
#pragma once

#include "core/engine/kernels/cuda/launch.h"

#include <cuda_bf16.h>

namespace m3po::engine::cuda {

constexpr int pack = 8;

struct Eight {
    float at[pack];
};

__device__ inline Eight load(const float *from)
{
    const auto a = *reinterpret_cast<const float4 *>(from), b = *reinterpret_cast<const float4 *>(from + 4);
    return {{a.x, a.y, a.z, a.w, b.x, b.y, b.z, b.w}};
}

__device__ inline Eight load(const __nv_bfloat16 *from)
{
    const auto raw = *reinterpret_cast<const uint4 *>(from);
    const unsigned words[4] = {raw.x, raw.y, raw.z, raw.w};
    Eight result;
#pragma unroll
    for (int i = 0; i < 4; ++i) { // bfloat16 is float32's upper half
        result.at[2 * i] = __uint_as_float(words[i] << 16);
        result.at[2 * i + 1] = __uint_as_float(words[i] & 0xffff0000u);
    }
    return result;
}

__device__ inline void store(float *to, const Eight &x)
{
    reinterpret_cast<float4 *>(to)[0] = {x.at[0], x.at[1], x.at[2], x.at[3]};
    reinterpret_cast<float4 *>(to)[1] = {x.at[4], x.at[5], x.at[6], x.at[7]};
}

__device__ inline unsigned two_bfloat16(float low, float high)
{
    const __nv_bfloat162 pair = __floats2bfloat162_rn(low, high);
    return *reinterpret_cast<const unsigned *>(&pair);
}

__device__ inline void store(__nv_bfloat16 *to, const Eight &x)
{
    *reinterpret_cast<uint4 *>(to) = {two_bfloat16(x.at[0], x.at[1]), two_bfloat16(x.at[2], x.at[3]),
                                      two_bfloat16(x.at[4], x.at[5]), two_bfloat16(x.at[6], x.at[7])};
}

__device__ inline float one(float x) { return x; }
__device__ inline float one(__nv_bfloat16 x) { return __bfloat162float(x); }
__device__ inline void put(float *to, float x) { *to = x; }
__device__ inline void put(__nv_bfloat16 *to, float x) { *to = __float2bfloat16_rn(x); }

// work(T{}) with T the type of the numbers in memory.
template <typename Work> void with_type(Number number, const Work &work)
{
    if (number == Number::Float)
        work(float{});
    else
        work(__nv_bfloat16{});
}

} // namespace m3po::engine::cuda
