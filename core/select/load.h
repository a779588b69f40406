// SPDX-License-Identifier: GPL-3.0-or-later
// From the project file to columns, and from choices back to a saved selection. Throw Failure.
#pragma once

#include "core/project/scores.h"
#include "core/project/selections.h"
#include "core/select/selector.h"

#include <optional>
#include <vector>

namespace m3po {

struct LoadedScores {
    ScoreColumns columns;
    std::vector<Evaluator> evaluators; // whose values the components are, in their order
};

// All samples of the project and the run's candidates; samples that have none yet have no rows. Of several evaluators
// of one component the latest counts, or those of `evaluators` alone where given.
LoadedScores load_score_columns(Project &project, std::int64_t run,
                                const std::optional<std::vector<std::int64_t>> &evaluators = std::nullopt);

// Choices as the project stores them.
std::vector<SelectedPair> to_selected_pairs(const ScoreColumns &columns, std::span<const PairChoice> choices);

} // namespace m3po
