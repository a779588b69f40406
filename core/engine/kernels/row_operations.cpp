// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/kernels/row_operations.h"

#include "core/engine/kernels/exp.h"
#include "core/engine/kernels/vector.h"
#include "core/base/vector_target.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <cmath>

namespace m3po::engine {

namespace {

// A thread's share is worth its start: about 20 µs of work.
constexpr std::int64_t numbers_a_share = 1 << 15;

template <typename F> void by_rows(RowShape shape, F run)
{
    at::parallel_for(0, shape.rows, std::max<std::int64_t>(1, numbers_a_share / std::max<std::int64_t>(1, shape.width)), run);
}

// Σ a·b, or Σ a·b·c
[[gnu::always_inline]] inline float dot(const float *a, const float *b, std::int64_t n)
{
    Vector total = {};
    std::int64_t i = 0;
    for (; i + lanes <= n; i += lanes)
        total += at(a + i) * at(b + i);
    float result = sum(total);
    for (; i < n; ++i)
        result += a[i] * b[i];
    return result;
}
[[gnu::always_inline]] inline float dot(const float *a, const float *b, const float *c, std::int64_t n)
{
    Vector total = {};
    std::int64_t i = 0;
    for (; i + lanes <= n; i += lanes)
        total += at(a + i) * at(b + i) * at(c + i);
    float result = sum(total);
    for (; i < n; ++i)
        result += a[i] * b[i] * c[i];
    return result;
}

struct NormJob {
    std::int64_t begin, end, width;
    const float *x, *weight, *inverse_given, *dy;
    float eps;
    float *out, *inverse;
};

struct NormForward {
    [[gnu::always_inline]] static void run(const NormJob &job)
    {
        for (auto row = job.begin; row < job.end; ++row) {
            const float *x = job.x + row * job.width;
            float *y = job.out + row * job.width;
            const float inverse = 1.0f / std::sqrt(dot(x, x, job.width) / static_cast<float>(job.width) + job.eps);
            if (job.inverse)
                job.inverse[row] = inverse;
            std::int64_t i = 0;
            for (; i + lanes <= job.width; i += lanes)
                at(y + i) = at(job.weight + i) * (at(x + i) * inverse);
            for (; i < job.width; ++i)
                y[i] = job.weight[i] * (x[i] * inverse);
        }
    }
};

struct NormBackward {
    [[gnu::always_inline]] static void run(const NormJob &job)
    {
        for (auto row = job.begin; row < job.end; ++row) {
            const float *x = job.x + row * job.width, *dy = job.dy + row * job.width;
            float *dx = job.out + row * job.width;
            const float inverse = job.inverse_given[row];
            const float along = dot(job.weight, dy, x, job.width) / static_cast<float>(job.width) * (inverse * inverse);
            std::int64_t i = 0;
            for (; i + lanes <= job.width; i += lanes)
                at(dx + i) = inverse * (at(job.weight + i) * at(dy + i) - at(x + i) * along);
            for (; i < job.width; ++i)
                dx[i] = inverse * (job.weight[i] * dy[i] - x[i] * along);
        }
    }
};

// exp(-|x|)
template <typename Float, typename Integer> [[gnu::always_inline]] inline void to_fading(Float &x)
{
    x = x < 0.0f ? x : -x;
    to_exponential<Float, Integer>(x);
}

struct GateJob {
    std::int64_t begin, end;
    const float *gate, *up, *dy;
    float *y, *dgate, *dup;
};

// y = g σ(g) u
template <typename Float, typename Integer> [[gnu::always_inline]] inline void gate_forward(const GateJob &job, std::int64_t i)
{
    Float gate, up;
    read(job.gate + i, gate);
    read(job.up + i, up);
    Float e = gate;
    to_fading<Float, Integer>(e);
    const Float y = (gate < 0.0f ? gate * e : gate) / (1.0f + e) * up;
    write(job.y + i, y);
}

template <typename Float, typename Integer> [[gnu::always_inline]] inline void gate_backward(const GateJob &job, std::int64_t i)
{
    Float gate, up, dy;
    read(job.gate + i, gate);
    read(job.up + i, up);
    read(job.dy + i, dy);
    Float e = gate;
    to_fading<Float, Integer>(e);
    const Float s = (gate < 0.0f ? e : Float{} + 1.0f) / (1.0f + e);
    const Float dgate = dy * up * (s * (1.0f + gate * (1.0f - s))), dup = dy * (gate * s);
    write(job.dgate + i, dgate);
    write(job.dup + i, dup);
}

struct GatedSiluForward {
    [[gnu::always_inline]] static void run(const GateJob &job)
    {
        auto i = job.begin;
        for (; i + lanes <= job.end; i += lanes)
            gate_forward<Lanes, Integers>(job, i);
        for (; i < job.end; ++i)
            gate_forward<float, std::int32_t>(job, i);
    }
};

struct GatedSiluBackward {
    [[gnu::always_inline]] static void run(const GateJob &job)
    {
        auto i = job.begin;
        for (; i + lanes <= job.end; i += lanes)
            gate_backward<Lanes, Integers>(job, i);
        for (; i < job.end; ++i)
            gate_backward<float, std::int32_t>(job, i);
    }
};

struct QuickGeluForward {
    template <typename Float, typename Integer> [[gnu::always_inline]] static void one(const GateJob &job, std::int64_t i)
    {
        Float x;
        read(job.gate + i, x);
        Float e = x * 1.702f;
        to_fading<Float, Integer>(e);
        const Float y = (x < 0.0f ? x * e : x) / (1.0f + e);
        write(job.y + i, y);
    }
    [[gnu::always_inline]] static void run(const GateJob &job)
    {
        auto i = job.begin;
        for (; i + lanes <= job.end; i += lanes)
            one<Lanes, Integers>(job, i);
        for (; i < job.end; ++i)
            one<float, std::int32_t>(job, i);
    }
};

struct RotateJob {
    std::int64_t begin, end, width, heads, angles;
    const float *x, *cos, *sin;
    float direction;
    float *y;
};

struct Rotate {
    [[gnu::always_inline]] static void run(const RotateJob &job)
    {
        const auto half = job.width / 2;
        for (auto token = job.begin; token < job.end; ++token) {
            const float *cos = job.cos + token % job.angles * job.width, *sin = job.sin + token % job.angles * job.width;
            for (std::int64_t head = 0; head < job.heads; ++head) {
                const auto place = (token * job.heads + head) * job.width;
                const float *low = job.x + place, *high = low + half;
                float *y = job.y + place;
                std::int64_t i = 0;
                for (; i + lanes <= half; i += lanes) {
                    at(y + i) = at(low + i) * at(cos + i) + at(high + i) * (at(sin + i) * job.direction);
                    at(y + half + i) = at(high + i) * at(cos + half + i) + at(low + i) * (at(sin + half + i) * job.direction);
                }
                for (; i < half; ++i) {
                    y[i] = low[i] * cos[i] + high[i] * (sin[i] * job.direction);
                    y[half + i] = high[i] * cos[half + i] + low[i] * (sin[half + i] * job.direction);
                }
            }
        }
    }
};

} // namespace

void rms_norm_forward(RowShape shape, const float *x, const float *weight, float eps, float *y, float *inverse)
{
    by_rows(shape, [&](std::int64_t begin, std::int64_t end) {
        on_best_target<NormForward>(NormJob{begin, end, shape.width, x, weight, nullptr, nullptr, eps, y, inverse});
    });
}

void rms_norm_backward(RowShape shape, const float *x, const float *weight, const float *inverse, const float *dy, float *dx)
{
    by_rows(shape, [&](std::int64_t begin, std::int64_t end) {
        on_best_target<NormBackward>(NormJob{begin, end, shape.width, x, weight, inverse, dy, 0, dx, nullptr});
    });
}

void gated_silu_forward(std::int64_t n, const float *gate, const float *up, float *y)
{
    // Shares begin at whole vectors, so that a number's way through them does not depend on how many threads there are.
    by_rows({(n + lanes - 1) / lanes, lanes}, [&](std::int64_t begin, std::int64_t end) {
        on_best_target<GatedSiluForward>(GateJob{begin * lanes, std::min(n, end * lanes), gate, up, nullptr, y, nullptr, nullptr});
    });
}

void gated_silu_backward(std::int64_t n, const float *gate, const float *up, const float *dy, float *dgate, float *dup)
{
    by_rows({(n + lanes - 1) / lanes, lanes}, [&](std::int64_t begin, std::int64_t end) {
        on_best_target<GatedSiluBackward>(GateJob{begin * lanes, std::min(n, end * lanes), gate, up, dy, nullptr, dgate, dup});
    });
}

void quick_gelu_forward(std::int64_t n, const float *x, float *y)
{
    by_rows({(n + lanes - 1) / lanes, lanes}, [&](std::int64_t begin, std::int64_t end) {
        on_best_target<QuickGeluForward>(GateJob{begin * lanes, std::min(n, end * lanes), x, nullptr, nullptr, y, nullptr, nullptr});
    });
}

void rotate_heads(RowShape tokens_and_width, std::int64_t heads, const float *x, const float *cos, const float *sin,
                  std::int64_t angles, float direction, float *y)
{
    const auto width = tokens_and_width.width;
    by_rows({tokens_and_width.rows, heads * width}, [&](std::int64_t begin, std::int64_t end) {
        on_best_target<Rotate>(RotateJob{begin, end, width, heads, angles, x, cos, sin, direction, y});
    });
}

} // namespace m3po::engine
