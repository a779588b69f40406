// SPDX-License-Identifier: GPL-3.0-or-later
// What gives a candidate answer a component of its Multimodal Alignment Score: a number in [0, 1] from a model that
// is not the one being tuned. A new evaluator is one file and one line in evaluators.cpp.
//
// An evaluator belongs to one thread at a time. Its functions throw Failure where the evaluator itself cannot work;
// what is wrong with one image or one answer is said in that answer's Score, and the others go on.
#pragma once

#include "core/base/result.h"
#include "core/engine/model/vision_language_model.h"
#include "core/engine/score/embedding_cache.h"

#include <ATen/core/Tensor.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace m3po::engine {

// One image and instruction with the answers to be scored, all different.
struct AnswersToScore {
    std::filesystem::path image;
    std::string image_sha256; // of the image's file where known; a file that has another by now is refused
    std::string instruction;
    std::vector<std::string> answers;
};

struct Score {
    double value = std::numeric_limits<double>::quiet_NaN(); // in [0, 1]
    double raw = std::numeric_limits<double>::quiet_NaN();   // the evaluator's own number: a cosine, ...
    std::string failure;                                     // why there is no value; empty where there is one
    bool retry = false; // with a failure: the image's fault, so that asking again once it is there makes sense
};

class Evaluator {
public:
    virtual ~Evaluator() = default;

    virtual std::string component() const = 0; // "visual_relevance", "semantic_accuracy", "instruction_adherence"
    virtual std::string kind() const = 0;      // its name in the register
    virtual std::string model() const = 0;     // the folder
    virtual nlohmann::json parameters() const = 0; // everything that changes its scores, the model's weights aside
    // Equal for two evaluators that give equal scores: kind, version, parameters, the model's fingerprint.
    virtual std::string fingerprint() const = 0;

    // A Score for every answer of every entry, in order. `advance` is told how many answers were done; after a stop
    // request, Failure of kind Cancelled between two entries.
    using Advance = std::function<void(std::int64_t answers)>;
    virtual std::vector<std::vector<Score>> score(std::span<const AnswersToScore> batch, const Advance &advance,
                                                  std::stop_token stop) = 0;

    // Images and texts that were run through an encoder whose results are cached, since the start.
    virtual std::int64_t encoder_calls() const { return 0; }
};

// Models are loaded once however many evaluators look through them, and an image that several look at in turn is
// encoded once. Outlives the evaluators made with it.
class ModelShelf {
public:
    explicit ModelShelf(LoadOptions options = {}) : options_(std::move(options)) {}
    std::shared_ptr<VisionLanguageModel> language_model(const std::filesystem::path &folder);
    // (n, D); undefined where the model has no vision tower. Throws Failure for a bad image.
    at::Tensor image_features(const VisionLanguageModel &model, const AnswersToScore &entry, bool apply_exif_orientation);
    const LoadOptions &options() const { return options_; }

private:
    struct LastImage {
        const VisionLanguageModel *model = nullptr;
        std::filesystem::path file;
        std::string sha256;
        bool exif = true;
        at::Tensor features;
    };
    LoadOptions options_;
    std::map<std::filesystem::path, std::shared_ptr<VisionLanguageModel>> models_;
    LastImage last_;
};

struct EvaluatorSettings {
    std::filesystem::path model;
    std::string component;                    // for kinds that serve several
    nlohmann::json parameters = nlohmann::json::object(); // what is not given has its default; unknown names are refused
    bool apply_exif_orientation = true;
    EmbeddingCache *cache = nullptr;          // not owned; outlives the evaluator
};

struct EvaluatorKind {
    const char *name;
    const char *description;
    std::unique_ptr<Evaluator> (*make)(const EvaluatorSettings &settings, ModelShelf &shelf); // throws Failure
};

std::span<const EvaluatorKind> evaluator_kinds();
// Failure of kind Usage, with the names there are, where there is none of that name.
std::unique_ptr<Evaluator> make_evaluator(const std::string &kind, const EvaluatorSettings &settings, ModelShelf &shelf);

} // namespace m3po::engine
