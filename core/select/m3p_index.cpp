// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/select/m3p_index.h"

#include "core/base/parallel.h"
#include "core/select/m3p.h"

#include <cmath>

namespace m3po {

namespace {

// Among equal S the lower row wins. So a row falls to a lower one that is as good in both numbers; to a higher one
// only where their S cannot round to the same: with MAS apart by `clear` and S below `large`, they do not.
constexpr double clear = 0x1p-40;
constexpr double large = 0x1p10;

} // namespace

M3pIndex::M3pIndex(const ScoreColumns &columns, std::span<const double> mas, bool needs_logp, Confidence confidence)
    : columns_(columns), mas_(mas), needs_logp_(needs_logp), confidence_(confidence),
      samples_(static_cast<std::size_t>(columns.samples())), rivals_(static_cast<std::size_t>(blocks()))
{
    parallel(blocks(), [this](int number) { add_block(number); });
}

int M3pIndex::blocks() const { return static_cast<int>((columns_.samples() + block - 1) / block); }

double M3pIndex::logp(float sum, std::int32_t tokens) const
{
    if (!needs_logp_)
        return 0;
    return confidence_ == Confidence::PerToken ? static_cast<double>(sum) / tokens : static_cast<double>(sum);
}

void M3pIndex::add_block(int block_number)
{
    struct Point {
        double mas, logp;
        std::int64_t row;
    };
    const Rows rows(columns_, mas_, needs_logp_, confidence_);
    auto &rivals = rivals_[static_cast<std::size_t>(block_number)];
    std::vector<Point> front; // of one sample
    const auto first = block_number * block;
    const auto last = std::min(first + block, columns_.samples());
    for (auto s = first; s < last; ++s) {
        auto &sample = samples_[static_cast<std::size_t>(s)];
        const auto begin = columns_.offsets[s], end = columns_.offsets[s + 1];
        const auto w = m3p_chosen(rows, begin, end);
        front.clear();
        for (auto row = begin; row < end; ++row) {
            if (row == w || !rows.scored(row))
                continue;
            const Point point{rows.mas(row), logp(columns_.logp_sum[row], columns_.token_counts[row]), row};
            const auto beats = [&](const Point &lower) { return lower.mas <= point.mas && lower.logp >= point.logp; };
            // Whether it is a candidate is asked last: few get so far.
            if (std::any_of(front.begin(), front.end(), beats) || !rows.candidate(row))
                continue;
            std::erase_if(front, [&](const Point &lower) { return point.mas + clear <= lower.mas && point.logp >= lower.logp; });
            front.push_back(point);
        }
        sample.first_rival = static_cast<std::uint32_t>(rivals.size());
        sample.rivals = static_cast<std::uint32_t>(front.size());
        sample.chosen = w;
        if (w < 0 || front.empty()) {
            sample.reason = rows.why_none(begin, end);
            continue;
        }
        sample.mas = rows.mas(w);
        sample.logp_sum = columns_.logp_sum[w];
        sample.tokens = columns_.token_counts[w];
        for (const auto &point : front)
            rivals.push_back({point.mas, columns_.logp_sum[point.row], columns_.token_counts[point.row], point.row});
    }
}

PairChoice M3pIndex::choose(const Sample &sample, std::int64_t number, std::span<const Rival> rivals,
                            const SelectOptions &options, Numbers &numbers) const
{
    if (rivals.empty())
        return no_pair(number, sample.reason);
    const double chosen_logp = logp(sample.logp_sum, sample.tokens);
    const Rival *rejected = nullptr;
    double best = 0;
    for (const auto &rival : rivals) {
        const double gap = sample.mas - rival.mas;
        if (gap < options.min_gap)
            continue;
        const double score = m3p_score(gap, chosen_logp, logp(rival.logp_sum, rival.tokens), options);
        if (!rejected || score > best) {
            rejected = &rival;
            best = score;
        }
    }
    if (!rejected)
        return no_pair(number, NoPair::BelowMinGap);
    PairChoice choice{number, sample.chosen, rejected->row, best, NoPair::None};
    numbers = {sample.mas - rejected->mas, sample.logp_sum, rejected->logp_sum, sample.tokens, rejected->tokens};
    if (!(std::abs(best) < large)) [[unlikely]] {
        const Rows rows(columns_, mas_, needs_logp_, confidence_);
        choice = m3p_choice(rows, number, columns_.offsets[number], columns_.offsets[number + 1], options);
        numbers.mas_gap = sample.mas - mas_[choice.rejected];
        numbers.rejected_logp = columns_.logp_sum[choice.rejected];
        numbers.rejected_tokens = columns_.token_counts[choice.rejected];
    }
    return choice;
}

void M3pIndex::select(const SelectOptions &options, std::vector<PairChoice> &choices, std::vector<Numbers> &numbers) const
{
    choices.resize(samples_.size());
    numbers.resize(samples_.size());
    parallel(blocks(), [&](int number) {
        const auto &rivals = rivals_[static_cast<std::size_t>(number)];
        const auto first = static_cast<std::size_t>(number * block);
        const auto last = std::min(first + static_cast<std::size_t>(block), samples_.size());
        for (auto s = first; s < last; ++s) {
            const auto &sample = samples_[s];
            choices[s] = choose(sample, static_cast<std::int64_t>(s), {rivals.data() + sample.first_rival, sample.rivals},
                                options, numbers[s]);
        }
    });
}

} // namespace m3po
