// SPDX-License-Identifier: GPL-3.0-or-later
// The kernels as functions over device memory, put on a stream. They say what they need in device_kernels.h; here are sizes and
// addresses alone, so that nvcc reads none of libtorch's headers. A launch that fails is found by plugin.cpp, which asks after each.
#pragma once

#include <cstdint>
#include <cuda_runtime_api.h>

namespace m3po::engine::cuda {

enum class Number { Float, BFloat16 };

// REQUIRES: width is a multiple of 8, addresses are of 16 bytes. Where `added` is not null, x + added goes to `sum` and is what
// the norm is of.
struct Norm {
    std::int64_t rows;
    int width;
    const void *x, *added, *weight;
    float eps;
    void *sum, *y;
    float *inverse; // may be null
};
void rms_norm(cudaStream_t, Number, const Norm &);
void rms_norm_backward(cudaStream_t, Number, std::int64_t rows, int width, const void *x, const void *weight, const float *inverse,
                       const void *dy, void *dx);

// REQUIRES: n is a multiple of 8.
void gated_silu(cudaStream_t, Number, std::int64_t n, const void *gate, const void *up, void *y);
void gated_silu_backward(cudaStream_t, Number, std::int64_t n, const void *gate, const void *up, const void *dy, void *dgate, void *dup);
void quick_gelu(cudaStream_t, Number, std::int64_t n, const void *x, void *y);

// x (rows, heads, d), angles (period, d)
void rotate_heads(cudaStream_t, Number, std::int64_t rows, int heads, int d, const void *x, const void *cos, const void *sin,
                  std::int64_t period, float direction, void *y);

struct Slots {
    int count, heads, kv_heads, d, capacity;
    const int *lengths; // tokens held before the new one
};
void rotate_and_store(cudaStream_t, Number, const Slots &, const void *q, const void *k, const void *v, const void *cos,
                      const void *sin, void *rotated_q, void *keys, void *values);

// Into how many parts a prefix is cut, so that all processors have work.
int prefix_parts(int tiles, int heads, int processors);

// `partial` (S, H, parts, d) and `weights` (S, H, parts, 2) are room for what the parts come to.
struct Attention {
    Slots slots;
    int tile, parts;
    const std::int64_t *prefixes; // (S / tile, 3)
    const void *q, *keys, *values;
    float *partial, *weights;
    void *out; // (S, H · d)
};
// bfloat16, d 64 or 128
void attend(cudaStream_t, const Attention &);

// n numbers of codes and scales as bfloat16.
void nf4_dequantize(cudaStream_t, std::int64_t n, const void *codes, const float *scales, void *out);

// Into how many slices the depth is cut, so that all processors have work.
int nf4_slices(int out, int in, int processors);

// `partial` (slices, rows, out) is room for what the slices come to. bfloat16, up to 32 rows; `out` a multiple of 32, `in` of 64.
struct Nf4Product {
    int rows, out, in, slices;
    int slice; // numbers of one; nf4_linear() sets it
    const void *x;
    const unsigned char *codes;
    const float *scales;
    float *partial;
    void *y;
};
void nf4_linear(cudaStream_t, const Nf4Product &);

} // namespace m3po::engine::cuda
