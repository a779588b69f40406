// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/select/pair_details.h"

#include "core/select/m3p.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace m3po {
namespace {

// Those that the selection was made with, in its order.
std::vector<Evaluator> evaluators_of(Project &project, const Selection &selection)
{
    std::vector<Evaluator> evaluators;
    try {
        const auto parameters = nlohmann::json::parse(selection.parameters);
        for (const auto &used : parameters.at("evaluators"))
            evaluators.push_back(scores::get(project, used.at("id").get<std::int64_t>()));
    } catch (const nlohmann::json::exception &exception) {
        throw Failure(Error::invalid_input("selection '" + selection.name + "': its parameters name no evaluators: " + exception.what()));
    }
    return evaluators;
}

// In the precision that selectors see it in, so that ties are theirs.
double confidence_of(const RankedAnswer &answer, const SelectOptions &options)
{
    const double sum = static_cast<float>(answer.candidate.logp_sum);
    return options.confidence == Confidence::PerToken ? sum / static_cast<double>(answer.candidate.token_ids.size()) : sum;
}

double penalty_of(double logp_gap, const SelectOptions &options)
{
    return options.alpha > 0 ? 0 - m3p_score(0, logp_gap, 0, options) : 0;
}

double score_of(const RankedAnswer &chosen, const RankedAnswer &rejected, const SelectOptions &options)
{
    const double score = m3p_score(chosen.mas - rejected.mas, confidence_of(chosen, options), confidence_of(rejected, options), options);
    return std::isfinite(score) ? score : std::numeric_limits<double>::quiet_NaN();
}

} // namespace

double RankedAnswer::logp_per_token() const
{
    return candidate.token_ids.empty() ? std::numeric_limits<double>::quiet_NaN() : candidate.logp_sum / static_cast<double>(candidate.token_ids.size());
}

int SampleAnswers::rank(std::int64_t candidate) const
{
    const auto found = std::find_if(answers.begin(), answers.end(), [&](const RankedAnswer &answer) {
        return answer.candidate.id == candidate || std::find(answer.equals.begin(), answer.equals.end(), candidate) != answer.equals.end();
    });
    return found == answers.end() ? -1 : static_cast<int>(found - answers.begin());
}

SampleAnswers sample_answers(Project &project, const Selection &selection, std::int64_t sample)
{
    SampleAnswers result;
    result.sample = samples::get(project, sample);
    result.request = request_of(selection);
    const auto evaluators = evaluators_of(project, selection);
    auto candidates = generations::candidates(project, selection.run_id, sample);

    ScoreColumns columns;
    columns.sample_ids = {sample};
    columns.offsets = {0, static_cast<std::int64_t>(candidates.size())};
    for (const auto &candidate : candidates)
        columns.candidate_ids.push_back(candidate.id);
    for (const auto &evaluator : evaluators) {
        result.component_names.push_back(evaluator.component);
        columns.component_names.push_back(evaluator.component);
        columns.components.push_back(scores::column(project, evaluator.id, columns.candidate_ids));
    }
    const auto mas = evaluators.empty() ? std::vector<double>(candidates.size(), std::numeric_limits<double>::quiet_NaN())
                                        : *mas_column(columns, result.request.weights);
    for (std::size_t row = 0; row < candidates.size(); ++row) {
        auto &candidate = candidates[row];
        const auto same = std::find_if(result.answers.begin(), result.answers.end(),
                                       [&](const RankedAnswer &answer) { return answer.candidate.text == candidate.text; });
        // The first that has a MAS stands for its text, as the selectors have it.
        if (same != result.answers.end() && (!std::isnan(same->mas) || std::isnan(mas[row]))) {
            same->equals.push_back(candidate.id);
            continue;
        }
        RankedAnswer answer;
        answer.mas = mas[row];
        for (const auto &component : columns.components)
            answer.components.push_back(component[row]);
        if (same != result.answers.end()) {
            answer.equals = std::move(same->equals);
            answer.equals.push_back(same->candidate.id);
            answer.candidate = std::move(candidate);
            *same = std::move(answer);
        } else {
            answer.candidate = std::move(candidate);
            result.answers.push_back(std::move(answer));
        }
    }
    std::stable_sort(result.answers.begin(), result.answers.end(), [](const RankedAnswer &a, const RankedAnswer &b) {
        if (std::isnan(a.mas) || std::isnan(b.mas))
            return !std::isnan(a.mas) && std::isnan(b.mas);
        return a.mas != b.mas ? a.mas > b.mas : a.candidate.position < b.candidate.position;
    });
    return result;
}

PairTerms pair_terms(const SampleAnswers &answers, int chosen, int rejected)
{
    const auto &options = answers.request.options;
    const auto &best = answers.answers[static_cast<std::size_t>(chosen)], &worse = answers.answers[static_cast<std::size_t>(rejected)];
    PairTerms terms;
    terms.mas_gap = best.mas - worse.mas;
    terms.logp_gap = confidence_of(best, options) - confidence_of(worse, options);
    terms.penalty = penalty_of(terms.logp_gap, options);
    terms.score = score_of(best, worse, options);
    int better = 0;
    for (const auto &rival : answers.answers) {
        if (&rival == &best)
            continue;
        const double score = score_of(best, rival, options);
        if (std::isnan(score))
            continue;
        ++terms.rivals;
        // Ties go to the lower position, as the selector has it.
        better += score > terms.score || (score == terms.score && rival.candidate.position < worse.candidate.position);
    }
    terms.rank = std::isnan(terms.score) ? 0 : better + 1;
    return terms;
}

} // namespace m3po
