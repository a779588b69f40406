// SPDX-License-Identifier: GPL-3.0-or-later
// m3po review from outside: every step of the window's audit, its history, and what is frozen of it.
#include "core/project/preference_sets.h"
#include "core/project/selections.h"
#include "tests/cli/run_program.h"
#include "tests/core/project_fixture.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace m3po {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using testing::run_m3po;

class ReviewVerb : public ProjectFixture {
protected:
    // Two samples with three scored answers each, and the selection "paper" of "best" over "sure".
    void SetUp() override
    {
        ProjectFixture::SetUp();
        {
            auto project = create();
            const auto made = generations::find_or_create(project, run(3));
            const auto clip = scores::find_or_create(project, evaluator(visual_relevance));
            for (int s = 1; s <= 2; ++s) {
                const auto id = samples::add(project, sample(s)).id;
                generations::add(project, made.id, std::vector{candidate(id, 0, "best", -2), candidate(id, 1, "sure", -1), candidate(id, 2, "worst", -9)});
                std::vector<ComponentScore> given;
                for (const auto &one : generations::candidates(project, made.id, id))
                    given.push_back({one.id, one.position == 0 ? 0.75 : one.position == 1 ? 0.5 : 0.25, 0});
                scores::add(project, clip.id, given);
            }
        }
        ASSERT_EQ(run_m3po({"select", file.string(), "--name", "paper"}).exit_code, 0);
    }
    static std::vector<std::string> arguments(const std::vector<std::string> &before, const std::string &project, const std::vector<std::string> &after)
    {
        auto all = before;
        all.insert(all.end(), {"review", project, "--selection", "paper"});
        all.insert(all.end(), after.begin(), after.end());
        return all;
    }
    json said(const std::vector<std::string> &what) const
    {
        const auto result = run_m3po(arguments({"--json", "--quiet"}, file.string(), what));
        EXPECT_EQ(result.exit_code, 0) << result.err;
        return json::parse(result.out, nullptr, false);
    }
};

TEST_F(ReviewVerb, EveryStepIsTakenAndFrozen)
{
    EXPECT_EQ(said({"accept", "--sample", "1"})["verdict"], "accepted");
    EXPECT_EQ(said({"flag", "--sample", "1"})["flagged"], true);
    EXPECT_EQ(said({"note", "look again", "--sample", "1"})["note"], "look again");
    const auto chosen = said({"choose", "--rejected", "3", "--sample", "2"});
    EXPECT_EQ(chosen["verdict"], "pending");
    EXPECT_EQ(chosen["rejected"]["text"], "worst");
    const auto swapped = said({"swap", "--sample", "2"});
    EXPECT_EQ(swapped["verdict"], "swapped");
    EXPECT_EQ(swapped["chosen"]["text"], "worst");
    const auto edited = said({"edit", "--chosen", "by hand", "--sample", "2"});
    EXPECT_EQ(edited["chosen"]["text"], "by hand");
    EXPECT_EQ(edited["chosen"]["edited"], true);

    const auto list = said({"list"});
    EXPECT_EQ(list["counts"]["accepted"], 2);
    EXPECT_EQ(list["counts"]["flagged"], 1);
    EXPECT_EQ(list["agreement"]["all"], (json{{"accepted", 1}, {"changed", 1}, {"rejected", 0}}));
    EXPECT_EQ(list["agreement"]["by_preference"]["rejected"]["accepted"], 1);
    EXPECT_EQ(list["pairs"].size(), 2u);
    EXPECT_EQ(said({"list", "--queue", "flagged"})["pairs"].size(), 1u);

    auto project = std::move(Project::open(file)).value();
    const auto frozen = preference_sets::pairs_of_selection(project, selections::get(project, "paper").id);
    ASSERT_EQ(frozen.size(), 2u);
    EXPECT_EQ(frozen[0].rejected, "sure");
    EXPECT_EQ(frozen[1].chosen, "by hand");
    EXPECT_EQ(frozen[1].rejected, "best");
}

TEST_F(ReviewVerb, WalksItsHistory)
{
    said({"accept", "--sample", "1"});
    said({"reject", "--sample", "2"});
    const auto undone = said({"undo"});
    EXPECT_EQ(undone["sample"], 2);
    EXPECT_EQ(undone["verdict"], "pending");
    EXPECT_EQ(said({"redo"})["verdict"], "rejected");
    const auto none = run_m3po(arguments({}, file.string(), {"redo"}));
    EXPECT_EQ(none.exit_code, 4);
    EXPECT_THAT(none.err, HasSubstr("selection 'paper' has nothing to redo"));
    const auto text = run_m3po(arguments({}, file.string(), {"list"}));
    EXPECT_THAT(text.out, HasSubstr("sample 2: rejected\n  R_w best\n  R_l sure\n"));
    EXPECT_THAT(text.out, HasSubstr("paper: 2 pairs; 0 pending, 1 accepted, 1 rejected, 0 flagged; 1 accepted as they were selected"));
}

TEST_F(ReviewVerb, RefusesWhatMakesNoSense)
{
    const auto refuses = [&](const std::vector<std::string> &what, int code, const std::string &sentence) {
        const auto result = run_m3po(arguments({}, file.string(), what));
        EXPECT_EQ(result.exit_code, code) << sentence;
        EXPECT_THAT(result.err, HasSubstr(sentence));
    };
    refuses({"accept", "--sample", "9"}, 4, "selection 'paper' has no pair 0 of sample 9");
    refuses({"accept"}, 2, "--sample");
    refuses({"choose", "--sample", "1"}, 2, "--chosen or --rejected was expected");
    refuses({"choose", "--sample", "1", "--rejected", "4"}, 2, "a number from 1 to that was expected");
    refuses({"choose", "--sample", "1", "--rejected", "1"}, 2, "that answer is R_w of this pair");
    refuses({"edit", "--sample", "1"}, 2, "--chosen or --rejected was expected");
    refuses({}, 2, "");
    EXPECT_EQ(run_m3po({"review", file.string(), "--selection", "none", "list"}).exit_code, 4);
    EXPECT_EQ(said({"list"})["counts"]["pending"], 2);
}

} // namespace
} // namespace m3po
