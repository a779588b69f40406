// SPDX-License-Identifier: GPL-3.0-or-later
// One selection after the other over the same columns, as sliders ask for them: what does not change from one to the
// next is kept. What it finds is what Selector::select and statistics find.
#pragma once

#include "core/select/histogram.h"
#include "core/select/m3p_fronts.h"
#include "core/select/saved.h"

#include <memory>
#include <optional>
#include <vector>

namespace m3po {

// Rows chosen and rejected of each sample's first pair; -1, -1 without one.
struct PairRows {
    std::vector<std::int64_t> chosen, rejected; // S
};

struct SelectionView {
    std::shared_ptr<const Mas> mas;
    std::vector<PairChoice> choices;        // at least one a sample, in their order
    std::vector<std::int64_t> first_choice; // sample -> index of its first choice
    SelectionStatistics statistics;
    Histogram score;                        // S(R_l), trimmed
    Histogram mas_gap;                      // MAS(R_w) - MAS(R_l)
    Histogram logp_gap;                     // log P(R_w) - log P(R_l), trimmed
    // Against what it was compared with, by the first choices.
    std::vector<int> changed;               // samples whose pair differs, one side having none included
    std::int64_t gained = 0, lost = 0;              // samples that have a pair only now; only then
};

// Its first pairs, for others to be compared with.
PairRows pair_rows(const SelectionView &view);

// Belongs to one thread at a time; what it returned stays as it is.
class Reselection {
public:
    // REQUIRES: the columns outlive it and do not change.
    explicit Reselection(const ScoreColumns &columns) : columns_(columns) {}

    // Throws Failure where the request makes no sense. `against` may be null.
    SelectionView select(const SelectionRequest &request, const PairRows *against);

private:
    void select_m3p(const SelectOptions &options, std::vector<PairChoice> &choices);
    // Statistics, histograms and comparison, from the choices and numbers_.
    void sum_up(SelectionView &view, const PairRows *against);

    struct KeptFronts {
        M3pFronts::Rules rules;
        std::unique_ptr<const M3pFronts> fronts; // made when they are asked for a second time: they pay from then on
    };

    const ScoreColumns &columns_;
    std::optional<MasWeights> weights_; // those of mas_
    std::shared_ptr<const Mas> mas_;
    std::vector<KeptFronts> kept_;      // the latest first
    // Scratch, used again.
    std::vector<ChoiceNumbers> numbers_; // a choice
    std::vector<double> scores_, mas_gaps_, logp_gaps_;
};

} // namespace m3po
