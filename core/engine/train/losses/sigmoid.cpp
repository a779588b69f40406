// SPDX-License-Identifier: GPL-3.0-or-later
// DPO (Rafailov et al. 2023, eq. 7):  −log σ(β(Δw − Δl))
#include "core/engine/train/losses/preference_loss.h"

#include <ATen/ATen.h>

namespace m3po::engine {

at::Tensor sigmoid_loss(const PreferenceTerms &p, const PreferenceLossSettings &s)
{
    return -at::log_sigmoid(s.beta * (p.chosen_logratios - p.rejected_logratios));
}

} // namespace m3po::engine
