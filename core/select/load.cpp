// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/select/load.h"

#include "core/project/generations.h"
#include "core/project/samples.h"

#include <algorithm>

namespace m3po {

namespace {

std::vector<Evaluator> pick_evaluators(Project &project, std::int64_t run,
                                       const std::optional<std::vector<std::int64_t>> &wanted)
{
    std::vector<Evaluator> picked;
    if (wanted) {
        for (const auto id : *wanted)
            picked.push_back(scores::get(project, id));
        return picked;
    }
    for (auto &evaluator : scores::of_run(project, run)) { // oldest first: a later one takes its place
        const auto same = std::find_if(picked.begin(), picked.end(),
                                       [&](const auto &other) { return other.component == evaluator.component; });
        if (same != picked.end())
            *same = std::move(evaluator);
        else
            picked.push_back(std::move(evaluator));
    }
    return picked;
}

} // namespace

LoadedScores load_score_columns(Project &project, std::int64_t run,
                                const std::optional<std::vector<std::int64_t>> &evaluators)
{
    LoadedScores loaded;
    auto &columns = loaded.columns;
    auto candidates = generations::columns(project, run);
    columns.sample_ids = samples::ids(project);
    columns.offsets.clear();
    std::size_t next = 0;
    for (const auto id : columns.sample_ids) {
        while (next < candidates.sample_ids.size() && candidates.sample_ids[next] < id)
            ++next;
        columns.offsets.push_back(candidates.offsets[next]);
    }
    columns.offsets.push_back(static_cast<std::int64_t>(candidates.candidate_ids.size()));
    columns.candidate_ids = std::move(candidates.candidate_ids);
    columns.positions = std::move(candidates.positions);
    columns.logp_sum = std::move(candidates.logp_sum);
    columns.token_counts = std::move(candidates.token_counts);
    columns.text_keys = std::move(candidates.text_keys);
    columns.index_texts();

    loaded.evaluators = pick_evaluators(project, run, evaluators);
    for (const auto &evaluator : loaded.evaluators) {
        columns.component_names.push_back(evaluator.component);
        columns.components.push_back(scores::column(project, evaluator.id, columns.candidate_ids));
    }
    return loaded;
}

std::vector<SelectedPair> to_selected_pairs(const ScoreColumns &columns, std::span<const PairChoice> choices)
{
    std::vector<SelectedPair> pairs;
    pairs.reserve(choices.size());
    for (const auto &choice : choices) {
        SelectedPair pair;
        pair.sample_id = columns.sample_ids[choice.sample];
        if (!pairs.empty() && pairs.back().sample_id == pair.sample_id)
            pair.ordinal = pairs.back().ordinal + 1;
        if (choice.reason == NoPair::None) {
            pair.chosen_id = columns.candidate_ids[choice.chosen];
            pair.rejected_id = columns.candidate_ids[choice.rejected];
            pair.score = choice.score;
        } else {
            pair.reason = reason_text(choice.reason);
        }
        pairs.push_back(std::move(pair));
    }
    return pairs;
}

} // namespace m3po
