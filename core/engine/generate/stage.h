// SPDX-License-Identifier: GPL-3.0-or-later
// The stage `generate`: N candidates for every sample of a project, resumable at any instant.
//
// What is missing is planned from the project; each sample's candidates are committed as a whole, in the samples'
// order, a few samples a transaction, at least once a second. A run is found again by what decides its candidates
// (model, adapter, template, parameters, seed, N), so the same command goes on where a former one stopped, and ends in
// the same tables. A sample that cannot be done (its image gone, its prompt too long) is reported and noted in the
// manifest, and tried again by the next command; the others go on.
#pragma once

#include "core/base/progress.h"
#include "core/engine/generate/generator.h"
#include "core/engine/generate/image_source.h"
#include "core/project/project.h"

#include <cstdint>
#include <map>
#include <stop_token>
#include <string>
#include <vector>

namespace m3po::engine {

struct GenerateStageOptions {
    GenerateOptions sampling;
    ImageOptions image;
    std::int64_t limit = -1;         // the first so many samples; -1: all
    std::string adapter_fingerprint; // of the adapter that is attached to the model; empty without one
};

struct GenerateStageResult {
    std::int64_t run_id = 0;
    std::int64_t samples = 0, done_before = 0, done_now = 0;
    std::int64_t candidates = 0, tokens = 0;    // of this call
    std::map<std::string, std::int64_t> finish; // of this call: how many candidates by finish reason
    double seconds = 0;
    bool stopped = false; // by request, with samples left
    struct Failed {
        std::int64_t sample_id = 0;
        std::string sentence;
    };
    std::vector<Failed> failures;
};

// What the run's row says under "parameters".
std::string generation_parameters(const GenerateStageOptions &options, const VisionLanguageModel &model);

// Throws Failure where the stage as a whole cannot go on. After a stop request the samples under way are finished and
// committed.
GenerateStageResult generate_candidates(Project &project, const VisionLanguageModel &model,
                                        const GenerateStageOptions &options, const ProgressSink &progress = {},
                                        std::stop_token stop = {});

} // namespace m3po::engine
