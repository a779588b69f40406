// SPDX-License-Identifier: GPL-3.0-or-later
// APO-zero (D’Oosterlinck et al. 2024, eq. 7):  1 − σ(βΔw) + σ(βΔl)
#include "core/engine/train/losses/preference_loss.h"

#include <ATen/ATen.h>

namespace m3po::engine {

at::Tensor apo_zero_loss(const PreferenceTerms &p, const PreferenceLossSettings &s)
{
    return 1 - at::sigmoid(s.beta * p.chosen_logratios) + at::sigmoid(s.beta * p.rejected_logratios);
}

} // namespace m3po::engine
