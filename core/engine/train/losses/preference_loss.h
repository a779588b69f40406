// SPDX-License-Identifier: GPL-3.0-or-later
// Losses over preference pairs: what a policy and its reference say about a chosen and a rejected answer -> a loss a
// pair. A loss is one file and one line in registry.cpp.
//
//     Δw = log π(y_w|x) − log π_ref(y_w|x),   Δl likewise,   rewards βΔw and βΔl,   d = Δw − Δl
#pragma once

#include "core/base/result.h"

#include <ATen/core/Tensor.h>

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace m3po::engine {

// Each (B), float32. Log-probabilities are sums over the answer's tokens, end token included.
struct PreferenceTerms {
    at::Tensor chosen_logps;        // log π(y_w|x)
    at::Tensor chosen_logratios;    // Δw
    at::Tensor rejected_logratios;  // Δl
    at::Tensor chosen_lengths;      // |y_w|, tokens
    at::Tensor rejected_lengths;    // |y_l|
    double mean_chosen_length = 1;  // over the whole micro-batch, of which these B pairs may be a part
};

struct PreferenceLossSettings {
    double beta = 0.1;
    double label_smoothing = 0; // ε: how often a label is wrong (robust)
};

// -> (B); the micro-batch's loss is the mean over its pairs.
using PreferenceLoss = at::Tensor (*)(const PreferenceTerms &, const PreferenceLossSettings &);

struct NamedPreferenceLoss {
    std::string_view name; // as TRL calls it
    PreferenceLoss loss;
    std::string_view about;
};

std::span<const NamedPreferenceLoss> preference_losses();

// A weighted sum of losses, as "sigmoid" or "sigmoid:0.8,bco_pair:0.2,sft:1".
struct WeightedPreferenceLoss {
    const NamedPreferenceLoss *loss = nullptr;
    double weight = 1;
};
Result<std::vector<WeightedPreferenceLoss>> parse_preference_losses(std::string_view text);

at::Tensor preference_loss(std::span<const WeightedPreferenceLoss> losses, const PreferenceTerms &terms,
                           const PreferenceLossSettings &settings);

} // namespace m3po::engine
