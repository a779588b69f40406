// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/model/clip.h"
#include "tests/engine/model_fixture.h"

#include <cmath>

namespace m3po {
namespace {

using namespace engine;
using namespace testing;

class Clip : public ::testing::TestWithParam<const char *> {};

TEST_P(Clip, EmbeddingsAndSimilaritiesEqualTransformers)
{
    const auto model = *ClipModel::load(model_folder(GetParam()));
    const auto expected = expected_of(GetParam());
    std::vector<std::vector<std::int64_t>> ids;
    for (const auto &row : expected["ids"])
        ids.push_back(ids_of(row));
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const auto ours = model->tokenizer().encode(expected["texts"][i].get<std::string>(), true);
        EXPECT_EQ(std::vector<std::int64_t>(ours.begin(), ours.end()), ids[i]);
    }
    const auto images = model->image_embeddings(test_pixels(2));
    const auto texts = model->text_embeddings(ids);
    EXPECT_EQ(images.sizes(), (std::vector<std::int64_t>{2, 20}));
    EXPECT_LT(largest_difference(images, tensor_of(expected["image_embeddings"])), 1e-5);
    EXPECT_LT(largest_difference(texts, tensor_of(expected["text_embeddings"])), 1e-5);
    const auto unit = [](const at::Tensor &x) { return x / x.norm(2, -1, true); };
    const auto logits = at::matmul(unit(images), unit(texts.narrow(0, 0, 1)).t()) * model->logit_scale().exp();
    EXPECT_LT(largest_difference(logits, tensor_of(expected["logits_per_image"])), 5e-5);
    // One by one they are the same as in a batch.
    for (std::size_t i = 0; i < ids.size(); ++i)
        EXPECT_LT(largest_difference(model->text_embeddings({ids[i]}), texts[static_cast<std::int64_t>(i)]), 1e-5);
    EXPECT_EQ(model->text_embeddings({}).size(0), 0);
}

INSTANTIATE_TEST_SUITE_P(Models, Clip, ::testing::Values("clip", "clip_eos2"),
                         [](const auto &info) { return std::string(info.param); });

TEST(ClipModel, GradientsReachEveryWeight)
{
    const auto model = *ClipModel::load(model_folder("clip"));
    for (const auto &[name, tensor] : model->parameters()) {
        at::Tensor live = tensor;
        live.set_requires_grad(true);
    }
    const auto expected = expected_of("clip");
    const auto scores = at::matmul(model->image_embeddings(test_pixels(2)),
                                   model->text_embeddings({ids_of(expected["ids"][0]), ids_of(expected["ids"][1])}).t());
    (scores * model->logit_scale().exp()).square().sum().backward();
    for (const auto &[name, tensor] : model->parameters())
        EXPECT_TRUE(tensor.grad().defined() && tensor.grad().abs().sum().item<double>() > 0) << name;
}

} // namespace
} // namespace m3po
