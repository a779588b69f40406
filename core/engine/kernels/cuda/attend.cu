// SPDX-License-Identifier: GPL-3.0-or-later
// Attention of decoding: slots that continue one prompt read its keys and values together.
//
// A first kernel multiplies a tile of up to 16 slots with a part of their prefix on the matrix units (mma.m16n8k16) and keeps, for
// each slot and head, the part's output, largest score and sum. A second one does the slot's own tokens and puts all parts
// together, as FlashDecoding does (Dao et al. 2023). Scores are in units of log2, so that exp2 is all that softmax needs.
#include "core/engine/kernels/cuda/matrix_units.cuh"
#include "core/engine/kernels/cuda/numbers.cuh"

#include <cmath>

namespace m3po::engine::cuda {

namespace {

constexpr int warp = 32, warps = 4, threads = warp * warps;
constexpr int rows = 16; // of a tile; what mma has
constexpr int step = 16; // keys that a warp takes at once

constexpr float lowest = -INFINITY;

// 2^(x - largest), and 0 where nothing was seen (both are minus infinity).
__device__ inline float weight_of(float x, float largest) { return x == lowest ? 0 : exp2f(x - largest); }

// Four 8 x 8 matrices, transposed, each lane giving one row's address.
__device__ inline void load_transposed(unsigned (&b)[4], const __nv_bfloat16 *row)
{
    const auto address = static_cast<unsigned>(__cvta_generic_to_shared(row));
    asm volatile("ldmatrix.sync.aligned.m8n8.x4.trans.shared.b16 {%0, %1, %2, %3}, [%4];"
                 : "=r"(b[0]), "=r"(b[1]), "=r"(b[2]), "=r"(b[3])
                 : "r"(address));
}

// One head's tile of queries against one part of the prefix. Within a tile's products the numbers of a head are taken in an order
// of their own (each lane reads eight neighbours at once), the same for queries and keys, which a sum does not mind.
template <int D> __global__ void __launch_bounds__(threads) prefix_kernel(Attention a, float scale)
{
    constexpr int stride = D + 8; // rows 16 bytes apart in the banks: ldmatrix meets no conflict
    union Shared {
        __nv_bfloat16 values[warps][step][stride];
        float outputs[warps][rows][D];
    };
    __shared__ __align__(16) Shared shared;
    __shared__ float largest_of[warps][rows], sum_of[warps][rows];

    const int head = blockIdx.x, tile = blockIdx.y, part = blockIdx.z;
    const int mine = threadIdx.x / warp, lane = threadIdx.x % warp, group = lane / 4, four = lane % 4;
    const auto *prefix = a.prefixes + tile * 3;
    const auto length = static_cast<int>(prefix[2]);
    const auto head_offset = static_cast<std::int64_t>(head / (a.slots.heads / a.slots.kv_heads)) * length * D;
    const auto *keys = reinterpret_cast<const __nv_bfloat16 *>(prefix[0]) + head_offset;
    const auto *values = reinterpret_cast<const __nv_bfloat16 *>(prefix[1]) + head_offset;
    const int each = ((length + a.parts - 1) / a.parts + step - 1) / step * step;
    const int begin = part * each, end = min(length, begin + each);

    const auto *q = static_cast<const __nv_bfloat16 *>(a.q);
    unsigned queries[D / 16][4];
#pragma unroll
    for (int j = 0; j < D / 32; ++j) {
#pragma unroll
        for (int half = 0; half < 2; ++half) {
            const int row = group + 8 * half;
            uint4 x{};
            if (row < a.tile)
                x = *reinterpret_cast<const uint4 *>(q + (static_cast<std::int64_t>(tile * a.tile + row) * a.slots.heads + head) * D + j * 32 + four * 8);
            queries[2 * j][half] = x.x;
            queries[2 * j][2 + half] = x.y;
            queries[2 * j + 1][half] = x.z;
            queries[2 * j + 1][2 + half] = x.w;
        }
    }

    float output[D / 8][4] = {};
    float largest[2] = {lowest, lowest}, sum[2] = {0, 0}; // of rows `group` and `group` + 8
    for (int base = begin + mine * step; base < end; base += warps * step) {
        constexpr int lanes_a_row = D / pack;
#pragma unroll
        for (int i = 0; i < step * lanes_a_row / warp; ++i) {
            const int at = i * warp + lane, key = at / lanes_a_row, column = at % lanes_a_row * pack;
            uint4 x{};
            if (base + key < end)
                x = *reinterpret_cast<const uint4 *>(values + static_cast<std::int64_t>(base + key) * D + column);
            *reinterpret_cast<uint4 *>(&shared.values[mine][key][column]) = x;
        }
        float scores[2][4] = {};
#pragma unroll
        for (int n = 0; n < 2; ++n) {
            const int key = base + n * 8 + group;
#pragma unroll
            for (int j = 0; j < D / 32; ++j) {
                uint4 x{};
                if (key < end)
                    x = *reinterpret_cast<const uint4 *>(keys + static_cast<std::int64_t>(key) * D + j * 32 + four * 8);
                multiply(scores[n], queries[2 * j], x.x, x.y);
                multiply(scores[n], queries[2 * j + 1], x.z, x.w);
            }
#pragma unroll
            for (int c = 0; c < 4; ++c)
                scores[n][c] = base + n * 8 + four * 2 + c % 2 < end ? scores[n][c] * scale : lowest;
        }
#pragma unroll
        for (int half = 0; half < 2; ++half) {
            float best = fmaxf(fmaxf(scores[0][2 * half], scores[0][2 * half + 1]), fmaxf(scores[1][2 * half], scores[1][2 * half + 1]));
            best = fmaxf(best, __shfl_xor_sync(0xffffffffu, best, 1));
            best = fmaxf(best, __shfl_xor_sync(0xffffffffu, best, 2));
            best = fmaxf(best, largest[half]); // at least one key is there: a number
            const float fade = exp2f(largest[half] - best);
            largest[half] = best;
            sum[half] *= fade;
#pragma unroll
            for (int n = 0; n < 2; ++n) {
#pragma unroll
                for (int c = 2 * half; c < 2 * half + 2; ++c) {
                    scores[n][c] = exp2f(scores[n][c] - best);
                    sum[half] += scores[n][c];
                }
            }
#pragma unroll
            for (int d = 0; d < D / 8; ++d) {
                output[d][2 * half] *= fade;
                output[d][2 * half + 1] *= fade;
            }
        }
        const unsigned weights[4] = {two_bfloat16(scores[0][0], scores[0][1]), two_bfloat16(scores[0][2], scores[0][3]),
                                     two_bfloat16(scores[1][0], scores[1][1]), two_bfloat16(scores[1][2], scores[1][3])};
        __syncwarp();
#pragma unroll
        for (int d = 0; d < D / 16; ++d) {
            unsigned b[4];
            load_transposed(b, &shared.values[mine][lane / 8 % 2 * 8 + lane % 8][d * 16 + lane / 16 * 8]);
            multiply(output[2 * d], weights, b[0], b[1]);
            multiply(output[2 * d + 1], weights, b[2], b[3]);
        }
        __syncwarp();
    }
#pragma unroll
    for (int half = 0; half < 2; ++half) {
        sum[half] += __shfl_xor_sync(0xffffffffu, sum[half], 1);
        sum[half] += __shfl_xor_sync(0xffffffffu, sum[half], 2);
    }

    __syncthreads(); // nobody reads values any more
#pragma unroll
    for (int half = 0; half < 2; ++half) {
        const int row = group + 8 * half;
        if (four == 0) {
            largest_of[mine][row] = largest[half];
            sum_of[mine][row] = sum[half];
        }
#pragma unroll
        for (int d = 0; d < D / 8; ++d)
            *reinterpret_cast<float2 *>(&shared.outputs[mine][row][d * 8 + four * 2]) = {output[d][2 * half], output[d][2 * half + 1]};
    }
    __syncthreads();
    for (int at = threadIdx.x; at < a.tile * D; at += threads) {
        const int row = at / D, column = at % D;
        float best = lowest;
#pragma unroll
        for (int w = 0; w < warps; ++w)
            best = fmaxf(best, largest_of[w][row]);
        float x = 0, total = 0;
#pragma unroll
        for (int w = 0; w < warps; ++w) {
            const float weight = weight_of(largest_of[w][row], best);
            x += weight * shared.outputs[w][row][column];
            total += weight * sum_of[w][row];
        }
        const auto place = (static_cast<std::int64_t>(tile * a.tile + row) * a.slots.heads + head) * a.parts + part;
        a.partial[place * D + column] = x;
        if (column == 0) {
            a.weights[2 * place] = best;
            a.weights[2 * place + 1] = total;
        }
    }
}

// A slot's head: its own tokens, then all parts together.
template <int D> __global__ void __launch_bounds__(threads) own_kernel(Attention a, float scale)
{
    constexpr int lanes = D / pack, teams = threads / lanes; // a team of lanes takes a key
    __shared__ float outputs[teams][D];
    __shared__ float largest_of[teams], sum_of[teams];

    const auto slot = static_cast<std::int64_t>(blockIdx.x);
    const int head = blockIdx.y, team = threadIdx.x / lanes, lane = threadIdx.x % lanes;
    const auto first = (slot * a.slots.kv_heads + head / (a.slots.heads / a.slots.kv_heads)) * a.slots.capacity * D;
    const auto *keys = static_cast<const __nv_bfloat16 *>(a.keys) + first;
    const auto *values = static_cast<const __nv_bfloat16 *>(a.values) + first;
    const int length = a.slots.lengths[slot] + 1;
    const auto q = load(static_cast<const __nv_bfloat16 *>(a.q) + (slot * a.slots.heads + head) * D + lane * pack);

    float largest = lowest, sum = 0;
    Eight output{};
    for (int base = 0; base < length; base += teams) { // all lanes stay together for the shuffles
        const int key = base + team;
        const bool is_there = key < length;
        float score = 0;
        Eight v{};
        if (is_there) {
            const auto k = load(keys + static_cast<std::int64_t>(key) * D + lane * pack);
            v = load(values + static_cast<std::int64_t>(key) * D + lane * pack);
#pragma unroll
            for (int j = 0; j < pack; ++j)
                score += q.at[j] * k.at[j];
        }
#pragma unroll
        for (int apart = lanes / 2; apart > 0; apart /= 2)
            score += __shfl_xor_sync(0xffffffffu, score, apart);
        if (!is_there)
            continue;
        score *= scale;
        const float best = fmaxf(largest, score), fade = exp2f(largest - best), weight = exp2f(score - best);
        largest = best;
        sum = sum * fade + weight;
#pragma unroll
        for (int j = 0; j < pack; ++j)
            output.at[j] = output.at[j] * fade + weight * v.at[j];
    }
#pragma unroll
    for (int j = 0; j < pack; ++j)
        outputs[team][lane * pack + j] = output.at[j];
    if (lane == 0) {
        largest_of[team] = largest;
        sum_of[team] = sum;
    }
    __syncthreads();

    const int column = threadIdx.x;
    if (column >= D)
        return;
    const auto place = (slot * a.slots.heads + head) * a.parts;
    float best = lowest;
    for (int i = 0; i < teams; ++i)
        best = fmaxf(best, largest_of[i]);
    for (int i = 0; i < a.parts; ++i)
        best = fmaxf(best, a.weights[2 * (place + i)]);
    float x = 0, total = 0;
    for (int i = 0; i < teams; ++i) {
        const float weight = weight_of(largest_of[i], best);
        x += weight * outputs[i][column];
        total += weight * sum_of[i];
    }
    for (int i = 0; i < a.parts; ++i) {
        const float weight = weight_of(a.weights[2 * (place + i)], best);
        x += weight * a.partial[(place + i) * D + column];
        total += weight * a.weights[2 * (place + i) + 1];
    }
    static_cast<__nv_bfloat16 *>(a.out)[(slot * a.slots.heads + head) * D + column] = __float2bfloat16_rn(x / total);
}

template <int D> void attend_with(cudaStream_t stream, const Attention &a)
{
    const float scale = static_cast<float>(1 / (std::sqrt(static_cast<double>(D)) * std::log(2.0)));
    const dim3 tiles(static_cast<unsigned>(a.slots.heads), static_cast<unsigned>(a.slots.count / a.tile), static_cast<unsigned>(a.parts));
    prefix_kernel<D><<<tiles, threads, 0, stream>>>(a, scale);
    const dim3 slots(static_cast<unsigned>(a.slots.count), static_cast<unsigned>(a.slots.heads));
    own_kernel<D><<<slots, threads, 0, stream>>>(a, scale);
}

} // namespace

int prefix_parts(int tiles, int heads, int processors)
{
    constexpr int most = 16;
    const int wanted = (2 * processors + tiles * heads - 1) / (tiles * heads); // two blocks a processor
    return wanted < 1 ? 1 : wanted > most ? most : wanted;
}

void attend(cudaStream_t stream, const Attention &a)
{
    if (a.slots.d == 64)
        attend_with<64>(stream, a);
    else
        attend_with<128>(stream, a);
}

} // namespace m3po::engine::cuda
