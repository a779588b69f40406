// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/train/losses/preference_loss.h"

#include <ATen/ATen.h>
#include <spdlog/fmt/fmt.h>

#include <array>
#include <charconv>

namespace m3po::engine {

// Declared here and nowhere else: a loss's file defines its function, this list names it.
at::Tensor sigmoid_loss(const PreferenceTerms &, const PreferenceLossSettings &);
at::Tensor hinge_loss(const PreferenceTerms &, const PreferenceLossSettings &);
at::Tensor ipo_loss(const PreferenceTerms &, const PreferenceLossSettings &);
at::Tensor robust_loss(const PreferenceTerms &, const PreferenceLossSettings &);
at::Tensor sigmoid_norm_loss(const PreferenceTerms &, const PreferenceLossSettings &);
at::Tensor bco_pair_loss(const PreferenceTerms &, const PreferenceLossSettings &);
at::Tensor apo_zero_loss(const PreferenceTerms &, const PreferenceLossSettings &);
at::Tensor apo_down_loss(const PreferenceTerms &, const PreferenceLossSettings &);
at::Tensor sft_loss(const PreferenceTerms &, const PreferenceLossSettings &);

std::span<const NamedPreferenceLoss> preference_losses()
{
    static constexpr std::array list{
        NamedPreferenceLoss{"sigmoid", sigmoid_loss, "DPO"},
        NamedPreferenceLoss{"hinge", hinge_loss, "SLiC's hinge on DPO's rewards"},
        NamedPreferenceLoss{"ipo", ipo_loss, "squared distance of the log-ratios per token from 1/(2β)"},
        NamedPreferenceLoss{"robust", robust_loss, "DPO where a share of the labels is wrong (label smoothing)"},
        NamedPreferenceLoss{"sigmoid_norm", sigmoid_norm_loss, "DPO over log-ratios per token"},
        NamedPreferenceLoss{"bco_pair", bco_pair_loss, "both answers apart against zero"},
        NamedPreferenceLoss{"apo_zero", apo_zero_loss, "anchored: chosen up, rejected down"},
        NamedPreferenceLoss{"apo_down", apo_down_loss, "anchored: both down, rejected more"},
        NamedPreferenceLoss{"sft", sft_loss, "cross-entropy of the chosen answers"},
    };
    return list;
}

Result<std::vector<WeightedPreferenceLoss>> parse_preference_losses(std::string_view text)
{
    std::vector<WeightedPreferenceLoss> parsed;
    for (std::size_t begin = 0; begin <= text.size();) {
        const auto end = std::min(text.find(',', begin), text.size());
        const auto item = text.substr(begin, end - begin);
        const auto colon = std::min(item.find(':'), item.size());
        WeightedPreferenceLoss one;
        for (const auto &known : preference_losses()) {
            if (known.name == item.substr(0, colon))
                one.loss = &known;
        }
        if (!one.loss) {
            std::string names;
            for (const auto &known : preference_losses())
                names += fmt::format("{}{}", names.empty() ? "" : ", ", known.name);
            return Error::usage(fmt::format("loss \"{}\": expected one of {}", item.substr(0, colon), names));
        }
        if (colon < item.size()) {
            const auto number = item.substr(colon + 1);
            const auto [stopped, error] = std::from_chars(number.data(), number.data() + number.size(), one.weight);
            if (error != std::errc() || stopped != number.data() + number.size())
                return Error::usage(fmt::format("loss \"{}\": expected a number after the colon", item));
        }
        parsed.push_back(one);
        begin = end + 1;
    }
    return parsed;
}

at::Tensor preference_loss(std::span<const WeightedPreferenceLoss> losses, const PreferenceTerms &terms,
                           const PreferenceLossSettings &settings)
{
    at::Tensor sum;
    for (const auto &[named, weight] : losses) {
        const auto value = named->loss(terms, settings);
        const auto weighted = weight == 1 ? value : weight * value;
        sum = sum.defined() ? sum + weighted : weighted;
    }
    return sum;
}

} // namespace m3po::engine
