// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/day_of_work.h"

#include "core/base/hash.h"
#include "core/base/philox.h"
#include "core/formats/import.h"
#include "core/project/evaluations.h"
#include "core/project/generations.h"
#include "core/project/manifest.h"
#include "core/project/preference_sets.h"
#include "core/project/query.h"
#include "core/project/reviews.h"
#include "core/project/samples.h"
#include "core/project/scores.h"
#include "core/project/selections.h"
#include "core/project/training_margins.h"
#include "core/project/training_runs.h"
#include "core/project/views.h"
#include "core/select/saved.h"
#include "core/select/selector.h"
#include "tests/core/tiny_png.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <fstream>
#include <set>

namespace m3po::testing {
namespace fs = std::filesystem;

namespace {

constexpr int sample_count = 5, candidate_count = 4, step_count = 12;

using Acknowledged = std::function<void(Project &)>;

void import_stage(Project &project, const fs::path &folder, const Acknowledged &acknowledged)
{
    import_dataset(project, folder / "rows.json", {}).value();
    acknowledged(project);
}

Candidate invented(std::int64_t sample, int position)
{
    Candidate candidate;
    candidate.sample_id = sample;
    candidate.position = position;
    candidate.text = fmt::format("answer {} to {} ", position, sample) + std::string(700, static_cast<char>('a' + position));
    for (int i = 0; i < 40; ++i) {
        candidate.token_ids.push_back(i);
        candidate.token_logps.push_back(static_cast<float>(-uniform(1, static_cast<std::uint64_t>(sample), static_cast<std::uint32_t>(position), static_cast<std::uint32_t>(i))));
        candidate.logp_sum += candidate.token_logps.back();
    }
    candidate.finish_reason = "stop";
    return candidate;
}

GenerationRun generate_stage(Project &project, const Acknowledged &acknowledged)
{
    GenerationRun wanted{.model = "model", .model_fingerprint = "f", .template_hash = "t", .seed = 1, .candidates = candidate_count};
    const auto run = generations::find_or_create(project, wanted);
    acknowledged(project);
    for (const auto sample : generations::missing_samples(project, run.id)) {
        const auto present = generations::present_positions(project, run.id, sample);
        std::vector<Candidate> group;
        for (int position = 0; position < candidate_count; ++position)
            if (std::find(present.begin(), present.end(), position) == present.end())
                group.push_back(invented(sample, position));
        Transaction transaction(project);
        generations::add(project, run.id, group);
        transaction.commit();
        acknowledged(project);
    }
    return run;
}

void score_stage(Project &project, std::int64_t run, const Acknowledged &acknowledged)
{
    for (const char *component : {visual_relevance, semantic_accuracy}) {
        const auto evaluator = scores::find_or_create(project, {.component = component, .kind = "clip", .model = "m", .fingerprint = component});
        acknowledged(project);
        const auto missing = scores::missing_candidates(project, evaluator.id, run);
        for (std::size_t from = 0; from < missing.size(); from += 6) {
            std::vector<ComponentScore> group;
            for (std::size_t i = from; i < std::min(from + 6, missing.size()); ++i)
                group.push_back({missing[i].candidate_id, uniform(2, static_cast<std::uint64_t>(missing[i].candidate_id)), 1.0});
            Transaction transaction(project);
            scores::add(project, evaluator.id, group);
            transaction.commit();
            acknowledged(project);
        }
    }
    if (!scores::embedding(project, "encoder", "text")) {
        Transaction transaction(project);
        scores::put_embedding(project, "encoder", "text", std::vector<float>(512, 0.5f));
        transaction.commit();
        acknowledged(project);
    }
}

void select_stage(Project &project, std::int64_t run, const Acknowledged &acknowledged)
{
    const auto entries = manifest::list(project);
    if (std::any_of(entries.begin(), entries.end(), [](const auto &entry) { return entry.stage == "select"; }))
        return;
    // save_selection() in its two groups.
    const SelectionRequest request;
    const auto loaded = load_score_columns(project, run);
    const auto mas = *mas_column(loaded.columns, request.weights);
    std::vector<PairChoice> choices;
    find_selector(request.selector).select(loaded.columns, mas, request.options, choices);
    Selection selection;
    selection.name = "m3p";
    selection.selector = request.selector;
    selection.parameters = parameters_json(request, loaded);
    selection.run_id = run;
    selection.statistics = statistics_json(statistics(loaded.columns, mas, choices));
    std::vector<SelectedPair> pairs;
    for (const auto &choice : choices) {
        SelectedPair pair;
        pair.sample_id = loaded.columns.sample_ids[static_cast<std::size_t>(choice.sample)];
        if (choice.chosen >= 0) {
            pair.chosen_id = loaded.columns.candidate_ids[static_cast<std::size_t>(choice.chosen)];
            pair.rejected_id = loaded.columns.candidate_ids[static_cast<std::size_t>(choice.rejected)];
            pair.score = choice.score;
        } else {
            pair.reason = reason_text(choice.reason);
        }
        pairs.push_back(std::move(pair));
    }
    selections::save(project, selection, pairs);
    acknowledged(project);
    manifest::add(project, "select", "{}");
    acknowledged(project);
}

void review_stage(Project &project, const Acknowledged &acknowledged)
{
    const auto selection = selections::get(project, "m3p").id;
    const auto pairs = selections::pairs(project, selection, true);
    const auto history = [&](const char *which) {
        Query query(project, std::string("SELECT count(*) FROM review_history ") + which);
        query.step();
        return query.integer(0);
    };
    const char *verdicts[] = {"accepted", "swapped", "edited"};
    for (auto done = history(""); done < 3; ++done) {
        const auto &pair = pairs[static_cast<std::size_t>(done) % pairs.size()];
        Review review{.pair = {selection, pair.sample_id, pair.ordinal}, .verdict = verdicts[done], .note = "seen"};
        if (review.verdict == "edited")
            review.chosen = std::string(3000, 'e');
        reviews::put(project, review);
        acknowledged(project);
    }
    if (history("WHERE undone = 1") == 0) {
        reviews::undo(project, selection);
        acknowledged(project);
    }
}

void train_stage(Project &project, const Acknowledged &acknowledged)
{
    const auto set = preference_sets::find(project, "frozen") ? preference_sets::get(project, "frozen")
                                                              : preference_sets::freeze_selection(project, "m3p", "frozen");
    acknowledged(project);
    auto run = training_runs::find(project, "first");
    if (!run) {
        TrainingRun wanted{.name = "first", .objective = "dpo", .model = "model", .preference_set_id = set.id, .state = "running", .total_steps = step_count};
        run = training_runs::create(project, wanted);
        acknowledged(project);
    }
    const auto last = training_runs::last_step(project, run->id);
    std::set<std::int64_t> checkpoints;
    for (const auto &checkpoint : training_runs::checkpoints(project, run->id))
        checkpoints.insert(checkpoint.step);
    for (std::int64_t step = last ? last->step : 1; step <= step_count; ++step) {
        {
            Transaction transaction(project);
            training_runs::put_step(project, run->id, {step, fmt::format(R"({{"loss":{}}})", 0.69 / static_cast<double>(step))});
            const std::vector<PairMargin> margins{{.position = static_cast<int>(step % 3), .first_step = step, .first_margin = 0.1,
                                                   .last_step = step, .last_margin = 0.01 * static_cast<double>(step)}};
            training_margins::put(project, run->id, margins);
            transaction.commit();
        }
        acknowledged(project);
        if (step % 4 == 0 && !checkpoints.contains(step)) {
            training_runs::put_checkpoint(project, run->id, {.step = step, .path = fmt::format("checkpoint-{}", step)});
            acknowledged(project);
        }
    }
    if (training_runs::find(project, "first")->state != "finished") {
        training_runs::set_state(project, run->id, "finished");
        acknowledged(project);
    }
}

void evaluate_stage(Project &project, const Acknowledged &acknowledged)
{
    const auto evaluation = evaluations::find_or_create(project, {.benchmark = "pope", .questions_hash = "q", .model_fingerprint = "f"});
    acknowledged(project);
    const auto answered = evaluations::answered(project, evaluation.id);
    for (int question = 0; question < 6; ++question) {
        if (answered.contains(std::to_string(question)))
            continue;
        evaluations::put_answer(project, evaluation.id, {std::to_string(question), "yes"});
        acknowledged(project);
    }
    evaluations::set_metrics(project, evaluation.id, R"({"accuracy":0.5})");
    acknowledged(project);
    views::put(project, {"mine", "{}"});
    acknowledged(project);
}

Project open_for_day(const fs::path &folder)
{
    auto project = *Project::open(project_file(folder));
    project.connection().execute("PRAGMA wal_autocheckpoint=12"); // pages; a small project checkpoints as often as a large one
    return project;
}

} // namespace

fs::path project_file(const fs::path &folder) { return folder / "day.m3po"; }

void prepare_day(const fs::path &folder)
{
    fs::create_directories(folder / "images");
    std::ofstream rows(folder / "rows.json");
    rows << '[';
    for (int i = 0; i < sample_count; ++i) {
        std::ofstream(folder / fmt::format("images/{}.png", i), std::ios::binary) << tiny_png();
        rows << (i ? "," : "") << fmt::format(R"({{"id":"s{0}","image":"{0}.png","conversations":[{{"from":"human","value":"<image>\nWhat is in picture {0}?"}},)"
                                              R"({{"from":"gpt","value":"{1}"}}]}})", i, std::string(900, 'r'));
    }
    rows << ']';
}

Project make_project(const fs::path &folder) { return *Project::create(project_file(folder), {.images_root = folder / "images"}); }

void day_of_work(const fs::path &folder, const Acknowledged &told)
{
    const Acknowledged acknowledged = told ? told : [](Project &) {};
    GenerationRun run;
    {
        auto project = open_for_day(folder);
        import_stage(project, folder, acknowledged);
        run = generate_stage(project, acknowledged);
    } // another command, another connection
    auto project = open_for_day(folder);
    score_stage(project, run.id, acknowledged);
    select_stage(project, run.id, acknowledged);
    review_stage(project, acknowledged);
    train_stage(project, acknowledged);
    evaluate_stage(project, acknowledged);
}

std::string digest(Project &project)
{
    static const std::set<std::string> times{"created", "updated", "at"};
    const auto folder = project.file().parent_path().string(); // data sets lie in it, and are named with it
    auto &database = *project.connection().database;
    std::vector<std::string> tables;
    SQLite::Statement names(database, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
    while (names.executeStep())
        tables.push_back(names.getColumn(0).getString());
    Sha256 hash;
    for (const auto &table : tables) {
        if (table == "corpus_state")
            continue; // drawn at random
        SQLite::Statement rows(database, "SELECT * FROM " + table + " ORDER BY 1, 2");
        while (rows.executeStep()) {
            hash.update("\n" + table);
            for (int column = 0; column < rows.getColumnCount(); ++column) {
                const std::string name = rows.getColumnName(column);
                const bool time = times.contains(name) || (table == "settings" && rows.getColumn(0).getString() == "created");
                auto text = rows.getColumn(column).getString();
                for (std::size_t place; (place = text.find(folder)) != std::string::npos;)
                    text.replace(place, folder.size(), 1, '@');
                hash.update(time ? "|" : "|" + text);
            }
        }
    }
    return hash.hex();
}

std::string integrity(Project &project) { return project.connection().database->execAndGet("PRAGMA integrity_check").getString(); }

} // namespace m3po::testing
