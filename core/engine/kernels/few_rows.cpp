// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/kernels/few_rows.h"

#include "core/base/vector_target.h"
#include "core/engine/kernels/vector.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <cstring>

namespace m3po::engine {

namespace {

struct Job {
    Rows x, w;
    MutableRows y;
    std::int64_t rows, begin, end, depth; // columns [begin, end)
};

constexpr std::int64_t line = 64 / sizeof(float);

// R·C sums of eight lanes stay in registers while K is walked through once. `ahead`: what will be needed next; half as much
// as a row is asked for from memory meanwhile.
template <int R, int C>
[[gnu::always_inline]] inline void dot_tile(const Job &job, std::int64_t m, std::int64_t n, const float *ahead)
{
    const float *x[R], *w[C];
    for (int r = 0; r < R; ++r)
        x[r] = job.x.data + (m + r) * job.x.stride;
    for (int c = 0; c < C; ++c)
        w[c] = job.w.data + (n + c) * job.w.stride;
    Vector sums[R][C] = {};
    std::int64_t k = 0;
    for (; k + lanes <= job.depth; k += lanes) {
        if (k % (4 * line) == 0) {
            __builtin_prefetch(ahead + k / 2);
            __builtin_prefetch(ahead + k / 2 + line);
        }
        Vector b[C];
#pragma GCC unroll 4
        for (int c = 0; c < C; ++c)
            b[c] = at(w[c] + k);
#pragma GCC unroll 4
        for (int r = 0; r < R; ++r) {
            const Vector a = at(x[r] + k);
#pragma GCC unroll 4
            for (int c = 0; c < C; ++c)
                sums[r][c] += a * b[c];
        }
    }
    if (const auto rest = static_cast<std::size_t>(job.depth - k) * sizeof(float); rest > 0) {
        float a[lanes] = {}, b[lanes] = {};
#pragma GCC unroll 4
        for (int r = 0; r < R; ++r) {
            std::memcpy(a, x[r] + k, rest);
#pragma GCC unroll 4
            for (int c = 0; c < C; ++c) {
                std::memcpy(b, w[c] + k, rest);
                sums[r][c] += at(a) * at(b);
            }
        }
    }
#pragma GCC unroll 4
    for (int r = 0; r < R; ++r) {
#pragma GCC unroll 4
        for (int c = 0; c < C; ++c)
            job.y.data[(m + r) * job.y.stride + n + c] = sum(sums[r][c]);
    }
}

// R rows against C columns at a time, up to `end`. Of 24 columns, which the second cache holds, all rows' tiles are
// computed before the next 24 are looked at; the R rows stay in the first cache meanwhile.
template <int R, int C>
[[gnu::always_inline]] inline void dot_rows(const Job &job, std::int64_t m, std::int64_t begin, std::int64_t end, const float *&ahead)
{
    for (auto n = begin; n < end; n += C) {
        dot_tile<R, C>(job, m, n, ahead);
        ahead += job.depth * 3 / 8; // what 64 tiles, as 32 rows have them, ask for comes to the next 24 columns
    }
}

// REQUIRES: C divides end - begin.
template <int C>
[[gnu::always_inline]] inline void dot_columns(const Job &job, std::int64_t begin, std::int64_t end)
{
    const float *ahead = job.w.data + end * job.w.stride;
    std::int64_t m = 0;
    for (; m + 4 <= job.rows; m += 4)
        dot_rows<4, C>(job, m, begin, end, ahead);
    switch (job.rows - m) {
    case 3: return dot_rows<3, C>(job, m, begin, end, ahead);
    case 2: return dot_rows<2, C>(job, m, begin, end, ahead);
    case 1: return dot_rows<1, C>(job, m, begin, end, ahead);
    default: return;
    }
}

// Sums side by side in n rather than along k: for factors whose rows run along n. C vectors wide.
template <int R, int C>
[[gnu::always_inline]] inline void add_tile(const Job &job, std::int64_t m, std::int64_t n)
{
    Vector sums[R][C] = {};
    for (std::int64_t k = 0; k < job.depth; ++k) {
        Vector b[C];
#pragma GCC unroll 4
        for (int c = 0; c < C; ++c)
            b[c] = at(job.w.data + k * job.w.stride + n + c * lanes);
#pragma GCC unroll 4
        for (int r = 0; r < R; ++r) {
            const float a = job.x.data[(m + r) * job.x.stride + k];
#pragma GCC unroll 4
            for (int c = 0; c < C; ++c)
                sums[r][c] += a * b[c];
        }
    }
#pragma GCC unroll 4
    for (int r = 0; r < R; ++r) {
#pragma GCC unroll 4
        for (int c = 0; c < C; ++c)
            at(job.y.data + (m + r) * job.y.stride + n + c * lanes) += sums[r][c];
    }
}

template <int C>
[[gnu::always_inline]] inline void add_columns(const Job &job, std::int64_t n)
{
    std::int64_t m = 0;
    for (; m + 4 <= job.rows; m += 4)
        add_tile<4, C>(job, m, n);
    switch (job.rows - m) {
    case 3: return add_tile<3, C>(job, m, n);
    case 2: return add_tile<2, C>(job, m, n);
    case 1: return add_tile<1, C>(job, m, n);
    default: return;
    }
}

struct DotProduct {
    [[gnu::always_inline]] static void run(const Job &job)
    {
        constexpr std::int64_t wide = 24;
        auto n = job.begin;
        for (; n + wide <= job.end; n += wide)
            dot_columns<3>(job, n, n + wide);
        const auto threes = n + (job.end - n) / 3 * 3;
        dot_columns<3>(job, n, threes);
        dot_columns<1>(job, threes, job.end);
    }
};

struct AddProduct {
    [[gnu::always_inline]] static void run(const Job &job)
    {
        auto n = job.begin;
        for (; n + 2 * lanes <= job.end; n += 2 * lanes)
            add_columns<2>(job, n);
        for (; n + lanes <= job.end; n += lanes)
            add_columns<1>(job, n);
        for (; n < job.end; ++n) {
            for (std::int64_t m = 0; m < job.rows; ++m) {
                float sum = 0;
                for (std::int64_t k = 0; k < job.depth; ++k)
                    sum += job.x.data[m * job.x.stride + k] * job.w.data[k * job.w.stride + n];
                job.y.data[m * job.y.stride + n] += sum;
            }
        }
    }
};

} // namespace

void few_rows_linear(Rows x, Rows w, MutableRows y, std::int64_t rows, std::int64_t columns, std::int64_t depth)
{
    // A thread's share is worth its start: about 20 µs of work.
    const auto grain = std::max<std::int64_t>(3, (1 << 19) / std::max<std::int64_t>(1, rows * depth));
    at::parallel_for(0, columns, grain, [&](std::int64_t begin, std::int64_t end) {
        on_best_target<DotProduct>(Job{x, w, y, rows, begin, end, depth});
    });
}

void few_rows_times_transposed(Rows x, Rows w, MutableRows y, std::int64_t rows, std::int64_t columns, std::int64_t depth)
{
    on_best_target<DotProduct>(Job{x, w, y, rows, 0, columns, depth});
}

void few_rows_add_product(Rows x, Rows b, MutableRows y, std::int64_t rows, std::int64_t columns, std::int64_t depth)
{
    on_best_target<AddProduct>(Job{x, b, y, rows, 0, columns, depth});
}

} // namespace m3po::engine
