// SPDX-License-Identifier: GPL-3.0-or-later
// What a person says of pairs, and what becomes of them where the selection is frozen.
#include "core/project/preference_sets.h"
#include "core/project/query.h"
#include "core/project/reviews.h"
#include "core/project/schema.h"
#include "core/project/selections.h"
#include "tests/core/project_fixture.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>

#include <chrono>
#include <cmath>
#include <thread>

namespace m3po {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Reviews : public ProjectFixture {
protected:
    // Four samples of three candidates each, "best", "worse" and "third", and a selection of best over worse.
    void SetUp() override
    {
        ProjectFixture::SetUp();
        auto project = create();
        const auto made = generations::find_or_create(project, run(3));
        Selection selection;
        selection.name = "paper";
        selection.selector = "m3p";
        selection.run_id = made.id;
        std::vector<SelectedPair> pairs;
        for (int s = 1; s <= 4; ++s) {
            const auto id = samples::add(project, sample(s)).id;
            std::vector<Candidate> candidates{candidate(id, 0, "best", -1), candidate(id, 1, "worse", -2), candidate(id, 2, "third", -3)};
            for (auto &one : candidates)
                one.token_ids = {100 + one.position, 2}, one.token_logps = {-1, -1};
            generations::add(project, made.id, candidates);
            const auto stored = generations::candidates(project, made.id, id);
            ids_[s] = {stored[0].id, stored[1].id, stored[2].id};
            SelectedPair pair;
            pair.sample_id = id;
            pair.chosen_id = stored[0].id;
            pair.rejected_id = stored[1].id;
            pairs.push_back(pair);
        }
        selection_ = selections::save(project, selection, pairs).id;
    }
    Project open() { return std::move(Project::open(file)).value(); }
    Review review(int sample, const std::string &verdict)
    {
        Review made;
        made.pair = {selection_, sample, 0};
        made.verdict = verdict;
        return made;
    }

    std::int64_t selection_ = 0;
    std::map<int, std::array<std::int64_t, 3>> ids_;
};

TEST_F(Reviews, KeepAllThatWasSaid)
{
    auto said = review(1, "edited");
    said.chosen = "a better text";
    said.note = "mind the <b>";
    said.flagged = true;
    said.chosen_id = ids_[1][2];
    said.rejected_id = ids_[1][0];
    {
        auto project = open();
        reviews::put(project, said);
    }
    auto project = open();
    EXPECT_EQ(reviews::find(project, said.pair), said);
    EXPECT_THAT(reviews::list(project, selection_), ElementsAre(said));
}

TEST_F(Reviews, HistoryOutlivesTheProgram)
{
    const auto first = review(1, "accepted");
    auto second = review(1, "");
    second.flagged = true;
    second.rejected_id = ids_[1][2];
    {
        auto project = open();
        reviews::put(project, first);
        reviews::put(project, second);
        reviews::put(project, review(2, "refused"));
    }
    auto project = open();
    EXPECT_EQ(reviews::undo(project, selection_), review(2, "").pair);
    EXPECT_EQ(reviews::undo(project, selection_), first.pair);
    EXPECT_EQ(reviews::find(project, first.pair), first);
    EXPECT_EQ(reviews::redo(project, selection_), first.pair);
    EXPECT_EQ(reviews::find(project, first.pair), second);
    reviews::undo(project, selection_);
    reviews::undo(project, selection_);
    EXPECT_EQ(reviews::undo(project, selection_), std::nullopt);
    EXPECT_THAT(reviews::list(project, selection_), IsEmpty());
}

TEST_F(Reviews, AFrozenSetIsAsTheyHaveIt)
{
    auto project = open();
    reviews::put(project, review(1, "refused"));
    reviews::put(project, review(2, "swapped"));
    auto edited = review(3, "edited");
    edited.chosen = "written by hand";
    edited.rejected = "worse"; // as it was: its tokens hold
    reviews::put(project, edited);
    auto other = review(4, "accepted");
    other.rejected_id = ids_[4][2];
    reviews::put(project, other);

    const auto set = preference_sets::freeze_selection(project, "paper");
    const auto pairs = preference_sets::pairs(project, set.id);
    ASSERT_EQ(pairs.size(), 3u);
    EXPECT_EQ(pairs[0].sample_id, 2);
    EXPECT_EQ(pairs[0].chosen, "worse");
    EXPECT_EQ(pairs[0].rejected, "best");
    EXPECT_THAT(pairs[0].chosen_ids, ElementsAre(101, 2));
    EXPECT_EQ(pairs[0].reference_chosen_logp, -2);
    EXPECT_EQ(pairs[0].reference_rejected_logp, -1);
    EXPECT_EQ(pairs[1].chosen, "written by hand");
    EXPECT_THAT(pairs[1].chosen_ids, IsEmpty());
    EXPECT_TRUE(std::isnan(pairs[1].reference_chosen_logp));
    EXPECT_THAT(pairs[1].rejected_ids, ElementsAre(101, 2));
    EXPECT_EQ(pairs[1].reference_rejected_logp, -2);
    EXPECT_EQ(pairs[2].rejected, "third");
    EXPECT_THAT(pairs[2].rejected_ids, ElementsAre(102, 2));
    EXPECT_EQ(pairs[2].reference_rejected_logp, -3);
}

// Somebody goes on reviewing in another connection: freezing waits for its turn, and does not give up.
TEST_F(Reviews, GoOnWhileASetIsFrozen)
{
    std::jthread reviewing([this](std::stop_token stop) {
        auto project = open();
        for (int i = 0; !stop.stop_requested(); ++i) {
            reviews::put(project, review(1 + i % 4, i % 8 < 4 ? "accepted" : "swapped"));
            std::this_thread::sleep_for(std::chrono::milliseconds(1)); // faster than anybody; SQLite's lock is nobody's turn
        }
    });
    auto project = open();
    for (int i = 0; i < 100; ++i)
        ASSERT_NO_THROW(preference_sets::freeze_selection(project, "paper", "set " + std::to_string(i))) << i;
}

TEST_F(Reviews, OtherCandidatesAreTakenBeforeTheExchange)
{
    auto project = open();
    auto both = review(1, "swapped");
    both.rejected_id = ids_[1][2];
    reviews::put(project, both);
    const auto pairs = preference_sets::pairs_of_selection(project, selection_);
    ASSERT_EQ(pairs.size(), 4u);
    EXPECT_EQ(pairs[0].chosen, "third");
    EXPECT_EQ(pairs[0].rejected, "best");
    EXPECT_EQ(pairs[1].chosen, "best"); // nobody said anything
}

TEST_F(Reviews, OfAFileOfTheFirstVersionStay)
{
    const auto old = folder / "old.m3po";
    {
        SQLite::Database database(old.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        database.exec(migrations()[0]);
        database.exec("PRAGMA user_version=1; PRAGMA application_id=" + std::to_string(project_application_id));
        database.exec("INSERT INTO images VALUES (1, 'a.png', 1, 'h', 1, 1);"
                      "INSERT INTO samples VALUES (8, '', 1, 'q', '[]', NULL, 's', 0, 'identity');"
                      "INSERT INTO generation_runs VALUES (1, 'm', 'm', '', 't', '{}', 0, 3, 'v', 'then');"
                      "INSERT INTO selections VALUES (7, 'old', 'm3p', '{}', 1, '{}', 'v', 'then');"
                      "INSERT INTO reviews VALUES (7, 8, 0, 'swapped', NULL, 'x', 'note', 'then');"
                      "INSERT INTO review_history(selection_id, sample_id, ordinal, before, after) VALUES (7, 8, 0, "
                      "'{\"verdict\":\"accepted\",\"chosen\":null,\"rejected\":null,\"note\":\"\"}', "
                      "'{\"verdict\":\"swapped\",\"chosen\":null,\"rejected\":\"x\",\"note\":\"note\"}');");
    }
    auto opened = Project::open(old);
    ASSERT_TRUE(opened) << opened.error().message;
    auto &project = *opened;
    const PairKey pair{7, 8, 0};
    const auto kept = reviews::find(project, pair);
    ASSERT_TRUE(kept);
    EXPECT_EQ(kept->verdict, "swapped");
    EXPECT_EQ(kept->rejected, "x");
    EXPECT_EQ(kept->note, "note");
    EXPECT_FALSE(kept->flagged);
    EXPECT_EQ(kept->chosen_id, std::nullopt);
    EXPECT_EQ(reviews::undo(project, 7), pair);
    EXPECT_EQ(reviews::find(project, pair)->verdict, "accepted");
}

} // namespace
} // namespace m3po
