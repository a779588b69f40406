// SPDX-License-Identifier: GPL-3.0-or-later
// IPO (Azar et al. 2023, eq. 17), log-ratios per token as its authors confirmed to TRL:
//     (Δw/|w| − Δl/|l| − 1/(2β))²
#include "core/engine/train/losses/preference_loss.h"

#include <ATen/ATen.h>

namespace m3po::engine {

at::Tensor ipo_loss(const PreferenceTerms &p, const PreferenceLossSettings &s)
{
    const auto d = p.chosen_logratios / p.chosen_lengths - p.rejected_logratios / p.rejected_lengths;
    return at::square(d - 1 / (2 * s.beta));
}

} // namespace m3po::engine
