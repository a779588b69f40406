// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/kernels/few_rows.h"

#include "core/base/vector_target.h"
#include "core/engine/kernels/by_turns.h"
#include "core/engine/kernels/vector.h"

#include <algorithm>
#include <cstring>

namespace m3po::engine {

namespace {

struct Job {
    Rows x, w;
    MutableRows y;
    std::int64_t rows, begin, end, depth; // columns [begin, end)
};

// y = x · Wᵀ: sums along k, eight lanes each.

constexpr std::int64_t wide = 24;           // columns that are finished before the next are looked at
constexpr std::int64_t rows_at_once = 32;   // against these columns
constexpr std::int64_t depth_at_once = 768; // of seven rows, as a tile has them, that much lies in the first cache

// R·C sums stay in registers while k goes through [first, last). `kept`: the sums of the pieces of K before, and of this one.
// `ahead`: what will be needed next; half as much as a row's piece is asked for from memory meanwhile.
template <int R, int C>
[[gnu::always_inline]] inline void dot_tile(const Job &job, std::int64_t m, std::int64_t n, std::int64_t first, std::int64_t last,
                                            Vector *kept, const float *ahead)
{
    const float *x[R], *w[C];
    for (int r = 0; r < R; ++r)
        x[r] = job.x.data + (m + r) * job.x.stride;
    for (int c = 0; c < C; ++c)
        w[c] = job.w.data + (n + c) * job.w.stride;
    Vector sums[R][C];
#pragma GCC unroll 8
    for (int r = 0; r < R; ++r) {
#pragma GCC unroll 8
        for (int c = 0; c < C; ++c)
            sums[r][c] = first > 0 ? kept[r * C + c] : Vector{};
    }
    auto k = first;
    for (; k + lanes <= last; k += lanes) {
        __builtin_prefetch(ahead + (k - first) / 2, 0, 2);
        Vector b[C];
#pragma GCC unroll 8
        for (int c = 0; c < C; ++c)
            b[c] = at(w[c] + k);
#pragma GCC unroll 8
        for (int r = 0; r < R; ++r) {
            const Vector a = at(x[r] + k);
#pragma GCC unroll 8
            for (int c = 0; c < C; ++c)
                sums[r][c] += a * b[c];
        }
    }
    if (last < job.depth) {
#pragma GCC unroll 8
        for (int r = 0; r < R; ++r) {
#pragma GCC unroll 8
            for (int c = 0; c < C; ++c)
                kept[r * C + c] = sums[r][c];
        }
        return;
    }
    if (const auto rest = static_cast<std::size_t>(last - k) * sizeof(float); rest > 0) {
        float a[lanes] = {}, b[lanes] = {};
#pragma GCC unroll 8
        for (int r = 0; r < R; ++r) {
            std::memcpy(a, x[r] + k, rest);
#pragma GCC unroll 8
            for (int c = 0; c < C; ++c) {
                std::memcpy(b, w[c] + k, rest);
                sums[r][c] += at(a) * at(b);
            }
        }
    }
    float *y = job.y.data + m * job.y.stride + n;
    if constexpr (R * C % 4 == 0) {
#pragma GCC unroll 8
        for (int i = 0; i < R * C; i += 4) {
            const auto of = [&](int j) -> const Vector & { return sums[j / C][j % C]; };
            FourFloats four;
            four_sums(of(i), of(i + 1), of(i + 2), of(i + 3), four);
#pragma GCC unroll 8
            for (int j = 0; j < 4; ++j)
                y[(i + j) / C * job.y.stride + (i + j) % C] = four[j];
        }
    } else {
#pragma GCC unroll 8
        for (int i = 0; i < R * C; ++i)
            y[i / C * job.y.stride + i % C] = sum(sums[i / C][i % C]);
    }
}

// R rows against columns [begin, end), C at a time and the last ones by themselves. The R rows stay in the first cache.
template <int R, int C>
[[gnu::always_inline]] inline void dot_rows(const Job &job, std::int64_t m, std::int64_t begin, std::int64_t end, std::int64_t first,
                                            std::int64_t last, Vector *&kept, const float *&ahead)
{
    auto n = begin;
    for (; n + C <= end; n += C, kept += R * C, ahead += (last - first) / 2)
        dot_tile<R, C>(job, m, n, first, last, kept, ahead);
    for (; n < end; ++n, kept += R)
        dot_tile<R, 1>(job, m, n, first, last, kept, ahead);
}

struct DotProduct {
    [[gnu::always_inline]] static void run(const Job &job)
    {
        const auto pieces = std::max<std::int64_t>(1, (job.depth + depth_at_once - 1) / depth_at_once);
        const auto piece = (job.depth / pieces / lanes + 1) * lanes; // about alike, and whole vectors
        Vector sums[rows_at_once * wide];
        for (auto n = job.begin; n < job.end; n += wide) {
            const auto end = std::min(n + wide, job.end);
            const float *ahead = job.w.data + end * job.w.stride;
            for (std::int64_t top = 0; top < job.rows; top += rows_at_once) {
                const auto bottom = std::min(top + rows_at_once, job.rows);
                for (std::int64_t first = 0; first < job.depth; first += piece)
                    run_piece(job, top, bottom, n, end, first, std::min(first + piece, job.depth), sums, ahead);
            }
        }
    }

    [[gnu::always_inline]] static void run_piece(const Job &job, std::int64_t top, std::int64_t bottom, std::int64_t begin,
                                                 std::int64_t end, std::int64_t first, std::int64_t last, Vector *kept, const float *&ahead)
    {
        auto m = top;
        for (; m + 4 <= bottom; m += 4)
            dot_rows<4, 3>(job, m, begin, end, first, last, kept, ahead);
        switch (bottom - m) {
        case 3: return dot_rows<3, 4>(job, m, begin, end, first, last, kept, ahead);
        case 2: return dot_rows<2, 4>(job, m, begin, end, first, last, kept, ahead);
        case 1: return dot_rows<1, 8>(job, m, begin, end, first, last, kept, ahead);
        default: return;
        }
    }
};

// y += x · B: sums side by side in n, each over k in its order.

constexpr std::int64_t keys_at_once = 64; // rows of B that stay in the first cache while all rows of x meet them

// C vectors wide, k in [first, last).
template <int R, int C>
[[gnu::always_inline]] inline void add_tile(const Job &job, std::int64_t m, std::int64_t n, std::int64_t first, std::int64_t last)
{
    const float *x[R];
    float *y[R];
    for (int r = 0; r < R; ++r) {
        x[r] = job.x.data + (m + r) * job.x.stride;
        y[r] = job.y.data + (m + r) * job.y.stride + n;
    }
    Vector sums[R][C];
#pragma GCC unroll 8
    for (int r = 0; r < R; ++r) {
#pragma GCC unroll 8
        for (int c = 0; c < C; ++c)
            sums[r][c] = at(y[r] + c * lanes);
    }
    const float *row = job.w.data + first * job.w.stride + n;
    for (auto k = first; k < last; ++k, row += job.w.stride) {
        Vector b[C];
#pragma GCC unroll 8
        for (int c = 0; c < C; ++c)
            b[c] = at(row + c * lanes);
#pragma GCC unroll 8
        for (int r = 0; r < R; ++r) {
            const float a = x[r][k];
#pragma GCC unroll 8
            for (int c = 0; c < C; ++c)
                sums[r][c] += a * b[c];
        }
    }
#pragma GCC unroll 8
    for (int r = 0; r < R; ++r) {
#pragma GCC unroll 8
        for (int c = 0; c < C; ++c)
            at(y[r] + c * lanes) = sums[r][c];
    }
}

// R rows against all columns, C vectors of them at a time.
template <int R, int C>
[[gnu::always_inline]] inline void add_rows(const Job &job, std::int64_t m, std::int64_t first, std::int64_t last)
{
    auto n = job.begin;
    for (; n + C * lanes <= job.end; n += C * lanes)
        add_tile<R, C>(job, m, n, first, last);
    for (; n + lanes <= job.end; n += lanes)
        add_tile<R, 1>(job, m, n, first, last);
    for (; n < job.end; ++n) {
        for (int r = 0; r < R; ++r) {
            float sum = job.y.data[(m + r) * job.y.stride + n];
            for (auto k = first; k < last; ++k)
                sum += job.x.data[(m + r) * job.x.stride + k] * job.w.data[k * job.w.stride + n];
            job.y.data[(m + r) * job.y.stride + n] = sum;
        }
    }
}

struct AddProduct {
    [[gnu::always_inline]] static void run(const Job &job)
    {
        for (std::int64_t first = 0; first < job.depth; first += keys_at_once) {
            const auto last = std::min(first + keys_at_once, job.depth);
            std::int64_t m = 0;
            for (; m + 4 <= job.rows; m += 4)
                add_rows<4, 2>(job, m, first, last);
            switch (job.rows - m) {
            case 3: add_rows<3, 4>(job, m, first, last); break;
            case 2: add_rows<2, 4>(job, m, first, last); break;
            case 1: add_rows<1, 8>(job, m, first, last); break;
            default: break;
            }
        }
    }
};

// y = x · Wᵀ for rows of W that are short: sixteen of them are turned, so that their sums stand side by side.
struct TurnedProduct {
    static constexpr std::int64_t turned = 2 * lanes;   // rows of W at a time
    static constexpr std::int64_t depth_at_once = 256;  // numbers of each

    [[gnu::always_inline]] static void run(const Job &job)
    {
        for (std::int64_t m = 0; m < job.rows; ++m)
            std::fill_n(job.y.data + m * job.y.stride, job.end, 0.0f);
        alignas(32) float columns[depth_at_once * turned];
        for (std::int64_t n = 0; n < job.end; n += turned) {
            const auto count = std::min(turned, job.end - n);
            for (std::int64_t first = 0; first < job.depth; first += depth_at_once) {
                const auto depth = std::min(depth_at_once, job.depth - first);
                turn(job.w.data + n * job.w.stride + first, job.w.stride, count, depth, columns);
                AddProduct::run({{job.x.data + first, job.x.stride}, {columns, turned}, {job.y.data + n, job.y.stride}, job.rows, 0, count, depth});
            }
        }
    }

    // columns (depth, 16): the transposed of rows (count, depth).
    [[gnu::always_inline]] static void turn(const float *rows, std::int64_t stride, std::int64_t count, std::int64_t depth, float *columns)
    {
        std::int64_t c = 0;
        for (; c + lanes <= count; c += lanes) {
            std::int64_t k = 0;
            for (; k + lanes <= depth; k += lanes)
                turn_square(rows + c * stride + k, stride, columns + k * turned + c, turned);
            for (; k < depth; ++k)
                for (std::int64_t i = c; i < c + lanes; ++i)
                    columns[k * turned + i] = rows[i * stride + k];
        }
        for (; c < count; ++c)
            for (std::int64_t k = 0; k < depth; ++k)
                columns[k * turned + c] = rows[c * stride + k];
    }
};

} // namespace

void few_rows_linear(Rows x, Rows w, MutableRows y, std::int64_t rows, std::int64_t columns, std::int64_t depth)
{
    // A piece is worth its start: about 10 µs of work.
    const auto worth = (1 << 18) / std::max<std::int64_t>(1, rows * depth);
    by_turns(columns, (worth / wide + 1) * wide, [&](std::int64_t begin, std::int64_t end) {
        on_best_target<DotProduct>(Job{x, w, y, rows, begin, end, depth});
    });
}

void few_rows_times_transposed(Rows x, Rows w, MutableRows y, std::int64_t rows, std::int64_t columns, std::int64_t depth)
{
    on_best_target<DotProduct>(Job{x, w, y, rows, 0, columns, depth});
}

void few_rows_times_short_rows(Rows x, Rows w, MutableRows y, std::int64_t rows, std::int64_t columns, std::int64_t depth)
{
    on_best_target<TurnedProduct>(Job{x, w, y, rows, 0, columns, depth});
}

void few_rows_add_product(Rows x, Rows b, MutableRows y, std::int64_t rows, std::int64_t columns, std::int64_t depth)
{
    on_best_target<AddProduct>(Job{x, b, y, rows, 0, columns, depth});
}

} // namespace m3po::engine
