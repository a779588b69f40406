// SPDX-License-Identifier: GPL-3.0-or-later
// What the audit's keys make of a review, what the pair is then, how often people agree, and the list that is audited.
#include "core/project/audit_list.h"
#include "core/project/preference_sets.h"
#include "core/select/pair_details.h"
#include "tests/core/project_fixture.h"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>

namespace m3po {
namespace {

using ::testing::ElementsAre;

SelectedPair pair()
{
    SelectedPair made;
    made.sample_id = 3;
    made.chosen_id = 10;
    made.rejected_id = 11;
    return made;
}

TEST(ReviewSteps, AcceptKeepsWhatIsSeen)
{
    EXPECT_EQ(review_steps::accept({}).verdict, "accepted");
    EXPECT_EQ(review_steps::accept(review_steps::swap({})).verdict, "swapped");
    const auto edited = review_steps::edit({}, "a", std::nullopt);
    EXPECT_EQ(edited.verdict, "edited");
    EXPECT_EQ(review_steps::accept(review_steps::refuse(edited)), edited);
}

TEST(ReviewSteps, ASecondSwapPutsThePairBack)
{
    const auto swapped = review_steps::swap({});
    EXPECT_EQ(reviewed_pair(pair(), swapped), (ReviewedPair{11, 10, {}, {}}));
    EXPECT_EQ(review_steps::swap(swapped).verdict, "accepted");
    EXPECT_EQ(reviewed_pair(pair(), review_steps::swap(swapped)), (ReviewedPair{10, 11, {}, {}}));
}

TEST(ReviewSteps, OtherCandidatesStandWhereTheyWereSeen)
{
    auto review = review_steps::take({}, pair(), Side::Rejected, 12);
    EXPECT_EQ(review.verdict, "");
    EXPECT_EQ(reviewed_pair(pair(), review), (ReviewedPair{10, 12, {}, {}}));
    EXPECT_FALSE(is_as_selected(review_steps::accept(review)));
    EXPECT_EQ(review_steps::take(review, pair(), Side::Rejected, 11), Review{});

    auto swapped = review_steps::take(review_steps::swap({}), pair(), Side::Chosen, 12);
    EXPECT_EQ(swapped.rejected_id, 12); // stored before the exchange
    EXPECT_EQ(reviewed_pair(pair(), swapped), (ReviewedPair{12, 10, {}, {}}));
    EXPECT_THROW(review_steps::take({}, pair(), Side::Rejected, 10), Failure);
    EXPECT_THROW(review_steps::take({}, pair(), Side::Chosen, 11), Failure);
}

TEST(ReviewSteps, TextsStandWhereTheyWereWritten)
{
    const auto swapped = review_steps::edit(review_steps::swap({}), "best", std::nullopt);
    EXPECT_EQ(swapped.verdict, "swapped");
    EXPECT_EQ(reviewed_pair(pair(), swapped), (ReviewedPair{11, 10, "best", {}}));
    EXPECT_EQ(review_steps::swap(swapped).verdict, "edited");
    const auto back = review_steps::edit(review_steps::edit({}, "x", "y"), std::nullopt, std::nullopt);
    EXPECT_EQ(back, Review{});
    const auto other = review_steps::take(review_steps::edit({}, std::nullopt, "y"), pair(), Side::Rejected, 12);
    EXPECT_EQ(other.rejected, std::nullopt); // the text was of the candidate that went
    EXPECT_EQ(other.verdict, "accepted");
}

TEST(ReviewSteps, FlagsAndNotesSayNothingOfThePair)
{
    const auto flagged = review_steps::note(review_steps::flag({}), "why?");
    EXPECT_TRUE(flagged.flagged);
    EXPECT_EQ(flagged.note, "why?");
    EXPECT_EQ(verdict_of(flagged), Verdict::Pending);
    EXPECT_FALSE(review_steps::flag(flagged).flagged);
}

TEST(Agreement, ThirdsHoldEqualScoresTogether)
{
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const auto thirds = [](std::initializer_list<double> scores) {
        std::vector<AgreementPair> pairs;
        for (const double score : scores)
            pairs.push_back({score, 0});
        const auto found = score_thirds(pairs);
        return std::vector<int>(found.begin(), found.end());
    };
    EXPECT_THAT(thirds({0.6, 0.1, nan, 0.2, 0.5, 0.4, 0.3}), ElementsAre(2, 0, -1, 0, 2, 1, 1));
    EXPECT_THAT(thirds({1, 1, 1}), ElementsAre(0, 0, 0));
    EXPECT_THAT(thirds({1, 2}), ElementsAre(0, 1));
    EXPECT_THAT(thirds({nan}), ElementsAre(-1));
}

TEST(Agreement, IsCountedByThirdsAndByWhatTheModelPrefers)
{
    const std::vector<AgreementPair> pairs{{1, -2}, {2, 3}, {3, -1}, {4, 1}, {5, std::nan("")}, {6, -4}};
    const std::vector<Outcome> outcomes{Outcome::Accepted, Outcome::Refused, Outcome::Changed, Outcome::Pending, Outcome::Accepted, Outcome::Accepted};
    const auto counted = agreement(pairs, score_thirds(pairs), outcomes);
    EXPECT_EQ(counted.all, (AgreementShare{3, 1, 1}));
    EXPECT_THAT(counted.by_score, ElementsAre(AgreementShare{1, 0, 1}, AgreementShare{0, 1, 0}, AgreementShare{2, 0, 0}));
    EXPECT_THAT(counted.by_preference, ElementsAre(AgreementShare{0, 0, 1}, AgreementShare{2, 1, 0}));
    EXPECT_EQ(outcome_of(review_steps::accept(review_steps::take({}, pair(), Side::Chosen, 12))), Outcome::Changed);
    EXPECT_EQ(outcome_of(review_steps::refuse({})), Outcome::Refused);
}

class AuditedProject : public ProjectFixture {
protected:
    void SetUp() override
    {
        ProjectFixture::SetUp();
        auto project = create();
        const auto made = generations::find_or_create(project, run(4));
        const auto clip = scores::find_or_create(project, evaluator(visual_relevance));
        const auto judge = scores::find_or_create(project, evaluator(semantic_accuracy, "judge"));
        for (int s = 1; s <= 2; ++s) {
            const auto id = samples::add(project, sample(s)).id;
            generations::add(project, made.id, std::vector{candidate(id, 0, "worse", -1), candidate(id, 1, "best", -4), candidate(id, 2, "third", -9), candidate(id, 3, "worse", -1)});
            std::vector<ComponentScore> of_clip, of_judge;
            for (const auto &one : generations::candidates(project, made.id, id)) {
                const double value = one.position == 1 ? 0.75 : one.position == 2 ? 0.25 : 0.5;
                of_clip.push_back({one.id, value, value});
                of_judge.push_back({one.id, 1 - value, value});
            }
            scores::add(project, clip.id, of_clip);
            scores::add(project, judge.id, of_judge);
        }
        SelectionRequest request;
        request.weights = {{visual_relevance, 1.0}, {semantic_accuracy, 0.0}};
        const auto loaded = load_score_columns(project, made.id);
        std::vector<PairChoice> choices;
        const auto mas = *mas_column(loaded.columns, request.weights);
        find_selector("m3p").select(loaded.columns, mas, request.options, choices);
        choices.insert(choices.begin() + 1, choices[0]); // a second pair of the first sample
        choices[1].rejected = 2;
        choices[1].score = -2;
        save_selection(project, "paper", made.id, request, loaded, choices, {});
    }
};

TEST_F(AuditedProject, TheListHasEveryPairWithItsReview)
{
    auto project = std::move(Project::open(file)).value();
    const auto id = selections::get(project, "paper").id;
    Review said = review_steps::refuse({});
    said.pair = {id, 1, 1};
    reviews::put(project, said);
    const auto list = audit_list::read(project, "paper");
    ASSERT_EQ(list.pairs.size(), 3u);
    EXPECT_EQ(list.place({id, 2, 0}), 2);
    EXPECT_EQ(list.place({id, 2, 1}), -1);
    EXPECT_EQ(list.place({id + 1, 2, 0}), -1);
    EXPECT_EQ(list.reviews[1], said);
    EXPECT_EQ(list.reviews[0].pair, (PairKey{id, 1, 0}));
    EXPECT_EQ(list.reviews[0].verdict, "");
    EXPECT_EQ(list.terms[0].logp_gap, -3);
    EXPECT_EQ(list.terms[1].logp_gap, 5);
    EXPECT_EQ(list.terms[1].score, -2);
}

TEST_F(AuditedProject, APairIsExplainedByTheEquation)
{
    auto project = std::move(Project::open(file)).value();
    const auto answers = sample_answers(project, selections::get(project, "paper"), 1);
    EXPECT_EQ(answers.sample.instruction, "What is this? 1");
    EXPECT_THAT(answers.component_names, ElementsAre(visual_relevance, semantic_accuracy));
    ASSERT_EQ(answers.answers.size(), 3u);
    EXPECT_EQ(answers.answers[0].candidate.text, "best");
    EXPECT_EQ(answers.answers[0].mas, 0.75);
    EXPECT_THAT(answers.answers[0].components, ElementsAre(0.75f, 0.25f));
    EXPECT_EQ(answers.answers[1].candidate.text, "worse");
    EXPECT_EQ(answers.rank(answers.answers[1].equals.at(0)), 1);
    EXPECT_EQ(answers.rank(999), -1);

    const auto liked = pair_terms(answers, 0, 1); // the model finds it likelier: no penalty
    EXPECT_EQ(liked.mas_gap, 0.25);
    EXPECT_EQ(liked.logp_gap, -3);
    EXPECT_EQ(liked.penalty, 0);
    EXPECT_EQ(liked.score, 0.25);
    EXPECT_EQ(liked.rank, 1);
    EXPECT_EQ(liked.rivals, 2);
    const auto doubted = pair_terms(answers, 0, 2);
    EXPECT_EQ(doubted.penalty, 0.5 * (5 - 0.1));
    EXPECT_EQ(doubted.score, 0.5 - 0.5 * (5 - 0.1));
    EXPECT_EQ(doubted.rank, 2);
}

TEST_F(AuditedProject, WhatIsSeenIsWhatIsFrozen)
{
    auto project = std::move(Project::open(file)).value();
    const auto before = audit_list::read(project, "paper");
    const auto answers = sample_answers(project, before.selection, 1);
    const auto third = answers.answers[2].candidate.id;
    auto review = before.reviews[0];
    review = review_steps::edit(review_steps::swap(review_steps::take(review, before.pairs[0], Side::Rejected, third)), "by hand", std::nullopt);
    reviews::put(project, review);
    const auto seen = reviewed_pair(before.pairs[0], review);
    EXPECT_EQ(answers.rank(seen.chosen_id), 2);
    EXPECT_EQ(seen.chosen, "by hand");
    const auto frozen = preference_sets::pairs_of_selection(project, before.selection.id);
    EXPECT_EQ(frozen[0].chosen, "by hand");
    EXPECT_EQ(frozen[0].rejected, "best");
}

} // namespace
} // namespace m3po
