// SPDX-License-Identifier: GPL-3.0-or-later
// M3P-Selection against the paper's equations, written down once more as they stand, over random groups of answers: ties,
// equal texts, what is no number, infinities, answers without tokens.
#include "core/base/philox.h"
#include "core/select/mas.h"
#include "core/select/selector.h"
#include "tests/faults/soak.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <ostream>
#include <vector>

namespace m3po {

struct Answer {
    int text = 0;
    float mas = 0, logp = 0;
    int tokens = 1;
};

std::ostream &operator<<(std::ostream &out, const Answer &a)
{
    return out << "{text " << a.text << ", MAS " << a.mas << ", log P " << a.logp << ", " << a.tokens << " tokens}";
}

namespace {

using Group = std::vector<Answer>;
constexpr float nan = std::numeric_limits<float>::quiet_NaN();
constexpr float infinity = std::numeric_limits<float>::infinity();

// R_w and R_l as indices, or nothing where there is no pair.
std::optional<std::pair<std::size_t, std::size_t>> as_the_paper_has_it(const Group &group, const SelectOptions &o)
{
    // The answers that can be compared; equal texts count once, the first of them.
    std::vector<std::size_t> answers;
    for (std::size_t i = 0; i < group.size(); ++i) {
        const auto &a = group[i];
        const bool has_mas = a.mas >= 0 && a.mas <= 1;
        const bool has_logp = std::isfinite(a.logp) && (o.confidence == Confidence::Sequence || a.tokens > 0);
        const bool again = std::any_of(answers.begin(), answers.end(), [&](auto j) { return group[j].text == a.text; });
        if (has_mas && (o.alpha == 0 || has_logp) && !again)
            answers.push_back(i);
    }
    const auto mas = [&](std::size_t i) { return static_cast<double>(group[i].mas); };
    const auto log_p = [&](std::size_t i) {
        const double sequence = group[i].logp;
        return o.confidence == Confidence::Sequence ? sequence : sequence / group[i].tokens;
    };
    if (answers.empty())
        return std::nullopt;
    // R_w = argmax MAS(R); ties go to the lower index
    std::size_t w = answers[0];
    for (const auto i : answers)
        if (mas(i) > mas(w))
            w = i;
    // R_l = argmax over j != w of S(R_j) = (MAS(R_w) - MAS(R_j)) - alpha max(0, log P(R_w) - log P(R_j) - delta)
    std::optional<std::size_t> l;
    double best = 0;
    for (const auto j : answers) {
        if (j == w || mas(w) - mas(j) < o.min_gap)
            continue;
        double s = mas(w) - mas(j);
        if (o.alpha != 0) {
            const double x = log_p(w) - log_p(j) - o.delta;
            s -= o.alpha * (o.penalty == Penalty::Clamped ? std::max(0.0, x) : x);
        }
        if (!l || s > best) {
            l = j;
            best = s;
        }
    }
    if (!l)
        return std::nullopt;
    return std::pair{w, *l};
}

void append(ScoreColumns &columns, const Group &group)
{
    columns.sample_ids.push_back(columns.samples() + 1);
    for (const auto &a : group) {
        columns.candidate_ids.push_back(columns.rows() + 1);
        columns.positions.push_back(static_cast<std::int32_t>(&a - group.data()));
        columns.text_keys.push_back(a.text);
        columns.components[0].push_back(a.mas);
        columns.logp_sum.push_back(a.logp);
        columns.token_counts.push_back(a.tokens);
    }
    columns.offsets.push_back(columns.rows());
}

ScoreColumns empty_columns()
{
    ScoreColumns columns;
    columns.component_names = {"mas"};
    columns.components.resize(1);
    return columns;
}

std::vector<PairChoice> select(ScoreColumns &columns, const SelectOptions &options)
{
    columns.index_texts();
    std::vector<PairChoice> choices;
    find_selector("m3p").select(columns, *mas_column(columns, {}), options, choices);
    return choices;
}

bool same(const PairChoice &choice, std::int64_t begin, const std::optional<std::pair<std::size_t, std::size_t>> &pair)
{
    if (!pair)
        return choice.chosen == -1 && choice.rejected == -1 && choice.reason != NoPair::None;
    return choice.chosen == begin + static_cast<std::int64_t>(pair->first) && choice.rejected == begin + static_cast<std::int64_t>(pair->second);
}

rc::Gen<float> a_mas() // a coarse grid, so that ties are the rule; and what is none
{
    return rc::gen::weightedOneOf<float>({{12, rc::gen::map(rc::gen::inRange(0, 5), [](int n) { return static_cast<float>(n) / 4; })},
                                          {6, rc::gen::map(rc::gen::inRange(0, 1 << 24), [](int n) { return static_cast<float>(n) * 0x1p-24f; })},
                                          {1, rc::gen::element(nan, infinity, -infinity, -0.0f, 1.5f, -1e-30f)}});
}

rc::Gen<float> a_logp()
{
    return rc::gen::weightedOneOf<float>({{10, rc::gen::map(rc::gen::inRange(0, 9), [](int n) { return -static_cast<float>(n) / 2; })},
                                          {5, rc::gen::map(rc::gen::inRange(0, 100'000'000), [](int n) { return -static_cast<float>(n) / 1000; })},
                                          {1, rc::gen::element(nan, -infinity, infinity, -1e30f, 0.0f)}});
}

rc::Gen<Group> a_group()
{
    return rc::gen::container<Group>(rc::gen::build<Answer>(rc::gen::set(&Answer::text, rc::gen::inRange(0, 12)), rc::gen::set(&Answer::mas, a_mas()),
                                                            rc::gen::set(&Answer::logp, a_logp()), rc::gen::set(&Answer::tokens, rc::gen::inRange(0, 40))));
}

RC_GTEST_PROP(SelectionProperty, IsThePapersEquation, ())
{
    const auto group = *a_group();
    SelectOptions options;
    options.alpha = *rc::gen::element(0.0, 0.01, 0.5, 1.0, 3.0, 1e6);
    options.delta = *rc::gen::element(0.0, 0.1, 2.0, -3.0);
    options.min_gap = *rc::gen::element(0.0, 0.25, 1.0);
    options.confidence = *rc::gen::element(Confidence::Sequence, Confidence::PerToken);
    options.penalty = *rc::gen::element(Penalty::Clamped, Penalty::Unclamped);
    auto columns = empty_columns();
    append(columns, group);
    RC_ASSERT(same(select(columns, options).at(0), 0, as_the_paper_has_it(group, options)));
}

// Without shrinking, and therefore many: groups out of the counter-based generator.
TEST(SelectionProperty, HoldsForVeryManyGroups)
{
    const std::int64_t groups = testing::times(100'000, 4'000'000);
    constexpr std::int64_t batch = 5000;
    std::uint64_t draw = 0;
    const auto below = [&](std::uint32_t n) { return static_cast<std::uint32_t>(uniform(77, draw++) * n); };
    std::vector<Group> batch_groups(batch);
    std::int64_t pairs = 0;
    for (std::int64_t done = 0; done < groups; done += batch) {
        SelectOptions options;
        options.alpha = std::array{0.0, 0.25, 0.5, 1.0, 100.0}[below(5)];
        options.delta = std::array{0.0, 0.1, 0.3, -1.0}[below(4)];
        options.min_gap = below(4) == 0 ? 0.25 : 0;
        options.confidence = below(2) == 0 ? Confidence::Sequence : Confidence::PerToken;
        options.penalty = below(2) == 0 ? Penalty::Clamped : Penalty::Unclamped;
        auto columns = empty_columns();
        for (auto &group : batch_groups) {
            group.resize(below(10));
            const auto texts = 1 + below(14);
            const bool coarse = below(2) == 0;
            for (auto &a : group) {
                a.text = static_cast<int>(below(texts));
                a.mas = below(40) == 0 ? std::array{nan, infinity, -infinity, 1.25f}[below(4)] : coarse ? static_cast<float>(below(4)) / 3 : static_cast<float>(uniform(78, draw++));
                a.logp = below(40) == 0 ? std::array{nan, -infinity, infinity, -1e30f}[below(4)] : coarse ? -static_cast<float>(below(6)) : static_cast<float>(-30 * uniform(79, draw++));
                a.tokens = below(30) == 0 ? 0 : 1 + static_cast<int>(below(30));
            }
            append(columns, group);
        }
        const auto choices = select(columns, options);
        ASSERT_EQ(choices.size(), static_cast<std::size_t>(batch));
        for (std::size_t i = 0; i < choices.size(); ++i) {
            ASSERT_TRUE(same(choices[i], columns.offsets[i], as_the_paper_has_it(batch_groups[i], options))) << "group " << done + static_cast<std::int64_t>(i);
            pairs += choices[i].chosen >= 0;
        }
    }
    EXPECT_GT(pairs, groups / 3); // most of them were worth asking
    RecordProperty("groups", std::to_string(groups));
}

} // namespace
} // namespace m3po
