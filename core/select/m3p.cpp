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
#include "core/select/m3p.h"
#include "core/select/selectors.h"

namespace m3po {

std::int64_t m3p_chosen(const Rows &rows, std::int64_t begin, std::int64_t end)
{
    std::int64_t w = -1;
    for (auto row = begin; row < end; ++row) {
        // The comparison first: it alone decides for most rows.
        if ((w < 0 || rows.mas(row) > rows.mas(w)) && rows.candidate(row))
            w = row;
    }
    return w;
}

PairChoice m3p_choice(const Rows &rows, std::int64_t sample, std::int64_t begin, std::int64_t end,
                      const SelectOptions &options)
{
    const auto w = m3p_chosen(rows, begin, end);
    if (w < 0)
        return no_pair(sample, rows.why_none(begin, end));

    std::int64_t l = -1;
    double best = 0;
    bool others = false;
    for (auto row = begin; row < end; ++row) {
        if (row == w || !rows.candidate(row))
            continue;
        others = true;
        const double gap = rows.mas(w) - rows.mas(row);
        if (gap < options.min_gap)
            continue;
        const double score = m3p_score(gap, rows.logp(w), rows.logp(row), options);
        if (l < 0 || score > best) {
            l = row;
            best = score;
        }
    }
    if (l < 0)
        return no_pair(sample, others ? NoPair::BelowMinGap : rows.why_none(begin, end));
    return {sample, w, l, best, NoPair::None};
}

namespace {

class M3p final : public Selector {
public:
    std::string_view name() const override { return "m3p"; }
    std::string_view description() const override
    {
        return "the best answer against the worse one that the model is most confident of (M3P-Selection)";
    }

private:
    void pick(const ScoreColumns &columns, std::span<const double> mas, const SelectOptions &options,
              std::vector<PairChoice> &choices) const override
    {
        const auto samples = columns.samples();
        choices.resize(static_cast<std::size_t>(samples));
        const Rows rows(columns, mas, options.alpha > 0, options.confidence);
        for (std::int64_t s = 0; s < samples; ++s)
            choices[s] = m3p_choice(rows, s, columns.offsets[s], columns.offsets[s + 1], options);
    }
};

} // namespace

const Selector &m3p_selector()
{
    static const M3p selector;
    return selector;
}

} // namespace m3po
