// SPDX-License-Identifier: GPL-3.0-or-later
// What is done at each step of a slider: one pass over the fronts, four rows at once.
#include "core/select/m3p_fronts.h"

#include "core/base/parallel.h"
#include "core/base/vector_target.h"
#include "core/select/m3p.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace m3po {

namespace {

// With S below this, rows that a higher one beat (m3p_fronts.cpp) do not round to the same S.
constexpr double large = 0x1p10;
constexpr double none = -std::numeric_limits<double>::infinity();

typedef double Doubles __attribute__((vector_size(32)));
typedef std::int64_t Masks __attribute__((vector_size(32)));

// Written out, because GCC makes one instruction of this and five of __builtin_convertvector.
template <typename From>
[[gnu::always_inline]] inline void load(const From *from, Doubles &to)
{
    to = Doubles{static_cast<double>(from[0]), static_cast<double>(from[1]), static_cast<double>(from[2]), static_cast<double>(from[3])};
}

// The best so far, lane by lane; each lane keeps the first of its equals.
struct Best {
    Doubles value = Doubles{} - std::numeric_limits<double>::infinity();
    Masks slot{};

    [[gnu::always_inline]] void offer(const Doubles &values, const Masks &slots, const Masks &allowed)
    {
        const Masks better = allowed & (values > value);
        value = better ? values : value;
        slot = better ? slots : slot;
    }
    // In every lane the best of all, and of its equals the first. Without a branch: which lane it is is as good as random.
    [[gnu::always_inline]] void settle()
    {
        settle<1, 0, 3, 2>();
        settle<2, 3, 0, 1>();
    }

private:
    // Each lane against the one that is named in its place. Written out, because GCC's word for it is not clang's; with AVX2
    // it is one instruction all the same.
    template <int a, int b, int c, int d>
    [[gnu::always_inline]] void settle()
    {
        const Doubles values{value[a], value[b], value[c], value[d]};
        const Masks slots{slot[a], slot[b], slot[c], slot[d]};
        const Masks better = (values > value) | ((values == value) & (slots < slot));
        value = better ? values : value;
        slot = better ? slots : slot;
    }
};

} // namespace

// A block's samples, one after the other.
struct M3pFronts::Scan {
    const Mas &mas;
    const Block &block;
    const SelectOptions &options;
    const std::int64_t *offsets; // of its first sample
    std::int64_t first;          // sample
    PairChoice *choices;
    ChoiceNumbers *numbers;
    std::vector<std::int64_t> &plain; // samples for choose_plainly()

    // `terms` are those of the MAS; 0: as many as there are.
    template <bool with_logp, bool per_token, std::size_t terms>
    struct Loop {
        struct Term {
            const float *winners, *rivals;
            double weight;
        };
        struct Terms {
            std::array<Term, terms == 0 ? most_terms : terms> all;
            std::size_t count;
            double total;
        };

        // MAS of four slots, as Mas has it.
        [[gnu::always_inline]] static void weigh(const Terms &given, const float *Term::*plane, std::size_t at, Doubles &result)
        {
            Doubles sum{};
            for (std::size_t i = 0; i < (terms == 0 ? given.count : terms); ++i) {
                Doubles value;
                load(given.all[i].*plane + at, value);
                sum += given.all[i].weight * value;
            }
            result = sum / given.total;
        }

        [[gnu::always_inline]] static void run(const Scan &scan)
        {
            const auto &winners = scan.block.winners, &rivals = scan.block.rivals;
            const auto options = scan.options;
            const double least = options.penalty == Penalty::Clamped ? 0 : none;
            Terms given{{}, scan.mas.terms().size(), scan.mas.total()};
            for (std::size_t i = 0; i < given.count; ++i) {
                const auto &term = scan.mas.terms()[i];
                given.all[i] = {winners.components[term.component].data(), rivals.components[term.component].data(), term.weight};
            }
            const Masks lane{0, 1, 2, 3}, all = lane >= 0;
            for (std::size_t s = 0; s < scan.block.samples.size(); ++s) {
                const auto &sample = scan.block.samples[s];
                const auto number = scan.first + static_cast<std::int64_t>(s);
                if (sample.winner_vectors == 0) {
                    scan.choices[s] = no_pair(number, sample.reason);
                    scan.numbers[s] = {};
                    continue;
                }
                Best best;
                for (std::size_t v = 0; v < sample.winner_vectors; ++v) {
                    Doubles value;
                    weigh(given, &Term::winners, sample.first_winner + v * width, value);
                    best.offer(value, lane + static_cast<std::int64_t>(v * width), all);
                }
                best.settle();
                const double mas_w = best.value[0];
                const auto winner = sample.first_winner + static_cast<std::size_t>(best.slot[0]);
                const std::int64_t place_w = winners.places[winner];
                double logp_w = static_cast<double>(winners.logp_sum[winner]);
                if constexpr (per_token)
                    logp_w /= winners.tokens[winner];

                best = {};
                Masks any_allowed{};
                for (std::size_t v = 0; v < sample.rival_vectors; ++v) {
                    const auto at = sample.first_rival + v * width;
                    Doubles value;
                    weigh(given, &Term::rivals, at, value);
                    const Doubles gap = mas_w - value;
                    Doubles score = gap;
                    if constexpr (with_logp) {
                        Doubles logp;
                        load(rivals.logp_sum.data() + at, logp);
                        if constexpr (per_token) {
                            Doubles tokens;
                            load(rivals.tokens.data() + at, tokens);
                            logp /= tokens;
                        }
                        const Doubles excess = logp_w - logp - options.delta;
                        score = gap - options.alpha * (excess < least ? Doubles{} + least : excess);
                    }
                    const auto *places = rivals.places.data() + at;
                    const Masks allowed = (gap >= options.min_gap) & (Masks{places[0], places[1], places[2], places[3]} != place_w);
                    any_allowed |= allowed;
                    best.offer(score, lane + static_cast<std::int64_t>(v * width), allowed);
                }
                best.settle();
                const double score = best.value[0];
                if (!(std::abs(score) < large)) [[unlikely]] {
                    if ((any_allowed[0] | any_allowed[1] | any_allowed[2] | any_allowed[3]) != 0) {
                        scan.plain.push_back(number);
                    } else {
                        scan.choices[s] = no_pair(number, NoPair::BelowMinGap);
                        scan.numbers[s] = {};
                    }
                    continue;
                }
                const auto rival = sample.first_rival + static_cast<std::size_t>(best.slot[0]);
                double sum = 0;
                for (std::size_t i = 0; i < (terms == 0 ? given.count : terms); ++i)
                    sum += given.all[i].weight * static_cast<double>(given.all[i].rivals[rival]);
                const auto begin = scan.offsets[s];
                scan.choices[s] = {number, begin + place_w, begin + rivals.places[rival], score, NoPair::None};
                scan.numbers[s] = {mas_w - sum / given.total, winners.logp_sum[winner], rivals.logp_sum[rival], winners.tokens[winner], rivals.tokens[rival]};
            }
        }
    };

    template <bool with_logp, bool per_token>
    void run() const
    {
        switch (mas.terms().size()) {
        case 1: return on_widest_target<Loop<with_logp, per_token, 1>>(*this);
        case 2: return on_widest_target<Loop<with_logp, per_token, 2>>(*this);
        case 3: return on_widest_target<Loop<with_logp, per_token, 3>>(*this);
        default: return on_widest_target<Loop<with_logp, per_token, 0>>(*this);
        }
    }
};

void M3pFronts::select(const Mas &mas, const SelectOptions &options, std::span<PairChoice> choices, std::span<ChoiceNumbers> numbers,
                       const Made &made) const
{
    parallel(static_cast<int>(blocks_.size()), [&](int number) {
        const auto first = number * block;
        std::vector<std::int64_t> plain;
        const Scan scan{mas, blocks_[static_cast<std::size_t>(number)], options, columns_.offsets.data() + first, first,
                        choices.data() + first, numbers.data() + first, plain};
        if (!rules_.needs_logp)
            scan.run<false, false>();
        else if (rules_.confidence == Confidence::PerToken)
            scan.run<true, true>();
        else
            scan.run<true, false>();
        for (const auto sample : plain) {
            const auto s = static_cast<std::size_t>(sample);
            choices[s] = choose_plainly(mas, options, sample);
            numbers[s] = numbers_of(columns_, mas, choices[s]);
        }
        made(first, std::min(first + block, columns_.samples()));
    });
}

// Scores without bounds, as the equation's own loop has them.
PairChoice M3pFronts::choose_plainly(const Mas &mas, const SelectOptions &options, std::int64_t sample) const
{
    const auto begin = columns_.offsets[sample], end = columns_.offsets[sample + 1];
    std::vector<double> values;
    for (auto row = begin; row < end; ++row)
        values.push_back(mas[row]);
    return m3p_choice(Rows(columns_, values, rules_.needs_logp, rules_.confidence, begin), sample, begin, end, options);
}

} // namespace m3po
