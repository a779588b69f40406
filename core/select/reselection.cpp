// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/select/reselection.h"

#include "core/base/parallel.h"

#include <cmath>
#include <numeric>

namespace m3po {

namespace {

void compare(SelectionView &view, const PairRows &against)
{
    const auto samples = std::min(view.first_choice.size(), against.chosen.size());
    for (std::size_t sample = 0; sample < samples; ++sample) {
        const auto &choice = view.choices[static_cast<std::size_t>(view.first_choice[sample])];
        if (choice.chosen == against.chosen[sample] && choice.rejected == against.rejected[sample])
            continue;
        view.changed.push_back(static_cast<int>(sample));
        view.gained += against.chosen[sample] < 0;
        view.lost += choice.chosen < 0;
    }
}

} // namespace

PairRows pair_rows(const SelectionView &view)
{
    PairRows rows;
    for (const auto first : view.first_choice) {
        rows.chosen.push_back(view.choices[static_cast<std::size_t>(first)].chosen);
        rows.rejected.push_back(view.choices[static_cast<std::size_t>(first)].rejected);
    }
    return rows;
}

SelectionView Reselection::select(const SelectionRequest &request, const PairRows *against)
{
    check_options(request.options);
    const auto &selector = find_selector(request.selector);
    if (!weights_ || *weights_ != request.weights) {
        weights_.reset();
        mas_ = std::make_shared<const std::vector<double>>(*mas_column(columns_, request.weights));
        weights_ = request.weights;
        index_key_.reset();
    }
    SelectionView view;
    view.mas = mas_;
    scores_.clear();
    mas_gaps_.clear();
    logp_gaps_.clear();
    if (selector.name() == "m3p")
        select_m3p(request.options, view);
    else
        select_other(request, view);

    // Four pieces of work that do not touch each other.
    parallel(against ? 4 : 3, [&](int piece) {
        if (piece == 0)
            view.score = trimmed_histogram(scores_);
        else if (piece == 1)
            view.logp_gap = trimmed_histogram(logp_gaps_);
        else if (piece == 2)
            view.mas_gap = histogram(mas_gaps_);
        else
            compare(view, *against);
    });
    return view;
}

const M3pIndex &Reselection::index_for(const SelectOptions &options)
{
    const IndexKey key{mas_.get(), options.alpha > 0, options.confidence};
    if (index_key_ != key) {
        index_key_.reset();
        index_.reset(); // before the next, which is as large
        index_ = std::make_unique<const M3pIndex>(columns_, *mas_, key.needs_logp, key.confidence);
        index_key_ = key;
    }
    return *index_;
}

void Reselection::select_m3p(const SelectOptions &options, SelectionView &view)
{
    index_for(options).select(options, view.choices, numbers_);
    view.first_choice.resize(view.choices.size());
    std::iota(view.first_choice.begin(), view.first_choice.end(), 0);
    StatisticsCounter counter(columns_.samples());
    for (std::size_t i = 0; i < view.choices.size(); ++i) {
        const auto &choice = view.choices[i];
        if (choice.reason != NoPair::None) {
            counter.none(choice.reason);
            continue;
        }
        const auto &n = numbers_[i];
        counter.pair(n.chosen_logp, n.rejected_logp, n.chosen_tokens, n.rejected_tokens, n.mas_gap);
        if (std::isfinite(choice.score))
            scores_.push_back(choice.score);
        mas_gaps_.push_back(n.mas_gap);
        if (const auto gap = static_cast<double>(n.chosen_logp) - static_cast<double>(n.rejected_logp); std::isfinite(gap))
            logp_gaps_.push_back(gap);
    }
    view.statistics = counter.result();
}

void Reselection::select_other(const SelectionRequest &request, SelectionView &view)
{
    const auto &mas = *mas_;
    find_selector(request.selector).select(columns_, mas, request.options, view.choices);
    view.statistics = statistics(columns_, mas, view.choices);
    view.first_choice.assign(static_cast<std::size_t>(columns_.samples()), 0);
    for (auto i = static_cast<std::int64_t>(view.choices.size()) - 1; i >= 0; --i) {
        const auto &choice = view.choices[static_cast<std::size_t>(i)];
        view.first_choice[static_cast<std::size_t>(choice.sample)] = i;
        if (choice.reason != NoPair::None)
            continue;
        mas_gaps_.push_back(mas[choice.chosen] - mas[choice.rejected]);
        if (std::isfinite(choice.score))
            scores_.push_back(choice.score);
        const auto gap = static_cast<double>(columns_.logp_sum[choice.chosen]) - static_cast<double>(columns_.logp_sum[choice.rejected]);
        if (std::isfinite(gap))
            logp_gaps_.push_back(gap);
    }
}

} // namespace m3po
