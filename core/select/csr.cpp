// SPDX-License-Identifier: GPL-3.0-or-later
// Calibrated Self-Rewarding (Zhou et al. 2024): the score mixes what the image says with what the model says of
// itself, and the best meets the worst. Log-probabilities and MAS have no common unit, so ranks are mixed:
//
//     score(R) = lambda * rank(MAS(R)) + (1 - lambda) * rank(log P(R))        lambda = 0.9 as in the paper
//
// with ranks in 0..1 among the sample's candidates (0 the lowest), equal values sharing the mean of their ranks.
// A pair's score is the difference of its two scores.
#include "core/select/rows.h"
#include "core/select/selectors.h"

#include <algorithm>

namespace m3po {

namespace {

// Adds weight * rank of value(candidate) to each candidate's score.
template <typename Value>
void add_ranks(const std::vector<std::int64_t> &candidates, std::vector<std::size_t> &order, double weight,
               std::vector<double> &scores, Value value)
{
    const auto n = candidates.size();
    order.resize(n);
    for (std::size_t i = 0; i < n; ++i)
        order[i] = i;
    std::sort(order.begin(), order.end(),
              [&](auto a, auto b) { return value(candidates[a]) < value(candidates[b]); });
    for (std::size_t i = 0; i < n;) {
        auto end = i + 1;
        while (end < n && value(candidates[order[end]]) == value(candidates[order[i]]))
            ++end;
        const double rank = (static_cast<double>(i) + static_cast<double>(end - 1)) / 2 / static_cast<double>(n - 1);
        for (; i < end; ++i)
            scores[order[i]] += weight * rank;
    }
}

class Csr final : public Selector {
public:
    std::string_view name() const override { return "csr"; }
    std::string_view description() const override
    {
        return "best against worst by a mix of the ranks of MAS and of the model's own log-probability (CSR)";
    }

private:
    void pick(const ScoreColumns &columns, std::span<const double> mas, const SelectOptions &options,
              std::vector<PairChoice> &choices) const override
    {
        choices.clear();
        const Rows rows(columns, mas, true, options.confidence);
        std::vector<std::int64_t> candidates;
        std::vector<std::size_t> order;
        std::vector<double> scores;
        for (std::int64_t s = 0; s < columns.samples(); ++s) {
            const auto begin = columns.offsets[s];
            const auto end = columns.offsets[s + 1];
            candidates.clear();
            for (auto row = begin; row < end; ++row) {
                if (rows.candidate(row))
                    candidates.push_back(row);
            }
            if (candidates.size() < 2) {
                choices.push_back(no_pair(s, rows.why_none(begin, end)));
                continue;
            }
            scores.assign(candidates.size(), 0.0);
            add_ranks(candidates, order, options.csr_weight, scores, [&](auto row) { return rows.mas(row); });
            add_ranks(candidates, order, 1 - options.csr_weight, scores, [&](auto row) { return rows.logp(row); });
            const auto w = std::max_element(scores.begin(), scores.end()) - scores.begin(); // the first of equals
            const auto l = std::min_element(scores.begin(), scores.end()) - scores.begin();
            const double difference = scores[w] - scores[l];
            if (difference <= 0)
                choices.push_back(no_pair(s, NoPair::ScoresEqual));
            else if (options.min_gap > 0 && rows.mas(candidates[w]) - rows.mas(candidates[l]) < options.min_gap)
                choices.push_back(no_pair(s, NoPair::BelowMinGap));
            else
                choices.push_back({s, candidates[w], candidates[l], difference, NoPair::None});
        }
    }
};

} // namespace

const Selector &csr_selector()
{
    static const Csr selector;
    return selector;
}

} // namespace m3po
