// SPDX-License-Identifier: GPL-3.0-or-later
// Evaluators, what they said of each candidate, and the embeddings that they need not make twice. Throw Failure.
#pragma once

#include "core/project/project.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace m3po {

// The components of the MAS that the paper names; others may be added under names of their own.
inline constexpr const char *visual_relevance = "visual_relevance";
inline constexpr const char *semantic_accuracy = "semantic_accuracy";
inline constexpr const char *instruction_adherence = "instruction_adherence";

struct Evaluator {
    std::int64_t id = 0;
    std::string component;
    std::string kind;              // "clip", "judge"
    std::string model;             // the folder as it was named; not part of its identity
    std::string fingerprint;       // of the weights
    std::string parameters = "{}"; // JSON: prompt, scaling, ...
    std::string program_version;   // filled in when stored
    std::string created;           // filled in when stored
};

struct ComponentScore {
    std::int64_t candidate_id = 0;
    // 0 .. 1; NaN where the evaluator was asked and gave no number (it is not asked again).
    double value = std::numeric_limits<double>::quiet_NaN();
    // The evaluator's own number before it was brought to 0 .. 1 (a cosine, a log-odds).
    double raw = std::numeric_limits<double>::quiet_NaN();
};

namespace scores {

// The evaluator of this identity (component, fingerprint, parameters), made where it is not there.
Evaluator find_or_create(Project &project, const Evaluator &evaluator);
Evaluator get(Project &project, std::int64_t id);    // NotFound
std::vector<Evaluator> list(Project &project);       // oldest first
// Evaluators that scored at least one candidate of the run, oldest first.
std::vector<Evaluator> of_run(Project &project, std::int64_t run);

struct Unscored {
    std::int64_t candidate_id = 0;
    std::int64_t sample_id = 0;
};
// Candidates of the run that the evaluator has not been asked about, ordered by sample and position.
std::vector<Unscored> missing_candidates(Project &project, std::int64_t evaluator, std::int64_t run);
// A score outside of 0 .. 1 (NaN aside) is refused. One that is there already is replaced.
// Put a group into one Transaction.
void add(Project &project, std::int64_t evaluator, std::span<const ComponentScore> scores);
std::int64_t count(Project &project, std::int64_t evaluator, std::int64_t run);
// The evaluator's values for these candidates, in their order; NaN where there is none.
std::vector<float> column(Project &project, std::int64_t evaluator, std::span<const std::int64_t> candidate_ids);

// Embeddings are kept by the encoder's fingerprint and the content's hash (of the image file, or of the text;
// give the two kinds different prefixes).
std::optional<std::vector<float>> embedding(Project &project, const std::string &encoder, const std::string &content);
void put_embedding(Project &project, const std::string &encoder, const std::string &content,
                   std::span<const float> embedding);

} // namespace scores
} // namespace m3po
