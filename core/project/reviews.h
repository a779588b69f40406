// SPDX-License-Identifier: GPL-3.0-or-later
// A person's word on selected pairs, with the history that undo and redo walk. Throw Failure.
#pragma once

#include "core/project/project.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace m3po {

struct PairKey {
    std::int64_t selection_id = 0;
    std::int64_t sample_id = 0;
    int ordinal = 0;
    bool operator==(const PairKey &) const = default;
};

// What a person says of a pair, and what the pair becomes where its selection is frozen. In this order: other candidates
// take the selection's places; edited texts take the candidates'; swapped exchanges R_w and R_l; refused leaves the pair
// out. One that is pending, whether flagged or noted, stays as the rest of the review has it.
struct Review {
    PairKey pair;
    std::string verdict;                 // "" while pending; accepted, refused, swapped, edited
    std::optional<std::string> chosen;   // the edited texts
    std::optional<std::string> rejected;
    std::string note;
    bool flagged = false;                // to be looked at again, whatever the verdict
    std::optional<std::int64_t> chosen_id;   // another candidate of the sample in place of the selection's
    std::optional<std::int64_t> rejected_id;

    bool operator==(const Review &) const = default;
};

namespace reviews {

// Stores it and its step of history as one; what was undone before can no longer be redone.
// Call these three outside of a Transaction.
void put(Project &project, const Review &review);
// The pair that changed, or nothing where there is no step left.
std::optional<PairKey> undo(Project &project, std::int64_t selection);
std::optional<PairKey> redo(Project &project, std::int64_t selection);

std::optional<Review> find(Project &project, const PairKey &pair);
std::vector<Review> list(Project &project, std::int64_t selection);

} // namespace reviews
} // namespace m3po
