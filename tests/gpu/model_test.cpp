// SPDX-License-Identifier: GPL-3.0-or-later
// What models compute on a GPU, against Transformers' values that the processor is held against, too.
#include "core/engine/generate/logprobs.h"
#include "core/engine/model/clip.h"
#include "tests/gpu/on_gpu.h"

namespace m3po {
namespace {

using namespace engine;
using namespace testing;

// The same sums in another order.
constexpr double rounding = 2e-4;

TEST_F(OnGpu, LogProbabilitiesOfAnswersAreTransformers)
{
    for (const std::string name : {"llava", "llava_gqa", "llava_llama3", "llava_linear"}) {
        const auto there = load_there(name), here = load_model(name);
        for (const auto &row : expected_of(name)["cases"]) {
            const auto run = embed_case(*here, row);
            const auto features = row["image"] == true ? there->encode_images(test_pixels().to(device)).squeeze(0) : at::Tensor();
            const std::vector<std::vector<std::int64_t>> answers{run.answer};
            const auto is = answer_logprobs(*there, run.prompt, features, answers).front();
            EXPECT_LT(largest_difference(at::tensor(is), plain_logprobs(*here, run)), rounding) << name << ": " << row["text"];
        }
    }
}

TEST_F(OnGpu, BFloat16IsAsNearAsItsEightBits)
{
    const auto there = load_there("llava_gqa", at::kBFloat16), here = load_model("llava_gqa");
    for (const auto &row : expected_of("llava_gqa")["cases"]) {
        const auto run = embed_case(*here, row);
        const auto features = row["image"] == true ? there->encode_images(test_pixels().to(device)).squeeze(0) : at::Tensor();
        const std::vector<std::vector<std::int64_t>> answers{run.answer};
        const auto is = answer_logprobs(*there, run.prompt, features, answers).front();
        EXPECT_LT(largest_difference(at::tensor(is), plain_logprobs(*here, run)), 0.15) << row["text"];
    }
}

TEST_F(OnGpu, ClipsEmbeddingsAreTransformers)
{
    const auto model = *ClipModel::load(model_folder("clip"), {.device = device});
    const auto expected = expected_of("clip");
    std::vector<std::vector<std::int64_t>> ids;
    for (const auto &row : expected["ids"])
        ids.push_back(ids_of(row));
    EXPECT_LT(largest_difference(model->image_embeddings(test_pixels(2).to(device)).cpu(), tensor_of(expected["image_embeddings"])), rounding);
    EXPECT_LT(largest_difference(model->text_embeddings(ids).cpu(), tensor_of(expected["text_embeddings"])), rounding);
}

} // namespace
} // namespace m3po
