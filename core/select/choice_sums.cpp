// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/select/choice_sums.h"

#include "core/base/parallel.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

namespace m3po {

void ChoiceSums::begin(SelectionView &view, std::span<const ChoiceNumbers> numbers, const PairRows *against, bool one_a_sample)
{
    view_ = &view;
    numbers_ = numbers;
    against_ = against;
    one_a_sample_ = one_a_sample;
    parts_.clear();
    parts_.resize((numbers.size() + block - 1) / block);
    for (auto *values : {&scores_, &logp_gaps_, &mas_gaps_})
        values->resize(numbers.size());
}

void ChoiceSums::take(std::int64_t first, std::int64_t last)
{
    for (auto number = first / block; number * block < last; ++number)
        take_block(number);
}

void ChoiceSums::take_block(std::int64_t number)
{
    auto &part = parts_[static_cast<std::size_t>(number)];
    const auto first = static_cast<std::size_t>(number * block), last = std::min(first + block, numbers_.size());
    const auto *choices = view_->choices.data();
    auto *scores = scores_.data() + first, *logp_gaps = logp_gaps_.data() + first, *mas_gaps = mas_gaps_.data() + first;
    // Without a branch: whether a value counts is not to be guessed where many samples have no pair.
    const auto add = [](double *values, std::int64_t &count, double value, bool pair) {
        values[count] = value;
        count += pair & std::isfinite(value);
    };
    for (auto i = first; i < last; ++i) {
        const auto &choice = choices[i];
        const auto &n = numbers_[i];
        const bool pair = choice.reason == NoPair::None;
        add(scores, part.scores, choice.score, pair);
        add(logp_gaps, part.logp_gaps, static_cast<double>(n.chosen_logp) - static_cast<double>(n.rejected_logp), pair);
        add(mas_gaps, part.mas_gaps, n.mas_gap, pair);
        if (pair)
            part.counter.pair(n.chosen_logp, n.rejected_logp, n.chosen_tokens, n.rejected_tokens, n.mas_gap);
        else
            part.counter.none(choice.reason);
    }
    // The same where samples are compared.
    std::size_t changed = 0;
    part.changed.resize(last - first);
    const auto compared = against_ ? against_->chosen.size() : 0;
    for (auto i = first; i < last; ++i) {
        const auto &choice = choices[i];
        const auto sample = static_cast<std::size_t>(choice.sample);
        if (!one_a_sample_ && i > 0 && choices[i - 1].sample == choice.sample)
            continue;
        view_->first_choice[sample] = static_cast<std::int64_t>(i);
        if (sample >= compared)
            continue;
        const auto chosen = against_->chosen[sample], rejected = against_->rejected[sample];
        const bool differs = (choice.chosen != chosen) | (choice.rejected != rejected);
        part.changed[changed] = static_cast<int>(sample);
        changed += differs;
        part.gained += differs & (chosen < 0);
        part.lost += differs & (choice.chosen < 0);
    }
    part.changed.resize(changed);
}

// The values of all blocks without the gaps between them.
std::span<const double> ChoiceSums::together(std::vector<double> &values, std::int64_t Part::*count) const
{
    auto end = values.begin();
    for (std::size_t i = 0; i < parts_.size(); ++i) {
        const auto begin = values.begin() + static_cast<std::ptrdiff_t>(i) * block;
        end = begin == end ? begin + parts_[i].*count : std::copy_n(begin, parts_[i].*count, end);
    }
    return {values.begin(), end};
}

void ChoiceSums::end()
{
    auto &view = *view_;
    const std::array<std::function<void()>, 4> pieces{
        [&] { view.score = trimmed_histogram(together(scores_, &Part::scores)); },
        [&] { view.logp_gap = trimmed_histogram(together(logp_gaps_, &Part::logp_gaps)); },
        [&] { view.mas_gap = histogram(together(mas_gaps_, &Part::mas_gaps)); },
        [&] {
            StatisticsCounter all(static_cast<std::int64_t>(view.first_choice.size()));
            for (const auto &part : parts_) {
                all.add(part.counter);
                view.changed.insert(view.changed.end(), part.changed.begin(), part.changed.end());
                view.gained += part.gained;
                view.lost += part.lost;
            }
            view.statistics = all.result();
        },
    };
    parallel(static_cast<int>(pieces.size()), [&](int piece) { pieces[static_cast<std::size_t>(piece)](); });
}

} // namespace m3po
