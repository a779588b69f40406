// SPDX-License-Identifier: GPL-3.0-or-later
// One selection after the other over the same columns, as sliders ask for them: what does not change from one to the
// next is kept. What it finds is what Selector::select and statistics find.
#pragma once

#include "core/select/choice_sums.h"
#include "core/select/m3p_fronts.h"
#include "core/select/saved.h"
#include "core/select/selection_view.h"

#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace m3po {

// Belongs to one thread at a time; what it returned stays as it is.
class Reselection {
public:
    // REQUIRES: the columns outlive it and do not change.
    explicit Reselection(const ScoreColumns &columns) : columns_(columns) {}

    // Throws Failure where the request makes no sense. `against` may be null.
    SelectionView select(const SelectionRequest &request, const PairRows *against);

private:
    // One choice a sample before length balance, and numbers_; `made` as M3pFronts::select has it.
    void select_m3p(const SelectOptions &options, std::span<PairChoice> choices, const M3pFronts::Made &made);

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
    ChoiceSums sums_;
};

} // namespace m3po
