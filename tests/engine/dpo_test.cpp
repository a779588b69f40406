// SPDX-License-Identifier: GPL-3.0-or-later
// LoRA-DPO against TRL and PEFT, step by step (tests/reference/dpo.py).
#include "core/base/file.h"
#include "core/engine/model/safetensors.h"
#include "core/engine/model/side_by_side.h"
#include "core/engine/train/answer_log_probs.h"
#include "core/engine/train/dpo_objective.h"
#include "core/engine/train/parameters.h"
#include "core/engine/train/sft_objective.h"
#include "core/engine/train/trainer.h"
#include "core/formats/json_lines.h"
#include "tests/support.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ATen/core/grad_mode.h>

#include <array>
#include <atomic>
#include <cmath>

namespace m3po::engine {
namespace {



std::unique_ptr<VisionLanguageModel> tiny_model()
{
    at::set_num_threads(1); // products so small lose by a second thread, and badly on a busy machine
    return std::move(*VisionLanguageModel::load(testing::data("dpo/model")));
}

std::vector<PreferenceRow> rows()
{
    std::vector<PreferenceRow> rows;
    for (const auto &line : *read_json_lines(testing::data("dpo/pairs.jsonl"))) {
        PreferenceRow row;
        row.place = line.place;
        row.prompt = line.value["prompt"];
        row.image = line.value["images"][0];
        row.chosen = line.value["chosen"][0]["content"][0]["text"];
        row.rejected = line.value["rejected"][0]["content"][0]["text"];
        rows.push_back(row);
    }
    return rows;
}

TrainingOptions trls_options(std::int64_t steps)
{
    TrainingOptions options;
    options.batch_size = 8;
    options.max_steps = steps;
    options.learning_rate = 2e-3;
    options.warmup_ratio = 0.1;
    options.shuffle = false;
    return options;
}

// A model with the reference's adapter on it, ready to train.
struct TinyRun {
    std::unique_ptr<VisionLanguageModel> model = tiny_model();
    Adapter adapter = *Adapter::load(testing::data("dpo/initial_adapter"), *model);
    ImageFeatures images{*model, ImageFeatures::files(*model, testing::data("dpo/images"))};
    DpoObjective objective;
    TrainableParameters parameters = adapter_parameters(adapter, *model);

    explicit TinyRun(DpoSettings settings = {})
        : objective((model->attach(adapter).value(), *model), adapter, images, *tokenize(*model, rows()), std::move(settings))
    {
        objective.compute_reference();
    }
};

// What differs among float32 ways of computing the same (attention, padding, batching), and no more.
double allowed(const std::string &metric)
{
    if (metric == "loss" || metric == "entropy" || metric == "logits/chosen" || metric == "logits/rejected")
        return 1e-5;
    if (metric.starts_with("rewards/") && metric != "rewards/accuracies")
        return 2e-5;
    if (metric.starts_with("logps/"))
        return 2e-4;
    if (metric == "grad_norm")
        return 5e-5;
    if (metric == "learning_rate")
        return 1e-12;
    return 1e-7; // shares and counts: equal
}

void expect_trls_run(const std::string &folder, TrainingOptions options, DpoSettings settings)
{
    TinyRun run(std::move(settings));
    const auto lines = *read_json_lines(testing::data("dpo/" + folder + "/metrics.jsonl"));
    options.max_steps = static_cast<std::int64_t>(lines.size());
    std::size_t compared = 0;
    std::map<std::string, double> largest;
    TrainingHooks hooks;
    hooks.on_step = [&](std::int64_t step, const Metrics &metrics) {
        const auto &expected = lines.at(static_cast<std::size_t>(step) - 1).value;
        ASSERT_EQ(expected["step"], step);
        for (const auto &[name, value] : expected.items()) {
            if (name == "step")
                continue;
            ASSERT_TRUE(metrics.contains(name)) << name;
            const auto difference = std::abs(metrics.at(name) - value.get<double>());
            EXPECT_LE(difference, allowed(name)) << name << " at step " << step;
            largest[name] = std::max(largest[name], difference);
            ++compared;
        }
    };
    EXPECT_TRUE(train(run.objective, run.parameters, options, hooks).finished());
    EXPECT_EQ(compared, lines.size() * 15);

    const auto expected = *Adapter::load(testing::data("dpo/" + folder + "/adapter"), *run.model);
    const auto start = *Adapter::load(testing::data("dpo/initial_adapter"), *run.model);
    const auto ours = run.adapter.parameters(), theirs = expected.parameters(), before = start.parameters();
    ASSERT_EQ(ours.size(), theirs.size());
    double difference = 0, moved = 0;
    for (std::size_t i = 0; i < ours.size(); ++i) {
        difference = std::max(difference, (ours[i].detach() - theirs[i]).abs().max().item<double>());
        moved = std::max(moved, (theirs[i] - before[i]).abs().max().item<double>());
    }
    EXPECT_LE(difference, 1e-5);
    EXPECT_GT(moved, 1e-3); // it did train
    for (const auto &[name, value] : largest)
        ::testing::Test::RecordProperty(name, std::to_string(value));
    ::testing::Test::RecordProperty("adapter", std::to_string(difference));
}

TEST(Dpo, FollowsTrlOverFiftySteps)
{
    auto options = trls_options(50);
    options.micro_batch_size = 4;
    expect_trls_run("base", options, {});
}

TEST(Dpo, FollowsTrlWhereTheInitialAdapterIsTheReference)
{
    expect_trls_run("initial", trls_options(10), {.reference = Reference::InitialAdapter});
}

TEST(Dpo, TokenizesAsTrlDoes)
{
    const auto model = tiny_model();
    const auto examples = *tokenize(*model, rows());
    const auto expected = *read_json(testing::data("dpo/logprobs.json"));
    for (std::size_t i = 0; i < expected.size(); ++i) {
        EXPECT_EQ(examples[i].prompt.ids, expected[i]["prompt_ids"].get<std::vector<std::int64_t>>()) << i;
        EXPECT_EQ(examples[i].chosen, expected[i]["chosen_ids"].get<std::vector<std::int64_t>>()) << i;
        EXPECT_EQ(examples[i].rejected, expected[i]["rejected_ids"].get<std::vector<std::int64_t>>()) << i;
    }
}

TEST(Dpo, GivesTransformersLogProbabilitiesUnderTheTrainedAdapter)
{
    const auto model = tiny_model();
    const auto adapter = *Adapter::load(testing::data("dpo/base/adapter"), *model);
    model->attach(adapter).value();
    ImageFeatures images(*model, ImageFeatures::files(*model, testing::data("dpo/images")));
    const auto examples = *tokenize(*model, rows());
    const auto expected = *read_json(testing::data("dpo/logprobs.json"));
    at::NoGradGuard no_grad;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        const auto embedded = model->embed(examples[i].prompt, images.features(examples[i].image, ""));
        const std::array answers{examples[i].chosen, examples[i].rejected};
        const auto sums = answer_log_probs(*model, embedded, answers, false).sums;
        EXPECT_NEAR(sums[0].item<double>(), expected[i]["chosen"].get<double>(), 5e-4);
        EXPECT_NEAR(sums[1].item<double>(), expected[i]["rejected"].get<double>(), 5e-4);
    }
}

TEST(Dpo, PairsInOneRunHaveTheLogProbabilitiesThatTheyHaveAlone)
{
    const auto model = tiny_model();
    const auto adapter = *Adapter::load(testing::data("dpo/base/adapter"), *model);
    model->attach(adapter).value();
    ImageFeatures images(*model, ImageFeatures::files(*model, testing::data("dpo/images")));
    const auto examples = *tokenize(*model, rows());
    std::vector<PromptAndAnswers> packed;
    std::vector<at::Tensor> sums, tokens, statistics;
    for (const auto &example : examples) {
        at::NoGradGuard no_grad;
        const auto embedded = model->embed(example.prompt, images.features(example.image, ""));
        packed.push_back({embedded, {example.chosen, example.rejected}});
        const auto alone = answer_log_probs(*model, embedded, std::array{example.chosen, example.rejected}, true);
        sums.push_back(alone.sums);
        tokens.push_back(alone.tokens);
        statistics.push_back(alone.statistics);
    }
    ASSERT_GT(packed.size(), 2u);
    at::NoGradGuard no_grad;
    const auto together = packed_answer_log_probs(*model, packed, true);
    const auto difference = [](const at::Tensor &a, const std::vector<at::Tensor> &b) { return (a - at::cat(b)).abs().max().item<double>(); };
    EXPECT_LT(difference(together.tokens, tokens), 2e-5);
    EXPECT_LT(difference(together.sums, sums), 2e-4);
    EXPECT_LT(difference(together.statistics, statistics), 1e-3);
}

TEST(Dpo, BeginsAtLnTwoWithAFreshAdapter)
{
    auto model = tiny_model();
    const auto adapter = *Adapter::create(*model, {.r = 4, .lora_alpha = 8}, 1);
    model->attach(adapter).value();
    ImageFeatures images(*model, ImageFeatures::files(*model, testing::data("dpo/images")));
    DpoObjective objective(*model, adapter, images, *tokenize(*model, rows()));
    objective.compute_reference();
    double first = 0;
    TrainingHooks hooks;
    hooks.on_step = [&](std::int64_t step, const Metrics &metrics) {
        if (step == 1)
            first = metrics.at("loss");
    };
    train(objective, adapter_parameters(adapter, *model), trls_options(2), hooks);
    EXPECT_NEAR(first, std::log(2), 1e-7);
}

// Every value, compared as bits.
void expect_same_bits(const std::vector<at::Tensor> &a, const std::vector<at::Tensor> &b)
{
    ASSERT_EQ(a.size(), b.size());
    for (std::size_t i = 0; i < a.size(); ++i)
        EXPECT_TRUE(at::equal(a[i].detach(), b[i].detach())) << "tensor " << i;
}

TEST(Trainer, ResumesToTheSameBits)
{
    // With what is drawn at random: the order of the pairs, and dropout.
    auto options = trls_options(13);
    options.batch_size = 3;
    options.micro_batch_size = 2;
    options.shuffle = true;
    options.seed = 5;
    const DpoSettings settings{.lora_dropout = 0.2, .seed = 5};

    TinyRun whole(settings);
    std::vector<Metrics> metrics_whole;
    TrainingHooks hooks;
    hooks.on_step = [&](std::int64_t, const Metrics &metrics) { metrics_whole.push_back(metrics); };
    train(whole.objective, whole.parameters, options, hooks);

    const testing::TemporaryFolder folder;
    const CheckpointOptions checkpoints{folder.path() / "checkpoints", 3};
    std::vector<Metrics> metrics_parts(13);
    std::int64_t done = 0;
    for (int part = 0; part < 20 && done < 13; ++part) {
        TinyRun resumed(settings); // as a new process: everything anew
        std::stop_source stop;
        TrainingHooks stopping;
        int here = 0;
        stopping.on_step = [&](std::int64_t step, const Metrics &metrics) {
            metrics_parts[static_cast<std::size_t>(step) - 1] = metrics;
            if (++here == 2 + part % 3)
                stop.request_stop();
        };
        const auto result = train(resumed.objective, resumed.parameters, options, stopping, checkpoints, stop.get_token());
        EXPECT_GT(result.steps, done);
        done = result.steps;
        if (result.finished())
            expect_same_bits(whole.adapter.parameters(), resumed.adapter.parameters());
    }
    EXPECT_EQ(done, 13);
    EXPECT_EQ(metrics_parts, metrics_whole);
    EXPECT_LE(CheckpointStore(checkpoints.folder).list().size(), 2u);
}

TEST(Trainer, GoesOnFromTheLastWholeCheckpoint)
{
    const auto options = trls_options(6);
    const testing::TemporaryFolder folder;
    const CheckpointOptions checkpoints{folder.path() / "checkpoints", 2};
    TinyRun whole;
    train(whole.objective, whole.parameters, options);
    TinyRun first;
    std::stop_source stop;
    TrainingHooks hooks;
    hooks.on_step = [&](std::int64_t step, const Metrics &) {
        if (step == 4)
            stop.request_stop();
    };
    train(first.objective, first.parameters, options, hooks, checkpoints, stop.get_token());
    // As a kill leaves it: one that was being written.
    std::filesystem::create_directories(checkpoints.folder / "partial");
    write_file_atomically(checkpoints.folder / "partial" / "state.json", "{").value();
    TinyRun second;
    std::int64_t started = -1;
    hooks = {};
    hooks.on_start = [&](std::int64_t step, std::int64_t) { started = step; };
    train(second.objective, second.parameters, options, hooks, checkpoints);
    EXPECT_EQ(started, 4);
    expect_same_bits(whole.adapter.parameters(), second.adapter.parameters());
    EXPECT_FALSE(std::filesystem::exists(checkpoints.folder / "partial"));
}

TEST(Trainer, DropoutDependsOnStepAndExampleAlone)
{
    const DpoSettings settings{.lora_dropout = 0.5, .seed = 3};
    TinyRun a(settings), b(settings);
    AdamW ask_a(a.parameters.list()), ask_b(b.parameters.list());
    const std::vector<std::int64_t> row{4}, other{2};
    (void)b.objective.micro_batch(other, 1, {0, 0}); // draws that must not matter
    const auto first = a.objective.micro_batch(row, 1, {7, 0}), again = b.objective.micro_batch(row, 1, {7, 1});
    EXPECT_EQ(first.loss, again.loss);
    EXPECT_NE(first.loss, a.objective.micro_batch(row, 1, {8, 0}).loss);
}

TEST(Trainer, MicroBatchesAddUpToTheBatch)
{
    TinyRun one, many;
    auto options = trls_options(4);
    train(one.objective, one.parameters, options);
    options.micro_batch_size = 2;
    train(many.objective, many.parameters, options);
    const auto a = one.adapter.parameters(), b = many.adapter.parameters();
    for (std::size_t i = 0; i < a.size(); ++i)
        EXPECT_LE((a[i] - b[i]).detach().abs().max().item<float>(), 1e-6);
}

TEST(Trainer, PairsSideBySideGiveTheSameBits)
{
    const auto options = trls_options(5);
    std::vector<Metrics> metrics[2];
    const auto go = [&](TinyRun &run, std::vector<Metrics> &seen) {
        TrainingHooks hooks;
        hooks.on_step = [&](std::int64_t, const Metrics &step) { seen.push_back(step); };
        train(run.objective, run.parameters, options, hooks);
    };
    TinyRun one, several;
    ASSERT_EQ(pieces_at_once(*one.model), 1);
    go(one, metrics[0]);

    at::set_num_threads(3);
    ASSERT_EQ(pieces_at_once(*several.model), 3);
    std::atomic<int> beside = 0;
    side_by_side(3, 3, [&](std::int64_t) { beside += at::in_parallel_region(); });
    EXPECT_EQ(beside, 3); // the build does run them on ATen's threads
    several.objective.set_reference(std::vector<ReferenceLogps>(static_cast<std::size_t>(several.objective.size())));
    several.objective.compute_reference();
    go(several, metrics[1]);
    at::set_num_threads(1);

    expect_same_bits(one.adapter.parameters(), several.adapter.parameters());
    EXPECT_EQ(metrics[0], metrics[1]);
}

TEST(Trainer, EndsWithASentenceWhereTheLossIsNotANumber)
{
    TinyRun run;
    at::Tensor(run.adapter.modules[0].a).fill_(std::numeric_limits<float>::infinity());
    const auto failed = catching([&] { train(run.objective, run.parameters, trls_options(3)); });
    ASSERT_FALSE(failed);
    EXPECT_NE(failed.error().message.find("step 1"), std::string::npos) << failed.error().message;
}

TEST(Sft, LearnsTheAnswersWithAnAdapterAndInFull)
{
    for (const bool full : {false, true}) {
        auto model = tiny_model();
        const auto adapter = *Adapter::create(*model, {.r = 8, .lora_alpha = 16}, 1);
        if (!full)
            model->attach(adapter).value();
        ImageFeatures images(*model, ImageFeatures::files(*model, testing::data("dpo/images")));
        SftObjective objective(*model, images, *tokenize(*model, rows()), {.train_vision = full});
        auto options = trls_options(40);
        options.learning_rate = 1e-2;
        std::vector<double> losses;
        TrainingHooks hooks;
        hooks.on_step = [&](std::int64_t, const Metrics &metrics) { losses.push_back(metrics.at("loss")); };
        const auto parameters = full ? model_parameters(*model) : adapter_parameters(adapter, *model);
        train(objective, parameters, options, hooks);
        EXPECT_LT(losses.back(), 0.5 * losses.front()) << (full ? "full" : "adapter");
        if (full) { // the vision tower too
            bool reached = false;
            for (const auto &[name, tensor] : parameters.tensors)
                reached |= name.starts_with("vision_tower.") && !at::equal(tensor.detach(), [&] {
                               const auto fresh = tiny_model();
                               for (const auto &[other, value] : fresh->parameters())
                                   if (other == name)
                                       return value;
                               return at::Tensor();
                           }());
            EXPECT_TRUE(reached);
        }
    }
}

TEST(Sft, PaddingChangesNothing)
{
    auto model = tiny_model();
    ImageFeatures images(*model, ImageFeatures::files(*model, testing::data("dpo/images")));
    SftObjective objective(*model, images, *tokenize(*model, rows()));
    const auto parameters = model_parameters(*model, "language_model.");
    AdamW ask_for_gradients(parameters.list());
    const std::vector<std::int64_t> both{1, 2}, first{1}, second{2};
    const auto answers = *tokenize(*model, rows());
    const auto n1 = static_cast<double>(answers[1].chosen.size()), n2 = static_cast<double>(answers[2].chosen.size());
    const auto together = objective.micro_batch(both, 1, {}).loss;
    const auto apart = (n1 * objective.micro_batch(first, 1, {}).loss + n2 * objective.micro_batch(second, 1, {}).loss) / (n1 + n2);
    EXPECT_NEAR(together, apart, 2e-6);
}

TEST(Examples, ComeOutOfTheStoreAsTheyWentIn)
{
    const auto model = tiny_model();
    const auto examples = *tokenize(*model, rows());
    const testing::TemporaryFolder folder;
    ExampleStore store(folder / "a run");
    for (const auto &example : examples)
        store.add(example);
    store.add({});
    ASSERT_EQ(store.size(), static_cast<std::int64_t>(examples.size()) + 1);
    EXPECT_TRUE(std::filesystem::is_empty(folder.path())) << "the file has a name";
    for (std::size_t i = examples.size(); i-- > 0;) {
        const auto &should = examples[i];
        const auto is = store[static_cast<std::int64_t>(i)];
        EXPECT_EQ(std::tie(is.place, is.image, is.prompt.text, is.prompt.ids, is.prompt.image_positions, is.chosen, is.rejected),
                  std::tie(should.place, should.image, should.prompt.text, should.prompt.ids, should.prompt.image_positions, should.chosen, should.rejected));
    }
    EXPECT_EQ(store[store.size() - 1].chosen.size(), 0u);
}

// What is wrong with a row is said of that row.
TEST(Examples, RefusalsNameTheRow)
{
    const auto model = tiny_model();
    const auto sentence = [&](auto change) {
        auto all = rows();
        change(all[2]);
        const auto result = tokenize(*model, all);
        return result ? std::string("no error") : result.error().message;
    };
    using ::testing::AllOf;
    using ::testing::HasSubstr;
    EXPECT_THAT(sentence([](auto &r) { r.chosen = " "; }), AllOf(HasSubstr("pairs.jsonl: line 3"), HasSubstr("\"chosen\" is empty")));
    EXPECT_THAT(sentence([](auto &r) { r.rejected = ""; }), HasSubstr("\"rejected\" is empty"));
    EXPECT_THAT(sentence([](auto &r) { r.image = ""; }), AllOf(HasSubstr("line 3"), HasSubstr("image")));
    EXPECT_THAT(sentence([](auto &r) { r.prompt[0]["content"].erase(0); }), AllOf(HasSubstr("line 3"), HasSubstr("image")));
    EXPECT_THAT(sentence([](auto &r) { for (int i = 0; i < 10; ++i) r.chosen += r.chosen; }), AllOf(HasSubstr("line 3"), HasSubstr("512")));
}

TEST(ImageFeatures, FailuresNameTheRowAndTheCacheIsBounded)
{
    const auto model = tiny_model();
    ImageFeatures images(*model, ImageFeatures::files(*model, testing::data("dpo/images")), 1000);
    EXPECT_THAT(catching([&] { images.features("none.png", "pairs.jsonl: line 3"); }).error().message,
                ::testing::AllOf(::testing::HasSubstr("line 3"), ::testing::HasSubstr("none.png")));
    const auto first = images.features("00.png", "").clone();
    for (const auto *name : {"01.png", "02.png", "03.png"})
        images.features(name, "");
    EXPECT_LE(images.bytes(), 1000);
    EXPECT_TRUE(at::equal(images.features("00.png", ""), first));
}

} // namespace
} // namespace m3po::engine
