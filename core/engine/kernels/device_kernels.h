// SPDX-License-Identifier: GPL-3.0-or-later
// Kernels of our own on a GPU: what libtorch does in many passes over memory, and decoding's attention over a shared prefix.
// They lie in a plugin, libm3po_cuda, which is opened where a GPU is; without it everything runs by libtorch's own operations.
//
// All tensors are contiguous, of one type (float32 or bfloat16) unless said otherwise, and on one device. Sums are kept in
// float32, and results rounded once. Work is put on libtorch's current stream; gradients are the caller's business.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <utility>

namespace m3po::engine {

// Work recorded once, with the memory that it used, to be done again by one call.
class DeviceGraph {
public:
    virtual ~DeviceGraph() = default;
    virtual void replay() = 0;
};

// What one layer's attention of S slots reads, one new token each (shared_attention.h).
struct DeviceAttention {
    at::Tensor q;            // (S, H, d), rotated
    at::Tensor keys, values; // (S, Hkv, capacity, d), the new token's included
    at::Tensor lengths;      // (S), int32: tokens that a slot held before the new one
    at::Tensor prefixes;     // (S / tile, 3), int64: for `tile` neighbouring slots the address of their prefix' keys (Hkv, P, d)
                             // and values, and P
    std::int64_t tile = 0;   // at most 16
};

class DeviceKernels {
public:
    virtual ~DeviceKernels() = default;

    // y = weight · x / √(mean(x²) + eps), row by row; x (..., width). `inverse` (rows), float32, gets 1 / √… where not null.
    virtual at::Tensor rms_norm(const at::Tensor &x, const at::Tensor &weight, double eps, at::Tensor *inverse) const = 0;
    // x + added, rounded to the type, and the norm of that.
    virtual std::pair<at::Tensor, at::Tensor> add_rms_norm(const at::Tensor &x, const at::Tensor &added, const at::Tensor &weight,
                                                           double eps) const = 0;
    // dy -> dx. The weight is a constant.
    virtual at::Tensor rms_norm_backward(const at::Tensor &x, const at::Tensor &weight, const at::Tensor &inverse,
                                         const at::Tensor &dy) const = 0;

    // y = silu(gate) · up, and dy -> (dgate, dup)
    virtual at::Tensor gated_silu(const at::Tensor &gate, const at::Tensor &up) const = 0;
    virtual std::pair<at::Tensor, at::Tensor> gated_silu_backward(const at::Tensor &gate, const at::Tensor &up,
                                                                  const at::Tensor &dy) const = 0;

    // y = x · σ(1.702 x)
    virtual at::Tensor quick_gelu(const at::Tensor &x) const = 0;

    // Rotary position embedding (rotary.h) of x (rows, heads, d); row i has the angles of row i mod (their number). A
    // direction of -1 turns back, which is what a gradient needs.
    virtual at::Tensor rotate_heads(const at::Tensor &x, const at::Tensor &cos, const at::Tensor &sin, double direction) const = 0;

    // Decoding's q, rotated (S, H, d); rotated k and v (S, Hkv, d) go to place lengths[s] of slot s.
    virtual at::Tensor rotate_and_store(const at::Tensor &q, const at::Tensor &k, const at::Tensor &v, const at::Tensor &cos,
                                        const at::Tensor &sin, const DeviceAttention &into) const = 0;
    // Each slot attends to its prefix and to its own tokens, the new one included -> (S, H · d). The prefix is read once for
    // all slots of a tile. REQUIRES: bfloat16, d is 64 or 128.
    virtual at::Tensor attend(const DeviceAttention &attention) const = 0;

    // A weight in four bits (nf4.h): codes (out, in / 2), uint8, scales (out, in / 64), float32 -> (out, in), bfloat16
    virtual at::Tensor nf4_dequantize(const at::Tensor &codes, const at::Tensor &scales) const = 0;
    // x (M, in) -> (M, out). REQUIRES: bfloat16, M at most 32, `out` a multiple of 32.
    virtual at::Tensor nf4_linear(const at::Tensor &x, const at::Tensor &codes, const at::Tensor &scales) const = 0;

    // Does the work twice (the libraries set themselves up in the first run), recording the second. REQUIRES: the work reads
    // and writes the same memory each time, waits for nothing, and may be repeated without harm.
    virtual std::unique_ptr<DeviceGraph> record(const std::function<void()> &work) const = 0;
};

// The plugin's, where the device is a GPU and the plugin opens; null elsewhere. From any thread.
const DeviceKernels *device_kernels(at::Device device);

// Whether the row-wise kernels take this tensor.
bool is_for_device_kernels(const at::Tensor &x);

} // namespace m3po::engine
