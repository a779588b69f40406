// SPDX-License-Identifier: GPL-3.0-or-later
// What a selection's view says of all choices together: statistics, histograms, and what differs from other pairs. Choices are
// taken block by block, by the thread that has just made them and while its cache holds them; each is read once.
#pragma once

#include "core/select/choice_numbers.h"
#include "core/select/selection_view.h"

#include <cstdint>
#include <span>
#include <vector>

namespace m3po {

class ChoiceSums {
public:
    static constexpr std::int64_t block = StatisticsCounter::block;

    // For the view's choices and their numbers, as many as there will be. `against` may be null. None of them may move until the
    // end. `one_a_sample`: each choice is its sample's only one.
    void begin(SelectionView &view, std::span<const ChoiceNumbers> numbers, const PairRows *against, bool one_a_sample);
    // Choices [first, last), whole blocks but for the last. Any number of threads, for different blocks. REQUIRES: they are made;
    // where a sample may have several, all are.
    void take(std::int64_t first, std::int64_t last);
    // Fills the view, when all are taken.
    void end();

private:
    struct Part {
        StatisticsCounter counter{0};
        std::vector<int> changed;
        std::int64_t gained = 0, lost = 0;
        std::int64_t scores = 0, logp_gaps = 0, mas_gaps = 0; // values that it has; they stand at its choices' places
    };
    void take_block(std::int64_t number);
    std::span<const double> together(std::vector<double> &values, std::int64_t Part::*count) const;

    SelectionView *view_ = nullptr;
    std::span<const ChoiceNumbers> numbers_;
    const PairRows *against_ = nullptr;
    bool one_a_sample_ = false;
    std::vector<Part> parts_;
    std::vector<double> scores_, logp_gaps_, mas_gaps_;
};

} // namespace m3po
