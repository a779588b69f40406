// SPDX-License-Identifier: GPL-3.0-or-later
// Answers made on a GPU: greedy ones are the processor's, sampled ones carry the log-probabilities that a plain run gives.
#include "core/demo/vocabulary.h"
#include "core/engine/demo/blank_model.h"
#include "core/engine/generate/generator.h"
#include "core/engine/generate/logprobs.h"
#include "tests/gpu/on_gpu.h"

namespace m3po {
namespace {

using namespace engine;
using namespace testing;

using Candidates = std::vector<GeneratedCandidate>;

// Three questions about two pictures.
std::vector<Candidates> answers(const VisionLanguageModel &model, const GenerateOptions &options)
{
    std::int64_t next = 0;
    std::vector<Candidates> result;
    Generator(model, options).run(
        [&]() -> std::optional<GenerateRequest> {
            if (next == 3)
                return std::nullopt;
            GenerateRequest request;
            request.key = next++;
            request.prompt = *model.prompt_from_text("USER: <image>\nhow many objects are there? ASSISTANT:");
            request.pixels = test_pixels(2)[request.key / 2];
            request.image = std::to_string(request.key / 2);
            return request;
        },
        [&](std::int64_t, Result<Candidates> candidates) { result.push_back(std::move(*candidates)); });
    return result;
}

TEST_F(OnGpu, GreedyAnswersAreTheProcessors)
{
    GenerateOptions options;
    options.n = 1;
    options.greedy = true;
    options.max_new_tokens = 24;
    const auto there = load_there("llava_gqa"), here = load_model("llava_gqa");
    const auto is = answers(*there, options), should = answers(*here, options);
    ASSERT_EQ(is.size(), should.size());
    for (std::size_t i = 0; i < is.size(); ++i)
        EXPECT_EQ(is[i].front().ids, should[i].front().ids) << i;
}

TEST_F(OnGpu, SampledTokensCarryTheirLogProbabilities)
{
    GenerateOptions options;
    options.n = 32;
    options.slots = 64;
    options.max_new_tokens = 24;
    options.seed = 3;
    const auto there = load_there("llava_gqa"), here = load_model("llava_gqa");
    const auto sampled = answers(*there, options);
    const auto prompt = *here->prompt_from_text("USER: <image>\nhow many objects are there? ASSISTANT:");
    for (std::size_t i = 0; i < sampled.size(); ++i) {
        const auto features = here->encode_images(test_pixels(2).narrow(0, static_cast<std::int64_t>(i) / 2, 1)).squeeze(0);
        ASSERT_EQ(sampled[i].size(), 32u);
        for (const auto &candidate : sampled[i]) {
            const std::vector<std::vector<std::int64_t>> ids{{candidate.ids.begin(), candidate.ids.end()}};
            EXPECT_LT(largest_difference(at::tensor(candidate.logprobs), at::tensor(answer_logprobs(*here, prompt, features, ids).front())), 2e-4);
        }
    }
    EXPECT_NE(sampled[0][0].ids, sampled[0][1].ids);
}

// In the type and with the heads that decoding's kernels serve: several prompts, rows refilled at different lengths.
TEST_F(OnGpu, RecordedDecodingCarriesTheLogProbabilitiesOfAPlainRun)
{
    const TemporaryFolder folder;
    const auto vocabulary = m3po::demo::learn_vocabulary(m3po::demo::world_sentences(), engine::demo::llava_special_tokens(), 800);
    engine::demo::BlankLlava sizes;
    sizes.heads = 2; // of 64
    engine::demo::write_blank_llava(folder.path(), vocabulary, sizes, 5).value();
    const auto model = std::move(*VisionLanguageModel::load(folder.path(), {.dtype = at::kBFloat16, .device = device}));
    GenerateOptions options;
    options.n = 40;
    options.slots = 64;
    options.max_new_tokens = 24;
    std::vector<Prompt> prompts(3);
    for (std::int64_t i = 0; i < 3; ++i) {
        for (std::int64_t t = 0; t < 5 + 60 * i; ++t)
            prompts[static_cast<std::size_t>(i)].ids.push_back(20 + 4 * (t % 50) + i);
    }
    std::size_t next = 0;
    std::vector<Candidates> sampled;
    Generator(*model, options).run(
        [&]() -> std::optional<GenerateRequest> {
            if (next == prompts.size())
                return std::nullopt;
            GenerateRequest request;
            request.key = static_cast<std::int64_t>(next);
            request.prompt = prompts[next++];
            return request;
        },
        [&](std::int64_t, Result<Candidates> candidates) { sampled.push_back(std::move(*candidates)); });
    ASSERT_EQ(sampled.size(), prompts.size());
    double largest = 0, sum = 0, count = 0;
    for (std::size_t i = 0; i < prompts.size(); ++i) {
        ASSERT_EQ(sampled[i].size(), 40u);
        for (const auto &candidate : sampled[i]) {
            const std::vector<std::vector<std::int64_t>> ids{{candidate.ids.begin(), candidate.ids.end()}};
            const auto plain = answer_logprobs(*model, prompts[i], {}, ids).front();
            for (std::size_t t = 0; t < plain.size(); ++t) {
                const double difference = std::abs(plain[t] - candidate.logprobs[t]);
                largest = std::max(largest, difference);
                sum += difference;
                ++count;
            }
        }
    }
    EXPECT_GT(count, 1000);
    EXPECT_LT(largest, 0.3); // bfloat16's eight bits, through four layers
    EXPECT_LT(sum / count, 0.03);
}

} // namespace
} // namespace m3po
