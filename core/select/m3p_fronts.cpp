// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/select/m3p_fronts.h"

#include "core/base/parallel.h"
#include "core/base/vector_target.h"
#include "core/select/m3p.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace m3po {

namespace {

constexpr float nan = std::numeric_limits<float>::quiet_NaN();
constexpr float infinity = std::numeric_limits<float>::infinity();

// Among equals the lower row wins. So a row falls to a lower one that is as good; to a higher one only where what is
// computed from them cannot round to the same: with all components apart by `clear`, each MAS is apart by half of it.
constexpr double clear = 0x1p-39;

float at_least(double value)
{
    const auto near = static_cast<float>(value);
    return static_cast<double>(near) < value ? std::nextafter(near, infinity) : near;
}

float at_most(double value) { return -at_least(-value); }

// Eight floats at once.
constexpr std::size_t lanes = 8;
typedef float Floats __attribute__((vector_size(lanes * sizeof(float)), aligned(alignof(float)), may_alias));
typedef std::int32_t Masks __attribute__((vector_size(lanes * sizeof(float))));

// Whether one of the rows is, in every plane, at least strong[k], or stands before `place` and is at least weak[k].
struct Contest {
    const std::vector<std::vector<float>> &planes; // a multiple of `lanes` each; NaN for what beats nobody
    const std::vector<float> &weak, &strong;
    std::int32_t place;
    bool &beaten;
};

struct Beaten {
    [[gnu::always_inline]] static void run(const Contest &contest)
    {
        Masks any{};
        const Masks lane{0, 1, 2, 3, 4, 5, 6, 7};
        for (std::size_t i = 0; i < contest.planes[0].size(); i += lanes) {
            Masks weak = lane >= 0, strong = weak;
            for (std::size_t k = 0; k < contest.planes.size(); ++k) {
                const Floats values = *reinterpret_cast<const Floats *>(contest.planes[k].data() + i);
                weak &= values >= contest.weak[k];
                strong &= values >= contest.strong[k];
            }
            any |= strong | (weak & (lane + static_cast<std::int32_t>(i) < contest.place));
        }
        std::int32_t all = 0;
        for (std::size_t i = 0; i < lanes; ++i)
            all |= any[i];
        contest.beaten = all != 0;
    }
};

} // namespace

struct M3pFronts::Scratch {
    std::vector<std::vector<float>> components; // of candidates; NaN elsewhere
    std::vector<std::vector<float>> low;        // the same with their signs turned, and log P where it is needed
    std::vector<float> logp;                    // what log P has to be at least, to be as high as a row's
    std::vector<float> weak, strong;
    std::vector<std::int32_t> candidates, winners, rivals; // places

    bool beaten(const std::vector<std::vector<float>> &planes, std::int32_t place)
    {
        bool is = false;
        on_widest_target<Beaten>(Contest{planes, weak, strong, place, is});
        return is;
    }
};

M3pFronts::Rules M3pFronts::rules(const ScoreColumns &columns, const Mas &mas, const SelectOptions &options)
{
    Rules rules{std::vector<bool>(columns.components.size()), options.alpha > 0, options.alpha > 0 ? options.confidence : Confidence::Sequence};
    for (const auto &term : mas.terms())
        rules.weighed[term.component] = true;
    return rules;
}

bool M3pFronts::can(const Mas &mas) { return mas.total() > 0x1p-500 && mas.total() < 0x1p500 && mas.terms().size() <= most_terms; }

M3pFronts::M3pFronts(const ScoreColumns &columns, const Mas &mas, Rules rules)
    : columns_(columns), rules_(std::move(rules)), blocks_(static_cast<std::size_t>((columns.samples() + block - 1) / block))
{
    parallel(blocks(), [&](int number) { add_block(number, mas); });
}

int M3pFronts::blocks() const { return static_cast<int>(blocks_.size()); }

void M3pFronts::add_block(int number, const Mas &mas)
{
    auto &into = blocks_[static_cast<std::size_t>(number)];
    into.winners.components.resize(rules_.weighed.size());
    into.rivals.components.resize(rules_.weighed.size());
    Scratch scratch;
    const auto first = number * block, last = std::min(first + block, columns_.samples());
    std::vector<double> sample_mas;
    for (auto s = first; s < last; ++s) {
        const auto begin = columns_.offsets[s], end = columns_.offsets[s + 1];
        sample_mas.clear();
        for (auto row = begin; row < end; ++row)
            sample_mas.push_back(mas[row]);
        add_sample(Rows(columns_, sample_mas, rules_.needs_logp, rules_.confidence, begin), begin, end, scratch, into);
    }
}

void M3pFronts::add_sample(const Rows &rows, std::int64_t begin, std::int64_t end, Scratch &scratch, Block &into) const
{
    auto &components = scratch.components, &low = scratch.low;
    auto &logp = scratch.logp, &weak = scratch.weak, &strong = scratch.strong;
    auto &candidates = scratch.candidates, &winners = scratch.winners, &rivals = scratch.rivals;
    auto &sample = into.samples.emplace_back();
    candidates.clear();
    for (auto row = begin; row < end; ++row) {
        if (rows.candidate(row))
            candidates.push_back(static_cast<std::int32_t>(row - begin));
    }
    if (candidates.size() < 2) {
        sample.reason = rows.why_none(begin, end);
        return;
    }
    winners = candidates;
    rivals = candidates;
    // Every row is held against every other; for a sample of very many rows that would take longer than it ever saves.
    if (constexpr std::int64_t many = 1024; end - begin <= many) {
        const auto size = (static_cast<std::size_t>(end - begin) + lanes - 1) / lanes * lanes;
        std::size_t used = 0;
        components.resize(static_cast<std::size_t>(std::count(rules_.weighed.begin(), rules_.weighed.end(), true)));
        low.resize(components.size() + rules_.needs_logp);
        for (std::size_t k = 0; k < rules_.weighed.size(); ++k) {
            if (!rules_.weighed[k])
                continue;
            components[used].assign(size, nan);
            low[used].assign(size, nan);
            for (const auto place : candidates)
                components[used][static_cast<std::size_t>(place)] = columns_.components[k][begin + place];
            ++used;
        }
        weak.resize(used);
        strong.resize(used);
        std::erase_if(winners, [&](std::int32_t place) {
            for (std::size_t k = 0; k < used; ++k) {
                weak[k] = components[k][static_cast<std::size_t>(place)];
                strong[k] = at_least(weak[k] + clear);
            }
            return scratch.beaten(components, place);
        });
        // What may become R_w beats no rival: where it does, it is none itself.
        if (rules_.needs_logp) {
            low[used].assign(size, nan);
            logp.assign(size, 0);
        }
        for (const auto place : candidates) {
            const auto at = static_cast<std::size_t>(place);
            if (rules_.needs_logp)
                logp[at] = at_least(rows.logp(begin + place));
            if (std::binary_search(winners.begin(), winners.end(), place))
                continue;
            for (std::size_t k = 0; k < used; ++k)
                low[k][at] = -components[k][at];
            if (rules_.needs_logp)
                low[used][at] = at_most(rows.logp(begin + place));
        }
        weak.resize(low.size());
        strong.resize(low.size());
        std::erase_if(rivals, [&](std::int32_t place) {
            const auto at = static_cast<std::size_t>(place);
            for (std::size_t k = 0; k < used; ++k) {
                weak[k] = -components[k][at];
                strong[k] = at_least(weak[k] + clear);
            }
            if (rules_.needs_logp)
                weak[used] = strong[used] = logp[at];
            return scratch.beaten(low, place);
        });
    }
    const auto vectors = [](const auto &places) { return static_cast<std::uint32_t>((places.size() + width - 1) / width); };
    sample.first_winner = static_cast<std::uint32_t>(into.winners.places.size());
    sample.first_rival = static_cast<std::uint32_t>(into.rivals.places.size());
    sample.winner_vectors = vectors(winners);
    sample.rival_vectors = vectors(rivals);
    // Between 0 and 1 no MAS is as low as the padding's among winners, nor as high as that among rivals.
    append(into.winners, begin, winners, -1);
    append(into.rivals, begin, rivals, 2);
}

void M3pFronts::append(Slots &slots, std::int64_t begin, const std::vector<std::int32_t> &places, float padding) const
{
    for (const auto place : places) {
        const auto row = begin + place;
        for (std::size_t k = 0; k < rules_.weighed.size(); ++k) {
            if (rules_.weighed[k])
                slots.components[k].push_back(columns_.components[k][row]);
        }
        slots.logp_sum.push_back(columns_.logp_sum[row]);
        slots.tokens.push_back(columns_.token_counts[row]);
        slots.places.push_back(place);
    }
    for (auto i = places.size(); i % width != 0; ++i) {
        for (std::size_t k = 0; k < rules_.weighed.size(); ++k) {
            if (rules_.weighed[k])
                slots.components[k].push_back(padding);
        }
        slots.logp_sum.push_back(0);
        slots.tokens.push_back(1);
        slots.places.push_back(-1);
    }
}

} // namespace m3po
