// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/select/reselection.h"

#include "core/base/parallel.h"
#include "core/select/length_balance.h"
#include "core/select/m3p.h"

#include <algorithm>

namespace m3po {

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
    // Length balance looks at all choices before any of them is final.
    const bool is_m3p = selector.name() == "m3p", final_at_once = is_m3p && !selector.balances_lengths(request.options);
    if (is_m3p) {
        view.choices.resize(view.first_choice.size());
        numbers_.resize(view.choices.size());
    } else {
        selector.select(columns_, mas_->column(), request.options, view.choices);
        numbers_.resize(view.choices.size());
        for (std::size_t i = 0; i < view.choices.size(); ++i)
            numbers_[i] = numbers_of(columns_, *mas_, view.choices[i]);
    }
    sums_.begin(view, numbers_, against, is_m3p);
    const auto take = [&](std::int64_t first, std::int64_t last) { sums_.take(first, last); };
    if (is_m3p)
        select_m3p(request.options, view.choices, final_at_once ? take : M3pFronts::Made([](std::int64_t, std::int64_t) {}));
    if (!final_at_once) {
        if (is_m3p)
            balance_lengths(columns_, request.options.seed, view.choices); // one choice a sample as before
        take(0, static_cast<std::int64_t>(view.choices.size()));
    }
    sums_.end();
    return view;
}

void Reselection::select_m3p(const SelectOptions &options, std::span<PairChoice> choices, const M3pFronts::Made &made)
{
    if (M3pFronts::can(*mas_)) {
        auto rules = M3pFronts::rules(columns_, *mas_, options);
        const auto kept = std::find_if(kept_.begin(), kept_.end(), [&](const auto &one) { return one.rules == rules; });
        if (kept != kept_.end()) {
            if (!kept->fronts)
                kept->fronts = std::make_unique<const M3pFronts>(columns_, *mas_, std::move(rules));
            std::rotate(kept_.begin(), kept, kept + 1);
            return kept_.front().fronts->select(*mas_, options, choices, numbers_, made);
        }
        constexpr std::size_t most = 4; // a switch or two, there and back; each takes a third of the columns' memory
        if (kept_.size() == most)
            kept_.pop_back();
        kept_.insert(kept_.begin(), {std::move(rules), nullptr});
    }
    const Rows rows(columns_, mas_->column(), options.alpha > 0, options.confidence);
    const auto samples = choices.size();
    constexpr std::size_t block = 2 * ChoiceSums::block;
    parallel(static_cast<int>((samples + block - 1) / block), [&](int number) {
        const auto first = static_cast<std::size_t>(number) * block, last = std::min(first + block, samples);
        for (auto s = first; s < last; ++s) {
            choices[s] = m3p_choice(rows, static_cast<std::int64_t>(s), columns_.offsets[s], columns_.offsets[s + 1], options);
            numbers_[s] = numbers_of(columns_, *mas_, choices[s]);
        }
        made(static_cast<std::int64_t>(first), static_cast<std::int64_t>(last));
    });
}

} // namespace m3po
