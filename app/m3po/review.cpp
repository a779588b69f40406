// SPDX-License-Identifier: GPL-3.0-or-later
// m3po review: what the window's audit does to the pairs of a saved selection, one step a call.
#include "app/m3po/command.h"
#include "app/m3po/terminal.h"
#include "core/project/audit_list.h"
#include "core/project/generations.h"
#include "core/project/samples.h"
#include "core/select/pair_details.h"

#include <nlohmann/json.hpp>
#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <iostream>
#include <memory>
#include <set>

namespace m3po::app {

using nlohmann::json;

namespace {

constexpr std::array<const char *, 5> verdict_names{"pending", "accepted", "rejected", "swapped", "edited"};
const std::set<std::string> queues{"all", "pending", "accepted", "rejected", "flagged"};

struct Request {
    std::string project;
    std::string selection;
    std::string queue = "all";
    std::int64_t sample = 0;
    int ordinal = 0;
    std::string note;
    std::string chosen, rejected;         // edited texts
    int chosen_rank = 0, rejected_rank = 0;
};

const char *name_of(const Review &review) { return verdict_names[static_cast<std::size_t>(verdict_of(review))]; }

bool is_in(const std::string &queue, const Review &review)
{
    const auto verdict = verdict_of(review);
    if (queue == "pending")
        return verdict == Verdict::Pending;
    if (queue == "rejected")
        return verdict == Verdict::Refused;
    if (queue == "flagged")
        return review.flagged;
    return queue == "all" || (verdict != Verdict::Pending && verdict != Verdict::Refused);
}

json share_json(const AgreementShare &share) { return {{"accepted", share.accepted}, {"changed", share.changed}, {"rejected", share.refused}}; }

json agreement_json(const AuditList &list)
{
    std::vector<Outcome> outcomes;
    for (const auto &review : list.reviews)
        outcomes.push_back(outcome_of(review));
    const auto counted = agreement(list.terms, score_thirds(list.terms), outcomes);
    return {{"all", share_json(counted.all)},
            {"by_score", {{"low", share_json(counted.by_score[0])}, {"middle", share_json(counted.by_score[1])}, {"high", share_json(counted.by_score[2])}}},
            {"by_preference", {{"chosen", share_json(counted.by_preference[0])}, {"rejected", share_json(counted.by_preference[1])}}}};
}

json pair_json(Project &project, const SelectedPair &pair, const AgreementPair &terms, const Review &review)
{
    const auto seen = reviewed_pair(pair, review);
    const auto answer = [&](std::int64_t id, const std::optional<std::string> &edited) {
        return json{{"candidate", id}, {"text", edited ? *edited : generations::candidate(project, id).text}, {"edited", edited.has_value()}};
    };
    const auto number = [](double value) { return std::isfinite(value) ? json(value) : json(); };
    const auto sample = samples::get(project, pair.sample_id);
    return {{"sample", sample.id},
            {"id", sample.external_id},
            {"ordinal", pair.ordinal},
            {"image", sample.image.path},
            {"instruction", sample.instruction},
            {"verdict", name_of(review)},
            {"flagged", review.flagged},
            {"note", review.note},
            {"score", number(pair.score)},
            {"logp_gap", number(terms.logp_gap)},
            {"chosen", answer(seen.chosen_id, seen.chosen)},
            {"rejected", answer(seen.rejected_id, seen.rejected)}};
}

void print_pair(const json &pair)
{
    const auto text = [](const json &value) { return value.get<std::string>(); };
    std::cout << fmt::format("sample {}{}: {}{}{}\n  R_w {}\n  R_l {}\n", pair["sample"].dump(), pair["ordinal"] == 0 ? "" : "." + pair["ordinal"].dump(), text(pair["verdict"]),
                             pair["flagged"].get<bool>() ? ", flagged" : "", text(pair["note"]).empty() ? "" : ": " + text(pair["note"]), text(pair["chosen"]["text"]),
                             text(pair["rejected"]["text"]));
}

void print_one(Project &project, const Request &request, const Context &context, const PairKey &key)
{
    const auto list = audit_list::read(project, request.selection);
    const auto place = list.place(key);
    if (place < 0)
        throw Failure(Error::not_found(fmt::format("{}: selection '{}' has no pair {} of sample {}", project.file().string(), request.selection, key.ordinal, key.sample_id)));
    const auto at = static_cast<std::size_t>(place);
    const auto pair = pair_json(project, list.pairs[at], list.terms[at], list.reviews[at]);
    if (context.json)
        print_json(pair);
    else
        print_pair(pair);
    std::cout << std::flush;
}

void run_list(const Request &request, const Context &context)
{
    auto project = std::move(Project::open(request.project, Project::Mode::ReadOnly)).value();
    const auto list = audit_list::read(project, request.selection);
    json counts;
    for (const auto &queue : queues)
        counts[queue] = std::count_if(list.reviews.begin(), list.reviews.end(), [&](const Review &review) { return is_in(queue, review); });
    auto pairs = json::array();
    for (std::size_t i = 0; i < list.pairs.size(); ++i) {
        if (!is_in(request.queue, list.reviews[i]) || (request.sample > 0 && list.pairs[i].sample_id != request.sample))
            continue;
        auto pair = pair_json(project, list.pairs[i], list.terms[i], list.reviews[i]);
        if (context.json)
            pairs.push_back(std::move(pair));
        else
            print_pair(pair);
    }
    const auto agreed = agreement_json(list);
    if (context.json) {
        print_json({{"selection", request.selection}, {"counts", std::move(counts)}, {"agreement", agreed}, {"pairs", std::move(pairs)}});
        return;
    }
    std::cout << fmt::format("{}: {} pairs; {} pending, {} accepted, {} rejected, {} flagged; {} accepted as they were selected\n", request.selection, counts["all"].dump(),
                             counts["pending"].dump(), counts["accepted"].dump(), counts["rejected"].dump(), counts["flagged"].dump(), agreed["all"]["accepted"].dump())
              << std::flush;
}

using Step = std::function<Review(Project &, const AuditList &, std::size_t place)>;

void run_step(const Request &request, const Context &context, const Step &step)
{
    auto project = std::move(Project::open(request.project)).value();
    const auto list = audit_list::read(project, request.selection);
    const PairKey key{list.selection.id, request.sample, request.ordinal};
    const auto place = list.place(key);
    if (place < 0)
        throw Failure(Error::not_found(fmt::format("{}: selection '{}' has no pair {} of sample {}", project.file().string(), request.selection, request.ordinal, request.sample)));
    const auto at = static_cast<std::size_t>(place);
    if (const auto after = step(project, list, at); !(after == list.reviews[at]))
        reviews::put(project, after);
    print_one(project, request, context, key);
}

void run_walk(const Request &request, const Context &context, bool back)
{
    auto project = std::move(Project::open(request.project)).value();
    const auto selection = selections::get(project, request.selection).id;
    const auto key = back ? reviews::undo(project, selection) : reviews::redo(project, selection);
    if (!key)
        throw Failure(Error::not_found(fmt::format("{}: selection '{}' has nothing to {}", project.file().string(), request.selection, back ? "undo" : "redo")));
    print_one(project, request, context, *key);
}

Review take(const Request &request, Project &project, const AuditList &list, std::size_t place)
{
    const auto answers = sample_answers(project, list.selection, list.pairs[place].sample_id);
    auto review = list.reviews[place];
    const auto one = [&](Side side, int rank) {
        if (rank < 1 || rank > static_cast<int>(answers.answers.size()))
            throw Failure(Error::usage(fmt::format("answer {}: sample {} has {} different answers; a number from 1 to that was expected", rank, list.pairs[place].sample_id, answers.answers.size())));
        review = review_steps::take(review, list.pairs[place], side, answers.answers[static_cast<std::size_t>(rank - 1)].candidate.id);
    };
    if (request.chosen_rank == 0 && request.rejected_rank == 0)
        throw Failure(Error::usage("review choose: --chosen or --rejected was expected, with an answer's number"));
    if (request.chosen_rank != 0)
        one(Side::Chosen, request.chosen_rank);
    if (request.rejected_rank != 0)
        one(Side::Rejected, request.rejected_rank);
    return review;
}

Review edit(const Request &request, const AuditList &list, std::size_t place)
{
    if (request.chosen.empty() && request.rejected.empty())
        throw Failure(Error::usage("review edit: --chosen or --rejected was expected, with a text"));
    const auto seen = reviewed_pair(list.pairs[place], list.reviews[place]);
    const auto text = [](const std::string &given, const std::optional<std::string> &before) { return given.empty() ? before : std::optional(given); };
    return review_steps::edit(list.reviews[place], text(request.chosen, seen.chosen), text(request.rejected, seen.rejected));
}

} // namespace

void add_review(CLI::App &app, Context &context)
{
    auto request = std::make_shared<Request>();
    auto *verb = app.add_subcommand("review", "accept, reject and correct the pairs of a saved selection");
    verb->add_option("PROJECT", request->project, "the project file")->required();
    verb->add_option("--selection", request->selection, "the saved selection's name")->required();
    verb->require_subcommand(1);

    auto *list = verb->add_subcommand("list", "the pairs with what was said of them, counts and agreement");
    list->add_option("--queue", request->queue, "which pairs: pending, accepted, rejected, flagged or all")->check(CLI::IsMember(queues))->capture_default_str();
    list->add_option("--sample", request->sample, "this sample's alone");
    list->callback([request, &context] { run_list(*request, context); });

    const auto add_step = [&](const std::string &name, const std::string &what, Step step) {
        auto *made = verb->add_subcommand(name, what);
        made->add_option("--sample", request->sample, "the sample's number")->required();
        made->add_option("--ordinal", request->ordinal, "which of its pairs, from 0")->capture_default_str();
        made->callback([request, step = std::move(step), &context] { run_step(*request, context, step); });
        return made;
    };
    const auto of_review = [](Review (*step)(Review)) { return [step](Project &, const AuditList &list, std::size_t place) { return step(list.reviews[place]); }; };
    add_step("accept", "keep the pair as it is", of_review(review_steps::accept));
    add_step("reject", "leave the pair out", of_review(review_steps::refuse));
    add_step("swap", "exchange R_w and R_l", of_review(review_steps::swap));
    add_step("flag", "mark it to be looked at again, or take the mark away", of_review(review_steps::flag));
    add_step("note", "write a note on it", [request](Project &, const AuditList &list, std::size_t place) { return review_steps::note(list.reviews[place], request->note); })
        ->add_option("TEXT", request->note, "the note; empty takes it away")
        ->required();
    auto *taken = add_step("choose", "other answers of the sample, by their rank by MAS from 1",
                           [request](Project &project, const AuditList &found, std::size_t place) { return take(*request, project, found, place); });
    taken->add_option("--chosen", request->chosen_rank, "this one as R_w");
    taken->add_option("--rejected", request->rejected_rank, "this one as R_l");
    auto *edited = add_step("edit", "other texts", [request](Project &, const AuditList &found, std::size_t place) { return edit(*request, found, place); });
    edited->add_option("--chosen", request->chosen, "R_w's");
    edited->add_option("--rejected", request->rejected, "R_l's");

    verb->add_subcommand("undo", "take back what was said last")->callback([request, &context] { run_walk(*request, context, true); });
    verb->add_subcommand("redo", "say again what was taken back")->callback([request, &context] { run_walk(*request, context, false); });
}

} // namespace m3po::app
