// SPDX-License-Identifier: GPL-3.0-or-later
// Evaluations on benchmarks and the answers that they rest on. Throw Failure.
#pragma once

#include "core/project/project.h"

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

namespace m3po {

struct Evaluation {
    std::int64_t id = 0;
    std::string benchmark;             // "pope/random", ...
    std::string questions_hash;        // SHA-256 of the questions' file
    std::string model;                 // the folder as it was named
    std::string model_fingerprint;
    std::string adapter;               // "" without one
    std::string adapter_fingerprint;   // "" without one
    std::string parameters = "{}";     // JSON
    std::optional<std::string> metrics; // JSON; none until it is done
    std::string images;                // the folder that questions' images are relative to; "" where not known
    std::string program_version;       // filled in when stored
    std::string created;               // filled in when stored
    bool operator==(const Evaluation &) const = default;
};

struct EvaluationAnswer {
    std::string question;              // the benchmark's own id
    std::string answer;
    std::string details = "{}";        // JSON, as answer_details() reads it
};

// What stands beside an answer; empty where an older version did not keep it.
struct AnswerDetails {
    std::string image;    // relative to the evaluation's images
    std::string question; // as it was asked, without the prompt's suffix
    std::string expected; // the label
    std::string read_as;  // what the benchmark makes of the answer
    std::optional<bool> right;
    std::optional<double> log_odds; // log P(yes) − log P(no) at the answer's first token
};
AnswerDetails answer_details(const std::string &json);

namespace evaluations {

// The evaluation of this identity (benchmark, questions, both fingerprints, parameters), made where not there. Where its
// images lie is kept as it was named last.
Evaluation find_or_create(Project &project, const Evaluation &evaluation);
Evaluation get(Project &project, std::int64_t id);                      // NotFound
std::vector<Evaluation> list(Project &project);                         // oldest first
void set_metrics(Project &project, std::int64_t evaluation, const std::string &metrics);

// The questions that have an answer already.
std::unordered_set<std::string> answered(Project &project, std::int64_t evaluation);
void put_answer(Project &project, std::int64_t evaluation, const EvaluationAnswer &answer);
std::vector<EvaluationAnswer> answers(Project &project, std::int64_t evaluation);
std::int64_t answer_count(Project &project, std::int64_t evaluation);

} // namespace evaluations
} // namespace m3po
