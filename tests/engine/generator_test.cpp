// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/generate/generator.h"

#include "core/base/philox.h"
#include "core/engine/generate/logprobs.h"
#include "tests/support.h"

#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

namespace m3po::engine {
namespace {

using Candidates = std::vector<GeneratedCandidate>;

const VisionLanguageModel &model(const std::string &name = "llava_gqa")
{
    static std::map<std::string, std::unique_ptr<VisionLanguageModel>> loaded;
    auto &slot = loaded[name];
    if (!slot)
        slot = std::move(*VisionLanguageModel::load(testing::data("models/" + name)));
    return *slot;
}

at::Tensor picture(int number)
{
    const auto &processor = *model().image_processor();
    return at::sin(at::arange(3 * processor.height() * processor.width(), at::kFloat) * (0.37 + 0.01 * number))
        .mul(2)
        .view({3, processor.height(), processor.width()});
}

GenerateRequest request(std::int64_t key)
{
    static const std::vector<std::string> questions{"what colour is the ball?",
                                                    "how many objects are there in the picture",
                                                    "is there a cup?",
                                                    "a red ball lies on the table beside a small blue box; what else?",
                                                    "why",
                                                    "describe the table"};
    GenerateRequest result;
    result.key = key;
    const bool with_image = key % 3 != 0;
    const auto &question = questions[static_cast<std::size_t>(key) % questions.size()];
    result.prompt =
        *model().prompt_from_text("USER: " + std::string(with_image ? "<image>\n" : "") + question + " ASSISTANT:");
    if (with_image) {
        result.pixels = picture(static_cast<int>(key / 2)); // neighbours share one
        result.image = std::to_string(key / 2);
    }
    return result;
}

std::map<std::int64_t, Candidates> run(const GenerateOptions &options, const std::vector<std::int64_t> &keys)
{
    Generator generator(model(), options);
    std::map<std::int64_t, Candidates> result;
    std::vector<std::int64_t> delivered;
    std::size_t at = 0;
    generator.run(
        [&]() -> std::optional<GenerateRequest> {
            if (at == keys.size())
                return std::nullopt;
            return request(keys[at++]);
        },
        [&](std::int64_t key, Result<Candidates> candidates) {
            delivered.push_back(key);
            result[key] = std::move(*candidates);
        });
    EXPECT_EQ(delivered, keys) << "delivered in the order of the requests";
    return result;
}

GenerateOptions lively(std::int64_t n, std::int64_t slots)
{
    GenerateOptions options;
    options.n = n;
    options.slots = slots;
    options.temperature = 1.1;
    options.top_p = 0.95;
    options.max_new_tokens = 20;
    options.stop_strings = {"e", "ta"}; // answers of many lengths
    options.seed = 5;
    return options;
}

void expect_same_bits(const Candidates &a, const Candidates &b, const std::string &what)
{
    ASSERT_EQ(a.size(), b.size()) << what;
    for (std::size_t i = 0; i < a.size(); ++i) {
        ASSERT_EQ(a[i].ids, b[i].ids) << what << ", candidate " << i;
        ASSERT_EQ(a[i].logprobs, b[i].logprobs) << what << ", candidate " << i;
        ASSERT_EQ(a[i].text, b[i].text) << what << ", candidate " << i;
        ASSERT_EQ(a[i].finish, b[i].finish) << what << ", candidate " << i;
        ASSERT_EQ(a[i].sum, b[i].sum) << what << ", candidate " << i;
    }
}

class SameBits : public ::testing::TestWithParam<std::int64_t> {};

TEST_P(SameBits, WhateverTheSlotsTheOrderAndTheNeighbours)
{
    const auto n = GetParam();
    const std::vector<std::int64_t> keys{0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    const auto reference = run(lively(n, 32), keys);
    std::set<std::size_t> lengths;
    for (const auto &[key, candidates] : reference) {
        for (const auto &candidate : candidates)
            lengths.insert(candidate.ids.size());
    }
    ASSERT_GE(lengths.size(), 5u) << "rows must come and go at different times for this to show anything";

    for (const std::int64_t slots : {8, 64, 100}) {
        for (const auto &[key, candidates] : run(lively(n, slots), keys))
            expect_same_bits(candidates, reference.at(key), "slots " + std::to_string(slots));
    }
    for (const auto &[key, candidates] : run(lively(n, 32), {7, 3, 9, 0, 5, 2, 8, 1, 6, 4}))
        expect_same_bits(candidates, reference.at(key), "another order");
    for (const auto &[key, candidates] : run(lively(n, 32), {5, 6, 7, 8, 9})) // resumed half way
        expect_same_bits(candidates, reference.at(key), "the second half");
    for (const std::int64_t key : {0, 4})
        expect_same_bits(run(lively(n, 32), {key}).at(key), reference.at(key), "alone");
}

INSTANTIATE_TEST_SUITE_P(Candidates, SameBits, ::testing::Values(32, 5, 2, 1));

TEST(Generator, TheSeedTheSampleAndTheCandidateMakeDifferentAnswers)
{
    auto options = lively(8, 32);
    options.stop_strings.clear();
    const auto first = run(options, {1});
    std::set<std::vector<std::int64_t>> different;
    for (const auto &candidate : first.at(1))
        different.insert(candidate.ids);
    EXPECT_EQ(different.size(), 8u);
    options.seed = 6;
    const auto reseeded = run(options, {1});
    EXPECT_NE(reseeded.at(1)[0].ids, first.at(1)[0].ids);
}

// The plain way: the whole sequence through the model again for every token.
std::vector<float> logits_after(const GenerateRequest &asked, const std::vector<std::int64_t> &answer)
{
    const c10::InferenceMode inference;
    auto whole = asked.prompt;
    whole.ids.insert(whole.ids.end(), answer.begin(), answer.end());
    const auto features = asked.pixels.defined() ? model().encode_images(asked.pixels.unsqueeze(0))[0] : at::Tensor();
    const auto hidden = model().language().forward(model().embed(whole, features));
    const auto logits = model().language().logits(hidden.select(1, hidden.size(1) - 1)).contiguous();
    return {logits.data_ptr<float>(), logits.data_ptr<float>() + logits.numel()};
}

TEST(Generator, DrawsFromTheWarpedDistributionOfPlainForwardPasses)
{
    auto options = lively(3, 32);
    options.max_new_tokens = 8;
    for (const std::int64_t key : {1, 3}) {
        const auto asked = request(key);
        const auto candidates = run(options, {key}).at(key);
        Warper warp({options.temperature, options.top_k, options.top_p});
        for (std::size_t c = 0; c < candidates.size(); ++c) {
            std::vector<std::int64_t> ids;
            for (std::size_t step = 0; step < candidates[c].ids.size(); ++step) {
                const auto logits = logits_after(asked, ids);
                const auto id =
                    draw(warp(logits), uniform(options.seed, static_cast<std::uint64_t>(key),
                                               static_cast<std::uint32_t>(c), static_cast<std::uint32_t>(step)));
                ASSERT_EQ(candidates[c].ids[step], id);
                ASSERT_NEAR(candidates[c].logprobs[step], logits[static_cast<std::size_t>(id)] - log_sum_exp(logits),
                            1e-5);
                ids.push_back(id);
            }
        }
    }
}

TEST(Generator, GreedyTakesTheLikeliest)
{
    GenerateOptions options;
    options.n = 1;
    options.greedy = true;
    options.max_new_tokens = 10;
    for (const auto &[key, candidates] : run(options, {0, 1, 2, 3})) {
        ASSERT_EQ(candidates.size(), 1u);
        std::vector<std::int64_t> ids;
        for (const auto id : candidates[0].ids) {
            ASSERT_EQ(id, argmax(logits_after(request(key), ids)));
            ids.push_back(id);
        }
    }
}

TEST(Generator, RecordedLogProbabilitiesEqualReScoredOnes)
{
    auto options = lively(32, 64);
    options.stop_strings.clear();
    for (const auto &[key, candidates] : run(options, {0, 1, 2, 3, 4})) {
        const auto asked = request(key);
        std::vector<std::vector<std::int64_t>> answers;
        for (const auto &candidate : candidates)
            answers.push_back(candidate.ids);
        answers.emplace_back(); // an answer without a token has no log-probabilities
        at::Tensor features;
        if (asked.pixels.defined())
            features = model().encode_images(asked.pixels.unsqueeze(0)).squeeze(0).detach();
        const auto again = answer_logprobs(model(), asked.prompt, features, answers);
        ASSERT_EQ(again.size(), answers.size());
        EXPECT_TRUE(again.back().empty());
        for (std::size_t c = 0; c < candidates.size(); ++c) {
            ASSERT_EQ(candidates[c].logprobs.size(), candidates[c].ids.size());
            ASSERT_EQ(again[c].size(), candidates[c].ids.size());
            double sum = 0;
            for (std::size_t t = 0; t < again[c].size(); ++t) {
                ASSERT_NEAR(candidates[c].logprobs[t], again[c][t], 1e-4);
                sum += candidates[c].logprobs[t];
            }
            ASSERT_DOUBLE_EQ(candidates[c].sum, sum);
        }
    }
}

TEST(Generator, AStopStringCutsTheTextAndEndsTheIds)
{
    auto options = lively(16, 32);
    options.stop_strings.clear();
    const auto whole = run(options, {1}).at(1);
    // A stop string from the middle of an answer, of plain characters: what random bytes decode to is not settled
    // before the next token.
    const auto plain = [](char c) { return c >= ' ' && c <= '~'; };
    std::size_t source = 0;
    while (source < whole.size() &&
           (whole[source].text.size() < 10 ||
            !std::all_of(whole[source].text.begin() + 4, whole[source].text.begin() + 7, plain)))
        ++source;
    ASSERT_LT(source, whole.size());
    const auto stop = whole[source].text.substr(4, 3);
    options.stop_strings = {"never in any text \x01", stop};
    const auto cut = run(options, {1}).at(1);
    EXPECT_EQ(cut[source].finish, FinishReason::StopString);
    for (std::size_t c = 0; c < cut.size(); ++c) {
        const auto at = whole[c].text.find(stop);
        if (at == std::string::npos) {
            EXPECT_EQ(cut[c].ids, whole[c].ids);
            EXPECT_EQ(cut[c].text, whole[c].text);
            EXPECT_EQ(cut[c].finish, whole[c].finish);
            continue;
        }
        EXPECT_EQ(cut[c].finish, FinishReason::StopString);
        EXPECT_EQ(cut[c].text, whole[c].text.substr(0, at));
        ASSERT_LE(cut[c].ids.size(), whole[c].ids.size());
        EXPECT_TRUE(std::equal(cut[c].ids.begin(), cut[c].ids.end(), whole[c].ids.begin()));
        // With the last token the stop string is complete, without it it is not.
        std::vector<std::int32_t> ids(cut[c].ids.begin(), cut[c].ids.end());
        EXPECT_NE(model().tokenizer().decode(ids, true).find(stop), std::string::npos);
        ids.pop_back();
        EXPECT_EQ(model().tokenizer().decode(ids, true).find(stop), std::string::npos);
    }
}

TEST(Generator, AnEmptyAnswerIsACandidate)
{
    auto options = lively(4096, 32);
    options.stop_strings.clear();
    options.max_new_tokens = 1;
    options.temperature = 3;
    options.top_p = 1;
    const auto candidates = run(options, {1}).at(1);
    int empty = 0;
    for (const auto &candidate : candidates) {
        ASSERT_EQ(candidate.ids.size(), 1u);
        const auto &ends = model().eos_token_ids();
        const bool end = std::find(ends.begin(), ends.end(), candidate.ids[0]) != ends.end();
        EXPECT_EQ(candidate.finish, end ? FinishReason::Stop : FinishReason::Length);
        if (end) {
            ++empty;
            EXPECT_EQ(candidate.text, "");
        }
    }
    EXPECT_GT(empty, 0);
}

TEST(Generator, APromptThatIsTooLongFailsByItselfAndTheContextBoundsAnswers)
{
    const auto context = model().language().config().context_length();
    auto options = lively(4, 32);
    options.stop_strings.clear();
    Generator generator(model(), options);
    std::vector<GenerateRequest> requests{request(0), request(3), request(6)};
    requests[0].prompt.ids.assign(static_cast<std::size_t>(context), 7);
    requests[1].prompt.ids.assign(static_cast<std::size_t>(context) - 3, 7);
    std::map<std::int64_t, Result<Candidates>> results;
    std::size_t at = 0;
    generator.run(
        [&]() -> std::optional<GenerateRequest> {
            if (at == requests.size())
                return std::nullopt;
            return requests[at++];
        },
        [&](std::int64_t key, Result<Candidates> candidates) { results.emplace(key, std::move(candidates)); });
    ASSERT_EQ(results.size(), 3u);
    ASSERT_FALSE(results.at(0).ok());
    EXPECT_EQ(results.at(0).error().kind, ErrorKind::InvalidInput);
    EXPECT_NE(results.at(0).error().message.find(std::to_string(context)), std::string::npos);
    for (const auto &candidate : *results.at(3))
        EXPECT_LE(candidate.ids.size(), 3u);
    EXPECT_EQ(results.at(6)->size(), 4u);
    expect_same_bits(*results.at(6), run(options, {6}).at(6), "beside a failed request");
}

TEST(Generator, AfterAStopRequestWhatIsUnderWayIsFinishedAndNothingElseBegun)
{
    const auto options = lively(8, 8);
    Generator generator(model(), options);
    std::stop_source stop;
    std::int64_t asked = 0;
    std::vector<std::int64_t> delivered;
    generator.run([&]() -> std::optional<GenerateRequest> { return request(asked++); },
                  [&](std::int64_t key, Result<Candidates> candidates) {
                      delivered.push_back(key);
                      expect_same_bits(*candidates, run(options, {key}).at(key), "before a stop");
                      if (key == 2)
                          stop.request_stop();
                  },
                  stop.get_token());
    EXPECT_EQ(static_cast<std::int64_t>(delivered.size()), asked);
    EXPECT_LE(asked, 5);
}

TEST(Generator, RefusesOptionsThatMakeNoSense)
{
    const auto refused = [](auto change) {
        GenerateOptions options;
        change(options);
        EXPECT_THROW(Generator(model(), options), Failure);
    };
    refused([](auto &o) { o.n = 0; });
    refused([](auto &o) { o.slots = 0; });
    refused([](auto &o) { o.max_new_tokens = 0; });
    refused([](auto &o) { o.temperature = 0; });
    refused([](auto &o) { o.top_p = 1.01; });
    refused([](auto &o) { o.stop_strings = {""}; });
}

} // namespace
} // namespace m3po::engine
