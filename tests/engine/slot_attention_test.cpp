// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/kernels/slot_attention.h"

#include "core/engine/kernels/exp.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace m3po::engine {
namespace {

TEST(ExpNonpositive, IsWithinTwoUnitsOfStdExp)
{
    for (float x = 0; x > -87; x -= 0.00137f) {
        const double exact = std::exp(static_cast<double>(x));
        ASSERT_NEAR(exp_nonpositive(x) / exact, 1, 2.4e-7) << x;
    }
    EXPECT_EQ(exp_nonpositive(0), 1);
    EXPECT_EQ(exp_nonpositive(-100), 0);
    EXPECT_EQ(exp_nonpositive(-std::numeric_limits<float>::infinity()), 0);
}

struct Case {
    std::int64_t heads, group, d, prompt;
    std::vector<std::int64_t> lengths;
};

class SlotAttentionTest : public ::testing::TestWithParam<Case> {};

// q (Hkv, C·G, d) -> (Hkv, C·G, d)
at::Tensor ours(const at::Tensor &q, const at::Tensor &k, const at::Tensor &v, std::span<const std::int64_t> lengths,
                const at::Tensor &prompt_k, const at::Tensor &prompt_v)
{
    const auto heads = q.size(0), slots = k.size(0), group = q.size(1) / slots, d = q.size(2);
    const auto by_slot = q.view({heads, slots, group, d}).transpose(0, 1).reshape({slots, heads * group, d});
    const auto out = slot_attention(by_slot, k, v, lengths, prompt_k, prompt_v);
    return out.view({slots, heads, group, d}).transpose(0, 1).reshape({heads, slots * group, d});
}

TEST_P(SlotAttentionTest, EqualsPlainAttention)
{
    const auto &c = GetParam();
    at::manual_seed(1);
    const auto slots = static_cast<std::int64_t>(c.lengths.size());
    const std::int64_t capacity = 21;
    const auto q = at::randn({c.heads, slots * c.group, c.d});
    const auto k = at::randn({slots, c.heads, capacity, c.d}), v = at::randn({slots, c.heads, capacity, c.d});
    const auto prompt_k = at::randn({c.heads, c.prompt, c.d}), prompt_v = at::randn({c.heads, c.prompt, c.d});
    const auto got = ours(q, k, v, c.lengths, prompt_k, prompt_v);
    for (std::int64_t h = 0; h < c.heads; ++h) {
        for (std::int64_t s = 0; s < slots; ++s) {
            const auto length = c.lengths[static_cast<std::size_t>(s)];
            const auto keys = at::cat({prompt_k[h], k[s][h].narrow(0, 0, length)}).to(at::kDouble);
            const auto values = at::cat({prompt_v[h], v[s][h].narrow(0, 0, length)}).to(at::kDouble);
            const auto rows = q[h].narrow(0, s * c.group, c.group).to(at::kDouble) / std::sqrt(static_cast<double>(c.d));
            const auto expected = at::matmul(at::softmax(at::matmul(rows, keys.t()), -1), values);
            EXPECT_LT((got[h].narrow(0, s * c.group, c.group) - expected).abs().max().item<double>(), 2e-6);
        }
    }
}

TEST_P(SlotAttentionTest, ASlotsBitsDoNotDependOnItsNeighbours)
{
    auto c = GetParam();
    at::manual_seed(2);
    const auto slots = static_cast<std::int64_t>(c.lengths.size());
    const auto q = at::randn({c.heads, slots * c.group, c.d});
    const auto k = at::randn({slots, c.heads, 21, c.d}), v = at::randn({slots, c.heads, 21, c.d});
    const auto prompt_k = at::randn({c.heads, c.prompt, c.d}), prompt_v = at::randn({c.heads, c.prompt, c.d});
    const auto before = ours(q, k, v, c.lengths, prompt_k, prompt_v);
    // Slot 0 moves to the last place, among others that hold something else, in a cache of another capacity.
    const auto last = slots - 1;
    auto moved_q = at::randn_like(q);
    moved_q.narrow(1, last * c.group, c.group).copy_(q.narrow(1, 0, c.group));
    auto moved_k = at::randn({slots, c.heads, 40, c.d}), moved_v = at::randn({slots, c.heads, 40, c.d});
    moved_k[last].narrow(1, 0, 21).copy_(k[0]);
    moved_v[last].narrow(1, 0, 21).copy_(v[0]);
    std::vector<std::int64_t> lengths(c.lengths.size(), 33);
    lengths.back() = c.lengths.front();
    const auto after = ours(moved_q, moved_k, moved_v, lengths, prompt_k, prompt_v);
    EXPECT_TRUE(at::equal(after.narrow(1, last * c.group, c.group), before.narrow(1, 0, c.group)));
}

INSTANTIATE_TEST_SUITE_P(Shapes, SlotAttentionTest,
                         ::testing::Values(Case{2, 1, 32, 40, {1, 5, 20, 7, 3, 3, 9, 12}},
                                           Case{4, 2, 16, 17, {20, 1, 2, 3}}, Case{1, 3, 10, 1, {4, 5}},
                                           Case{2, 4, 128, 601, {17, 20, 1, 16, 15, 2, 3, 21}}));

} // namespace
} // namespace m3po::engine
