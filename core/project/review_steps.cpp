// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/review_steps.h"

#include <utility>

namespace m3po {

Verdict verdict_of(const Review &review)
{
    return review.verdict == "accepted" ? Verdict::Accepted
         : review.verdict == "refused"  ? Verdict::Refused
         : review.verdict == "swapped"  ? Verdict::Swapped
         : review.verdict == "edited"   ? Verdict::Edited
                                        : Verdict::Pending;
}

ReviewedPair reviewed_pair(const SelectedPair &pair, const Review &review)
{
    ReviewedPair seen{review.chosen_id.value_or(pair.chosen_id.value_or(0)), review.rejected_id.value_or(pair.rejected_id.value_or(0)),
                      review.chosen, review.rejected};
    if (verdict_of(review) == Verdict::Swapped) {
        std::swap(seen.chosen_id, seen.rejected_id);
        std::swap(seen.chosen, seen.rejected);
    }
    return seen;
}

bool is_as_selected(const Review &review)
{
    return verdict_of(review) == Verdict::Accepted && !review.chosen && !review.rejected && !review.chosen_id && !review.rejected_id;
}

namespace review_steps {
namespace {

bool has_texts(const Review &review) { return review.chosen || review.rejected; }

} // namespace

Review accept(Review review)
{
    if (verdict_of(review) == Verdict::Pending || verdict_of(review) == Verdict::Refused)
        review.verdict = has_texts(review) ? "edited" : "accepted";
    return review;
}

Review refuse(Review review)
{
    // A swap is part of the verdict, which goes: the texts stay with the candidates that they are of.
    review.verdict = "refused";
    return review;
}

Review swap(Review review)
{
    if (verdict_of(review) == Verdict::Swapped)
        review.verdict = has_texts(review) ? "edited" : "accepted";
    else
        review.verdict = "swapped";
    return review;
}

Review flag(Review review)
{
    review.flagged = !review.flagged;
    return review;
}

Review note(Review review, std::string text)
{
    review.note = std::move(text);
    return review;
}

Review take(Review review, const SelectedPair &pair, Side side, std::int64_t candidate)
{
    const auto seen = reviewed_pair(pair, review);
    if (candidate == (side == Side::Chosen ? seen.rejected_id : seen.chosen_id))
        throw Failure(Error::usage(side == Side::Chosen ? "that answer is R_l of this pair; another one was expected as R_w"
                                                        : "that answer is R_w of this pair; another one was expected as R_l"));
    const bool stored_as_chosen = (side == Side::Chosen) != (verdict_of(review) == Verdict::Swapped);
    auto &id = stored_as_chosen ? review.chosen_id : review.rejected_id;
    id = candidate;
    if (id == (stored_as_chosen ? pair.chosen_id : pair.rejected_id))
        id.reset(); // the selection's own
    (stored_as_chosen ? review.chosen : review.rejected).reset();
    if (verdict_of(review) == Verdict::Edited && !has_texts(review))
        review.verdict = "accepted";
    return review;
}

Review edit(Review review, std::optional<std::string> chosen, std::optional<std::string> rejected)
{
    if (verdict_of(review) == Verdict::Swapped) {
        review.chosen = std::move(rejected);
        review.rejected = std::move(chosen);
        return review;
    }
    review.chosen = std::move(chosen);
    review.rejected = std::move(rejected);
    if (has_texts(review))
        review.verdict = "edited";
    else if (verdict_of(review) == Verdict::Edited)
        review.verdict.clear();
    return review;
}

} // namespace review_steps
} // namespace m3po
