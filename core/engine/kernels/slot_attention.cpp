// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/kernels/slot_attention.h"

#include "core/engine/kernels/by_turns.h"
#include "core/engine/kernels/exponentials.h"
#include "core/engine/kernels/few_rows.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace m3po::engine {

namespace {

// Query rows that walk through the prompt together.
constexpr std::int64_t rows_at_once = 32;

struct Shapes {
    std::int64_t slots, heads, group, d, prompt, longest;
};

struct Heads {
    const float *q, *own_k, *own_v, *prompt_k, *prompt_v;
    float *out;
    at::IntArrayRef q_strides, own_k_strides, own_v_strides, prompt_k_strides, prompt_v_strides;
};

// Slots [first, first + count) under key head h. Row c·G + g of `scores` holds the prompt's scores, then the own past's.
void attend(const Shapes &s, const Heads &t, std::span<const std::int64_t> lengths, std::int64_t h, std::int64_t first,
            std::int64_t count, std::vector<float> &queries, std::vector<float> &scores)
{
    const auto rows = count * s.group, width = s.prompt + s.longest;
    queries.resize(static_cast<std::size_t>(rows * s.d));
    scores.resize(static_cast<std::size_t>(rows * width));
    const auto scale = static_cast<float>(1 / std::sqrt(static_cast<double>(s.d)));
    for (std::int64_t row = 0; row < rows; ++row) {
        const auto *q = t.q + (first + row / s.group) * t.q_strides[0] + (h * s.group + row % s.group) * t.q_strides[1];
        std::transform(q, q + s.d, queries.data() + row * s.d, [&](float x) { return x * scale; });
    }
    const auto *prompt_k = t.prompt_k + h * t.prompt_k_strides[0], *prompt_v = t.prompt_v + h * t.prompt_v_strides[0];
    few_rows_times_short_rows({queries.data(), s.d}, {prompt_k, t.prompt_k_strides[1]}, {scores.data(), width}, rows,
                              s.prompt, s.d);
    std::vector<float> totals(static_cast<std::size_t>(rows));
    for (std::int64_t c = 0; c < count; ++c) {
        const auto length = lengths[static_cast<std::size_t>(first + c)];
        const auto *k = t.own_k + (first + c) * t.own_k_strides[0] + h * t.own_k_strides[1];
        auto *own = scores.data() + c * s.group * width + s.prompt;
        few_rows_times_transposed({queries.data() + c * s.group * s.d, s.d}, {k, t.own_k_strides[2]}, {own, width}, s.group,
                                  length, s.d);
        for (std::int64_t g = 0; g < s.group; ++g) {
            auto *all = own + g * width - s.prompt;
            const auto n = static_cast<std::size_t>(s.prompt + length);
            totals[static_cast<std::size_t>(c * s.group + g)] =
                static_cast<float>(sum_of_exponentials(all, n, largest_of(all, n), all));
        }
    }
    std::vector<float> sums(static_cast<std::size_t>(rows * s.d), 0.0f);
    few_rows_add_product({scores.data(), width}, {prompt_v, t.prompt_v_strides[1]}, {sums.data(), s.d}, rows, s.d, s.prompt);
    for (std::int64_t c = 0; c < count; ++c) {
        const auto *v = t.own_v + (first + c) * t.own_v_strides[0] + h * t.own_v_strides[1];
        few_rows_add_product({scores.data() + c * s.group * width + s.prompt, width}, {v, t.own_v_strides[2]},
                             {sums.data() + c * s.group * s.d, s.d}, s.group, s.d, lengths[static_cast<std::size_t>(first + c)]);
    }
    for (std::int64_t row = 0; row < rows; ++row) {
        const auto total = totals[static_cast<std::size_t>(row)];
        const auto *sum = sums.data() + row * s.d;
        auto *out = t.out + ((first + row / s.group) * s.heads * s.group + h * s.group + row % s.group) * s.d;
        std::transform(sum, sum + s.d, out, [&](float x) { return x / total; });
    }
}

} // namespace

at::Tensor slot_attention(const at::Tensor &q, const at::Tensor &own_k, const at::Tensor &own_v,
                          std::span<const std::int64_t> lengths, const at::Tensor &prompt_k, const at::Tensor &prompt_v)
{
    for (const auto *t : {&q, &own_k, &own_v, &prompt_k, &prompt_v})
        TORCH_CHECK(t->is_cpu() && t->scalar_type() == at::kFloat && t->stride(-1) == 1,
                    "slot_attention: float32 on the CPU, rows contiguous");
    const Shapes s{q.size(0),        own_k.size(1), q.size(1) / own_k.size(1), q.size(2), prompt_k.size(1),
                   *std::max_element(lengths.begin(), lengths.end())};
    auto out = at::empty({s.slots, q.size(1) * s.d}, q.options());
    const Heads t{q.const_data_ptr<float>(),        own_k.const_data_ptr<float>(),    own_v.const_data_ptr<float>(),
                  prompt_k.const_data_ptr<float>(), prompt_v.const_data_ptr<float>(), out.mutable_data_ptr<float>(),
                  q.strides(),                      own_k.strides(),                  own_v.strides(),
                  prompt_k.strides(),               prompt_v.strides()};
    const auto at_once = std::max<std::int64_t>(1, rows_at_once / s.group);
    const auto parts = (s.slots + at_once - 1) / at_once;
    const auto work = at_once * s.group * (s.prompt + s.longest) * s.d;
    by_turns(s.heads * parts, std::max<std::int64_t>(1, (1 << 19) / work), [&](std::int64_t begin, std::int64_t end) {
        std::vector<float> queries, scores;
        for (auto i = begin; i < end; ++i) {
            const auto first = i % parts * at_once;
            attend(s, t, lengths, i / parts, first, std::min(at_once, s.slots - first), queries, scores);
        }
    });
    return out;
}

} // namespace m3po::engine
