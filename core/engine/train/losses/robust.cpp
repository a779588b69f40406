// SPDX-License-Identifier: GPL-3.0-or-later
// Robust DPO (Chowdhury et al. 2024), unbiased where a share ε of the labels is flipped:
//     [−(1−ε) log σ(βd) + ε log σ(−βd)] / (1−2ε)
#include "core/engine/train/losses/preference_loss.h"

#include <ATen/ATen.h>

namespace m3po::engine {

at::Tensor robust_loss(const PreferenceTerms &p, const PreferenceLossSettings &s)
{
    const auto bd = s.beta * (p.chosen_logratios - p.rejected_logratios);
    const double e = s.label_smoothing;
    return (-(1 - e) * at::log_sigmoid(bd) + e * at::log_sigmoid(-bd)) / (1 - 2 * e);
}

} // namespace m3po::engine
