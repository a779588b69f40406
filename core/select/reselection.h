// SPDX-License-Identifier: GPL-3.0-or-later
// One selection after the other over the same columns, as sliders ask for them: what does not change from one to the
// next is kept. What it finds is what mas_column, Selector::select and statistics find.
#pragma once

#include "core/select/histogram.h"
#include "core/select/m3p_index.h"
#include "core/select/saved.h"

#include <memory>
#include <optional>

namespace m3po {

// Rows chosen and rejected of each sample's first pair; -1, -1 without one.
struct PairRows {
    std::vector<std::int64_t> chosen, rejected; // S
};

struct SelectionView {
    std::shared_ptr<const std::vector<double>> mas; // a row
    std::vector<PairChoice> choices;                // at least one a sample, in their order
    std::vector<std::int64_t> first_choice;         // sample -> index of its first choice
    SelectionStatistics statistics;
    Histogram score;                                // S(R_l), trimmed
    Histogram mas_gap;                              // MAS(R_w) - MAS(R_l)
    Histogram logp_gap;                             // log P(R_w) - log P(R_l), trimmed
    // Against what it was compared with, by the first choices.
    std::vector<int> changed;                       // samples whose pair differs, one side having none included
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
    void set_weights(const MasWeights &weights);
    void select_m3p(const SelectOptions &options, std::vector<PairChoice> &choices);
    // Statistics, histograms and comparison, from the choices and numbers_.
    void sum_up(SelectionView &view, const PairRows *against);

    struct KeptIndex {
        bool needs_logp;
        Confidence confidence;
        std::unique_ptr<const M3pIndex> index; // made when it is asked for a second time: it pays from then on
    };

    const ScoreColumns &columns_;
    std::optional<MasWeights> weights_;         // those that mas_ was made with
    std::shared_ptr<std::vector<double>> mas_;
    std::shared_ptr<std::vector<double>> spare_; // the one before; its memory is used again when nobody looks at it
    std::vector<KeptIndex> indexes_;            // over mas_
    // Scratch, used again.
    std::vector<M3pIndex::Numbers> numbers_;    // a choice
    std::vector<double> scores_, mas_gaps_, logp_gaps_;
};

} // namespace m3po
