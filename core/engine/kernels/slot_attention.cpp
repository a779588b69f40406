// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/kernels/slot_attention.h"

#include "core/engine/kernels/exp.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <algorithm>
#include <vector>

namespace m3po::engine {

namespace {

constexpr std::int64_t lanes = 16; // partial sums that run side by side

struct Query {
    const float *q;             // (d)
    const float *keys, *values; // (length, d), rows `stride` apart
    std::int64_t key_stride, value_stride, length, d;
    float *prompt; // (prompt_length)
    std::int64_t prompt_length;
    float *own; // (length), scratch
    float *out; // (d)
    float *total;
};

[[gnu::always_inline]] inline float dot(const float *a, const float *b, std::int64_t n)
{
    float partial[lanes] = {};
    std::int64_t i = 0;
    for (; i + lanes <= n; i += lanes) {
        for (std::int64_t l = 0; l < lanes; ++l)
            partial[l] += a[i + l] * b[i + l];
    }
    for (std::int64_t l = 0; i + l < n; ++l)
        partial[l] += a[i + l] * b[i + l];
    for (std::int64_t half = lanes / 2; half > 0; half /= 2) {
        for (std::int64_t l = 0; l < half; ++l)
            partial[l] += partial[l + half];
    }
    return partial[0];
}

[[gnu::always_inline]] inline float largest(const float *x, std::int64_t n, float so_far)
{
    float partial[lanes];
    std::fill(partial, partial + lanes, so_far);
    std::int64_t i = 0;
    for (; i + lanes <= n; i += lanes) {
        for (std::int64_t l = 0; l < lanes; ++l)
            partial[l] = x[i + l] > partial[l] ? x[i + l] : partial[l];
    }
    for (std::int64_t l = 0; i + l < n; ++l)
        partial[l] = x[i + l] > partial[l] ? x[i + l] : partial[l];
    return *std::max_element(partial, partial + lanes);
}

// x <- exp(x - m); returns the sum
[[gnu::always_inline]] inline float exponentials(float *x, std::int64_t n, float m)
{
    float partial[lanes] = {};
    std::int64_t i = 0;
    for (; i + lanes <= n; i += lanes) {
        for (std::int64_t l = 0; l < lanes; ++l) {
            x[i + l] = exp_nonpositive(x[i + l] - m);
            partial[l] += x[i + l];
        }
    }
    for (std::int64_t l = 0; i + l < n; ++l) {
        x[i + l] = exp_nonpositive(x[i + l] - m);
        partial[l] += x[i + l];
    }
    for (std::int64_t half = lanes / 2; half > 0; half /= 2) {
        for (std::int64_t l = 0; l < half; ++l)
            partial[l] += partial[l + half];
    }
    return partial[0];
}

[[gnu::always_inline]] inline void attend_body(const Query &job)
{
    for (std::int64_t t = 0; t < job.length; ++t)
        job.own[t] = dot(job.q, job.keys + t * job.key_stride, job.d);
    const float m = largest(job.own, job.length, largest(job.prompt, job.prompt_length, job.own[0]));
    *job.total = exponentials(job.prompt, job.prompt_length, m) + exponentials(job.own, job.length, m);
    std::fill(job.out, job.out + job.d, 0.0f);
    for (std::int64_t t = 0; t < job.length; ++t) {
        const float weight = job.own[t];
        const float *value = job.values + t * job.value_stride;
        for (std::int64_t i = 0; i < job.d; ++i)
            job.out[i] += weight * value[i];
    }
}

void attend_plain(const Query &job) { attend_body(job); }

#if defined(__x86_64__)
[[gnu::target("avx2,fma")]] void attend_avx2(const Query &job) { attend_body(job); }
#endif

using Attend = void (*)(const Query &);

Attend fastest()
{
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        return attend_avx2;
#endif
    return attend_plain;
}

} // namespace

SlotAttention attend_own(const at::Tensor &q, const at::Tensor &own_k, const at::Tensor &own_v,
                         std::span<const std::int64_t> lengths, at::Tensor &prompt_scores)
{
    static const Attend attend = fastest();
    const auto heads = own_k.size(1), slots = own_k.size(0), rows = q.size(1), group = rows / slots, d = q.size(2);
    TORCH_CHECK(q.is_contiguous() && prompt_scores.is_contiguous() && own_k.stride(3) == 1 && own_v.stride(3) == 1 &&
                    q.scalar_type() == at::kFloat && q.is_cpu(),
                "attend_own: float32 on the CPU, rows contiguous");
    SlotAttention result{at::empty({heads, rows, d}, q.options()), at::empty({heads, rows, 1}, q.options())};
    const auto longest = *std::max_element(lengths.begin(), lengths.end());
    const auto prompt = prompt_scores.size(2);
    const auto *queries = q.const_data_ptr<float>();
    const auto *keys = own_k.const_data_ptr<float>(), *values = own_v.const_data_ptr<float>();
    auto *scores = prompt_scores.data_ptr<float>();
    auto *out = result.out.data_ptr<float>(), *total = result.total.data_ptr<float>();
    const auto work = std::max<std::int64_t>(1, group * (longest * d * 2 + prompt * 4));
    at::parallel_for(0, heads * slots, std::max<std::int64_t>(1, 32768 / work),
                     [&](std::int64_t begin, std::int64_t end) {
                         std::vector<float> scratch(static_cast<std::size_t>(longest));
                         for (auto i = begin; i < end; ++i) {
                             const auto h = i / slots, c = i % slots;
                             for (std::int64_t g = 0; g < group; ++g) {
                                 const auto row = h * rows + c * group + g;
                                 attend({queries + row * d, keys + c * own_k.stride(0) + h * own_k.stride(1),
                                         values + c * own_v.stride(0) + h * own_v.stride(1), own_k.stride(2),
                                         own_v.stride(2), lengths[static_cast<std::size_t>(c)], d,
                                         scores + row * prompt, prompt, scratch.data(), out + row * d, total + row});
                             }
                         }
                     });
    return result;
}

} // namespace m3po::engine
