// SPDX-License-Identifier: GPL-3.0-or-later
// Fused operations against the same composed of ATen's, values and gradients; widths with and without a rest.
#include "core/engine/kernels/row_operations.h"
#include "core/engine/model/fused.h"
#include "core/engine/model/linear.h"

#include <ATen/core/grad_mode.h>
#include <gtest/gtest.h>

#include <torch/csrc/autograd/autograd.h>

namespace m3po::engine {
namespace {

using Operation = std::function<at::Tensor(const std::vector<at::Tensor> &)>;

at::Tensor random(at::IntArrayRef shape, std::uint64_t seed, double deviation = 1)
{
    auto generator = at::detail::createCPUGenerator(seed);
    return at::empty(shape, at::kFloat).normal_(0, deviation, generator);
}

double largest(const at::Tensor &x)
{
    return x.abs().max().item<double>();
}

// Values, and gradients of the inputs in a random direction, against what `composed` gives in float64.
void expect_same(const Operation &fused, const Operation &composed, std::vector<at::Tensor> inputs, double allowed)
{
    std::vector<at::Tensor> wide;
    for (auto &x : inputs) {
        wide.push_back(x.to(at::kDouble).detach().requires_grad_(true));
        x = x.detach().requires_grad_(true);
    }
    const auto y = fused(inputs), expected = composed(wide);
    const auto direction = random(y.sizes(), 99);
    const auto found = torch::autograd::grad({y}, inputs, {direction});
    const auto wanted = torch::autograd::grad({expected}, wide, {direction.to(at::kDouble)});
    EXPECT_LT(largest(y.detach() - expected.detach()), allowed * std::max(1.0, largest(expected.detach())));
    for (std::size_t i = 0; i < inputs.size(); ++i)
        EXPECT_LT(largest(found[i] - wanted[i]), allowed * std::max(1.0, largest(wanted[i]))) << "input " << i;

    const at::NoGradGuard no_grad; // another way through the code, the same bits
    EXPECT_TRUE(at::equal(fused(inputs), y.detach()));
}

class Fused : public ::testing::TestWithParam<std::int64_t> {};

TEST_P(Fused, RmsNorm)
{
    const auto width = GetParam();
    const auto weight = random({width}, 1);
    expect_same([&](const auto &in) { return rms_norm(in[0], weight, 1e-5); },
                [&](const auto &in) {
                    return weight.to(at::kDouble) * in[0] / (in[0].square().mean(-1, true) + 1e-5).sqrt();
                },
                {random({2, 5, width}, 2, 3)}, 2e-6);
}

TEST_P(Fused, RmsNormOfATrainedWeight)
{
    expect_same([](const auto &in) { return rms_norm(in[0], in[1], 1e-5); },
                [](const auto &in) { return in[1] * in[0] / (in[0].square().mean(-1, true) + 1e-5).sqrt(); },
                {random({2, 5, GetParam()}, 2, 3), random({GetParam()}, 1)}, 2e-6);
}

TEST_P(Fused, GatedSilu)
{
    // Far to both sides, where the exponential ends.
    auto gate = random({7, GetParam()}, 3, 20);
    gate[0].fill_(100);
    gate[1].fill_(-100);
    expect_same([](const auto &in) { return gated(Activation::Silu, in[0], in[1]); },
                [](const auto &in) { return at::silu(in[0]) * in[1]; }, {gate, random({7, GetParam()}, 4)}, 1e-6);
}

TEST_P(Fused, QuickGelu)
{
    const at::NoGradGuard no_grad;
    auto x = random({7, GetParam()}, 3, 20);
    x[0].fill_(100);
    x[1].fill_(-100);
    const auto wide = x.to(at::kDouble);
    const auto is = quick_gelu(x), should = wide * at::sigmoid(1.702 * wide);
    // Far below 0 the rounding of 1.702 x is that of the exponential, many times over; there y is next to nothing.
    EXPECT_TRUE(at::allclose(is.to(at::kDouble), should, 1e-6, 1e-7)) << (is - should).abs().max();
    EXPECT_TRUE(at::equal(quick_gelu(x[3].contiguous()), is[3])); // whatever stands beside it
}

TEST_P(Fused, Rotation)
{
    const auto width = 2 * GetParam();
    const auto angles = random({5, GetParam()}, 5, 3);
    const auto cos = at::cat({angles.cos(), angles.cos()}, -1).unsqueeze(1), sin = at::cat({-angles.sin(), angles.sin()}, -1).unsqueeze(1);
    expect_same([&](const auto &in) { return rotate(in[0], {cos, sin}); },
                [&](const auto &in) { return Rotary::rotate(in[0], {cos.to(at::kDouble), sin.to(at::kDouble)}); },
                {random({2, 5, 3, width}, 6)}, 1e-6);
}

TEST_P(Fused, LoraLinear)
{
    const auto in = GetParam(), out = in + 3, rank = std::int64_t{4};
    Linear linear;
    linear.weight = random({out, in}, 7);
    linear.bias = random({out}, 8);
    linear.lora_scale = 1.5;
    expect_same([&](const auto &given) {
                    auto own = linear;
                    own.lora_a = given[1];
                    own.lora_b = given[2];
                    return own(given[0]);
                },
                [&](const auto &given) {
                    return at::linear(given[0], linear.weight.to(at::kDouble), linear.bias.to(at::kDouble))
                           + 1.5 * at::linear(at::linear(given[0], given[1]), given[2]);
                },
                {random({2, 5, in}, 9), random({rank, in}, 10), random({out, rank}, 11)}, 2e-6);
}

INSTANTIATE_TEST_SUITE_P(Widths, Fused, ::testing::Values(1, 7, 8, 24, 67));

TEST(RowOperations, ARowsBitsDoNotDependOnItsNeighbours)
{
    const at::NoGradGuard no_grad;
    const auto x = random({300, 67}, 12), weight = random({67}, 13);
    const auto all = rms_norm(x, weight, 1e-5), gates = gated(Activation::Silu, x, all);
    for (const std::int64_t row : {0, 1, 150, 299}) {
        EXPECT_TRUE(at::equal(rms_norm(x.narrow(0, row, 1), weight, 1e-5)[0], all[row]));
        // A number's place within its vector differs here.
        EXPECT_TRUE(at::equal(gated(Activation::Silu, x[row].contiguous(), all[row].contiguous()), gates[row]));
    }
}

} // namespace
} // namespace m3po::engine
