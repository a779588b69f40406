// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/agreement.h"

#include <algorithm>
#include <cmath>

namespace m3po {

Outcome outcome_of(const Review &review)
{
    switch (verdict_of(review)) {
    case Verdict::Pending: return Outcome::Pending;
    case Verdict::Refused: return Outcome::Refused;
    default: return is_as_selected(review) ? Outcome::Accepted : Outcome::Changed;
    }
}

std::vector<signed char> score_thirds(std::span<const AgreementPair> pairs)
{
    std::vector<double> scores;
    for (const auto &pair : pairs)
        if (std::isfinite(pair.score))
            scores.push_back(pair.score);
    std::sort(scores.begin(), scores.end());
    std::vector<signed char> thirds(pairs.size(), -1);
    if (scores.empty())
        return thirds;
    // The greatest S of the first and of the second third.
    const auto last_of = [&](std::size_t part) { return scores[(part * scores.size() + 2) / 3 - 1]; };
    const double low = last_of(1), middle = last_of(2);
    for (std::size_t i = 0; i < pairs.size(); ++i)
        if (std::isfinite(pairs[i].score))
            thirds[i] = pairs[i].score <= low ? 0 : pairs[i].score <= middle ? 1 : 2;
    return thirds;
}

Agreement agreement(std::span<const AgreementPair> pairs, std::span<const signed char> thirds, std::span<const Outcome> outcomes)
{
    Agreement result;
    const auto count = [](AgreementShare &share, Outcome outcome) {
        ++(outcome == Outcome::Accepted ? share.accepted : outcome == Outcome::Changed ? share.changed : share.refused);
    };
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        if (outcomes[i] == Outcome::Pending)
            continue;
        count(result.all, outcomes[i]);
        if (thirds[i] >= 0)
            count(result.by_score[static_cast<std::size_t>(thirds[i])], outcomes[i]);
        if (std::isfinite(pairs[i].logp_gap))
            count(result.by_preference[pairs[i].logp_gap < 0 ? 1 : 0], outcomes[i]);
    }
    return result;
}

} // namespace m3po
