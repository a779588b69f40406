// SPDX-License-Identifier: GPL-3.0-or-later
// DPO over log-ratios per token (Tülu 3):  −log σ(β(Δw/|w| − Δl/|l|))
#include "core/engine/train/losses/preference_loss.h"

#include <ATen/ATen.h>

namespace m3po::engine {

at::Tensor sigmoid_norm_loss(const PreferenceTerms &p, const PreferenceLossSettings &s)
{
    const auto d = p.chosen_logratios / p.chosen_lengths - p.rejected_logratios / p.rejected_lengths;
    return -at::log_sigmoid(s.beta * d);
}

} // namespace m3po::engine
