// SPDX-License-Identifier: GPL-3.0-or-later
// What a person does to a pair under audit, as steps from one review to the next, and what the pair is by a review.
// The window's keys and `m3po review` take the same steps. Pure, but for what is said to throw Failure.
#pragma once

#include "core/project/reviews.h"
#include "core/project/selections.h"

#include <string>

namespace m3po {

// The two places of a pair as a person sees them: R_w and R_l after a swap was carried out.
enum class Side { Chosen, Rejected };

// What is said of a pair. All but Pending and Refused are kept where the selection is frozen.
enum class Verdict { Pending, Accepted, Refused, Swapped, Edited };
Verdict verdict_of(const Review &review);

// Candidates and texts on the sides where they are seen; no text where the candidate's own holds.
struct ReviewedPair {
    std::int64_t chosen_id = 0, rejected_id = 0;
    std::optional<std::string> chosen, rejected;
    bool operator==(const ReviewedPair &) const = default;
};
ReviewedPair reviewed_pair(const SelectedPair &pair, const Review &review);
// Accepted, and by the very pair that was selected.
bool is_as_selected(const Review &review);

namespace review_steps {

// It stays as it is seen: one that was swapped or edited remains that.
Review accept(Review review);
Review refuse(Review review);
// Exchanges R_w and R_l; once more, and they stand as they were.
Review swap(Review review);
Review flag(Review review);  // takes the flag away where there is one
Review note(Review review, std::string text);
// Another candidate of the sample on that side; a text that was edited there goes. It says nothing of the pair yet.
// Usage where it is the other side's.
Review take(Review review, const SelectedPair &pair, Side side, std::int64_t candidate);
// Texts by hand, nullopt for the candidate's own. A pair that is not swapped becomes edited; without any text it is as if
// nobody had edited it.
Review edit(Review review, std::optional<std::string> chosen, std::optional<std::string> rejected);

} // namespace review_steps
} // namespace m3po
