// SPDX-License-Identifier: GPL-3.0-or-later
// load_score_columns by readers that are there already. Throws Failure.
#pragma once

#include "core/project/readers.h"
#include "core/select/load.h"

namespace m3po {

// REQUIRES: `project` is the one that the readers were made of.
LoadedScores load_score_columns(Readers &readers, Project &project, std::int64_t run,
                                const std::optional<std::vector<std::int64_t>> &evaluators = std::nullopt);

} // namespace m3po
