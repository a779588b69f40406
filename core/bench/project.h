// SPDX-License-Identifier: GPL-3.0-or-later
// A project as large as the paper's, invented: for measuring, and for seeing how the window bears it.
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <stop_token>

namespace m3po::bench {

struct ProjectOptions {
    std::int64_t samples = 230'000; // 1 .. 10 million
    int candidates = 32;            // 1 .. 1000 a sample
    std::uint64_t seed = 1;
    int pictures = 64;              // 1 .. 64; fewer are drawn sooner
};

struct ProjectReport {
    std::int64_t samples = 0;
    std::int64_t candidates = 0;
    std::int64_t scores = 0;
    std::int64_t pairs = 0; // of the saved selection "paper"
    double seconds = 0;
};

// Makes `file`, and its pictures in a folder beside it that has the file's name with "-images" behind. Samples
// ask about the pictures in turn; candidates have texts, token ids and log-probabilities; two evaluators scored them;
// the paper's selection is saved as "paper". Some samples have fewer candidates, some lack a component's scores, some
// have scores that tie. The same options give the same rows.
//
// Conflict where the file is there already. Stopped or failed, it takes the half-made file away again; the pictures
// stay, for they are the same next time.
Result<ProjectReport> make_project(const std::filesystem::path &file, const ProjectOptions &options,
                                   const ProgressSink &progress, std::stop_token stop);

} // namespace m3po::bench
