// SPDX-License-Identifier: GPL-3.0-or-later
// BCO (Jung et al. 2024) without a running mean, as MPO mixes it in:  −log σ(βΔw) − log σ(−βΔl)
#include "core/engine/train/losses/preference_loss.h"

#include <ATen/ATen.h>

namespace m3po::engine {

at::Tensor bco_pair_loss(const PreferenceTerms &p, const PreferenceLossSettings &s)
{
    return -at::log_sigmoid(s.beta * p.chosen_logratios) - at::log_sigmoid(-s.beta * p.rejected_logratios);
}

} // namespace m3po::engine
