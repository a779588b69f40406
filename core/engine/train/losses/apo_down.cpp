// SPDX-License-Identifier: GPL-3.0-or-later
// APO-down (D’Oosterlinck et al. 2024, eq. 8):  σ(βΔw) + 1 − σ(β(Δw − Δl))
#include "core/engine/train/losses/preference_loss.h"

#include <ATen/ATen.h>

namespace m3po::engine {

at::Tensor apo_down_loss(const PreferenceTerms &p, const PreferenceLossSettings &s)
{
    const auto d = p.chosen_logratios - p.rejected_logratios;
    return at::sigmoid(s.beta * p.chosen_logratios) + 1 - at::sigmoid(s.beta * d);
}

} // namespace m3po::engine
