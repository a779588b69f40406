// SPDX-License-Identifier: GPL-3.0-or-later
// Against PyTorch, Transformers and TRL's formulas (tests/reference/optimizer.py).
#include "core/base/file.h"
#include "core/engine/train/adamw.h"
#include "core/engine/train/data_order.h"
#include "core/engine/train/losses/preference_loss.h"
#include "core/engine/train/schedule.h"
#include "tests/support.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace m3po::engine {
namespace {

nlohmann::json reference()
{
    return *read_json(testing::data("optimizer.json"));
}

at::Tensor tensor(const nlohmann::json &values)
{
    return at::tensor(values.get<std::vector<float>>());
}

TEST(AdamW, FollowsPyTorchsWithClipping)
{
    const auto cases = reference()["adamw"];
    ASSERT_FALSE(cases.empty());
    for (const auto &c : cases) {
        std::vector<at::Tensor> parameters;
        for (std::size_t i = 0; i < c["start"].size(); ++i)
            parameters.push_back(tensor(c["start"][i]).view(c["shapes"][i].get<std::vector<std::int64_t>>()).clone());
        AdamW optimizer(parameters, {.weight_decay = c["weight_decay"]});
        for (std::size_t step = 0; step < c["gradients"].size(); ++step) {
            optimizer.zero_grad();
            for (std::size_t i = 0; i < parameters.size(); ++i)
                parameters[i].mutable_grad() = tensor(c["gradients"][step][i]).view(parameters[i].sizes()).clone();
            EXPECT_FLOAT_EQ(clip_grad_norm(parameters, c["max_norm"]), c["norms"][step]);
            optimizer.step(0.01);
        }
        for (std::size_t i = 0; i < parameters.size(); ++i)
            EXPECT_LE((parameters[i].detach().flatten() - tensor(c["end"][i])).abs().max().item<float>(), 3e-7);
    }
}

TEST(AdamW, LeavesParametersWithoutGradientsAlone)
{
    const auto with = at::ones({3}), without = at::ones({3});
    AdamW optimizer({with, without});
    with.mutable_grad() = at::ones({3});
    optimizer.step(0.1);
    EXPECT_TRUE(at::equal(without.detach(), at::ones({3})));
    EXPECT_FALSE(at::equal(with.detach(), at::ones({3})));
}

TEST(Schedule, IsTransformers)
{
    const auto cases = reference()["schedules"];
    ASSERT_FALSE(cases.empty());
    for (const auto &c : cases) {
        const std::int64_t steps = c["steps"];
        const auto warmup = c["warmup"].get<double>();
        const LearningRateSchedule schedule(3e-4, steps, warmup, *parse_decay(c["name"].get<std::string>()));
        for (std::int64_t i = 0; i < steps; ++i)
            EXPECT_NEAR(schedule.at(i), c["rates"][i].get<double>(), 1e-12) << c["name"] << " step " << i;
    }
}

TEST(Schedule, RoundsAWarmUpRatioUpAndStartsAtZero)
{
    const LearningRateSchedule schedule(1, 50, 0.05);
    EXPECT_EQ(schedule.warmup_steps(), 3);
    EXPECT_EQ(schedule.at(0), 0);
    EXPECT_EQ(LearningRateSchedule(1, 50, 0).at(0), 1);
    EXPECT_FALSE(parse_decay("polynomial"));
}

TEST(Losses, HaveTrlsValuesAndGradients)
{
    const auto c = reference()["losses"];
    const PreferenceLossSettings settings{c["beta"], c["label_smoothing"]};
    for (const auto &known : preference_losses()) {
        if (known.name == "sft")
            continue;
        const auto w = tensor(c["chosen_logratios"]).requires_grad_(true);
        const auto l = tensor(c["rejected_logratios"]).requires_grad_(true);
        const PreferenceTerms terms{tensor(c["chosen_logps"]), w, l, tensor(c["chosen_lengths"]), tensor(c["rejected_lengths"]), 1};
        const auto loss = known.loss(terms, settings);
        loss.mean().backward();
        const auto expected = c["losses"][std::string(known.name)];
        const auto distance = [](const at::Tensor &a, const nlohmann::json &b) { return (a - tensor(b)).abs().max().item<float>(); };
        EXPECT_LE(distance(loss.detach(), expected["value"]), 2e-6) << known.name;
        EXPECT_LE(distance(w.grad().defined() ? w.grad() : at::zeros({5}), expected["chosen"]), 1e-6) << known.name;
        EXPECT_LE(distance(l.grad().defined() ? l.grad() : at::zeros({5}), expected["rejected"]), 1e-6) << known.name;
    }
}

TEST(Losses, SftIsTheMeanOverAllChosenTokens)
{
    PreferenceTerms terms;
    terms.chosen_logps = at::tensor({-6.0f, -30.0f});
    terms.mean_chosen_length = (3 + 9) / 2.0;
    const auto sft = *parse_preference_losses("sft");
    EXPECT_FLOAT_EQ(preference_loss(sft, terms, {}).mean().item<float>(), 36.0f / 12);
}

TEST(Losses, AreMixedByWeight)
{
    const auto mixed = *parse_preference_losses("sigmoid:0.8,bco_pair:0.2");
    ASSERT_EQ(mixed.size(), 2u);
    EXPECT_EQ(mixed[0].weight, 0.8);
    PreferenceTerms terms;
    terms.chosen_logratios = terms.rejected_logratios = at::zeros({1});
    EXPECT_NEAR(preference_loss(mixed, terms, {}).item<float>(), (0.8 + 0.2 * 2) * std::log(2), 1e-6);
    EXPECT_FALSE(parse_preference_losses("sigmod"));
    EXPECT_FALSE(parse_preference_losses("sigmoid:x"));
    EXPECT_FALSE(parse_preference_losses(""));
}

TEST(DataOrder, IsAPermutationThatDependsOnSeedAndEpochAlone)
{
    const DataOrder order(100, 7, true);
    const auto first = order.epoch(0), second = order.epoch(1);
    EXPECT_EQ(std::set(first.begin(), first.end()).size(), 100u);
    EXPECT_NE(first, second);
    EXPECT_EQ(DataOrder(100, 7, true).epoch(1), second);
    EXPECT_NE(DataOrder(100, 8, true).epoch(1), second);
    const auto plain = DataOrder(100, 7, false).epoch(3);
    EXPECT_TRUE(std::is_sorted(plain.begin(), plain.end()));
}

TEST(DataOrder, PutsEveryRowEverywhereAboutEquallyOften)
{
    std::vector<int> first_place(10, 0);
    for (int epoch = 0; epoch < 5000; ++epoch)
        ++first_place[static_cast<std::size_t>(DataOrder(10, 3, true).epoch(epoch)[0])];
    for (const int count : first_place)
        EXPECT_NEAR(count, 500, 110); // five standard deviations
}

} // namespace
} // namespace m3po::engine
