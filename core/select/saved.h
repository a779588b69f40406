// SPDX-License-Identifier: GPL-3.0-or-later
// A selection as it is asked for, and as the project keeps it. Throw Failure.
#pragma once

#include "core/select/load.h"
#include "core/select/mas.h"

#include <span>
#include <string>
#include <vector>

namespace m3po {

struct SelectionRequest {
    std::string selector = "m3p";
    SelectOptions options;
    MasWeights weights; // empty: every component alike
};

// As JSON texts, in the columns `parameters` and `statistics` of a saved selection.
std::string parameters_json(const SelectionRequest &request, const LoadedScores &loaded);
std::string statistics_json(const SelectionStatistics &statistics);

// What a saved selection was asked for. InvalidInput where its parameters are not what parameters_json writes.
SelectionRequest request_of(const Selection &selection);

// Stores the choices under `name` and notes it in the manifest. Call it outside of a Transaction. `known_in`: the state that
// the columns were read in, as selections::save has it.
Selection save_selection(Project &project, const std::string &name, std::int64_t run, const SelectionRequest &request,
                         const LoadedScores &loaded, std::span<const PairChoice> choices,
                         const SelectionStatistics &statistics, const std::string &known_in = {});

} // namespace m3po
