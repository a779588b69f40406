// SPDX-License-Identifier: GPL-3.0-or-later
// Generation runs and their candidates. A run is the same where everything that decides its candidates is, so
// the same command finds its own run again and goes on with what is missing. Throw Failure.
#pragma once

#include "core/project/project.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace m3po {

struct GenerationRun {
    std::int64_t id = 0;
    std::string model;                // the folder as it was named; not part of the run's identity
    std::string model_fingerprint;
    std::string adapter_fingerprint;  // "" without one
    std::string template_hash;
    std::string parameters = "{}";    // JSON: temperature, top_p, top_k, max_tokens, stop, ...
    std::uint64_t seed = 0;
    int candidates = 32;              // N, per sample
    std::string program_version;      // filled in when stored
    std::string created;              // filled in when stored
};

struct Candidate {
    std::int64_t id = 0;
    std::int64_t sample_id = 0;
    int position = 0;                 // 0 .. N-1
    std::string text;
    std::vector<std::int32_t> token_ids; // as generated, end token included
    std::vector<float> token_logps;   // at temperature 1, from the unwarped logits; as many as token_ids
    double logp_sum = 0;
    std::string finish_reason;        // "stop" (end token), "stop_string", "length"
};

namespace generations {

// The run of this identity (both fingerprints, template, parameters, seed, N), made where it is not there.
GenerationRun find_or_create(Project &project, const GenerationRun &run);
GenerationRun get(Project &project, std::int64_t id);      // NotFound
std::vector<GenerationRun> list(Project &project);         // oldest first
std::optional<GenerationRun> latest(Project &project);

// Samples that lack some of the run's candidates, in order; of the first `first` samples where that is not -1.
std::vector<std::int64_t> missing_samples(Project &project, std::int64_t run, std::int64_t first = -1);
// The candidates' positions that are there already, ascending.
std::vector<int> present_positions(Project &project, std::int64_t run, std::int64_t sample);
// Conflict where a candidate of that place is there already. Put a group into one Transaction.
void add(Project &project, std::int64_t run, std::span<const Candidate> candidates);

std::int64_t candidate_count(Project &project, std::int64_t run);
// By position, with tokens.
std::vector<Candidate> candidates(Project &project, std::int64_t run, std::int64_t sample);
Candidate candidate(Project &project, std::int64_t id);    // NotFound

// All candidates of a run as columns, ordered by sample and position. Reads one index, no texts.
struct CandidateColumns {
    std::vector<std::int64_t> sample_ids;    // S
    std::vector<std::int64_t> offsets;       // S + 1; candidates of sample s are [offsets[s], offsets[s+1])
    std::vector<std::int64_t> candidate_ids; // C
    std::vector<std::int32_t> positions;     // C
    std::vector<float> logp_sum;             // C; NaN where there is none
    std::vector<std::int32_t> token_counts;  // C
    std::vector<std::int64_t> text_keys;     // C; equal texts have equal keys
};
CandidateColumns columns(Project &project, std::int64_t run);

} // namespace generations
} // namespace m3po
