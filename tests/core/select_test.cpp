// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/select/selector.h"

#include "core/project/generations.h"
#include "core/select/load.h"
#include "core/select/mas.h"
#include "tests/core/project_fixture.h"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <random>
#include <set>

namespace m3po {
namespace {

using ::testing::HasSubstr;

constexpr float nan = std::numeric_limits<float>::quiet_NaN();
constexpr float infinity = std::numeric_limits<float>::infinity();

struct Row {
    int text;
    float mas;
    float logp;
    int tokens = 10;
};

ScoreColumns columns_of(const std::vector<std::vector<Row>> &groups)
{
    ScoreColumns columns;
    columns.component_names = {"c"};
    columns.components.resize(1);
    for (const auto &group : groups) {
        columns.sample_ids.push_back(static_cast<std::int64_t>(columns.sample_ids.size()) + 1);
        for (const auto &row : group) {
            columns.candidate_ids.push_back(static_cast<std::int64_t>(columns.candidate_ids.size()) + 1);
            columns.positions.push_back(static_cast<std::int32_t>(&row - group.data()));
            columns.text_keys.push_back(row.text);
            columns.components[0].push_back(row.mas);
            columns.logp_sum.push_back(row.logp);
            columns.token_counts.push_back(row.tokens);
        }
        columns.offsets.push_back(columns.rows());
    }
    columns.index_texts();
    return columns;
}

std::vector<PairChoice> choose(const std::string &selector, const ScoreColumns &columns, const SelectOptions &options = {})
{
    const auto mas = std::move(mas_column(columns, {})).value();
    std::vector<PairChoice> choices;
    find_selector(selector).select(columns, mas, options, choices);
    return choices;
}

PairChoice m3p(const std::vector<Row> &group, const SelectOptions &options = {})
{
    return choose("m3p", columns_of({group}), options).at(0);
}

// The paper's equations, word for word, over one group.
std::optional<std::pair<int, int>> transcription(const std::vector<Row> &group, const SelectOptions &o)
{
    struct Answer {
        int index;
        double mas, logp;
        int text;
    };
    std::vector<Answer> answers;
    std::set<int> seen;
    for (int i = 0; i < static_cast<int>(group.size()); ++i) {
        const auto &r = group[i];
        const bool has_mas = r.mas >= 0 && r.mas <= 1;
        const bool has_logp = std::isfinite(r.logp) && (o.confidence == Confidence::Sequence || r.tokens > 0);
        if (!has_mas || (o.alpha > 0 && !has_logp) || seen.contains(r.text))
            continue;
        seen.insert(r.text);
        const double logp = o.confidence == Confidence::Sequence ? double(r.logp) : double(r.logp) / r.tokens;
        answers.push_back({i, double(r.mas), logp, r.text});
    }
    if (answers.size() < 2)
        return std::nullopt;
    auto w = answers[0];
    for (const auto &a : answers)
        if (a.mas > w.mas)
            w = a;
    std::optional<Answer> l;
    double best = 0;
    for (const auto &a : answers) {
        if (a.index == w.index || w.mas - a.mas < o.min_gap)
            continue;
        const double inner = w.logp - a.logp - o.delta;
        const double penalty = o.penalty == Penalty::Clamped ? std::max(0.0, inner) : inner;
        const double s = (w.mas - a.mas) - (o.alpha > 0 ? o.alpha * penalty : 0.0);
        if (!l || s > best) {
            l = a;
            best = s;
        }
    }
    if (!l)
        return std::nullopt;
    return std::pair{w.index, l->index};
}

TEST(M3pSelection, ScoresAsTheEquationSays)
{
    // w = 0. S(1) = 0.4 - 0.5 * (−1 − −3 − 0.1) = 0.4 − 0.95; S(2) = 0.1 − 0; S(3) = 0.32 − 0.5 * (0.5 − 0.1) = 0.12
    const std::vector<Row> group{{1, 0.9f, -1.0f}, {2, 0.5f, -3.0f}, {3, 0.8f, -0.5f}, {4, 0.58f, -1.5f}};
    const auto clamped = m3p(group);
    EXPECT_EQ(clamped.chosen, 0);
    EXPECT_EQ(clamped.rejected, 3);
    EXPECT_NEAR(clamped.score, 0.12, 1e-6);
    // Unclamped, the answer that the model prefers is paid for it: S(2) = 0.1 + 0.5 * 0.6.
    const auto unclamped = m3p(group, {.penalty = Penalty::Unclamped});
    EXPECT_EQ(unclamped.rejected, 2);
    EXPECT_NEAR(unclamped.score, 0.4, 1e-6);
    // alpha = 0 is the largest gap.
    const auto ablation = m3p(group, {.alpha = 0});
    EXPECT_EQ(ablation.rejected, 1);
    EXPECT_NEAR(ablation.score, 0.4, 1e-6);
    // Per token the penalties shrink tenfold: S(1) = 0.4 - 0.5 * (0.2 - 0.1).
    const auto per_token = m3p(group, {.confidence = Confidence::PerToken});
    EXPECT_EQ(per_token.rejected, 1);
    EXPECT_NEAR(per_token.score, 0.35, 1e-6);
    EXPECT_NEAR(m3p(group, {.delta = 0.3}).score, 0.22, 1e-6);
    EXPECT_EQ(m3p(group, {.min_gap = 0.35}).rejected, 1);
    EXPECT_EQ(m3p(group, {.min_gap = 0.5}).reason, NoPair::BelowMinGap);
}

TEST(M3pSelection, GivesTiesToTheLowerIndex)
{
    const auto choice = m3p({{1, 0.2f, -1}, {2, 0.5f, -1}, {3, 0.5f, -1}, {4, 0.2f, -1}});
    EXPECT_EQ(choice.chosen, 1);
    EXPECT_EQ(choice.rejected, 0);
    // All MAS equal: the equation still gives a pair.
    const auto equal = m3p({{1, 0.5f, -1}, {2, 0.5f, -2}, {3, 0.5f, -1}});
    EXPECT_EQ(equal.chosen, 0);
    EXPECT_EQ(equal.rejected, 2);
    EXPECT_EQ(equal.score, 0);
}

TEST(M3pSelection, CountsEqualTextsOnce)
{
    // The twin of R_w is never R_l, though it has the lowest penalty and a lower MAS.
    const auto choice = m3p({{1, 0.9f, -1}, {1, 0.1f, -1}, {2, 0.5f, -9}});
    EXPECT_EQ(choice.chosen, 0);
    EXPECT_EQ(choice.rejected, 2);
    EXPECT_LT(choice.score, 0); // the argmax, though below 0
    EXPECT_EQ(m3p({{1, 0.9f, -1}, {1, 0.1f, -1}}).reason, NoPair::AllEqual);
    // A twin without scores does not hide the one that has them.
    const auto hidden = m3p({{1, nan, -1}, {1, 0.9f, -1}, {2, 0.5f, -1}});
    EXPECT_EQ(hidden.chosen, 1);
    EXPECT_EQ(hidden.rejected, 2);
}

TEST(M3pSelection, SaysWhyThereIsNoPair)
{
    EXPECT_EQ(m3p({}).reason, NoPair::FewerThanTwo);
    EXPECT_EQ(m3p({{1, 0.5f, -1}}).reason, NoPair::FewerThanTwo);
    EXPECT_EQ(m3p({{1, nan, -1}, {2, 0.5f, -1}}).reason, NoPair::ScoresMissing);
    EXPECT_EQ(m3p({{1, 0.6f, nan}, {2, 0.5f, -1}}).reason, NoPair::LogpMissing);
    EXPECT_EQ(m3p({{1, 0.6f, nan}, {2, 0.5f, -1}}, {.alpha = 0}).reason, NoPair::None);
    EXPECT_EQ(m3p({{1, 0.6f, -1, 0}, {2, 0.5f, -1}}, {.confidence = Confidence::PerToken}).reason, NoPair::LogpMissing);
    const auto none = m3p({});
    EXPECT_EQ(none.chosen, -1);
    EXPECT_TRUE(std::isnan(none.score));
    for (int reason = 1; reason < static_cast<int>(NoPair::COUNT); ++reason)
        EXPECT_FALSE(reason_text(static_cast<NoPair>(reason)).empty());
}

TEST(M3pSelection, LetsNoInfinityWin)
{
    const auto choice = m3p({{1, infinity, -1}, {2, 0.9f, infinity}, {3, 0.8f, -infinity}, {4, 0.5f, -2},
                             {5, 0.4f, -2}, {6, -1.0f, -1}, {7, 1.5f, -1}});
    EXPECT_EQ(choice.chosen, 3);
    EXPECT_EQ(choice.rejected, 4);
}

TEST(M3pSelection, EqualsTheTranscriptionOnRandomGroups)
{
    std::mt19937 random(20260131);
    const auto uniform = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
    int pairs = 0;
    for (int round = 0; round < 4000; ++round) {
        SelectOptions options;
        options.alpha = std::vector{0.0, 0.1, 0.5, 1.0}[uniform(4)];
        options.delta = std::vector{0.0, 0.1, 0.3, -0.2}[uniform(4)];
        options.confidence = uniform(2) ? Confidence::Sequence : Confidence::PerToken;
        options.penalty = uniform(2) ? Penalty::Clamped : Penalty::Unclamped;
        options.min_gap = uniform(4) ? 0 : 0.25;
        std::vector<std::vector<Row>> groups(1 + uniform(4));
        for (auto &group : groups) {
            group.resize(uniform(12));
            for (auto &row : group) {
                row.text = uniform(8);
                // Few values, so that ties are frequent; some rows lack what they need.
                row.mas = uniform(10) ? 0.125f * static_cast<float>(uniform(9)) : std::vector{nan, infinity, -0.5f}[uniform(3)];
                row.logp = uniform(10) ? -0.5f * static_cast<float>(uniform(12)) : std::vector{nan, infinity, -infinity}[uniform(3)];
                row.tokens = uniform(12) ? 1 + uniform(4) : 0;
            }
        }
        const auto columns = columns_of(groups);
        const auto choices = choose("m3p", columns, options);
        ASSERT_EQ(choices.size(), groups.size());
        for (std::size_t s = 0; s < groups.size(); ++s) {
            const auto expected = transcription(groups[s], options);
            ASSERT_EQ(choices[s].reason == NoPair::None, expected.has_value()) << "round " << round;
            if (expected) {
                ++pairs;
                EXPECT_EQ(choices[s].chosen - columns.offsets[s], expected->first) << "round " << round;
                EXPECT_EQ(choices[s].rejected - columns.offsets[s], expected->second) << "round " << round;
            }
        }
    }
    EXPECT_GT(pairs, 3000);
}

TEST(Mas, IsTheWeightedMeanOfItsComponents)
{
    auto columns = columns_of({{{1, 0.5f, -1}, {2, 1.0f, -1}, {3, nan, -1}}});
    columns.component_names.push_back("d");
    columns.components.push_back({0.25f, nan, 0.5f});
    const auto both = std::move(mas_column(columns, {{"c", 3}, {"d", 1}})).value();
    EXPECT_DOUBLE_EQ(both[0], 0.4375);
    EXPECT_TRUE(std::isnan(both[1]) && std::isnan(both[2]));
    // A component of weight 0 need not be there.
    const auto one = std::move(mas_column(columns, {{"c", 2}, {"d", 0}})).value();
    EXPECT_EQ(one[1], 1.0);
    EXPECT_DOUBLE_EQ((*mas_column(columns, {}))[0], 0.375);
    EXPECT_THAT(mas_column(columns, {{"e", 1}}).error().message, HasSubstr("those that there are: c, d"));
    EXPECT_EQ(mas_column(columns, {{"c", -1}}).error().kind, ErrorKind::Usage);
    EXPECT_EQ(mas_column(columns, {{"c", 0}}).error().kind, ErrorKind::Usage);
    EXPECT_EQ(mas_column(columns, {{"c", std::nan("")}}).error().kind, ErrorKind::Usage);
    EXPECT_EQ(*parse_weights("a=1,b=0.5"), (MasWeights{{"a", 1}, {"b", 0.5}}));
    for (const auto *bad : {"a", "a=", "=1", "a=1x", "a=1,,b=2"})
        EXPECT_EQ(parse_weights(bad).error().kind, ErrorKind::Usage) << bad;
}

TEST(Selectors, AreFoundByNameAndRefuseNonsense)
{
    EXPECT_EQ(selectors().size(), 5u);
    const auto unknown = catching([] { find_selector("best"); });
    EXPECT_EQ(unknown.error().kind, ErrorKind::Usage);
    EXPECT_THAT(unknown.error().message, HasSubstr("m3p, max-min, rlaif-v, csr, random"));
    EXPECT_THROW(check_options({.alpha = -1}), Failure);
    EXPECT_THROW(check_options({.delta = std::nan("")}), Failure);
    EXPECT_THROW(check_options({.min_gap = 2}), Failure);
    check_options({});
}

TEST(MaxMinSelection, TakesBestAndWorst)
{
    const auto columns = columns_of({{{1, 0.5f, nan}, {2, 0.9f, nan}, {3, 0.1f, nan}, {4, 0.1f, nan}, {5, nan, nan}},
                                     {{1, 0.5f, -1}, {2, 0.5f, -1}}});
    const auto choices = choose("max-min", columns);
    EXPECT_EQ(choices[0].chosen, 1);
    EXPECT_EQ(choices[0].rejected, 2);
    EXPECT_EQ(choices[1].reason, NoPair::ScoresEqual);
}

TEST(CsrSelection, MixesRanks)
{
    // Ranks of MAS: 1, 1/2, 0; of log P: 0, 1/2, 1.
    const auto columns = columns_of({{{1, 0.9f, -3}, {2, 0.5f, -2}, {3, 0.1f, -1}}});
    const auto external = choose("csr", columns, {.csr_weight = 0.9})[0];
    EXPECT_EQ(external.chosen, 0);
    EXPECT_EQ(external.rejected, 2);
    EXPECT_NEAR(external.score, 0.8, 1e-12);
    const auto own = choose("csr", columns, {.csr_weight = 0.1})[0];
    EXPECT_EQ(own.chosen, 2);
    EXPECT_EQ(own.rejected, 0);
    EXPECT_EQ(choose("csr", columns, {.csr_weight = 0.5})[0].reason, NoPair::ScoresEqual);
    // Equal values share the mean of their ranks: the MAS ranks are 0.25, 0.25, 1.
    const auto shared = columns_of({{{1, 0.5f, -1}, {2, 0.5f, -2}, {3, 0.6f, -3}}});
    EXPECT_NEAR(choose("csr", shared, {.csr_weight = 0.9})[0].score, (0.9 * 1 + 0) - (0.9 * 0.25 + 0.1 * 0.5), 1e-12);
}

std::vector<std::vector<Row>> many_groups(int samples, int seed)
{
    std::mt19937 random(seed);
    std::vector<std::vector<Row>> groups(samples);
    for (auto &group : groups) {
        group.resize(8);
        for (int i = 0; i < 8; ++i)
            group[i] = {i, static_cast<float>(random() % 1000) / 1000, -1, static_cast<int>(5 + random() % 20)};
        // Longer answers tend to be better, as judges have it.
        for (auto &row : group)
            row.tokens += static_cast<int>(row.mas * 10);
    }
    return groups;
}

TEST(RlaifVSelection, DrawsOrderedPairsAndBalancesTheirLengths)
{
    const auto columns = columns_of(many_groups(500, 1));
    const auto mas = *mas_column(columns, {});
    const auto plain = choose("rlaif-v", columns, {.length_balance = false});
    const auto before = statistics(columns, mas, plain);
    EXPECT_EQ(before.pairs, 1000);
    EXPECT_GT(before.chosen_longer, before.chosen_shorter + 100);
    const auto balanced = choose("rlaif-v", columns, {});
    const auto after = statistics(columns, mas, balanced);
    EXPECT_EQ(after.chosen_longer, after.chosen_shorter);
    EXPECT_EQ(after.chosen_shorter, before.chosen_shorter);
    std::map<std::int64_t, std::set<std::pair<std::int64_t, std::int64_t>>> of_sample;
    std::map<std::int64_t, int> reasons;
    for (const auto &choice : balanced) {
        if (choice.reason != NoPair::None) {
            ++reasons[choice.sample];
            continue;
        }
        EXPECT_GT(mas[choice.chosen], mas[choice.rejected]);
        EXPECT_TRUE(of_sample[choice.sample].emplace(choice.chosen, choice.rejected).second);
    }
    EXPECT_EQ(of_sample.size() + reasons.size(), 500u);
    for (const auto &[sample, count] : reasons) {
        EXPECT_EQ(count, 1);
        EXPECT_FALSE(of_sample.contains(sample));
    }
}

TEST(LengthBalance, ThinsTheSurplusOfAnySelectorWhereItIsAsked)
{
    const auto columns = columns_of(many_groups(500, 3));
    const auto mas = *mas_column(columns, {});
    for (const char *selector : {"m3p", "max-min", "csr", "random"}) {
        const auto plain = choose(selector, columns);
        const auto before = statistics(columns, mas, plain);
        ASSERT_NE(before.chosen_longer, before.chosen_shorter) << selector;
        const auto balanced = choose(selector, columns, {.length_balance = true});
        const auto after = statistics(columns, mas, balanced);
        const auto fewer = std::min(before.chosen_longer, before.chosen_shorter);
        EXPECT_EQ(after.chosen_longer, fewer) << selector;
        EXPECT_EQ(after.chosen_shorter, fewer) << selector;
        ASSERT_EQ(balanced.size(), plain.size());
        for (std::size_t i = 0; i < plain.size(); ++i) {
            if (balanced[i].reason == NoPair::NotDrawn)
                continue;
            EXPECT_EQ(balanced[i].chosen, plain[i].chosen); // the pairs that stay are the selector's
            EXPECT_EQ(balanced[i].rejected, plain[i].rejected);
        }
    }
}

TEST(RandomSelection, DependsOnSeedAndSampleAlone)
{
    const auto groups = many_groups(200, 2);
    const auto columns = columns_of(groups);
    const auto all = choose("random", columns, {.seed = 5});
    EXPECT_EQ(choose("random", columns, {.seed = 5})[7].chosen, all[7].chosen);
    // The first hundred alone draw what they drew among two hundred.
    const auto half = choose("random", columns_of({groups.begin(), groups.begin() + 100}), {.seed = 5});
    int changed = 0;
    const auto other = choose("random", columns, {.seed = 6});
    std::array<int, 8> drawn{};
    for (std::size_t s = 0; s < 200; ++s) {
        if (s < 100) {
            EXPECT_EQ(half[s].chosen, all[s].chosen);
            EXPECT_EQ(half[s].rejected, all[s].rejected);
        }
        EXPECT_NE(all[s].chosen, all[s].rejected);
        EXPECT_GE(all[s].score, 0);
        changed += other[s].chosen != all[s].chosen;
        ++drawn[all[s].chosen - columns.offsets[s]];
        ++drawn[all[s].rejected - columns.offsets[s]];
    }
    EXPECT_GT(changed, 100);
    for (const auto count : drawn)
        EXPECT_NEAR(count, 50, 25); // 400 draws over 8 places
    EXPECT_EQ(choose("random", columns_of({{{1, 0.5f, -1}, {1, 0.5f, -1}}}))[0].reason, NoPair::AllEqual);
}

TEST(SelectionStatistics, CountWhatThePairsAre)
{
    const auto columns = columns_of({{{1, 0.9f, -2, 10}, {2, 0.5f, -1.5f, 4}},
                                     {{1, 0.9f, -1, 3}, {2, 0.5f, -4, 5}},
                                     {{1, 0.9f, nan, 3}, {2, 0.5f, -4, 5}},
                                     {{1, 0.9f, -1, 3}}});
    const auto mas = *mas_column(columns, {});
    const auto choices = choose("max-min", columns);
    const auto stats = statistics(columns, mas, choices);
    EXPECT_EQ(stats.samples, 4);
    EXPECT_EQ(stats.pairs, 3);
    EXPECT_EQ(stats.reasons[static_cast<int>(NoPair::FewerThanTwo)], 1);
    EXPECT_EQ(stats.comparable, 2);
    EXPECT_EQ(stats.rejected_preferred, 1);
    EXPECT_EQ(stats.rejected_preferred_per_token, 0); // -0.2 beats -0.375, and -1/3 beats -0.8
    EXPECT_EQ(stats.chosen_longer, 1);
    EXPECT_EQ(stats.chosen_shorter, 2);
    EXPECT_NEAR(stats.mean_gap, 0.4, 1e-6);
}

class SelectionFromProject : public ProjectFixture {};

TEST_F(SelectionFromProject, LoadsColumnsAndStoresPairs)
{
    auto project = create();
    for (int i = 1; i <= 3; ++i)
        samples::add(project, sample(i));
    const auto made = generations::find_or_create(project, run(3));
    generations::add(project, made.id, std::vector{candidate(3, 0, "x", -1), candidate(3, 1, "y", -2)});
    generations::add(project, made.id,
                     std::vector{candidate(1, 0, "a", -1), candidate(1, 1, "a", -1), candidate(1, 2, "b", -0.5)});
    const auto old = scores::find_or_create(project, evaluator(visual_relevance, "old"));
    const auto current = scores::find_or_create(project, evaluator(visual_relevance, "new"));
    scores::add(project, old.id, std::vector<ComponentScore>{{1, 0}, {2, 0}, {3, 0}});
    scores::add(project, current.id, std::vector<ComponentScore>{{1, 0.5}, {3, 0.75}, {4, 0.75}, {5, 0.25}});
    const auto loaded = load_score_columns(project, made.id);
    const auto &columns = loaded.columns;
    EXPECT_EQ(columns.sample_ids, (std::vector<std::int64_t>{1, 2, 3}));
    EXPECT_EQ(columns.offsets, (std::vector<std::int64_t>{0, 3, 3, 5}));
    ASSERT_EQ(loaded.evaluators.size(), 1u);
    EXPECT_EQ(loaded.evaluators[0].fingerprint, "new");
    EXPECT_EQ(columns.first_equal[1], 0);
    EXPECT_EQ(columns.components[0][2], 0.25f);
    const auto pairs = to_selected_pairs(columns, choose("m3p", columns));
    ASSERT_EQ(pairs.size(), 3u);
    EXPECT_EQ(pairs[0].chosen_id, 3);
    EXPECT_EQ(pairs[0].rejected_id, 5);
    EXPECT_EQ(pairs[1].reason, "fewer than two candidates");
    EXPECT_EQ(pairs[2].reason, "scores missing");
    EXPECT_EQ(load_score_columns(project, made.id, std::vector{old.id}).evaluators[0].fingerprint, "old");
    selections::save(project, {.name = "s", .selector = "m3p", .run_id = made.id}, pairs);
    EXPECT_EQ(selections::pair_count(project, selections::get(project, "s").id), 1);
}

} // namespace
} // namespace m3po
