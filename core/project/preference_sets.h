// SPDX-License-Identifier: GPL-3.0-or-later
// Frozen preference sets: exactly what a training run sees, whatever becomes of the selection. Throw Failure.
#pragma once

#include "core/project/project.h"

#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace m3po {

struct PreferenceSet {
    std::int64_t id = 0;
    std::string name;               // unique
    std::string origin;             // "selection NAME", or the file
    std::string content_hash;       // of all its rows; filled in when stored
    std::string model_fingerprint;  // whose reference log-probabilities it has; "" where it has none
    std::string template_hash;
    std::string parameters = "{}";  // JSON
    std::string program_version;    // filled in when stored
    std::string created;            // filled in when stored
};

struct PreferencePair {
    int position = 0;               // 0 .. n-1; filled in when stored
    std::optional<std::int64_t> sample_id;
    std::string image;              // relative to the images' root; "" for text alone
    std::string image_sha256;
    std::string prompt;             // JSON messages [{"role","content":[{"type":"image"},{"type":"text","text"}]}]
    std::string chosen;
    std::string rejected;
    std::vector<std::int32_t> chosen_ids;   // end token included; empty where not known
    std::vector<std::int32_t> rejected_ids;
    // Sums over the answer's tokens under the reference; NaN where not known.
    double reference_chosen_logp = std::numeric_limits<double>::quiet_NaN();
    double reference_rejected_logp = std::numeric_limits<double>::quiet_NaN();
};

namespace preference_sets {

// Stores the set and its pairs as one; call it outside of a Transaction. Under a name that is there already:
// the stored set where it has the same rows, else Conflict.
PreferenceSet freeze(Project &project, const PreferenceSet &set, std::span<const PreferencePair> pairs);
// The same inside of a Transaction that the caller holds.
PreferenceSet freeze_inside(Project &project, const PreferenceSet &set, std::span<const PreferencePair> pairs);
// Freezes a saved selection as its reviews have it (reviews.h): texts, tokens and the log-probabilities recorded while
// sampling, neither of the last two for a text that a person wrote. `name` defaults to the selection's.
PreferenceSet freeze_selection(Project &project, const std::string &selection, const std::string &name = "");
// What freeze_selection would store.
std::vector<PreferencePair> pairs_of_selection(Project &project, std::int64_t selection);
using EachPair = std::function<void(PreferencePair &&pair)>;
void for_each_pair_of_selection(Project &project, std::int64_t selection, const EachPair &each); // the same, none of them kept

std::optional<PreferenceSet> find(Project &project, const std::string &name);
PreferenceSet get(Project &project, const std::string &name); // NotFound, and names those that there are
std::vector<PreferenceSet> list(Project &project);            // oldest first
std::vector<PreferencePair> pairs(Project &project, std::int64_t set);
void for_each_pair(Project &project, std::int64_t set, const EachPair &each); // the same, none of them kept
std::int64_t pair_count(Project &project, std::int64_t set);
// The reference log-probabilities of one pair, as the training kernels give them.
void set_reference_logps(Project &project, std::int64_t set, int position, double chosen, double rejected);

} // namespace preference_sets
} // namespace m3po
