// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/select/m3p_index.h"

#include "core/base/parallel.h"
#include "core/select/m3p.h"

#include <algorithm>
#include <cmath>
#include <limits>

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

// The rows of one sample that may become R_l, in their order, into `front`. REQUIRES: w is its R_w.
void M3pIndex::find_front(const Rows &rows, std::int64_t begin, std::int64_t end, std::int64_t w, std::vector<Point> &points,
                          std::vector<Point> &front) const
{
    const auto beats = [](const Point &one, const Point &other) {
        const double mas = one.mas + (one.row < other.row ? 0 : clear);
        return (mas <= other.mas) & (one.logp >= other.logp); // false for NaN; & rather than &&: no branch to guess
    };
    // R_l of the paper's alpha and delta beats most others at once.
    const SelectOptions paper{.alpha = needs_logp_ ? SelectOptions().alpha : 0};
    const double mas_w = rows.mas(w), logp_w = logp(columns_.logp_sum[w], columns_.token_counts[w]);
    points.resize(static_cast<std::size_t>(end - begin));
    Point pivot{0, 0, -1};
    double best = -std::numeric_limits<double>::infinity();
    for (auto row = begin; row < end; ++row) {
        auto &point = points[static_cast<std::size_t>(row - begin)];
        point = {rows.mas(row), logp(columns_.logp_sum[row], columns_.token_counts[row]), row};
        const double score = m3p_score(mas_w - point.mas, logp_w, point.logp, paper);
        if (score > best && row != w && rows.candidate(row)) {
            pivot = point;
            best = score;
        }
    }
    front.clear();
    if (pivot.row < 0)
        return;
    std::size_t left = 0;
    for (const auto &point : points) {
        const bool stays = !beats(pivot, point);
        points[left] = point;
        left += stays;
    }
    for (const auto &point : std::span(points).first(left)) {
        if (point.row == w || std::any_of(front.begin(), front.end(), [&](const Point &lower) { return beats(lower, point); })
            || !rows.candidate(point.row))
            continue;
        std::erase_if(front, [&](const Point &lower) { return beats(point, lower); });
        front.push_back(point);
    }
}

void M3pIndex::add_block(int number)
{
    const Rows rows(columns_, mas_, needs_logp_, confidence_);
    auto &rivals = rivals_[static_cast<std::size_t>(number)];
    std::vector<Point> points, front;
    const auto first = number * block;
    const auto last = std::min(first + block, columns_.samples());
    for (auto s = first; s < last; ++s) {
        auto &sample = samples_[static_cast<std::size_t>(s)];
        const auto begin = columns_.offsets[s], end = columns_.offsets[s + 1];
        const auto w = m3p_chosen(rows, begin, end);
        front.clear();
        if (w >= 0)
            find_front(rows, begin, end, w, points, front);
        if (front.empty())
            continue;
        sample.mas = rows.mas(w);
        sample.logp_sum = columns_.logp_sum[w];
        sample.tokens = columns_.token_counts[w];
        sample.chosen = w;
        sample.first_rival = static_cast<std::uint32_t>(rivals.size());
        sample.rivals = static_cast<std::uint32_t>(front.size());
        for (const auto &point : front)
            rivals.push_back({point.mas, columns_.logp_sum[point.row], columns_.token_counts[point.row], point.row});
    }
}

// No branch depends on a score: which rival is best is as good as random, and a wrong guess of the processor's costs
// more than the arithmetic.
std::int64_t M3pIndex::rejected(const Sample &sample, std::int64_t number, std::span<const Rival> rivals, const SelectOptions &options) const
{
    constexpr double none = -std::numeric_limits<double>::infinity();
    const double chosen_logp = logp(sample.logp_sum, sample.tokens);
    const Rival *rejected = rivals.data();
    double best = none;
    for (const auto &rival : rivals) {
        const double gap = sample.mas - rival.mas;
        const double any = m3p_score(gap, chosen_logp, logp(rival.logp_sum, rival.tokens), options);
        const double score = gap < options.min_gap ? none : any;
        const bool better = score > best;
        rejected = better ? &rival : rejected;
        best = better ? score : best;
    }
    // Scores without bounds, and no pair at all, as the equation's own loop has it.
    if (!(std::abs(best) < large)) [[unlikely]] {
        const Rows rows(columns_, mas_, needs_logp_, confidence_);
        return m3p_choice(rows, number, columns_.offsets[number], columns_.offsets[number + 1], options).rejected;
    }
    return rejected->row;
}

std::vector<std::int64_t> M3pIndex::agreement(std::span<const std::int64_t> chosen, std::span<const std::int64_t> rejected,
                                              std::span<const SelectOptions> cells, std::stop_token stop) const
{
    std::vector<std::vector<std::int64_t>> counted(static_cast<std::size_t>(blocks()));
    parallel(blocks(), [&](int number) {
        if (stop.stop_requested())
            return;
        auto &same = counted[static_cast<std::size_t>(number)];
        same.resize(cells.size());
        const auto &rivals = rivals_[static_cast<std::size_t>(number)];
        const auto first = static_cast<std::size_t>(number * block);
        const auto last = std::min(first + static_cast<std::size_t>(block), samples_.size());
        for (auto s = first; s < last; ++s) {
            const auto &sample = samples_[s];
            if (sample.chosen < 0 || sample.chosen != chosen[s])
                continue; // R_w is the same everywhere
            const std::span own{rivals.data() + sample.first_rival, sample.rivals};
            for (std::size_t cell = 0; cell < cells.size(); ++cell)
                same[cell] += this->rejected(sample, static_cast<std::int64_t>(s), own, cells[cell]) == rejected[s];
        }
    });
    std::vector<std::int64_t> sums(cells.size());
    for (const auto &same : counted) {
        for (std::size_t cell = 0; cell < same.size(); ++cell)
            sums[cell] += same[cell];
    }
    return sums;
}

} // namespace m3po
