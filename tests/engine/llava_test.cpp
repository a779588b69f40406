// SPDX-License-Identifier: GPL-3.0-or-later
// LLaVA and Llama against Transformers on tiny random models, and the shared-prefix ways against the plain one.
#include "tests/engine/model_fixture.h"

#include <c10/core/InferenceMode.h>

#include <cmath>

namespace m3po {
namespace {

using namespace engine;
using namespace testing;

constexpr double exact = 1e-4;   // float32, against Transformers
constexpr double self = 1e-5;    // one way of ours against another

class Reference : public ::testing::TestWithParam<const char *> {};

TEST_P(Reference, IdsFeaturesLogitsAndLogProbabilitiesEqualTransformers)
{
    const c10::InferenceMode inference;
    const auto model = load_model(GetParam());
    const auto expected = expected_of(GetParam());
    EXPECT_EQ(model->tokens_per_image(), expected["tokens_per_image"]);
    if (model->tokens_per_image() > 0) {
        EXPECT_LT(largest_difference(model->encode_images(test_pixels()), tensor_of(expected["features"])), exact);
    }
    ASSERT_FALSE(expected["cases"].empty());
    for (const auto &row : expected["cases"]) {
        const auto run = embed_case(*model, row);
        EXPECT_EQ(run.prompt.ids, ids_of(row["ids"]));
        EXPECT_EQ(run.answer, ids_of(row["answer_ids"]));
        EXPECT_EQ(static_cast<std::int64_t>(run.prompt.image_positions.size()),
                  row["image"] == true ? model->tokens_per_image() : 0);
        const auto x = at::cat({run.prompt_embedded, run.answer_embedded}, 1);
        const auto logits = model->language().logits(model->language().forward(x))[0];
        EXPECT_LT(largest_difference(logits[run.prompt_embedded.size(1) - 1], tensor_of(row["prompt_logits"])), exact);
        EXPECT_LT(largest_difference(logits[-1], tensor_of(row["last_logits"])), exact);
        EXPECT_LT(largest_difference(plain_logprobs(*model, run), tensor_of(row["logprobs"])), exact);
    }
}

INSTANTIATE_TEST_SUITE_P(Models, Reference,
                         ::testing::Values("llava", "llava_gqa", "llava_linear", "llava_dynamic", "llava_llama3", "llama"),
                         [](const auto &info) { return std::string(info.param); });

// Dynamic NTK scaling is left out: there a run's frequencies depend on its length, as in Transformers.
class SharedPrefix : public ::testing::TestWithParam<const char *> {};

TEST_P(SharedPrefix, ExtendAndDecodeEqualOnePlainRun)
{
    const c10::InferenceMode inference;
    // This one is twice as sensitive: inputs that differ by 6e-8, half a unit in the last place, move its outputs by 1.1e-5.
    const double self = std::string_view(GetParam()) == "llava_gqa" ? 2e-5 : m3po::self;
    const auto model = load_model(GetParam());
    const auto &language = model->language();
    const auto expected = expected_of(GetParam());
    const auto first = embed_case(*model, expected["cases"][0]), second = embed_case(*model, expected["cases"][1]);

    struct Row {
        at::Tensor plain;  // (A, D)
        at::Tensor answer; // (A, D)
    };
    std::vector<PrefixCache> prefixes(2);
    std::vector<Row> rows;
    const CaseRun *runs[] = {&first, &second};
    for (int i = 0; i < 2; ++i) {
        const auto prompt = runs[i]->prompt_embedded;
        const auto hidden = language.forward(prompt, &prefixes[i]);
        // Two answers to each prompt, one of them the other prompt's.
        for (int j = 0; j < 2; ++j) {
            const auto answer = runs[j]->answer_embedded;
            const auto plain = language.forward(at::cat({prompt, answer}, 1))[0];
            EXPECT_LT(largest_difference(hidden[0], plain.narrow(0, 0, prompt.size(1))), self);
            rows.push_back({plain.narrow(0, prompt.size(1), answer.size(1)), answer[0]});
        }
        // Padded on the right to one length, as training does.
        const auto &a = rows[rows.size() - 2], &b = rows[rows.size() - 1];
        const auto longest = std::max(a.answer.size(0), b.answer.size(0));
        auto batch = at::zeros({2, longest, prompt.size(2)});
        batch[0].narrow(0, 0, a.answer.size(0)).copy_(a.answer);
        batch[1].narrow(0, 0, b.answer.size(0)).copy_(b.answer);
        const auto extended = language.extend(prefixes[i], batch);
        EXPECT_LT(largest_difference(extended[0].narrow(0, 0, a.answer.size(0)), a.plain), self);
        EXPECT_LT(largest_difference(extended[1].narrow(0, 0, b.answer.size(0)), b.plain), self);
    }

    // All four under way together; the second slot starts two steps late, so that lengths differ.
    auto cache = language.make_cache(4, 24);
    const std::vector<DecodeGroup> groups{{&prefixes[0], 0, 2}, {&prefixes[1], 2, 2}};
    for (int step = 0; step < 14; ++step) {
        if (step == 2)
            cache.lengths[1] = 0; // refilled
        std::vector<at::Tensor> tokens;
        std::vector<std::int64_t> at_token;
        for (std::size_t slot = 0; slot < rows.size(); ++slot) {
            at_token.push_back(std::min(cache.lengths[slot], rows[slot].answer.size(0) - 1));
            tokens.push_back(rows[slot].answer[at_token.back()]);
        }
        const auto before = cache.lengths;
        const auto hidden = language.decode(groups, cache, at::stack(tokens));
        for (std::size_t slot = 0; slot < rows.size(); ++slot) {
            EXPECT_EQ(cache.lengths[slot], before[slot] + 1);
            if (before[slot] < rows[slot].answer.size(0)) {
                EXPECT_LT(largest_difference(hidden[static_cast<std::int64_t>(slot)], rows[slot].plain[at_token[slot]]), self)
                    << "slot " << slot << ", step " << step;
            }
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Models, SharedPrefix,
                         ::testing::Values("llava", "llava_gqa", "llava_linear", "llava_llama3", "llama"),
                         [](const auto &info) { return std::string(info.param); });

TEST(SharedPrefix, GradientsEqualThoseOfOnePlainRun)
{
    for (const char *name : {"llava", "llava_gqa"}) {
        const auto model = load_model(name);
        const auto run = embed_case(*model, expected_of(name)["cases"][0]);
        const auto parameters = model->parameters();
        const auto gradients = [&](bool shared) {
            for (const auto &[key, tensor] : parameters) {
                at::Tensor live = tensor;
                live.set_requires_grad(true);
                live.mutable_grad() = at::Tensor();
            }
            const auto again = embed_case(*model, expected_of(name)["cases"][0]);
            at::Tensor hidden;
            if (shared) {
                PrefixCache prefix;
                model->language().forward(again.prompt_embedded, &prefix);
                hidden = model->language().extend(prefix, again.answer_embedded);
            } else {
                hidden = model->language()
                             .forward(at::cat({again.prompt_embedded, again.answer_embedded}, 1))
                             .narrow(1, again.prompt_embedded.size(1), again.answer_embedded.size(1));
            }
            model->language().logits(hidden).log_softmax(-1).select(-1, 7).sum().backward();
            std::vector<at::Tensor> result;
            for (const auto &[key, tensor] : parameters)
                result.push_back(tensor.grad().defined() ? tensor.grad().clone() : at::zeros_like(tensor));
            return result;
        };
        const auto plain = gradients(false), shared = gradients(true);
        int reached = 0;
        for (std::size_t i = 0; i < plain.size(); ++i) {
            const double scale = std::max(1.0, plain[i].abs().max().item<double>());
            EXPECT_LT(largest_difference(plain[i], shared[i]) / scale, 2e-5) << parameters[i].first;
            reached += plain[i].abs().max().item<double>() > 0;
        }
        // All but the vision tower's last layer and post-norm, which LLaVA does not look through.
        EXPECT_GT(reached, static_cast<int>(plain.size()) - 40);
        EXPECT_GT(reached, 20);
    }
}

TEST(Model, Bfloat16StaysWithinItsOwnRounding)
{
    const c10::InferenceMode inference;
    LoadOptions options;
    options.dtype = at::kBFloat16;
    const auto model = load_model("llava", options);
    EXPECT_EQ(model->info().dtype, "bfloat16");
    const auto expected = expected_of("llava");
    for (std::size_t i = 0; i < expected["cases"].size(); ++i) {
        const auto &row = expected["cases"][i];
        const auto run = embed_case(*model, row);
        const auto ours = plain_logprobs(*model, run);
        const auto theirs = tensor_of(expected["bfloat16"][i]), full = tensor_of(row["logprobs"]);
        // How far the reference's own bfloat16 lies from float32, and no further.
        const double theirs_off = largest_difference(theirs, full);
        EXPECT_LT(largest_difference(ours, full), 2 * theirs_off + 0.02);
        EXPECT_GT(largest_difference(ours, full), 0);
    }
}

TEST(Model, WeightNamesOfParametersAreTheHubs)
{
    const auto model = load_model("llava_llama3"); // stored under the names in memory
    std::vector<std::string> names;
    std::int64_t count = 0;
    for (const auto &[name, tensor] : model->parameters()) {
        names.push_back(name);
        count += tensor.numel();
    }
    const auto has = [&](const char *name) { return std::find(names.begin(), names.end(), name) != names.end(); };
    EXPECT_TRUE(has("language_model.model.layers.0.input_layernorm.weight"));
    EXPECT_TRUE(has("language_model.lm_head.weight"));
    EXPECT_TRUE(has("vision_tower.vision_model.pre_layrnorm.weight"));
    EXPECT_TRUE(has("multi_modal_projector.linear_1.bias"));
    EXPECT_EQ(model->info().parameters, count);
}

TEST(Model, FingerprintIsTheFoldersContent)
{
    TemporaryFolder folder;
    const auto copy = folder / "copy";
    std::filesystem::copy(model_folder("llama"), copy, std::filesystem::copy_options::recursive);
    const auto original = load_model("llama")->info().fingerprint;
    EXPECT_EQ(original.size(), 64u);
    EXPECT_EQ((*VisionLanguageModel::load(copy))->info().fingerprint, original);
    auto weights = *read_file(copy / "model.safetensors");
    weights.back() = static_cast<char>(weights.back() ^ 1);
    write_file_atomically(copy / "model.safetensors", weights).value();
    EXPECT_NE((*VisionLanguageModel::load(copy))->info().fingerprint, original);
}

TEST(Model, TextAloneSeesNoImages)
{
    const auto model = load_model("llama");
    EXPECT_EQ(model->tokens_per_image(), 0);
    EXPECT_EQ(model->image_processor(), nullptr);
    EXPECT_THROW(model->encode_images(test_pixels()), Failure);
    EXPECT_EQ(model->prompt_from_question("how many", false)->text, "how many");
}

TEST(Model, TheLlavaTemplateIsTakenWhereTheFolderHasNone)
{
    const auto model = load_model("llava");
    const auto prompt = *model->prompt_from_question("what colour is the ball?", true);
    EXPECT_NE(prompt.text.find("USER: <image>\nwhat colour is the ball? ASSISTANT:"), std::string::npos) << prompt.text;
    EXPECT_EQ(prompt.ids.front(), *model->tokenizer().bos_id());
    EXPECT_EQ(static_cast<std::int64_t>(prompt.image_positions.size()), 16);
    // LLaVA's data bring the mark themselves.
    EXPECT_EQ(model->prompt_from_question("<image>\nwhat colour is the ball?", true)->ids, prompt.ids);
    // A begin token that stands in the text already is not doubled, nor is an end token of an answer.
    EXPECT_EQ(model->prompt_from_text("<s>" + prompt.text)->ids, prompt.ids);
    EXPECT_EQ(model->answer_ids("red</s>"), model->answer_ids("red"));
    EXPECT_EQ(model->answer_ids(""), std::vector<std::int64_t>{model->end_token_id()});
}

TEST(Model, APromptLongerThanTheContextIsOneSentence)
{
    const auto model = load_model("llava");
    const auto prompt = model->prompt_from_question(std::string(400, 'x') + " y", true);
    ASSERT_FALSE(prompt.ok());
    EXPECT_EQ(prompt.error().kind, ErrorKind::InvalidInput);
    EXPECT_NE(prompt.error().message.find(" tokens, but the context of "), std::string::npos) << prompt.error().message;
    EXPECT_NE(prompt.error().message.find("holds only 128"), std::string::npos) << prompt.error().message;
}

TEST(Model, FeaturesMustFitThePrompt)
{
    const auto model = load_model("llava");
    const auto prompt = *model->prompt_from_question("what?", true);
    EXPECT_THROW(model->embed(prompt, at::Tensor()), Failure);
    EXPECT_THROW(model->embed(prompt, at::zeros({15, 32})), Failure);
}

// A really trained Llama (karpathy/llama2.c), with the original program's logits and text.
TEST(Stories260K, LogitsAndTwoHundredGreedyTokensAreThePublishedOnes)
{
    const auto folder = real("models/stories260K");
    if (!folder)
        GTEST_SKIP() << "shared/real is not here";
    const c10::InferenceMode inference;
    const auto model = *VisionLanguageModel::load(*folder / "hf");
    const auto &language = model->language();
    const auto expected = *read_json(*folder / "expected" / "run_c_logits.json");
    for (const auto &row : expected) {
        const auto ids = ids_of(row["ids"]);
        EXPECT_EQ(model->prompt_from_text(row["text"].get<std::string>())->ids, ids);
        const auto logits = language.logits(language.forward(language.embed(row_of(ids))))[0];
        ASSERT_EQ(logits.size(0), static_cast<std::int64_t>(row["logits"].size()));
        for (std::int64_t t = 0; t < logits.size(0); ++t)
            EXPECT_LT(largest_difference(logits[t], tensor_of(row["logits"][static_cast<std::size_t>(t)])), exact);
    }

    const auto text = *read_file(*folder / "expected" / "run_c_greedy_200.txt");
    const auto prompt = model->prompt_from_text("")->ids;
    PrefixCache prefix;
    auto logits = language.logits(language.forward(language.embed(row_of(prompt)), &prefix))[0][-1];
    auto cache = language.make_cache(1, 201);
    const DecodeGroup group{&prefix, 0, 1};
    std::vector<std::int32_t> greedy;
    for (int step = 0; step < 200; ++step) {
        const auto next = logits.argmax();
        greedy.push_back(next.item<std::int32_t>());
        logits = language.logits(language.decode({&group, 1}, cache, language.embed(next.view({1}))))[0];
    }
    auto decoded = model->tokenizer().decode(greedy, true);
    const auto trim = [](std::string s) {
        s.erase(0, s.find_first_not_of(" \n"));
        s.erase(s.find_last_not_of(" \n") + 1);
        return s;
    };
    const auto ours = trim(decoded), published = trim(text);
    // The original prints until its 200th position, which the begin token has one of.
    EXPECT_EQ(ours.substr(0, published.size()), published);
    EXPECT_LT(ours.size() - published.size(), 12u);
}

} // namespace
} // namespace m3po
