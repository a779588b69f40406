// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/project.h"

#include "core/project/corpus_state.h"
#include "core/project/evaluations.h"
#include "core/project/manifest.h"
#include "core/project/preference_sets.h"
#include "core/project/query.h"
#include "core/project/reviews.h"
#include "core/project/schema.h"
#include "core/project/selections.h"
#include "core/project/training_runs.h"
#include "tests/core/project_fixture.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>

#include <cmath>
#include <csignal>
#include <limits>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace m3po {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class ProjectFile : public ProjectFixture {};
class ProjectRows : public ProjectFixture {};

std::string scalar(Project &project, const char *sql)
{
    return project.connection().database->execAndGet(sql).getString();
}

TEST_F(ProjectFile, IsWalFullySyncedAndKnowsItself)
{
    auto project = create();
    EXPECT_EQ(scalar(project, "PRAGMA journal_mode"), "wal");
    EXPECT_EQ(scalar(project, "PRAGMA synchronous"), "2");
    EXPECT_EQ(scalar(project, "PRAGMA foreign_keys"), "1");
    EXPECT_EQ(scalar(project, "PRAGMA application_id"), std::to_string(project_application_id));
    EXPECT_EQ(scalar(project, "PRAGMA user_version"), std::to_string(newest_schema()));
    EXPECT_EQ(scalar(project, "SELECT count(*) FROM pragma_table_list WHERE type = 'table' AND NOT strict "
                              "AND name NOT LIKE 'sqlite_%'"),
              "0");
    EXPECT_EQ(scalar(project, "PRAGMA integrity_check"), "ok");
}

TEST_F(ProjectFile, IsNotMadeOverAnotherFile)
{
    { auto project = create(); }
    const auto again = Project::create(file, {.images_root = folder / "images"});
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().kind, ErrorKind::Conflict);
    EXPECT_THAT(again.error().message, HasSubstr("p.m3po"));
}

TEST_F(ProjectFile, NeedsItsImagesFolder)
{
    const auto made = Project::create(file, {.images_root = folder / "nowhere"});
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().kind, ErrorKind::NotFound);
    EXPECT_FALSE(std::filesystem::exists(file));
}

TEST_F(ProjectFile, MovesWithItsImages)
{
    { auto project = create(); }
    const auto moved = folder / "elsewhere";
    std::filesystem::create_directory(moved);
    std::filesystem::rename(folder / "p.m3po", moved / "p.m3po");
    std::filesystem::rename(folder / "images", moved / "images");
    auto project = std::move(Project::open(moved / "p.m3po")).value();
    EXPECT_EQ(project.images_root(), moved / "images");
    EXPECT_EQ(project.image_file("a/b.png"), std::filesystem::canonical(moved / "images") / "a/b.png");
    EXPECT_THROW(project.image_file("../p.m3po"), Failure);
}

TEST_F(ProjectFile, OfANewerVersionIsRefusedAndLeftAsItWas)
{
    {
        auto project = create();
        samples::add(project, sample(1));
        project.connection().execute("PRAGMA user_version=999");
    }
    const auto before = std::filesystem::file_size(file);
    const auto opened = Project::open(file);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().kind, ErrorKind::Unsupported);
    EXPECT_THAT(opened.error().message, HasSubstr("newer version"));
    EXPECT_THAT(opened.error().message, HasSubstr("999"));
    EXPECT_EQ(std::filesystem::file_size(file), before);
}

TEST_F(ProjectFile, OfAnOlderVersionIsBroughtUpToDateOrLeftAsItWas)
{
    const auto older = [&](const char *sql) {
        std::filesystem::remove(file);
        SQLite::Database database(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        database.exec("PRAGMA application_id=" + std::to_string(project_application_id));
        database.exec(migrations()[0]);
        database.exec("PRAGMA user_version=1");
        database.exec(sql);
    };
    older("");
    const auto read_only = Project::open(file, Project::Mode::ReadOnly);
    ASSERT_FALSE(read_only);
    EXPECT_EQ(read_only.error().kind, ErrorKind::Unsupported);
    {
        auto project = std::move(Project::open(file)).value();
        EXPECT_EQ(scalar(project, "PRAGMA user_version"), std::to_string(newest_schema()));
        EXPECT_EQ(samples::count(project), 0);
    }
    // A migration that fails half-way (the second copies the reviews, and one of them has a verdict that there is not)
    // leaves the old version whole.
    older("PRAGMA ignore_check_constraints=ON; PRAGMA foreign_keys=OFF; INSERT INTO reviews VALUES (1, 1, 0, 'dreamt', NULL, NULL, '', '')");
    EXPECT_FALSE(Project::open(file));
    SQLite::Database database(file.string(), SQLite::OPEN_READONLY);
    EXPECT_EQ(database.execAndGet("PRAGMA user_version").getInt(), 1);
    EXPECT_FALSE(database.tableExists("training_pair_margins"));
    EXPECT_EQ(database.execAndGet("SELECT verdict FROM reviews").getString(), "dreamt");
}

TEST_F(ProjectFile, ThatIsSomethingElseIsRefused)
{
    write("text.m3po", "not a database at all");
    EXPECT_EQ(Project::open(folder / "text.m3po").error().kind, ErrorKind::InvalidInput);
    EXPECT_EQ(Project::open(folder / "none.m3po").error().kind, ErrorKind::NotFound);
    EXPECT_EQ(Project::open(folder / "images").error().kind, ErrorKind::InvalidInput);
    {
        SQLite::Database other((folder / "other.db").string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        other.exec("CREATE TABLE t(x)");
    }
    EXPECT_THAT(Project::open(folder / "other.db").error().message, HasSubstr("not an M3PO project"));
    { auto project = create(); }
    std::filesystem::resize_file(file, 5000);
    const auto torn = Project::open(file);
    ASSERT_FALSE(torn);
    EXPECT_EQ(torn.error().kind, ErrorKind::InvalidInput) << torn.error().message;
}

TEST_F(ProjectFile, LetsOneWriteWhileOthersReadAndTheSecondWriterIsTold)
{
    auto first = create();
    auto second = std::move(Project::open(file, {.busy_timeout = std::chrono::milliseconds(50)})).value();
    auto reader = std::move(Project::open(file, Project::Mode::ReadOnly)).value();
    Transaction writing(first);
    samples::add(first, sample(1));
    const auto refused = catching([&] { Transaction another(second); });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::Conflict);
    EXPECT_THAT(refused.error().message, HasSubstr("another program is writing"));
    EXPECT_EQ(samples::count(reader), 0);
    writing.commit();
    EXPECT_EQ(samples::count(reader), 1);
    EXPECT_EQ(catching([&] { samples::add(reader, sample(2)); }).error().kind, ErrorKind::Io);
}

TEST_F(ProjectFile, RollsBackAGroupThatWasNotCommitted)
{
    auto project = create();
    {
        Transaction group(project);
        samples::add(project, sample(1));
    }
    EXPECT_EQ(samples::count(project), 0);
}

TEST_F(ProjectFile, OnAFullDiskSaysSoAndLosesNothing)
{
    {
        auto project = create();
        for (int i = 0; i < 20; ++i)
            samples::add(project, sample(i));
    }
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        // A limit on file sizes fails a write as a full disk does, for an ordinary user too.
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{256 << 10, 256 << 10};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        const auto filled = catching([&] {
            auto project = std::move(Project::open(file)).value();
            samples::add(project, sample(100)); // acknowledged
            Transaction group(project);
            auto large = sample(101);
            for (int i = 0; i < 200; ++i) {
                large.external_id = std::to_string(1000 + i);
                large.instruction = std::string(20'000, 'x');
                samples::add(project, large);
            }
            group.commit();
        });
        const bool said = !filled && filled.error().kind == ErrorKind::Io
            && filled.error().message.find("what was stored before is kept") != std::string::npos;
        ::_exit(said ? 0 : 1);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    auto project = std::move(Project::open(file)).value();
    EXPECT_EQ(samples::count(project), 21);
    EXPECT_EQ(scalar(project, "PRAGMA integrity_check"), "ok");
}

TEST_F(ProjectFile, KeepsWhatWasCommittedThroughAKill)
{
    { auto project = create(); }
    int ready[2];
    ASSERT_EQ(::pipe(ready), 0);
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        auto project = std::move(Project::open(file)).value();
        for (int i = 0; i < 5; ++i)
            samples::add(project, sample(i));
        Transaction group(project);
        samples::add(project, sample(5));
        [[maybe_unused]] const auto told = ::write(ready[1], "x", 1);
        ::pause();
    }
    char byte = 0;
    ASSERT_EQ(::read(ready[0], &byte, 1), 1);
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    ::close(ready[0]);
    ::close(ready[1]);
    auto project = std::move(Project::open(file)).value();
    EXPECT_EQ(samples::count(project), 5);
}

TEST_F(ProjectRows, SamplesComeBackAsTheyWereAndOnlyOnce)
{
    auto project = create();
    auto s = sample(1);
    s.reference_answer = "";
    s.conversation = R"([{"role":"user","content":"q"}])";
    s.instruction = std::string("nul \0 inside, ünïcode 🙂", 27);
    const auto added = samples::add(project, s);
    EXPECT_TRUE(added.fresh);
    EXPECT_FALSE(samples::add(project, s).fresh);
    EXPECT_EQ(samples::add(project, s).id, added.id);
    const auto back = samples::get(project, added.id);
    EXPECT_EQ(back.instruction, s.instruction);
    EXPECT_EQ(back.reference_answer, s.reference_answer);
    EXPECT_EQ(back.conversation, s.conversation);
    EXPECT_EQ(back.image.path, s.image.path);
    EXPECT_EQ(back.image.width, 8);
    s.reference_answer = std::nullopt; // no answer is not an empty answer
    EXPECT_TRUE(samples::add(project, s).fresh);
    EXPECT_THROW(samples::get(project, 99), Failure);
    samples::add(project, sample(2));
    EXPECT_THAT(samples::ids(project), ElementsAre(1, 2, 3));
    ASSERT_EQ(samples::list(project, 1, 1).size(), 1u);
    EXPECT_EQ(samples::list(project, 1, 1)[0].id, 2);
}

TEST_F(ProjectRows, GenerationIsPlannedFromWhatIsMissing)
{
    auto project = create();
    for (int i = 1; i <= 4; ++i)
        samples::add(project, sample(i));
    const auto made = generations::find_or_create(project, run(2, 0xFFFFFFFFFFFFFFFFull));
    EXPECT_EQ(made.seed, 0xFFFFFFFFFFFFFFFFull);
    EXPECT_EQ(generations::find_or_create(project, run(2, 0xFFFFFFFFFFFFFFFFull)).id, made.id);
    EXPECT_NE(generations::find_or_create(project, run(2, 8)).id, made.id);
    EXPECT_THAT(generations::missing_samples(project, made.id), ElementsAre(1, 2, 3, 4));
    EXPECT_THAT(generations::missing_samples(project, made.id, 2), ElementsAre(1, 2));
    const std::vector<Candidate> two{candidate(2, 0, "same", -1), candidate(2, 1, "same", -1.5)};
    generations::add(project, made.id, two);
    generations::add(project, made.id, std::vector{candidate(3, 1, "other", std::nan(""))});
    EXPECT_THAT(generations::missing_samples(project, made.id), ElementsAre(1, 3, 4));
    EXPECT_THAT(generations::present_positions(project, made.id, 3), ElementsAre(1));
    EXPECT_EQ(catching([&] { generations::add(project, made.id, two); }).error().kind, ErrorKind::Conflict);
    const auto back = generations::candidates(project, made.id, 2);
    ASSERT_EQ(back.size(), 2u);
    EXPECT_THAT(back[1].token_ids, ElementsAre(5, 6, 2));
    EXPECT_THAT(back[1].token_logps, ElementsAre(-0.5f, -0.25f, -0.75f));

    const auto columns = generations::columns(project, made.id);
    EXPECT_THAT(columns.sample_ids, ElementsAre(2, 3));
    EXPECT_THAT(columns.offsets, ElementsAre(0, 2, 3));
    EXPECT_THAT(columns.positions, ElementsAre(0, 1, 1));
    EXPECT_EQ(columns.text_keys[0], columns.text_keys[1]);
    EXPECT_NE(columns.text_keys[0], columns.text_keys[2]);
    EXPECT_EQ(columns.logp_sum[1], -1.5f);
    EXPECT_TRUE(std::isnan(columns.logp_sum[2]));
}

TEST_F(ProjectRows, ScoresArePlannedFromWhatIsMissing)
{
    auto project = create();
    samples::add(project, sample(1));
    samples::add(project, sample(2));
    const auto made = generations::find_or_create(project, run(2));
    // Candidates that were written out of order still come by sample and position.
    generations::add(project, made.id, std::vector{candidate(2, 1, "d", -4), candidate(2, 0, "c", -3)});
    generations::add(project, made.id, std::vector{candidate(1, 0, "a", -1), candidate(1, 1, "b", -2)});
    const auto clip = scores::find_or_create(project, evaluator(visual_relevance));
    EXPECT_EQ(scores::find_or_create(project, evaluator(visual_relevance)).id, clip.id);
    EXPECT_NE(scores::find_or_create(project, evaluator(semantic_accuracy)).id, clip.id);
    const auto missing = scores::missing_candidates(project, clip.id, made.id);
    ASSERT_EQ(missing.size(), 4u);
    EXPECT_EQ(missing[0].sample_id, 1);
    EXPECT_EQ(missing[2].candidate_id, 2);
    scores::add(project, clip.id, std::vector<ComponentScore>{{1, 0.5, 3.0}, {3, std::nan(""), 0}});
    EXPECT_EQ(scores::missing_candidates(project, clip.id, made.id).size(), 2u);
    EXPECT_EQ(scores::count(project, clip.id, made.id), 2);
    const auto ids = generations::columns(project, made.id).candidate_ids;
    EXPECT_THAT(ids, ElementsAre(3, 4, 2, 1));
    const auto column = scores::column(project, clip.id, ids);
    EXPECT_EQ(column[3], 0.5f);
    EXPECT_TRUE(std::isnan(column[0]) && std::isnan(column[1]) && std::isnan(column[2]));
    EXPECT_THROW(scores::add(project, clip.id, std::vector<ComponentScore>{{2, 1.5}}), Failure);
    EXPECT_EQ(scores::of_run(project, made.id).size(), 1u);
}

TEST_F(ProjectRows, EmbeddingsAreFoundByEncoderAndContent)
{
    auto project = create();
    EXPECT_FALSE(scores::embedding(project, "clip", "image:1"));
    scores::put_embedding(project, "clip", "image:1", std::vector{0.5f, -1.0f});
    EXPECT_THAT(*scores::embedding(project, "clip", "image:1"), ElementsAre(0.5f, -1.0f));
    EXPECT_FALSE(scores::embedding(project, "other", "image:1"));
}

TEST_F(ProjectRows, SelectionsAreReplacedByNameUnlessReviewed)
{
    auto project = create();
    samples::add(project, sample(1));
    samples::add(project, sample(2));
    const auto made = generations::find_or_create(project, run(2));
    generations::add(project, made.id, std::vector{candidate(1, 0, "good", -1), candidate(1, 1, "bad", -2)});
    Selection selection{.name = "s", .selector = "m3p", .run_id = made.id};
    const std::vector<SelectedPair> rows{{1, 0, 1, 2, 0.25, ""}, {2, 0, {}, {}, std::nan(""), "scores missing"}};
    selections::save(project, selection, rows);
    const auto saved = selections::save(project, selection, rows);
    EXPECT_EQ(selections::list(project).size(), 1u);
    const auto back = selections::pairs(project, saved.id);
    ASSERT_EQ(back.size(), 2u);
    EXPECT_EQ(back[0].rejected_id, 2);
    EXPECT_EQ(back[0].score, 0.25);
    EXPECT_EQ(back[1].reason, "scores missing");
    EXPECT_EQ(selections::pairs(project, saved.id, true).size(), 1u);
    EXPECT_EQ(selections::pair_count(project, saved.id), 1);
    EXPECT_THAT(catching([&] { selections::get(project, "x"); }).error().message, HasSubstr("it has s"));

    const auto set = preference_sets::freeze_selection(project, "s");
    EXPECT_EQ(preference_sets::freeze_selection(project, "s").id, set.id);
    const auto pairs = preference_sets::pairs(project, set.id);
    ASSERT_EQ(pairs.size(), 1u);
    EXPECT_EQ(pairs[0].chosen, "good");
    EXPECT_EQ(pairs[0].rejected, "bad");
    EXPECT_EQ(pairs[0].reference_rejected_logp, -2);
    EXPECT_EQ(pairs[0].prompt,
              R"([{"role":"user","content":[{"type":"image"},{"type":"text","text":"What is this? 1"}]}])");
    EXPECT_EQ(set.model_fingerprint, "fingerprint");

    reviews::put(project, {{saved.id, 1, 0}, "accepted", {}, {}, ""});
    EXPECT_EQ(catching([&] { selections::save(project, selection, rows); }).error().kind, ErrorKind::Conflict);
}

TEST_F(ProjectRows, ASelectionOfKnownRowsIsAsWholeAsAnyOther)
{
    auto project = create();
    samples::add(project, sample(1));
    const auto made = generations::find_or_create(project, run(2));
    generations::add(project, made.id, std::vector{candidate(1, 0, "good", -1), candidate(1, 1, "bad", -2)});
    const Selection selection{.name = "s", .selector = "m3p", .run_id = made.id};
    const std::vector<SelectedPair> rows{{1, 0, 1, 2, 0.25, ""}}, elsewhere{{1, 0, 1, 7, 0.25, ""}};
    const auto known = corpus_state(project);

    const auto first = selections::save(project, selection, rows, known);
    const PairKey pair{first.id, 1, 0};
    reviews::put(project, {pair, "accepted", {}, {}, ""});
    EXPECT_EQ(catching([&] { selections::save(project, selection, rows, known); }).error().kind, ErrorKind::Conflict);
    ASSERT_TRUE(reviews::undo(project, first.id)); // a history is left, which goes with its selection
    const auto second = selections::save(project, selection, rows, known);
    EXPECT_EQ(selections::pairs(project, second.id).size(), 1u);
    {
        SQLite::Statement dangling(*project.connection().database, "PRAGMA foreign_key_check");
        EXPECT_FALSE(dangling.executeStep()) << dangling.getColumn(0).getString();
        EXPECT_EQ(scalar(project, "SELECT count(*) FROM review_history"), "0");
    }

    // References are looked up again afterwards, and wherever the state is another.
    EXPECT_EQ(catching([&] { selections::save(project, selection, elsewhere); }).error().kind, ErrorKind::Conflict);
    samples::add(project, sample(2));
    EXPECT_EQ(catching([&] { selections::save(project, selection, elsewhere, known); }).error().kind, ErrorKind::Conflict);
    EXPECT_EQ(selections::pairs(project, selections::get(project, "s").id).size(), 1u);
}

TEST_F(ProjectRows, ReviewsAreUndoneAndRedone)
{
    auto project = create();
    samples::add(project, sample(1));
    const auto made = generations::find_or_create(project, run(2));
    const auto saved = selections::save(project, {.name = "s", .selector = "m3p", .run_id = made.id}, {});
    const PairKey pair{saved.id, 1, 0};
    const auto verdict = [&] {
        const auto review = reviews::find(project, pair);
        return review ? review->verdict : "none";
    };
    reviews::put(project, {pair, "accepted", {}, {}, ""});
    reviews::put(project, {pair, "edited", "better", {}, "note"});
    EXPECT_EQ(reviews::undo(project, saved.id), pair);
    EXPECT_EQ(verdict(), "accepted");
    EXPECT_EQ(reviews::redo(project, saved.id), pair);
    EXPECT_EQ(reviews::find(project, pair)->chosen, "better");
    EXPECT_FALSE(reviews::redo(project, saved.id));
    reviews::undo(project, saved.id);
    reviews::undo(project, saved.id);
    EXPECT_EQ(verdict(), "none");
    EXPECT_FALSE(reviews::undo(project, saved.id));
    reviews::put(project, {pair, "refused", {}, {}, ""});
    EXPECT_FALSE(reviews::redo(project, saved.id));
    EXPECT_EQ(verdict(), "refused");
}

TEST_F(ProjectRows, FrozenSetsNeverChange)
{
    auto project = create();
    PreferencePair pair;
    pair.prompt = "[]";
    pair.chosen = "a";
    pair.rejected = "b";
    const auto set = preference_sets::freeze(project, {.name = "set", .origin = "x.jsonl"}, std::vector{pair});
    EXPECT_TRUE(std::isnan(preference_sets::pairs(project, set.id)[0].reference_chosen_logp));
    preference_sets::set_reference_logps(project, set.id, 0, -1.5, -2.5);
    EXPECT_EQ(preference_sets::pairs(project, set.id)[0].reference_rejected_logp, -2.5);
    pair.rejected = "c";
    EXPECT_EQ(catching([&] { preference_sets::freeze(project, {.name = "set"}, std::vector{pair}); }).error().kind,
              ErrorKind::Conflict);
    pair.rejected = "";
    const auto empty = catching([&] { preference_sets::freeze(project, {.name = "t"}, std::vector{pair}); });
    EXPECT_EQ(empty.error().kind, ErrorKind::InvalidInput);
    EXPECT_THAT(empty.error().message, HasSubstr("rejected answer is empty"));
    EXPECT_EQ(preference_sets::list(project).size(), 1u);
}

TEST_F(ProjectRows, TrainingStepsAfterACheckpointAreMadeAgain)
{
    auto project = create();
    const auto made = training_runs::create(project, {.name = "r", .objective = "dpo", .output = "out"});
    EXPECT_EQ(catching([&] { training_runs::create(project, {.name = "r"}); }).error().kind, ErrorKind::Conflict);
    training_runs::set_state(project, made.id, "running");
    for (int step = 1; step <= 5; ++step)
        training_runs::put_step(project, made.id, {step, R"({"loss":0.69})"});
    training_runs::put_checkpoint(project, made.id, {3, "out/checkpoint-3"});
    training_runs::forget_steps_after(project, made.id, 3);
    EXPECT_EQ(training_runs::steps(project, made.id).size(), 3u);
    EXPECT_EQ(training_runs::steps(project, made.id, 2).front().step, 3);
    EXPECT_EQ(training_runs::checkpoints(project, made.id).front().path, "out/checkpoint-3");
    EXPECT_EQ(training_runs::find(project, "r")->state, "running");
    EXPECT_THROW(training_runs::set_state(project, made.id, "dreaming"), Failure);
}

TEST_F(ProjectRows, EvaluationsGoOnWithTheUnanswered)
{
    auto project = create();
    const Evaluation wanted{.benchmark = "pope/random", .questions_hash = "h", .model_fingerprint = "m"};
    const auto made = evaluations::find_or_create(project, wanted);
    evaluations::put_answer(project, made.id, {"17", "Yes.", "{}"});
    evaluations::put_answer(project, made.id, {"17", "No.", "{}"});
    EXPECT_EQ(evaluations::find_or_create(project, wanted).id, made.id);
    EXPECT_TRUE(evaluations::answered(project, made.id).contains("17"));
    EXPECT_EQ(evaluations::answers(project, made.id)[0].answer, "No.");
    EXPECT_FALSE(evaluations::get(project, made.id).metrics);
    evaluations::set_metrics(project, made.id, R"({"f1":0.5})");
    EXPECT_EQ(evaluations::get(project, made.id).metrics, R"({"f1":0.5})");
    EXPECT_EQ(evaluations::answer_count(project, made.id), 1);

    EXPECT_EQ(made.images, "");
    auto moved = wanted;
    moved.images = "/pictures";
    EXPECT_EQ(evaluations::find_or_create(project, moved).id, made.id);
    EXPECT_EQ(evaluations::find_or_create(project, wanted).images, "/pictures"); // unknown now is no news
    const auto details = answer_details(R"({"question":"Is there a cup?","image":"1.png","expected":"yes","read_as":"no","right":false,"log_odds":-0.5})");
    EXPECT_EQ(details.question, "Is there a cup?");
    EXPECT_EQ(details.right, false);
    EXPECT_EQ(details.log_odds, -0.5);
    EXPECT_FALSE(answer_details(R"({"log_odds":null,"right":"perhaps"})").right);
    EXPECT_EQ(answer_details("no JSON").image, "");
    manifest::add(project, "evaluate", "{}");
    EXPECT_EQ(manifest::list(project).back().stage, "evaluate");
}

} // namespace
} // namespace m3po
