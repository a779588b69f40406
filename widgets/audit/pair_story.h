// SPDX-License-Identifier: GPL-3.0-or-later
// Why this pair: the equation's terms as a sentence with numbers, and what a person has changed of it.
#pragma once

#include "core/project/review_steps.h"
#include "core/select/pair_details.h"
#include "widgets/audit/answer_scores.h"

#include <QString>

namespace m3po {

// Ranks in `answers`, as the pair is seen; -1 where the run no longer has the candidate.
QString pairStory(const SampleAnswers &answers, const SelectedPair &pair, const Review &review, int chosen, int rejected);
std::vector<ScoreRow> scoreRows(const SampleAnswers &answers, int chosen, int rejected);

} // namespace m3po
