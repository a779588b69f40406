// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/select/agreement_map.h"

#include <algorithm>
#include <limits>

namespace m3po {

namespace {

// 0, 0.05, ...: each the number nearest to its decimals, so that it equals what a person types.
std::vector<double> twentieths(int last)
{
    std::vector<double> values;
    for (int i = 0; i <= last; ++i)
        values.push_back(i / 20.0);
    return values;
}

} // namespace

std::vector<double> agreement_alphas() { return twentieths(20); }
std::vector<double> agreement_deltas() { return twentieths(10); }

double AgreementMap::share(std::size_t alpha, std::size_t delta) const
{
    return pairs > 0 ? static_cast<double>(same[alpha * deltas.size() + delta]) / static_cast<double>(pairs)
                     : std::numeric_limits<double>::quiet_NaN();
}

const M3pIndex &AgreementMaps::index(bool needs_logp, Confidence confidence)
{
    auto &kept = needs_logp ? with_logp_ : without_logp_;
    if (!kept || (needs_logp && confidence_ != confidence))
        kept = std::make_unique<const M3pIndex>(*columns_, mas_->column(), needs_logp, confidence);
    if (needs_logp)
        confidence_ = confidence;
    return *kept;
}

AgreementMap AgreementMaps::compute(const SelectOptions &options, const PairRows &selection, std::vector<double> alphas,
                                    std::vector<double> deltas, std::stop_token stop)
{
    AgreementMap map{std::move(alphas), std::move(deltas), 0, {}};
    map.pairs = std::count_if(selection.chosen.begin(), selection.chosen.end(), [](std::int64_t row) { return row >= 0; });
    std::vector<SelectOptions> without_logp, with_logp;
    for (const double alpha : map.alphas) {
        for (const double delta : map.deltas) {
            auto &cells = alpha > 0 ? with_logp : without_logp;
            auto &cell = cells.emplace_back(options);
            cell.alpha = alpha;
            cell.delta = delta;
            if (!(alpha > 0))
                break; // delta does not matter then
        }
    }
    const auto counted = [&](const std::vector<SelectOptions> &cells, bool needs_logp) {
        return cells.empty() ? std::vector<std::int64_t>()
                             : index(needs_logp, options.confidence).agreement(selection.chosen, selection.rejected, cells, stop);
    };
    const auto plain = counted(without_logp, false), full = counted(with_logp, true);
    if (stop.stop_requested())
        throw Failure(Error::cancelled());
    auto next_plain = plain.begin(), next_full = full.begin();
    for (const double alpha : map.alphas) {
        for (std::size_t delta = 0; delta < map.deltas.size(); ++delta)
            map.same.push_back(alpha > 0 ? *next_full++ : *next_plain);
        if (!(alpha > 0) && !map.deltas.empty())
            ++next_plain;
    }
    return map;
}

} // namespace m3po
