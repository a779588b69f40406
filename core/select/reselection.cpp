// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/select/reselection.h"

#include "core/base/parallel.h"
#include "core/select/length_balance.h"
#include "core/select/m3p.h"

#include <algorithm>
#include <array>
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
    if (weights_ != request.weights) {
        mas_ = std::make_shared<const Mas>(columns_, request.weights);
        weights_ = request.weights;
    }
    SelectionView view;
    view.mas = mas_;
    view.first_choice.resize(static_cast<std::size_t>(columns_.samples()));
    if (selector.name() == "m3p") {
        select_m3p(request.options, view.choices);
        if (selector.balances_lengths(request.options))
            balance_lengths(columns_, request.options.seed, view.choices); // one choice a sample as before
        std::iota(view.first_choice.begin(), view.first_choice.end(), 0);
    } else {
        selector.select(columns_, mas_->column(), request.options, view.choices);
        numbers_.resize(view.choices.size());
        for (auto i = view.choices.size(); i-- > 0;) {
            view.first_choice[static_cast<std::size_t>(view.choices[i].sample)] = static_cast<std::int64_t>(i);
            numbers_[i] = numbers_of(columns_, *mas_, view.choices[i]);
        }
    }
    sum_up(view, against);
    return view;
}

void Reselection::select_m3p(const SelectOptions &options, std::vector<PairChoice> &choices)
{
    if (M3pFronts::can(*mas_)) {
        auto rules = M3pFronts::rules(columns_, *mas_, options);
        const auto kept = std::find_if(kept_.begin(), kept_.end(), [&](const auto &one) { return one.rules == rules; });
        if (kept != kept_.end()) {
            if (!kept->fronts)
                kept->fronts = std::make_unique<const M3pFronts>(columns_, *mas_, std::move(rules));
            std::rotate(kept_.begin(), kept, kept + 1);
            return kept_.front().fronts->select(*mas_, options, choices, numbers_);
        }
        constexpr std::size_t most = 4; // a switch or two, there and back; each takes a third of the columns' memory
        if (kept_.size() == most)
            kept_.pop_back();
        kept_.insert(kept_.begin(), {std::move(rules), nullptr});
    }
    const auto samples = static_cast<std::size_t>(columns_.samples());
    choices.resize(samples);
    numbers_.resize(samples);
    const Rows rows(columns_, mas_->column(), options.alpha > 0, options.confidence);
    constexpr std::size_t block = 2048;
    parallel(static_cast<int>((samples + block - 1) / block), [&](int number) {
        const auto first = static_cast<std::size_t>(number) * block;
        for (auto s = first; s < std::min(first + block, samples); ++s) {
            choices[s] = m3p_choice(rows, static_cast<std::int64_t>(s), columns_.offsets[s], columns_.offsets[s + 1], options);
            numbers_[s] = numbers_of(columns_, *mas_, choices[s]);
        }
    });
}

void Reselection::sum_up(SelectionView &view, const PairRows *against)
{
    const auto gather = [&](std::vector<double> &values, auto value_of) {
        // Without a branch: whether a value counts is not to be guessed where many samples have no pair.
        values.resize(view.choices.size());
        std::size_t count = 0;
        for (std::size_t i = 0; i < view.choices.size(); ++i) {
            const double value = value_of(view.choices[i], numbers_[i]);
            values[count] = value;
            count += (view.choices[i].reason == NoPair::None) & std::isfinite(value);
        }
        values.resize(count);
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
