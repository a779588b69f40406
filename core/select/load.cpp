// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/select/load.h"

#include "core/base/large_memory.h"
#include "core/base/parallel.h"
#include "core/project/corpus_rows.h"
#include "core/project/samples.h"
#include "core/select/load_by_readers.h"

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

// What is read at a time: samples for candidates, rows for scores.
constexpr std::size_t samples_a_piece = 16384, rows_a_piece = 1 << 19;

int pieces(std::size_t whole, std::size_t piece) { return static_cast<int>((whole + piece - 1) / piece); }

// From samples.sample_ids on, everything that generations::columns gives.
void read_candidates(Readers &readers, const GenerationRun &run, ScoreColumns &columns)
{
    const auto &ids = columns.sample_ids;
    const auto count = pieces(ids.size(), samples_a_piece);
    std::vector<generations::CandidateColumns> read(static_cast<std::size_t>(count));
    readers.run(count, [&](Project &project, int piece) {
        const auto first = static_cast<std::size_t>(piece) * samples_a_piece;
        const auto last = std::min(first + samples_a_piece, ids.size()) - 1;
        const auto rows = (last - first + 1) * static_cast<std::size_t>(std::clamp(run.candidates, 0, 64));
        read[static_cast<std::size_t>(piece)] = corpus_rows::candidates(project, run.id, ids[first], ids[last], rows);
    });
    std::vector<std::size_t> first_rows{0};
    for (const auto &piece : read)
        first_rows.push_back(first_rows.back() + piece.candidate_ids.size());
    const auto rows = first_rows.back();
    columns.offsets.resize(ids.size() + 1);
    columns.offsets.back() = static_cast<std::int64_t>(rows);
    resize_large(columns.candidate_ids, rows);
    resize_large(columns.positions, rows);
    resize_large(columns.logp_sum, rows);
    resize_large(columns.token_counts, rows);
    resize_large(columns.text_keys, rows);
    parallel(count, [&](int piece) {
        auto &from = read[static_cast<std::size_t>(piece)];
        const auto to = static_cast<std::ptrdiff_t>(first_rows[static_cast<std::size_t>(piece)]);
        std::copy(from.candidate_ids.begin(), from.candidate_ids.end(), columns.candidate_ids.begin() + to);
        std::copy(from.positions.begin(), from.positions.end(), columns.positions.begin() + to);
        std::copy(from.logp_sum.begin(), from.logp_sum.end(), columns.logp_sum.begin() + to);
        std::copy(from.token_counts.begin(), from.token_counts.end(), columns.token_counts.begin() + to);
        std::copy(from.text_keys.begin(), from.text_keys.end(), columns.text_keys.begin() + to);
        // Samples without rows begin where the next one does.
        const auto first = static_cast<std::size_t>(piece) * samples_a_piece;
        std::size_t next = 0;
        for (auto s = first; s < std::min(first + samples_a_piece, ids.size()); ++s) {
            while (next < from.sample_ids.size() && from.sample_ids[next] < ids[s])
                ++next;
            columns.offsets[s] = to + from.offsets[next];
        }
        from = {};
    });
    if (!columns.offsets.empty())
        columns.offsets.front() = 0;
}

void read_scores(Readers &readers, const std::vector<Evaluator> &evaluators, ScoreColumns &columns)
{
    const std::span ids(columns.candidate_ids);
    for (const auto &evaluator : evaluators) {
        columns.component_names.push_back(evaluator.component);
        resize_large(columns.components.emplace_back(), ids.size());
    }
    // Scores lie by candidate. Where the rows do not, a piece of them may lie anywhere among all.
    const auto piece = std::is_sorted(ids.begin(), ids.end()) ? rows_a_piece : std::max<std::size_t>(ids.size(), 1);
    const auto a_column = pieces(ids.size(), piece);
    readers.run(a_column * static_cast<int>(evaluators.size()), [&](Project &project, int number) {
        const auto column = static_cast<std::size_t>(number / a_column);
        const auto first = static_cast<std::size_t>(number % a_column) * piece;
        const auto rows = std::min(piece, ids.size() - first);
        corpus_rows::scores(project, evaluators[column].id, ids.subspan(first, rows),
                            std::span(columns.components[column]).subspan(first, rows));
    });
}

} // namespace

LoadedScores load_score_columns(Project &project, std::int64_t run, const std::optional<std::vector<std::int64_t>> &evaluators)
{
    Readers readers(project, samples::count(project) > static_cast<std::int64_t>(samples_a_piece) ? 4 : 1);
    return load_score_columns(readers, project, run, evaluators);
}

LoadedScores load_score_columns(Readers &readers, Project &project, std::int64_t run,
                                const std::optional<std::vector<std::int64_t>> &evaluators)
{
    LoadedScores loaded;
    auto &columns = loaded.columns;
    columns.sample_ids = samples::ids(project);
    if (run > 0)
        read_candidates(readers, generations::get(project, run), columns);
    else
        columns.offsets.assign(columns.sample_ids.size() + 1, 0);
    columns.index_texts();
    loaded.evaluators = pick_evaluators(project, run, evaluators);
    read_scores(readers, loaded.evaluators, columns);
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
