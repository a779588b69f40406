// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/select/reselection.h"

#include "core/base/large_memory.h"
#include "core/base/parallel.h"
#include "core/select/length_balance.h"
#include "core/select/m3p.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <functional>
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
    if (weights_ != request.weights)
        set_weights(request.weights);
    SelectionView view;
    view.mas = mas_;
    view.first_choice.resize(static_cast<std::size_t>(columns_.samples()));
    if (selector.name() == "m3p") {
        select_m3p(request.options, view.choices);
        if (selector.balances_lengths(request.options))
            balance_lengths(columns_, request.options.seed, view.choices); // one choice a sample as before
        std::iota(view.first_choice.begin(), view.first_choice.end(), 0);
    } else {
        selector.select(columns_, *mas_, request.options, view.choices);
        numbers_.resize(view.choices.size());
        for (auto i = view.choices.size(); i-- > 0;) {
            view.first_choice[static_cast<std::size_t>(view.choices[i].sample)] = static_cast<std::int64_t>(i);
            numbers_[i] = M3pIndex::numbers_of(columns_, *mas_, view.choices[i]);
        }
    }
    sum_up(view, against);
    return view;
}

void Reselection::set_weights(const MasWeights &weights)
{
    weights_.reset();
    indexes_.clear();
    std::swap(mas_, spare_);
    if (!mas_ || mas_.use_count() > 1)
        mas_ = std::make_shared<std::vector<double>>();
    std::atomic_thread_fence(std::memory_order_acquire); // another thread may have been the last to look at it
    reserve_large(*mas_, columns_.candidate_ids.size());
    fill_mas_column(columns_, weights, *mas_).value();
    weights_ = weights;
}

void Reselection::select_m3p(const SelectOptions &options, std::vector<PairChoice> &choices)
{
    const bool needs_logp = options.alpha > 0;
    const auto kept = std::find_if(indexes_.begin(), indexes_.end(), [&](const auto &index) {
        return index.needs_logp == needs_logp && (index.confidence == options.confidence || !needs_logp);
    });
    if (kept != indexes_.end()) {
        if (!kept->index)
            kept->index = std::make_unique<const M3pIndex>(columns_, *mas_, needs_logp, options.confidence);
        return kept->index->select(options, choices, numbers_);
    }
    indexes_.push_back({needs_logp, options.confidence, nullptr});
    const auto samples = static_cast<std::size_t>(columns_.samples());
    choices.resize(samples);
    numbers_.resize(samples);
    const Rows rows(columns_, *mas_, needs_logp, options.confidence);
    constexpr std::size_t block = 2048;
    parallel(static_cast<int>((samples + block - 1) / block), [&](int number) {
        const auto first = static_cast<std::size_t>(number) * block;
        for (auto s = first; s < std::min(first + block, samples); ++s) {
            choices[s] = m3p_choice(rows, static_cast<std::int64_t>(s), columns_.offsets[s], columns_.offsets[s + 1], options);
            numbers_[s] = M3pIndex::numbers_of(columns_, *mas_, choices[s]);
        }
    });
}

void Reselection::sum_up(SelectionView &view, const PairRows *against)
{
    const auto gather = [&](std::vector<double> &values, auto value_of) {
        values.clear();
        for (std::size_t i = 0; i < view.choices.size(); ++i) {
            if (view.choices[i].reason != NoPair::None)
                continue;
            if (const double value = value_of(view.choices[i], numbers_[i]); std::isfinite(value))
                values.push_back(value);
        }
    };
    const std::array<std::function<void()>, 5> pieces{
        [&] {
            gather(scores_, [](const auto &choice, const auto &) { return choice.score; });
            view.score = trimmed_histogram(scores_);
        },
        [&] {
            gather(logp_gaps_, [](const auto &, const auto &n) { return static_cast<double>(n.chosen_logp) - static_cast<double>(n.rejected_logp); });
            view.logp_gap = trimmed_histogram(logp_gaps_);
        },
        [&] {
            gather(mas_gaps_, [](const auto &, const auto &n) { return n.mas_gap; });
            view.mas_gap = histogram(mas_gaps_);
        },
        [&] {
            StatisticsCounter counter(columns_.samples());
            for (std::size_t i = 0; i < view.choices.size(); ++i) {
                const auto &n = numbers_[i];
                if (view.choices[i].reason != NoPair::None)
                    counter.none(view.choices[i].reason);
                else
                    counter.pair(n.chosen_logp, n.rejected_logp, n.chosen_tokens, n.rejected_tokens, n.mas_gap);
            }
            view.statistics = counter.result();
        },
        [&] {
            if (against)
                compare(view, *against);
        },
    };
    parallel(static_cast<int>(pieces.size()), [&](int piece) { pieces[static_cast<std::size_t>(piece)](); });
}

} // namespace m3po
