// SPDX-License-Identifier: GPL-3.0-or-later
// Supervised fine-tuning: cross-entropy of the answers' tokens (end token included), mean over all answer tokens of a
// micro-batch. Trains whatever asks for gradients: an adapter, or the whole model with its vision tower.
//
// A micro-batch is run as one batch, prompts and answers in one row each, padded on the right.
#pragma once

#include "core/engine/train/example_store.h"
#include "core/engine/train/image_features.h"
#include "core/engine/train/objective.h"

#include <cstdint>
#include <span>
#include <vector>

namespace m3po::engine {

struct SftSettings {
    bool train_vision = false; // gradients through the vision tower and the projector; features are not cached then
    double lora_dropout = 0;
    std::uint64_t seed = 0;    // of the dropout masks
};

class SftObjective : public Objective {
public:
    // Shares model and images, which must outlive it.
    SftObjective(VisionLanguageModel &model, ImageFeatures &images, ExampleStore examples, SftSettings settings = {});

    std::int64_t size() const override { return examples_.size(); }
    MicroBatchResult micro_batch(std::span<const std::int64_t> rows, double share, MicroBatchPlace place) override;

private:
    // (n, D) of each row, or undefined where it has no image.
    std::vector<at::Tensor> features_of(std::span<const PreferenceExample> examples);

    VisionLanguageModel &model_;
    ImageFeatures &images_;
    ExampleStore examples_;
    SftSettings settings_;
};

} // namespace m3po::engine
