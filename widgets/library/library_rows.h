// SPDX-License-Identifier: GPL-3.0-or-later
// The rows that a rule leaves of a corpus. Pure: everything it reads is handed in and does not change, so it runs away
// from the GUI's thread.
#pragma once

#include "widgets/library/library_rule.h"
#include "widgets/workspace/live_selection.h"

#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace m3po {

// What is made of a corpus once, by whoever needs it first.
class LibraryIndex {
public:
    explicit LibraryIndex(std::shared_ptr<const Corpus> corpus) : corpus_(std::move(corpus)) {}

    const Corpus &corpus() const { return *corpus_; }
    const std::vector<QString> &searched();    // lower case, a sample
    const std::vector<int> &alphabet();        // place by instruction in the person's language, a sample; equal ones share one
    const std::vector<float> &disagreement();  // a sample; NaN where no candidate has two components

private:
    std::shared_ptr<const Corpus> corpus_;
    std::once_flag searching_, ranking_, disagreeing_;
    std::vector<QString> searched_;
    std::vector<int> alphabet_;
    std::vector<float> disagreement_;
};

// A person's word on a sample's pair, as far as rules ask.
struct ReviewMark {
    LibraryRule::Review verdict = LibraryRule::Review::Pending;
    bool flagged = false;
};

struct LibraryInputs {
    std::shared_ptr<LibraryIndex> index;
    std::shared_ptr<const LiveSelection> selection;           // may be null
    std::shared_ptr<const std::vector<ReviewMark>> reviews;   // a sample; null: nobody said anything
    std::optional<std::vector<int>> brushed;                  // nothing: all
    LibraryRule rule;
};

bool lacksScores(const Corpus &corpus, int sample);
// NaN where the sample has no such number.
double quantityOf(const LibraryInputs &inputs, LibraryRule::Quantity quantity, int sample);
std::vector<int> libraryRows(const LibraryInputs &inputs);

} // namespace m3po
