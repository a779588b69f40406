// SPDX-License-Identifier: GPL-3.0-or-later
// Saved selections: which candidates became pairs, and why the other samples have none. Throw Failure.
#pragma once

#include "core/project/project.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace m3po {

struct Selection {
    std::int64_t id = 0;
    std::string name;               // unique; saving again under it replaces the old one, unless that was reviewed
    std::string selector;           // "m3p", "max-min", ...
    std::string parameters = "{}";  // JSON: alpha, delta, weights, evaluators, ...
    std::int64_t run_id = 0;        // the generation run
    std::string statistics = "{}";  // JSON
    std::string program_version;    // filled in when stored
    std::string created;            // filled in when stored
};

// A pair, or the reason why its sample has none (then chosen_id and rejected_id are empty).
struct SelectedPair {
    std::int64_t sample_id = 0;
    int ordinal = 0;                // several pairs of one sample are counted from 0
    std::optional<std::int64_t> chosen_id;   // a candidate's id
    std::optional<std::int64_t> rejected_id;
    double score = std::numeric_limits<double>::quiet_NaN(); // S(R_l), or the selector's own
    std::string reason;
};

namespace selections {

// Stores the selection and its rows as one; call it outside of a Transaction. `known_in`: the state (corpus_state.h) in which
// the project holds the run, the samples and the candidates that are named; while it is in that state they are not looked
// up one by one. "": every one is.
Selection save(Project &project, const Selection &selection, std::span<const SelectedPair> pairs, const std::string &known_in = {});
std::optional<Selection> find(Project &project, const std::string &name);
Selection get(Project &project, const std::string &name);   // NotFound, and names those that there are
std::vector<Selection> list(Project &project);              // oldest first
// By sample and ordinal; `with_pairs_only` leaves the reasons out.
std::vector<SelectedPair> pairs(Project &project, std::int64_t selection, bool with_pairs_only = false);
std::int64_t pair_count(Project &project, std::int64_t selection);

} // namespace selections
} // namespace m3po
