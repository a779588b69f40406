// SPDX-License-Identifier: GPL-3.0-or-later
// Base weights in four bits: bitsandbytes' codes and values, and an adapter trained over them.
#include "core/demo/vocabulary.h"
#include "core/engine/demo/blank_model.h"
#include "core/engine/generate/logprobs.h"
#include "core/engine/model/fused.h"
#include "core/engine/model/nf4.h"
#include "tests/engine/model_fixture.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>

namespace m3po {
namespace {

using namespace engine;
using namespace testing;

// The script's weight().
at::Tensor reference_weight(const std::vector<std::int64_t> &shape, at::ScalarType dtype)
{
    const auto i = at::arange(shape[0] * shape[1], at::kDouble);
    auto w = at::sin(0.37 * i + 0.0011 * i * i) * (1 + at::remainder(i, 7) / 3) / 8;
    w.narrow(0, 64, 64).zero_();
    return w.to(dtype).view(shape);
}

TEST(Nf4, HasTheCodesScalesAndValuesOfBitsandbytes)
{
    const auto cases = (*read_json(data("nf4.json"))).at("cases");
    ASSERT_EQ(cases.size(), 2u);
    for (const auto &c : cases) {
        const auto dtype = c["dtype"] == "float32" ? at::kFloat : at::kBFloat16;
        const auto nf4 = quantize_nf4(reference_weight(c["shape"].get<std::vector<std::int64_t>>(), dtype));
        EXPECT_EQ(largest_difference(nf4.codes, tensor_of(c["codes"])), 0) << c["dtype"];
        EXPECT_EQ(largest_difference(nf4.scales, tensor_of(c["scales"])), 0) << c["dtype"];
        EXPECT_EQ(largest_difference(dequantize(nf4, dtype), tensor_of(c["values"])), 0) << c["dtype"];
    }
}

TEST(Nf4, AnAdapterOverItHasTheGradientsThatItHasOverTheSameWeightInFull)
{
    Linear quantized, plain;
    quantized.nf4 = quantize_nf4(at::randn({96, 128}) / 11);
    plain.weight = dequantize(*quantized.nf4, at::kFloat);
    for (auto *layer : {&quantized, &plain}) {
        layer->lora_a = at::ones({4, 128}).mul_(0.02).requires_grad_(true);
        layer->lora_b = at::ones({96, 4}).mul_(0.03).requires_grad_(true);
        layer->lora_scale = 2;
        layer->bias = at::arange(96, at::kFloat);
    }
    const auto x = at::randn({5, 128}), dy = at::randn({5, 96});
    auto x1 = x.clone().requires_grad_(true), x2 = x.clone().requires_grad_(true);
    const auto a = quantized(x1), b = plain(x2);
    EXPECT_LT(largest_difference(a, b), 2e-5);
    const auto ga = torch::autograd::grad({a}, {x1, quantized.lora_a, quantized.lora_b}, {dy});
    const auto gb = torch::autograd::grad({b}, {x2, plain.lora_a, plain.lora_b}, {dy});
    for (std::size_t i = 0; i < ga.size(); ++i)
        EXPECT_LT(largest_difference(ga[i], gb[i]), 1e-4) << i;
    // The way a GPU goes.
    const auto c = lora_linear(x1, quantized);
    EXPECT_LT(largest_difference(c, b), 2e-5);
    const auto gc = torch::autograd::grad({c}, {x1, quantized.lora_a, quantized.lora_b}, {dy});
    for (std::size_t i = 0; i < gc.size(); ++i)
        EXPECT_LT(largest_difference(gc[i], gb[i]), 1e-4) << i;
}

class Nf4Model : public ::testing::Test {
protected:
    void write(std::int64_t intermediate)
    {
        engine::demo::BlankLlava sizes;
        sizes.intermediate = intermediate;
        const auto vocabulary = m3po::demo::learn_vocabulary(m3po::demo::world_sentences(), engine::demo::llava_special_tokens(), 400);
        engine::demo::write_blank_llava(folder.path(), vocabulary, sizes, 5).value();
    }
    TemporaryFolder folder;
};

TEST_F(Nf4Model, LoadsItsLayersInFourBitsAndComputesWithTheirValues)
{
    write(384);
    const auto plain = std::move(*VisionLanguageModel::load(folder.path()));
    const auto nf4 = std::move(*VisionLanguageModel::load(folder.path(), {.quantization = Quantization::Nf4}));
    EXPECT_EQ(nf4->info().parameters, plain->info().parameters);
    EXPECT_EQ(nf4->info().quantized, 4 * (4 * 128 * 128 + 3 * 128 * 384));
    EXPECT_EQ(nf4->info().dtype, "float32 nf4");
    for (const auto &[name, tensor] : nf4->parameters())
        EXPECT_EQ(name.find("_proj.weight"), name.starts_with("vision_tower") ? name.find("_proj.weight") : std::string::npos) << name;

    Prompt prompt;
    prompt.ids = {1, 30, 40, 50, 60};
    const std::vector<std::vector<std::int64_t>> answers{{70, 80, 90, 100}};
    const auto whole = answer_logprobs(*plain, prompt, {}, answers).front(), in_four_bits = answer_logprobs(*nf4, prompt, {}, answers).front();
    const auto away = largest_difference(at::tensor(whole), at::tensor(in_four_bits));
    EXPECT_GT(away, 1e-4) << "nothing was quantized";

    auto layers = plain->language().linears(), quantized = nf4->language().linears();
    ASSERT_EQ(layers.size(), quantized.size());
    for (std::size_t i = 0; i < layers.size(); ++i)
        layers[i]->weight.copy_(dequantize(*quantized[i]->nf4, at::kFloat));
    EXPECT_LT(largest_difference(at::tensor(answer_logprobs(*plain, prompt, {}, answers).front()), at::tensor(in_four_bits)), 2e-5);

    auto adapter = *Adapter::create(*nf4, {.r = 4, .lora_alpha = 8}, 1);
    EXPECT_EQ(adapter.modules.size(), layers.size());
    EXPECT_FALSE(merge_adapter(*nf4, adapter).ok());
    nf4->attach(adapter).value();
}

TEST_F(Nf4Model, RefusesRowsThatAreNoWholeBlocks)
{
    write(352);
    const auto loaded = VisionLanguageModel::load(folder.path(), {.quantization = Quantization::Nf4});
    ASSERT_FALSE(loaded.ok());
    EXPECT_NE(loaded.error().message.find("mlp.down_proj\" has rows of 352 numbers"), std::string::npos) << loaded.error().message;
}

} // namespace
} // namespace m3po
