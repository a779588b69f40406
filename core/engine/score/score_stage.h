// SPDX-License-Identifier: GPL-3.0-or-later
// The stage that scores a generation run's candidates: planned from what is missing, stored in groups that are never
// lost, so that the same command goes on where an interruption of any kind left off.
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/engine/score/embedding_cache.h"
#include "core/engine/score/evaluator.h"
#include "core/project/project.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace m3po::engine {

// Embeddings in the project file. What is kept waits in memory until flush(), which belongs into the same transaction
// as the scores that were made from it.
class ProjectEmbeddings : public EmbeddingCache {
public:
    explicit ProjectEmbeddings(Project &project) : project_(project) {}
    std::optional<std::vector<float>> find(const std::string &encoder, const std::string &content) override;
    void keep(const std::string &encoder, const std::string &content, const std::vector<float> &embedding) override;
    void flush();

private:
    Project &project_;
    std::map<std::pair<std::string, std::string>, std::vector<float>> waiting_;
};

struct ScoreFailure {
    std::int64_t sample_id = 0;
    std::string image;      // as stored with the sample
    std::string component;
    std::string message;
    std::int64_t candidates = 0; // how many have no score for this
};

struct ScoredComponent {
    std::int64_t evaluator_id = 0;
    std::string component, kind, fingerprint;
    std::int64_t scored = 0;    // candidates that got a score now
    std::int64_t asked = 0;     // texts that the evaluator was asked about: equal ones of a sample count once
    std::int64_t already = 0;   // had one before
    std::int64_t failed = 0;
};

struct ScoreSummary {
    std::vector<ScoredComponent> components; // as the evaluators
    std::vector<ScoreFailure> failures;      // by sample
};

// Scores the candidates of `run` that an evaluator has not scored. An answer that an evaluator gives no number for is
// stored as asked; one whose image could not be read is asked again the next time. A stop request ends it with Failure
// of kind Cancelled when the group in hand is stored. `embeddings` (may be null) is flushed with each group.
// Throws Failure.
ScoreSummary score_candidates(Project &project, std::int64_t run, std::span<const std::unique_ptr<Evaluator>> evaluators,
                              ProjectEmbeddings *embeddings, const ProgressSink &progress, std::stop_token stop,
                              std::chrono::milliseconds group = std::chrono::seconds(1));

} // namespace m3po::engine
