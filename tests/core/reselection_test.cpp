// SPDX-License-Identifier: GPL-3.0-or-later
// What selects quickly finds, bit by bit, what the selectors find.
#include "core/select/reselection.h"

#include "tests/core/random_columns.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <random>

namespace m3po {
namespace {

SelectionRequest random_request(std::mt19937_64 &random, const ScoreColumns &columns)
{
    const auto pick = [&](std::initializer_list<double> values) { return values.begin()[random() % values.size()]; };
    SelectionRequest request;
    request.options.alpha = pick({0, 0.01, 0.5, 0.5, 1, 3, 1e3, 1e300});
    request.options.delta = pick({0, 0.1, 0.1, 2, -3, 1e9});
    request.options.min_gap = pick({0, 0, 0, 0.1, 0.5, 1});
    request.options.confidence = random() % 2 == 0 ? Confidence::Sequence : Confidence::PerToken;
    request.options.penalty = random() % 2 == 0 ? Penalty::Clamped : Penalty::Unclamped;
    if (random() % 4 == 0)
        for (const auto &name : columns.component_names)
            request.weights.emplace_back(name, request.weights.empty() ? pick({0.3, 1, 7, 1e-12}) : pick({0, 0, 0.3, 1, 7, 1e-30}));
    if (random() % 12 == 0) // beyond what sums can hold, or barely
        request.weights = {{"a", pick({1e-200, 5e-324, 1e200, 1e308})}};
    if (random() % 2 == 0)
        std::reverse(request.weights.begin(), request.weights.end());
    if (random() % 6 == 0)
        request.options.length_balance = random() % 2 == 0;
    if (random() % 12 == 0)
        request.selector = selectors()[random() % selectors().size()]->name();
    return request;
}

void expect_same(double a, double b) { EXPECT_EQ(std::bit_cast<std::uint64_t>(a), std::bit_cast<std::uint64_t>(b)) << a << " and " << b; }

void expect_same(const SelectionStatistics &a, const SelectionStatistics &b)
{
    EXPECT_EQ(a.samples, b.samples);
    EXPECT_EQ(a.pairs, b.pairs);
    EXPECT_EQ(a.reasons, b.reasons);
    EXPECT_EQ(a.comparable, b.comparable);
    EXPECT_EQ(a.rejected_preferred, b.rejected_preferred);
    EXPECT_EQ(a.rejected_preferred_per_token, b.rejected_preferred_per_token);
    expect_same(a.mean_chosen_tokens, b.mean_chosen_tokens);
    expect_same(a.mean_rejected_tokens, b.mean_rejected_tokens);
    EXPECT_EQ(a.chosen_longer, b.chosen_longer);
    EXPECT_EQ(a.chosen_shorter, b.chosen_shorter);
    expect_same(a.mean_gap, b.mean_gap);
}

void expect_same(const Histogram &a, const Histogram &b)
{
    expect_same(a.low, b.low);
    expect_same(a.high, b.high);
    EXPECT_EQ(a.counts, b.counts);
}

void expect_histograms(const SelectionView &view, const ScoreColumns &columns, const std::vector<double> &mas, const std::vector<PairChoice> &choices)
{
    std::vector<double> scores, logp_gaps, mas_gaps;
    const auto add = [](std::vector<double> &values, double value) {
        if (std::isfinite(value))
            values.push_back(value);
    };
    for (const auto &choice : choices) {
        if (choice.reason != NoPair::None)
            continue;
        const auto w = static_cast<std::size_t>(choice.chosen), l = static_cast<std::size_t>(choice.rejected);
        add(scores, choice.score);
        add(logp_gaps, static_cast<double>(columns.logp_sum[choice.chosen]) - static_cast<double>(columns.logp_sum[choice.rejected]));
        add(mas_gaps, mas[w] - mas[l]);
    }
    expect_same(view.score, trimmed_histogram(scores));
    expect_same(view.logp_gap, trimmed_histogram(logp_gaps));
    expect_same(view.mas_gap, histogram(mas_gaps));
}

TEST(Reselection, FindsBitByBitWhatTheSelectorsFind)
{
    std::mt19937_64 random(20260131);
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
        const auto columns = random_columns(seed, 1 + seed % 5);
        Reselection reselection(columns);
        PairRows before;
        SelectionRequest request;
        for (int step = 0; step < 60; ++step) {
            // The same weights for a while, as sliders leave them.
            const auto weights = request.weights;
            request = random_request(random, columns);
            if (step % 3 != 0)
                request.weights = weights;
            const auto view = reselection.select(request, step == 0 ? nullptr : &before);

            const auto mas = *mas_column(columns, request.weights);
            for (std::int64_t row = 0; row < columns.rows(); ++row)
                ASSERT_EQ(std::bit_cast<std::uint64_t>((*view.mas)[row]), std::bit_cast<std::uint64_t>(mas[static_cast<std::size_t>(row)]));
            std::vector<PairChoice> choices;
            find_selector(request.selector).select(columns, mas, request.options, choices);
            ASSERT_EQ(view.choices.size(), choices.size());
            for (std::size_t i = 0; i < choices.size(); ++i) {
                const auto &is = view.choices[i], &should = choices[i];
                ASSERT_EQ(is.sample, should.sample);
                ASSERT_EQ(is.chosen, should.chosen) << request.selector << " seed " << seed << " step " << step << " sample " << is.sample;
                ASSERT_EQ(is.rejected, should.rejected) << request.selector << " seed " << seed << " step " << step << " sample " << is.sample;
                ASSERT_EQ(is.reason, should.reason);
                if (should.reason == NoPair::None)
                    expect_same(is.score, should.score);
            }
            expect_same(view.statistics, statistics(columns, mas, choices));
            expect_histograms(view, columns, mas, choices);

            const auto now = pair_rows(view);
            std::vector<int> changed;
            std::int64_t gained = 0, lost = 0;
            for (std::size_t s = 0; step > 0 && s < now.chosen.size(); ++s) {
                if (now.chosen[s] == before.chosen[s] && now.rejected[s] == before.rejected[s])
                    continue;
                changed.push_back(static_cast<int>(s));
                gained += before.chosen[s] < 0;
                lost += now.chosen[s] < 0;
            }
            EXPECT_EQ(view.changed, changed);
            EXPECT_EQ(view.gained, gained);
            EXPECT_EQ(view.lost, lost);
            before = now;
        }
    }
}

TEST(Reselection, WhatItReturnedStaysAsItIs)
{
    const auto columns = random_columns(5);
    Reselection reselection(columns);
    SelectionRequest request;
    request.weights = {{"a", 1}};
    const auto first = reselection.select(request, nullptr);
    const auto copy = first.mas->column();
    for (int i = 1; i < 6; ++i) {
        request.weights = {{"a", 1}, {"b", i}};
        reselection.select(request, nullptr);
    }
    for (std::int64_t row = 0; row < columns.rows(); ++row) {
        const double was = copy[static_cast<std::size_t>(row)], is = (*first.mas)[row];
        EXPECT_TRUE(was == is || (std::isnan(was) && std::isnan(is))) << row;
    }
}

TEST(Reselection, ARequestThatMakesNoSenseIsRefusedAndTheNextIsNot)
{
    const auto columns = random_columns(6);
    Reselection reselection(columns);
    SelectionRequest request;
    request.weights = {{"c", 1}};
    EXPECT_THROW(reselection.select(request, nullptr), Failure);
    request.weights.clear();
    request.options.alpha = -1;
    EXPECT_THROW(reselection.select(request, nullptr), Failure);
    request.options.alpha = 0.5;
    EXPECT_GT(reselection.select(request, nullptr).statistics.pairs, 0);
}

TEST(Histogram, IsTheOneOfASort)
{
    std::mt19937_64 random(3);
    for (int round = 0; round < 200; ++round) {
        std::vector<double> values(1 + random() % 3000);
        for (auto &value : values)
            value = round % 3 == 0 ? double(random() % 4) : std::exp(40 * double(random() >> 11) * 0x1p-53 - 20);
        auto sorted = values;
        std::sort(sorted.begin(), sorted.end());
        const auto rank = [&](double share) { return sorted[static_cast<std::size_t>(share * double(sorted.size() - 1))]; };
        const auto trimmed = trimmed_histogram(values);
        EXPECT_EQ(trimmed.low, rank(0.01));
        EXPECT_EQ(trimmed.high, rank(0.99) > rank(0.01) ? rank(0.99) : rank(0.01) + 1);
        const auto whole = histogram(values);
        EXPECT_EQ(whole.low, sorted.front());
        std::int64_t in_whole = 0, in_trimmed = 0;
        for (int i = 0; i < Histogram::bins; ++i) {
            in_whole += whole.counts[static_cast<std::size_t>(i)];
            in_trimmed += trimmed.counts[static_cast<std::size_t>(i)];
        }
        EXPECT_EQ(in_whole, static_cast<std::int64_t>(values.size()));
        EXPECT_EQ(in_trimmed, static_cast<std::int64_t>(values.size()));
    }
    EXPECT_EQ(histogram({}).counts, Histogram().counts);
    EXPECT_EQ(trimmed_histogram(std::vector<double>{7}).low, 7);
}

} // namespace
} // namespace m3po
