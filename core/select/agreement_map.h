// SPDX-License-Identifier: GPL-3.0-or-later
// How many pairs of a selection M3P-Selection would pick as well, for each alpha and delta of a grid: where a number may
// be moved without changing the pairs, and where not.
#pragma once

#include "core/select/m3p_index.h"
#include "core/select/reselection.h"

#include <memory>
#include <stop_token>
#include <vector>

namespace m3po {

struct AgreementMap {
    std::vector<double> alphas, deltas;
    std::int64_t pairs = 0;         // of the selection that the grid is held against, one a sample
    std::vector<std::int64_t> same; // alphas x deltas: how many of them M3P-Selection picks there

    // NaN without pairs.
    double share(std::size_t alpha, std::size_t delta) const;
};

// The paper's values and those between them: alpha 0, 0.05 .. 1; delta 0, 0.05 .. 0.5.
std::vector<double> agreement_alphas();
std::vector<double> agreement_deltas();

// Maps over one MAS, one after the other. Belongs to one thread at a time; works on several itself.
class AgreementMaps {
public:
    // REQUIRES: mas is of these columns, first_equal is filled.
    AgreementMaps(std::shared_ptr<const ScoreColumns> columns, std::shared_ptr<const Mas> mas)
        : columns_(std::move(columns)), mas_(std::move(mas))
    {
    }

    // Confidence, penalty and minimum gap are those of `options`; length balance is left out of it. Throws Failure of kind
    // Cancelled where it was asked to stop.
    AgreementMap compute(const SelectOptions &options, const PairRows &selection, std::vector<double> alphas,
                         std::vector<double> deltas, std::stop_token stop = {});

private:
    const M3pIndex &index(bool needs_logp, Confidence confidence);

    std::shared_ptr<const ScoreColumns> columns_;
    std::shared_ptr<const Mas> mas_;
    std::unique_ptr<const M3pIndex> without_logp_, with_logp_;
    Confidence confidence_ = Confidence::Sequence; // of with_logp_
};

} // namespace m3po
