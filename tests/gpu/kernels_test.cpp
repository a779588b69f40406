// SPDX-License-Identifier: GPL-3.0-or-later
// The kernels of our own on a GPU, against the same computed by libtorch in float64 on the processor.
#include "core/engine/kernels/device_kernels.h"
#include "core/engine/model/nf4.h"
#include "tests/gpu/on_gpu.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>

#include <cmath>

namespace m3po {
namespace {

using namespace engine;
using namespace testing;

// ‖a - b‖ / ‖b‖
double relative(const at::Tensor &a, const at::Tensor &b)
{
    const auto x = a.to(at::kCPU, at::kDouble), y = b.to(at::kCPU, at::kDouble);
    return ((x - y).norm() / y.norm()).item<double>();
}

class Kernels : public OnGpu {
protected:
    void SetUp() override
    {
        OnGpu::SetUp();
        if (IsSkipped())
            return;
        kernels = device_kernels(device);
        if (!kernels)
            GTEST_SKIP() << "no kernels of our own for this device";
    }

    // Normal numbers, of the type, here; there() takes them to the device.
    at::Tensor random(at::IntArrayRef sizes, at::ScalarType type) { return at::randn(sizes).to(type); }
    at::Tensor there(const at::Tensor &x) const { return x.to(device); }
    static at::Tensor exact(const at::Tensor &x) { return x.to(at::kDouble); }
    static double allowed(at::ScalarType type) { return type == at::kFloat ? 2e-6 : 4e-3; }

    const DeviceKernels *kernels = nullptr;
};

TEST_F(Kernels, RmsNormForwardAndBack)
{
    for (const auto type : {at::kFloat, at::kBFloat16}) {
        for (const std::int64_t width : {64, 4096, 5000}) {
            const auto x = random({3, 7, width}, type), weight = random({width}, type), dy = random({3, 7, width}, type);
            auto input = exact(x).requires_grad_(true);
            const auto expected = exact(weight) * input * (input.square().mean(-1, true) + 1e-5).rsqrt();
            const auto gradient = torch::autograd::grad({expected}, {input}, {exact(dy)}).front();
            at::Tensor inverse;
            EXPECT_LT(relative(kernels->rms_norm(there(x), there(weight), 1e-5, &inverse), expected.detach()), allowed(type)) << width;
            const auto added = random({3, 7, width}, type), sum = (exact(x) + exact(added)).to(type), wide = exact(sum);
            const auto [is_sum, is_norm] = kernels->add_rms_norm(there(x), there(added), there(weight), 1e-5);
            EXPECT_EQ(relative(is_sum, sum), 0) << width;
            EXPECT_LT(relative(is_norm, exact(weight) * wide * (wide.square().mean(-1, true) + 1e-5).rsqrt()), allowed(type)) << width;
            EXPECT_LT(relative(kernels->rms_norm_backward(there(x), there(weight), inverse, there(dy)), gradient), allowed(type)) << width;
        }
    }
}

TEST_F(Kernels, GatedSiluForwardAndBack)
{
    for (const auto type : {at::kFloat, at::kBFloat16}) {
        const auto gate = 3 * random({5, 11008}, type), up = random({5, 11008}, type), dy = random({5, 11008}, type);
        auto g = exact(gate).requires_grad_(true), u = exact(up).requires_grad_(true);
        const auto expected = at::silu(g) * u;
        const auto gradients = torch::autograd::grad({expected}, {g, u}, {exact(dy)});
        EXPECT_LT(relative(kernels->gated_silu(there(gate), there(up)), expected.detach()), allowed(type));
        const auto [dgate, dup] = kernels->gated_silu_backward(there(gate), there(up), there(dy));
        EXPECT_LT(relative(dgate, gradients[0]), allowed(type));
        EXPECT_LT(relative(dup, gradients[1]), allowed(type));
    }
}

TEST_F(Kernels, QuickGelu)
{
    for (const auto type : {at::kFloat, at::kBFloat16}) {
        const auto x = 3 * random({5, 4096}, type), wide = exact(x);
        EXPECT_LT(relative(kernels->quick_gelu(there(x)), wide * at::sigmoid(1.702 * wide)), allowed(type));
    }
}

TEST_F(Kernels, RotationForwardAndBack)
{
    for (const auto type : {at::kFloat, at::kBFloat16}) {
        const auto angles = at::arange(9 * 32, at::kFloat).view({9, 32}) * 0.1;
        const auto cos = at::cat({angles.cos(), angles.cos()}, 1).to(type), sin = at::cat({-angles.sin(), angles.sin()}, 1).to(type);
        const auto x = random({2, 9, 5, 64}, type);
        const auto wide = exact(x), c = exact(cos).unsqueeze(1), s = exact(sin).unsqueeze(1);
        const auto expected = wide * c + at::cat({wide.narrow(-1, 32, 32), wide.narrow(-1, 0, 32)}, -1) * s;
        const auto rotated = kernels->rotate_heads(there(x), there(cos), there(sin), 1);
        EXPECT_LT(relative(rotated, expected), allowed(type));
        EXPECT_LT(relative(kernels->rotate_heads(rotated, there(cos), there(sin), -1), wide), 2 * allowed(type)) << "back again";
    }
}

// Slots of several prompts, some long, some short, their own tokens of any number.
struct Case {
    std::int64_t d, heads, kv_heads, tile;
    std::vector<std::int64_t> prefixes; // a tile each
};

TEST_F(Kernels, SlotsAttendToPrefixAndOwnTokens)
{
    const std::vector<Case> cases{{128, 4, 4, 16, {636, 636}}, {128, 4, 2, 16, {1, 700, 65}}, {64, 6, 2, 4, {15, 16, 17, 300}}, {64, 2, 2, 1, {33, 5}}};
    constexpr std::int64_t capacity = 40;
    for (const auto &c : cases) {
        const auto tiles = static_cast<std::int64_t>(c.prefixes.size()), slots = tiles * c.tile, group = c.heads / c.kv_heads;
        const auto q = random({slots, c.heads, c.d}, at::kBFloat16), k = random({slots, c.kv_heads, c.d}, at::kBFloat16);
        const auto v = random({slots, c.kv_heads, c.d}, at::kBFloat16);
        auto keys = random({slots, c.kv_heads, capacity, c.d}, at::kBFloat16), values = random({slots, c.kv_heads, capacity, c.d}, at::kBFloat16);
        const auto lengths = at::randint(0, capacity, {slots}, at::kInt);
        const auto angles = at::randn({slots, c.d / 2});
        const auto cos = at::cat({angles.cos(), angles.cos()}, 1).to(at::kBFloat16), sin = at::cat({-angles.sin(), angles.sin()}, 1).to(at::kBFloat16);

        std::vector<at::Tensor> prefix_keys, prefix_values, kept;
        auto table = at::empty({tiles, 3}, at::kLong);
        for (std::int64_t t = 0; t < tiles; ++t) {
            prefix_keys.push_back(random({c.kv_heads, c.prefixes[t], c.d}, at::kBFloat16));
            prefix_values.push_back(random({c.kv_heads, c.prefixes[t], c.d}, at::kBFloat16));
            kept.push_back(there(prefix_keys.back()));
            table[t][0] = static_cast<std::int64_t>(reinterpret_cast<std::intptr_t>(kept.back().data_ptr()));
            kept.push_back(there(prefix_values.back()));
            table[t][1] = static_cast<std::int64_t>(reinterpret_cast<std::intptr_t>(kept.back().data_ptr()));
            table[t][2] = c.prefixes[t];
        }
        DeviceAttention attention{{}, there(keys), there(values), there(lengths), there(table), c.tile};
        attention.q = kernels->rotate_and_store(there(q), there(k), there(v), there(cos), there(sin), attention);
        const auto out = kernels->attend(attention).view({slots, c.heads, c.d});

        const auto turned = [&](const at::Tensor &x) {
            const auto wide = exact(x), half = exact(x);
            const auto swapped = at::cat({half.narrow(-1, c.d / 2, c.d / 2), half.narrow(-1, 0, c.d / 2)}, -1);
            return (wide * exact(cos).unsqueeze(1) + swapped * exact(sin).unsqueeze(1)).to(at::kBFloat16);
        };
        EXPECT_LT(relative(attention.q, turned(q)), 1e-3) << "queries";
        auto expected = at::empty({slots, c.heads, c.d}, at::kDouble);
        for (std::int64_t s = 0; s < slots; ++s) {
            const auto held = lengths[s].item<int>();
            keys[s].select(1, held).copy_(turned(k)[s]);
            values[s].select(1, held).copy_(v[s]);
            for (std::int64_t h = 0; h < c.heads; ++h) {
                const auto kv = h / group, t = s / c.tile;
                const auto all_keys = exact(at::cat({prefix_keys[t][kv], keys[s][kv].narrow(0, 0, held + 1)}));
                const auto all_values = exact(at::cat({prefix_values[t][kv], values[s][kv].narrow(0, 0, held + 1)}));
                const auto scores = at::mv(all_keys, exact(attention.q[s][h].cpu())) / std::sqrt(static_cast<double>(c.d));
                expected[s][h] = at::mv(all_values.t(), at::softmax(scores, 0));
            }
        }
        EXPECT_LT(relative(attention.keys, keys), 1e-3) << "the cache's keys";
        EXPECT_EQ(relative(attention.values, values), 0) << "the cache's values";
        EXPECT_LT(relative(out, expected), 6e-3) << "head " << c.d << ", tile " << c.tile;
    }
}

TEST_F(Kernels, WeightsInFourBits)
{
    for (const auto &[out, in] : {std::pair{128, 64}, {4096, 4096}, {1056, 11008}}) {
        const auto here = quantize_nf4(random({out, in}, at::kBFloat16));
        const Nf4 weight{there(here.codes), there(here.scales)};
        const auto whole = dequantize(here, at::kBFloat16);
        EXPECT_EQ(relative(kernels->nf4_dequantize(weight.codes, weight.scales), whole), 0);
        const auto again = quantize_nf4(there(whole));
        EXPECT_EQ(relative(dequantize(again, at::kBFloat16), dequantize(quantize_nf4(whole), at::kBFloat16)), 0) << "quantized there";
        for (const std::int64_t rows : {1, 8, 13, 32, 50, 65}) {
            const auto x = random({rows, in}, at::kBFloat16);
            EXPECT_LT(relative(nf4_linear(there(x), weight, {}), at::mm(exact(x), exact(whole).t())), 4e-3) << rows << " rows, " << out << " x " << in;
        }
    }
}

TEST_F(Kernels, RecordedWorkIsDoneAgain)
{
    auto x = there(at::arange(1024, at::kFloat)), sum = at::zeros({1}, x.options());
    const auto graph = kernels->record([&] { sum.copy_((x * 2).sum(0, true)); });
    for (const double start : {1.0, 5.0}) {
        x.fill_(start);
        graph->replay();
        EXPECT_EQ(sum.item<double>(), 2048 * start);
    }
}

} // namespace
} // namespace m3po
