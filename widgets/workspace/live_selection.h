// SPDX-License-Identifier: GPL-3.0-or-later
// One selection over the whole corpus, and what a person wants to know of it. Computed away from the GUI's thread.
#pragma once

#include "core/select/reselection.h"
#include "widgets/workspace/corpus.h"

#include <memory>
#include <span>
#include <vector>

namespace m3po {

struct LiveSelection {
    SelectionRequest request;
    std::shared_ptr<const Mas> mas;      // keeps its corpus alive
    std::vector<PairChoice> choices;     // at least one a sample, in their order
    std::vector<std::int64_t> firstChoice; // sample -> index of its first choice
    SelectionStatistics statistics;
    Histogram score;                     // S(R_l)
    Histogram masGap;                    // MAS(R_w) - MAS(R_l)
    Histogram logpGap;                   // log P(R_w) - log P(R_l)

    // Against the baseline that it was compared with, pair by pair of the first choices.
    std::vector<int> changed;            // samples whose pair differs, one side having none included
    std::int64_t gained = 0, lost = 0;   // samples that have a pair only now; only then

    const PairChoice &choice(int sample) const { return choices[std::size_t(firstChoice[std::size_t(sample)])]; }
};

// Rows chosen and rejected of each sample in a saved selection (-1, -1 without a pair).
struct Baseline : PairRows {
    QString name;
};
Baseline baseline(const Corpus &corpus, const QString &name, std::span<const SelectedPair> pairs);

// The selections of one corpus, one after the other, by one thread at a time.
class Selecting {
public:
    explicit Selecting(std::shared_ptr<const Corpus> corpus)
        : corpus_(std::move(corpus)), reselection_(corpus_->columns())
    {
    }
    // Throws Failure where the request makes no sense. `against` may be null.
    LiveSelection compute(const SelectionRequest &request, const Baseline *against);

private:
    std::shared_ptr<const Corpus> corpus_;
    Reselection reselection_;
};

} // namespace m3po
