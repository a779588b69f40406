// SPDX-License-Identifier: GPL-3.0-or-later
// Weights in four bits (core/engine/model/nf4.h): as numbers again, and multiplied with a few rows as they lie.
#include "core/engine/kernels/cuda/matrix_units.cuh"
#include "core/engine/kernels/cuda/numbers.cuh"
#include "core/engine/kernels/nf4_values.h"

namespace m3po::engine::cuda {

namespace {

constexpr int block = 64;         // numbers of a scale
constexpr int warp = 32, warps = 8, threads = warp * warps;
constexpr int parts = 2;           // tiles of 16 features, what mma has, of a warp: rows are read once for both
constexpr int features = 16 * parts;
constexpr int lane_numbers = 16;  // that a lane takes of a block: four lanes have it whole

struct Values {
    float at[16];
};

Values values()
{
    Values result;
    for (int i = 0; i < 16; ++i)
        result.at[i] = nf4_values[static_cast<std::size_t>(i)];
    return result;
}

// The values in shared memory: sixteen words in as many banks, so no lane waits for another.
__device__ inline void keep(float (&table)[16], const Values &given)
{
    if (threadIdx.x < 16)
        table[threadIdx.x] = given.at[threadIdx.x];
    __syncthreads();
}

// Number i of the eight in a word. Bytes come in the order of memory, the upper half of each first.
__device__ inline float number(const float (&table)[16], unsigned word, int i)
{
    return table[(word >> (8 * (i / 2) + (i % 2 == 0 ? 4 : 0))) & 15];
}

__global__ void __launch_bounds__(threads) dequantize_kernel(std::int64_t n, const unsigned *codes, const float *scales, __nv_bfloat16 *out, Values given)
{
    __shared__ float table[16];
    keep(table, given);
    const auto i = (static_cast<std::int64_t>(blockIdx.x) * threads + threadIdx.x) * pack;
    if (i >= n)
        return;
    const unsigned word = codes[i / pack];
    const float scale = scales[i / block];
    Eight x;
#pragma unroll
    for (int j = 0; j < pack; ++j)
        x.at[j] = number(table, word, j) * scale;
    store(out + i, x);
}

// A warp multiplies its 32 features with up to 8 · Tiles rows over a slice of the depth. A lane has the same sixteen neighbouring
// numbers of its features and rows, which are taken in that order by both sides of the products.
template <int Tiles>
__global__ void __launch_bounds__(threads) multiply_kernel(Nf4Product p, Values given)
{
    __shared__ float table[16];
    keep(table, given);
    const int mine = threadIdx.x / warp, lane = threadIdx.x % warp, group = lane / 4, four = lane % 4;
    const int first = (blockIdx.x * warps + mine) * features;
    if (first >= p.out)
        return;
    const int begin = blockIdx.y * p.slice, end = min(p.in, begin + p.slice);
    const auto *x = static_cast<const __nv_bfloat16 *>(p.x);

    // A lane's codes and scales of a block, for features `group` + 8 · i of the warp's.
    struct Codes {
        uint2 at[2 * parts];
        float scale[2 * parts];
    };
    const auto read = [&](int k) {
        Codes codes;
#pragma unroll
        for (int i = 0; i < 2 * parts; ++i) {
            const auto feature = static_cast<std::int64_t>(first + group + 8 * i);
            codes.at[i] = __ldcs(reinterpret_cast<const uint2 *>(p.codes + (feature * p.in + k) / 2 + four * lane_numbers / 2));
            codes.scale[i] = p.scales[feature * (p.in / block) + k / block];
        }
        return codes;
    };
    float sums[parts][Tiles][4] = {};
    Codes next{};
    if (begin < end)
        next = read(begin);
    for (int k = begin; k < end; k += block) {
        const auto codes = next;
        if (k + block < end)
            next = read(k + block); // on its way while this one is multiplied
        unsigned weights[parts][4][4];
#pragma unroll
        for (int i = 0; i < 2 * parts; ++i) {
            const int part = i / 2, half = i % 2;
#pragma unroll
            for (int j = 0; j < 4; ++j) {
                const unsigned word = j < 2 ? codes.at[i].x : codes.at[i].y;
                const float scale = codes.scale[i];
                const int at = j % 2 * 4;
                weights[part][j][half] = two_bfloat16(number(table, word, at) * scale, number(table, word, at + 1) * scale);
                weights[part][j][2 + half] = two_bfloat16(number(table, word, at + 2) * scale, number(table, word, at + 3) * scale);
            }
        }
#pragma unroll
        for (int i = 0; i < Tiles; ++i) {
            const int row = i * 8 + group;
            uint4 low{}, high{};
            if (row < p.rows) {
                const auto *from = reinterpret_cast<const uint4 *>(x + static_cast<std::int64_t>(row) * p.in + k + four * lane_numbers);
                low = from[0];
                high = from[1];
            }
#pragma unroll
            for (int part = 0; part < parts; ++part) {
                multiply(sums[part][i], weights[part][0], low.x, low.y);
                multiply(sums[part][i], weights[part][1], low.z, low.w);
                multiply(sums[part][i], weights[part][2], high.x, high.y);
                multiply(sums[part][i], weights[part][3], high.z, high.w);
            }
        }
    }
#pragma unroll
    for (int part = 0; part < parts; ++part) {
#pragma unroll
        for (int i = 0; i < Tiles; ++i) {
#pragma unroll
            for (int c = 0; c < 4; ++c) {
                const int row = i * 8 + four * 2 + c % 2, feature = first + part * 16 + group + 8 * (c / 2);
                if (row < p.rows)
                    p.partial[(static_cast<std::int64_t>(blockIdx.y) * p.rows + row) * p.out + feature] = sums[part][i][c];
            }
        }
    }
}

__global__ void __launch_bounds__(threads) sum_kernel(std::int64_t n, int slices, const float *partial, __nv_bfloat16 *y)
{
    const auto i = static_cast<std::int64_t>(blockIdx.x) * threads + threadIdx.x;
    if (i >= n)
        return;
    float sum = 0;
    for (int s = 0; s < slices; ++s)
        sum += partial[s * n + i];
    y[i] = __float2bfloat16_rn(sum);
}

unsigned blocks(std::int64_t n, int each) { return static_cast<unsigned>((n + each - 1) / each); }

} // namespace

void nf4_dequantize(cudaStream_t stream, std::int64_t n, const void *codes, const float *scales, void *out)
{
    dequantize_kernel<<<blocks(n, threads * pack), threads, 0, stream>>>(n, static_cast<const unsigned *>(codes), scales,
                                                                      static_cast<__nv_bfloat16 *>(out), values());
}

int nf4_slices(int out, int in, int processors)
{
    const int tiles = (out + warps * features - 1) / (warps * features);
    const int wanted = (2 * processors + tiles - 1) / tiles; // two blocks a processor
    const int most = in / block;
    return wanted < 1 ? 1 : wanted > most ? most : wanted;
}

void nf4_linear(cudaStream_t stream, const Nf4Product &given)
{
    auto p = given;
    p.slice = ((p.in + p.slices - 1) / p.slices + block - 1) / block * block;
    const dim3 grid(blocks(p.out, warps * features), static_cast<unsigned>(p.slices));
    switch ((p.rows + 7) / 8) {
    case 1: multiply_kernel<1><<<grid, threads, 0, stream>>>(p, values()); break;
    case 2: multiply_kernel<2><<<grid, threads, 0, stream>>>(p, values()); break;
    case 3: multiply_kernel<3><<<grid, threads, 0, stream>>>(p, values()); break;
    default: multiply_kernel<4><<<grid, threads, 0, stream>>>(p, values());
    }
    const auto n = static_cast<std::int64_t>(p.rows) * p.out;
    sum_kernel<<<blocks(n, threads), threads, 0, stream>>>(n, p.slices, p.partial, static_cast<__nv_bfloat16 *>(p.y));
}

} // namespace m3po::engine::cuda
