// SPDX-License-Identifier: GPL-3.0-or-later
// One sample's answers as a saved selection saw them: ranked, with all their scores, and what the equation says of any
// two of them. Throw Failure.
#pragma once

#include "core/project/generations.h"
#include "core/project/samples.h"
#include "core/select/saved.h"

#include <cstdint>
#include <string>
#include <vector>

namespace m3po {

struct RankedAnswer {
    Candidate candidate;
    std::vector<std::int64_t> equals;   // other candidates of the same text
    std::vector<float> components;      // in the order of the names; NaN where there is none
    double mas = 0;                     // NaN where there is none
    double logp() const { return candidate.logp_sum; }
    double logp_per_token() const;      // NaN without tokens
};

struct SampleAnswers {
    Sample sample;
    SelectionRequest request;
    std::vector<std::string> component_names;
    // One a text; by MAS, the greater first, then by position; those without a MAS last.
    std::vector<RankedAnswer> answers;

    // The place of the answer that this candidate gave; -1 where it is none of the sample's.
    int rank(std::int64_t candidate) const;
};

// From the selection's generation run, by the evaluators and weights that it was made with.
SampleAnswers sample_answers(Project &project, const Selection &selection, std::int64_t sample);

// The terms of the equation for one pair.
struct PairTerms {
    double mas_gap = 0;   // MAS(R_w) - MAS(R_l)
    double logp_gap = 0;  // log P(R_w) - log P(R_l), as the selection's confidence has it
    double penalty = 0;   // alpha * max(0, logp_gap - delta); unclamped where the selection was
    double score = 0;     // S(R_l)
    int rank = 0;         // of R_l among R_w's rivals by S, from 1; 0 where it has no S
    int rivals = 0;       // answers that have an S against R_w
};
// REQUIRES: places in `answers`.
PairTerms pair_terms(const SampleAnswers &answers, int chosen, int rejected);

} // namespace m3po
