// SPDX-License-Identifier: GPL-3.0-or-later
// What stands between a transformer's matrix products, each in one pass over memory.
#include "core/engine/kernels/cuda/numbers.cuh"

namespace m3po::engine::cuda {

namespace {

constexpr int threads = 256;

// The sum over the block's threads, for all of them.
__device__ float sum_of_block(float x)
{
    __shared__ float parts[threads / 32];
#pragma unroll
    for (int step = 16; step > 0; step /= 2)
        x += __shfl_xor_sync(0xffffffffu, x, step);
    __syncthreads(); // the last sum has been read
    if (threadIdx.x % 32 == 0)
        parts[threadIdx.x / 32] = x;
    __syncthreads();
    float sum = 0;
#pragma unroll
    for (int i = 0; i < threads / 32; ++i)
        sum += parts[i];
    return sum;
}

template <typename T> __global__ void __launch_bounds__(threads) rms_norm_kernel(Norm norm)
{
    const auto row = static_cast<std::int64_t>(blockIdx.x);
    const auto *x = static_cast<const T *>(norm.x) + row * norm.width;
    const auto *weight = static_cast<const T *>(norm.weight);
    auto *y = static_cast<T *>(norm.y) + row * norm.width;
    if (norm.added) {
        const auto *added = static_cast<const T *>(norm.added) + row * norm.width;
        auto *sum = static_cast<T *>(norm.sum) + row * norm.width;
        for (int i = threadIdx.x * pack; i < norm.width; i += threads * pack) {
            auto a = load(x + i);
            const auto b = load(added + i);
#pragma unroll
            for (int j = 0; j < pack; ++j)
                a.at[j] += b.at[j];
            store(sum + i, a);
        }
        x = sum; // each thread reads what it wrote: rounded, as the sum is for everybody else
    }
    float square = 0;
    for (int i = threadIdx.x * pack; i < norm.width; i += threads * pack) {
        const auto a = load(x + i);
#pragma unroll
        for (int j = 0; j < pack; ++j)
            square += a.at[j] * a.at[j];
    }
    const float scale = rsqrtf(sum_of_block(square) / norm.width + norm.eps);
    if (norm.inverse && threadIdx.x == 0)
        norm.inverse[row] = scale;
    for (int i = threadIdx.x * pack; i < norm.width; i += threads * pack) {
        auto a = load(x + i);
        const auto w = load(weight + i);
#pragma unroll
        for (int j = 0; j < pack; ++j)
            a.at[j] *= scale * w.at[j];
        store(y + i, a);
    }
}

// With n = x / √…: dx = inverse · (w · dy - n · mean(w · dy · n))
template <typename T>
__global__ void __launch_bounds__(threads) rms_norm_backward_kernel(int width, const T *x, const T *weight, const float *inverse,
                                                                    const T *dy, T *dx)
{
    const auto row = static_cast<std::int64_t>(blockIdx.x);
    x += row * width;
    dy += row * width;
    dx += row * width;
    const float scale = inverse[row];
    float dot = 0;
    for (int i = threadIdx.x * pack; i < width; i += threads * pack) {
        const auto a = load(x + i), w = load(weight + i), d = load(dy + i);
#pragma unroll
        for (int j = 0; j < pack; ++j)
            dot += a.at[j] * w.at[j] * d.at[j];
    }
    const float mean = sum_of_block(dot) * scale * scale / width;
    for (int i = threadIdx.x * pack; i < width; i += threads * pack) {
        const auto a = load(x + i), w = load(weight + i);
        auto d = load(dy + i);
#pragma unroll
        for (int j = 0; j < pack; ++j)
            d.at[j] = scale * (w.at[j] * d.at[j] - a.at[j] * mean);
        store(dx + i, d);
    }
}

template <typename T> __global__ void __launch_bounds__(threads) gated_silu_kernel(std::int64_t n, const T *gate, const T *up, T *y)
{
    const auto i = (static_cast<std::int64_t>(blockIdx.x) * threads + threadIdx.x) * pack;
    if (i >= n)
        return;
    auto g = load(gate + i);
    const auto u = load(up + i);
#pragma unroll
    for (int j = 0; j < pack; ++j)
        g.at[j] *= u.at[j] / (1 + __expf(-g.at[j]));
    store(y + i, g);
}

template <typename T>
__global__ void __launch_bounds__(threads) gated_silu_backward_kernel(std::int64_t n, const T *gate, const T *up, const T *dy,
                                                                      T *dgate, T *dup)
{
    const auto i = (static_cast<std::int64_t>(blockIdx.x) * threads + threadIdx.x) * pack;
    if (i >= n)
        return;
    auto g = load(gate + i), u = load(up + i);
    const auto d = load(dy + i);
#pragma unroll
    for (int j = 0; j < pack; ++j) {
        const float sigmoid = 1 / (1 + __expf(-g.at[j])), silu = g.at[j] * sigmoid;
        g.at[j] = d.at[j] * u.at[j] * (sigmoid + silu * (1 - sigmoid));
        u.at[j] = d.at[j] * silu;
    }
    store(dgate + i, g);
    store(dup + i, u);
}

template <typename T> __global__ void __launch_bounds__(threads) quick_gelu_kernel(std::int64_t n, const T *x, T *y)
{
    const auto i = (static_cast<std::int64_t>(blockIdx.x) * threads + threadIdx.x) * pack;
    if (i >= n)
        return;
    auto a = load(x + i);
#pragma unroll
    for (int j = 0; j < pack; ++j)
        a.at[j] /= 1 + __expf(-1.702f * a.at[j]);
    store(y + i, a);
}

// One number of a rotated head: the other half's is beside it with the sine, whose first half is negative already.
template <typename T>
__device__ inline float rotated(const T *head, const T *cos, const T *sin, int d, int i, float direction)
{
    return one(head[i]) * one(cos[i]) + direction * one(head[i < d / 2 ? i + d / 2 : i - d / 2]) * one(sin[i]);
}

template <typename T>
__global__ void rotate_heads_kernel(std::int64_t n, int heads, int d, const T *x, const T *cos, const T *sin, std::int64_t period,
                                    float direction, T *y)
{
    const auto at = static_cast<std::int64_t>(blockIdx.x) * threads + threadIdx.x;
    if (at >= n)
        return;
    const int i = static_cast<int>(at % d);
    const auto row = at / (static_cast<std::int64_t>(d) * heads), angles = row % period * d;
    put(y + at, rotated(x + (at - i), cos + angles, sin + angles, d, i, direction));
}

// A block a slot's head: queries first, then keys, then values.
template <typename T>
__global__ void rotate_and_store_kernel(Slots slots, const T *q, const T *k, const T *v, const T *cos, const T *sin, T *rotated_q,
                                        T *keys, T *values)
{
    const auto slot = static_cast<std::int64_t>(blockIdx.x);
    const int head = blockIdx.y, i = threadIdx.x, d = slots.d;
    cos += slot * d;
    sin += slot * d;
    if (head < slots.heads) {
        const auto at = (slot * slots.heads + head) * d;
        put(rotated_q + at + i, rotated(q + at, cos, sin, d, i, 1));
        return;
    }
    const bool is_key = head < slots.heads + slots.kv_heads;
    const int kv = head - slots.heads - (is_key ? 0 : slots.kv_heads);
    const auto from = (slot * slots.kv_heads + kv) * d;
    const auto to = ((slot * slots.kv_heads + kv) * slots.capacity + slots.lengths[slot]) * d + i;
    if (is_key)
        put(keys + to, rotated(k + from, cos, sin, d, i, 1));
    else
        values[to] = v[from + i];
}

unsigned blocks(std::int64_t n, int each) { return static_cast<unsigned>((n + each - 1) / each); }

} // namespace

void rms_norm(cudaStream_t stream, Number number, const Norm &norm)
{
    with_type(number, [&]<typename T>(T) { rms_norm_kernel<T><<<static_cast<unsigned>(norm.rows), threads, 0, stream>>>(norm); });
}

void rms_norm_backward(cudaStream_t stream, Number number, std::int64_t rows, int width, const void *x, const void *weight,
                       const float *inverse, const void *dy, void *dx)
{
    with_type(number, [&]<typename T>(T) {
        rms_norm_backward_kernel<<<static_cast<unsigned>(rows), threads, 0, stream>>>(
            width, static_cast<const T *>(x), static_cast<const T *>(weight), inverse, static_cast<const T *>(dy), static_cast<T *>(dx));
    });
}

void gated_silu(cudaStream_t stream, Number number, std::int64_t n, const void *gate, const void *up, void *y)
{
    with_type(number, [&]<typename T>(T) {
        gated_silu_kernel<<<blocks(n, threads * pack), threads, 0, stream>>>(n, static_cast<const T *>(gate), static_cast<const T *>(up),
                                                                           static_cast<T *>(y));
    });
}

void gated_silu_backward(cudaStream_t stream, Number number, std::int64_t n, const void *gate, const void *up, const void *dy,
                         void *dgate, void *dup)
{
    with_type(number, [&]<typename T>(T) {
        gated_silu_backward_kernel<<<blocks(n, threads * pack), threads, 0, stream>>>(
            n, static_cast<const T *>(gate), static_cast<const T *>(up), static_cast<const T *>(dy), static_cast<T *>(dgate),
            static_cast<T *>(dup));
    });
}

void quick_gelu(cudaStream_t stream, Number number, std::int64_t n, const void *x, void *y)
{
    with_type(number, [&]<typename T>(T) {
        quick_gelu_kernel<<<blocks(n, threads * pack), threads, 0, stream>>>(n, static_cast<const T *>(x), static_cast<T *>(y));
    });
}

void rotate_heads(cudaStream_t stream, Number number, std::int64_t rows, int heads, int d, const void *x, const void *cos,
                  const void *sin, std::int64_t period, float direction, void *y)
{
    const auto n = rows * heads * d;
    with_type(number, [&]<typename T>(T) {
        rotate_heads_kernel<<<blocks(n, threads), threads, 0, stream>>>(n, heads, d, static_cast<const T *>(x), static_cast<const T *>(cos),
                                                                      static_cast<const T *>(sin), period, direction, static_cast<T *>(y));
    });
}

void rotate_and_store(cudaStream_t stream, Number number, const Slots &slots, const void *q, const void *k, const void *v,
                      const void *cos, const void *sin, void *rotated_q, void *keys, void *values)
{
    const dim3 grid(static_cast<unsigned>(slots.count), static_cast<unsigned>(slots.heads + 2 * slots.kv_heads));
    with_type(number, [&]<typename T>(T) {
        rotate_and_store_kernel<<<grid, static_cast<unsigned>(slots.d), 0, stream>>>(
            slots, static_cast<const T *>(q), static_cast<const T *>(k), static_cast<const T *>(v), static_cast<const T *>(cos),
            static_cast<const T *>(sin), static_cast<T *>(rotated_q), static_cast<T *>(keys), static_cast<T *>(values));
    });
}

} // namespace m3po::engine::cuda
