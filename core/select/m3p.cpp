// SPDX-License-Identifier: GPL-3.0-or-later
// M3P-Selection, the paper's:
//
//     R_w = argmax MAS(R)
//     S(R_j) = (MAS(R_w) - MAS(R_j)) - alpha * max(0, log P(R_w) - log P(R_j) - delta)
//     R_l = argmax over j != w of S(R_j)
//
// Where the paper is silent: with alpha = 0 log P is not read at all, so rows without one are candidates then. R_l
// is the argmax even where its S is below 0. All MAS equal still gives a pair (the equation asks for no gap;
// min_gap does).
#include "core/select/rows.h"
#include "core/select/selectors.h"

namespace m3po {

namespace {

class M3p final : public Selector {
public:
    std::string_view name() const override { return "m3p"; }
    std::string_view description() const override
    {
        return "the best answer against the worse one that the model is most confident of (M3P-Selection)";
    }

    void select(const ScoreColumns &columns, std::span<const double> mas, const SelectOptions &options,
                std::vector<PairChoice> &choices) const override
    {
        const auto samples = columns.samples();
        choices.resize(static_cast<std::size_t>(samples));
        const Rows rows(columns, mas, options.alpha > 0, options.confidence);
        for (std::int64_t s = 0; s < samples; ++s)
            choices[s] = one(rows, s, columns.offsets[s], columns.offsets[s + 1], options);
    }

private:
    static PairChoice one(const Rows &rows, std::int64_t sample, std::int64_t begin, std::int64_t end,
                          const SelectOptions &options)
    {
        std::int64_t w = -1;
        for (auto row = begin; row < end; ++row) {
            // The comparison first: it alone decides for most rows.
            if ((w < 0 || rows.mas(row) > rows.mas(w)) && rows.candidate(row))
                w = row;
        }
        if (w < 0)
            return no_pair(sample, rows.why_none(begin, end));

        const bool penalised = options.alpha > 0;
        const bool clamped = options.penalty == Penalty::Clamped;
        const double mas_w = rows.mas(w);
        const double logp_w = penalised ? rows.logp(w) : 0;
        std::int64_t l = -1;
        double best = 0;
        bool others = false;
        for (auto row = begin; row < end; ++row) {
            if (row == w || !rows.candidate(row))
                continue;
            others = true;
            const double gap = mas_w - rows.mas(row);
            if (gap < options.min_gap)
                continue;
            double score = gap;
            if (penalised) {
                const double excess = logp_w - rows.logp(row) - options.delta;
                score -= options.alpha * (clamped && excess < 0 ? 0 : excess);
            }
            if (l < 0 || score > best) {
                l = row;
                best = score;
            }
        }
        if (l < 0)
            return no_pair(sample, others ? NoPair::BelowMinGap : rows.why_none(begin, end));
        return {sample, w, l, best, NoPair::None};
    }
};

} // namespace

const Selector &m3p_selector()
{
    static const M3p selector;
    return selector;
}

} // namespace m3po
