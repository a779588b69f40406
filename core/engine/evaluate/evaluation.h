// SPDX-License-Identifier: GPL-3.0-or-later
// The stage that has a model answer a benchmark's questions: an image at a time, kept in a journal as it goes.
#pragma once

#include "core/base/progress.h"
#include "core/engine/evaluate/answer_journal.h"
#include "core/engine/evaluate/benchmark.h"
#include "core/engine/model/vision_language_model.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace m3po::engine {

struct EvaluationOptions {
    std::filesystem::path images; // the folder that the questions' image paths are relative to
    std::string prompt_suffix;    // after each question
    std::int64_t max_tokens = 16; // of an answer
    bool apply_exif_orientation = true;

    // What goes into AnswerRun::parameters.
    nlohmann::json parameters(const VisionLanguageModel &model) const;
};

struct EvaluationFailure {
    std::string image;
    std::int64_t questions = 0; // that have no answer for it
    std::string message;
};

struct EvaluationResult {
    std::vector<std::optional<BenchmarkAnswer>> answers; // in the order of the questions
    nlohmann::json scores;                               // as Benchmark::score()
    std::vector<EvaluationFailure> failures;
};

// Answers what the journal does not have yet, with the adapter that is attached to the model, if any. Questions whose
// image cannot be read stay without an answer, are listed, and are asked again the next time. A stop request ends it
// with Failure of kind Cancelled when the group in hand is kept. Throws Failure.
EvaluationResult evaluate(const Benchmark &benchmark, const VisionLanguageModel &model, const EvaluationOptions &options,
                          AnswerJournal &journal, const ProgressSink &progress, std::stop_token stop,
                          std::chrono::milliseconds group = std::chrono::seconds(1));

} // namespace m3po::engine
