// SPDX-License-Identifier: GPL-3.0-or-later
// Cross-entropy of the chosen answers, mean over all their tokens in the micro-batch:  −Σ log π(y_w|x) / Σ |y_w|
#include "core/engine/train/losses/preference_loss.h"

#include <ATen/ATen.h>

namespace m3po::engine {

at::Tensor sft_loss(const PreferenceTerms &p, const PreferenceLossSettings &)
{
    return -p.chosen_logps / p.mean_chosen_length;
}

} // namespace m3po::engine
