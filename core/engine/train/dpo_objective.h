// SPDX-License-Identifier: GPL-3.0-or-later
// Direct preference optimization of a LoRA adapter (Rafailov et al. 2023), as TRL's DPOTrainer does it on images:
//
//     L = −log σ(β[(log π(y_w|x) − log π_ref(y_w|x)) − (log π(y_l|x) − log π_ref(y_l|x))])
//
// The reference is the model without its adapter (or with the adapter as it was at the start). Its log-probabilities
// are taken once, by the same code that trains, so a fresh adapter's first loss is ln 2 to rounding.
// One pair is in memory at a time, whatever the micro-batch; of a small model one for each thread (side_by_side.h). On a GPU as many
// as have about three thousand tokens run together.
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/engine/train/answer_log_probs.h"
#include "core/engine/train/example_store.h"
#include "core/engine/train/image_features.h"
#include "core/engine/train/losses/preference_loss.h"
#include "core/engine/train/objective.h"

#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <stop_token>
#include <vector>

namespace m3po::engine {

enum class Reference {
    Base,           // the adapter switched off
    InitialAdapter, // the adapter as given: what TRL takes where it is handed a PeftModel
};

struct DpoSettings {
    PreferenceLossSettings loss;
    std::vector<WeightedPreferenceLoss> losses = *parse_preference_losses("sigmoid");
    Reference reference = Reference::Base;
    double lora_dropout = 0;
    std::uint64_t seed = 0; // of the dropout masks
};

struct ReferenceLogps {
    float chosen = std::numeric_limits<float>::quiet_NaN(); // NaN: not known yet
    float rejected = std::numeric_limits<float>::quiet_NaN();
    bool known() const { return !std::isnan(chosen) && !std::isnan(rejected); }
};

class DpoObjective : public Objective {
public:
    // Shares model, adapter and images, which must outlive it. REQUIRES: the adapter is attached to the model.
    DpoObjective(VisionLanguageModel &model, const Adapter &adapter, ImageFeatures &images,
                 ExampleStore pairs, DpoSettings settings = {});

    std::int64_t size() const override { return pairs_.size(); }

    // Before the first step: computes what set_reference() has not given. Throws Failure (Cancelled where stopped;
    // what was computed until then stays).
    void compute_reference(std::stop_token stop = {}, const ProgressSink &progress = {});
    const std::vector<ReferenceLogps> &reference() const { return reference_; }
    // REQUIRES: one for each pair; from the same model and pairs.
    void set_reference(std::vector<ReferenceLogps> values);

    // REQUIRES: every row's reference is known.
    MicroBatchResult micro_batch(std::span<const std::int64_t> rows, double share, MicroBatchPlace place) override;

private:
    struct Pass;

    at::Tensor embedded(const PreferenceExample &pair); // (1, P, D)
    bool packs() const; // whether a pair is one row of a run
    // How many of the pairs, from the first, run in one pass.
    std::size_t pairs_in_pass(std::span<const std::int64_t> rows) const;
    std::vector<std::span<const std::int64_t>> passes_of(std::span<const std::int64_t> &left, std::int64_t most) const;
    AnswerLogProbs log_probs(std::span<const std::int64_t> rows, bool statistics); // (2 R) sums: chosen and rejected in turn
    Pass run(std::span<const std::int64_t> rows, double share, double mean_chosen_length, const std::vector<at::Tensor> &parameters);

    VisionLanguageModel &model_;
    const Adapter &adapter_;
    ImageFeatures &images_;
    ExampleStore pairs_;
    DpoSettings settings_;
    std::vector<ReferenceLogps> reference_;
};

} // namespace m3po::engine
