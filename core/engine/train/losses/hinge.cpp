// SPDX-License-Identifier: GPL-3.0-or-later
// SLiC (Zhao et al. 2023) on DPO's rewards:  max(0, 1 − β(Δw − Δl))
#include "core/engine/train/losses/preference_loss.h"

#include <ATen/ATen.h>

namespace m3po::engine {

at::Tensor hinge_loss(const PreferenceTerms &p, const PreferenceLossSettings &s)
{
    return at::relu(1 - s.beta * (p.chosen_logratios - p.rejected_logratios));
}

} // namespace m3po::engine
