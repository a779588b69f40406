// SPDX-License-Identifier: GPL-3.0-or-later
// The map of agreement is what the selector picks at each of its points.
#include "core/select/agreement_map.h"

#include "tests/core/random_columns.h"

#include <gtest/gtest.h>

namespace m3po {
namespace {

PairRows rows_of(const std::vector<PairChoice> &choices, std::int64_t samples)
{
    PairRows rows{std::vector<std::int64_t>(static_cast<std::size_t>(samples), -1), std::vector<std::int64_t>(static_cast<std::size_t>(samples), -1)};
    for (const auto &choice : choices) {
        rows.chosen[static_cast<std::size_t>(choice.sample)] = choice.chosen;
        rows.rejected[static_cast<std::size_t>(choice.sample)] = choice.rejected;
    }
    return rows;
}

TEST(AgreementMap, CountsWhatTheSelectorPicksAtEachPoint)
{
    for (std::uint64_t seed = 20; seed < 24; ++seed) {
        const auto columns = std::make_shared<const ScoreColumns>(random_columns(seed));
        const auto mas = std::make_shared<const Mas>(*columns, MasWeights());
        AgreementMaps maps(columns, mas);
        for (const auto confidence : {Confidence::Sequence, Confidence::PerToken}) {
            for (const double min_gap : {0.0, 0.2}) {
                for (const char *of : {"m3p", "max-min"}) {
                    SelectOptions options{.alpha = 0.35, .delta = 0.2, .confidence = confidence, .min_gap = min_gap};
                    options.penalty = seed % 2 == 0 ? Penalty::Clamped : Penalty::Unclamped;
                    std::vector<PairChoice> choices;
                    find_selector(of).select(*columns, mas->column(), options, choices);
                    const auto rows = rows_of(choices, columns->samples());
                    const std::vector<double> alphas{0, 0.1, 0.35, 1}, deltas{0, 0.2, 3};
                    const auto map = maps.compute(options, rows, alphas, deltas);
                    EXPECT_EQ(map.pairs, statistics(*columns, mas->column(), choices).pairs);
                    for (std::size_t a = 0; a < alphas.size(); ++a) {
                        for (std::size_t d = 0; d < deltas.size(); ++d) {
                            auto there = options;
                            there.alpha = alphas[a];
                            there.delta = deltas[d];
                            std::vector<PairChoice> picked;
                            find_selector("m3p").select(*columns, mas->column(), there, picked);
                            std::int64_t same = 0;
                            for (const auto &choice : picked)
                                same += choice.chosen >= 0 && choice.chosen == rows.chosen[static_cast<std::size_t>(choice.sample)]
                                    && choice.rejected == rows.rejected[static_cast<std::size_t>(choice.sample)];
                            ASSERT_EQ(map.same[a * deltas.size() + d], same) << of << " seed " << seed << " alpha " << alphas[a] << " delta " << deltas[d];
                        }
                    }
                    if (std::string(of) == "m3p") {
                        EXPECT_EQ(map.share(2, 1), 1.0); // where it was picked
                    }
                }
            }
        }
    }
}

TEST(AgreementMap, HoldsThePapersValuesAndStopsWhenAsked)
{
    const auto alphas = agreement_alphas(), deltas = agreement_deltas();
    for (const double alpha : {0.0, 0.1, 0.25, 0.5, 0.75, 1.0})
        EXPECT_EQ(std::count(alphas.begin(), alphas.end(), alpha), 1) << alpha;
    for (const double delta : {0.0, 0.1, 0.2, 0.3})
        EXPECT_EQ(std::count(deltas.begin(), deltas.end(), delta), 1) << delta;

    const auto columns = std::make_shared<const ScoreColumns>(random_columns(1));
    AgreementMaps maps(columns, std::make_shared<const Mas>(*columns, MasWeights()));
    const auto samples = static_cast<std::size_t>(columns->samples());
    const PairRows nothing{std::vector<std::int64_t>(samples, -1), std::vector<std::int64_t>(samples, -1)};
    EXPECT_TRUE(std::isnan(maps.compute({}, nothing, alphas, deltas).share(0, 0)));
    std::stop_source stop;
    stop.request_stop();
    const auto stopped = catching([&] { return maps.compute({}, nothing, alphas, deltas, stop.get_token()); });
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().kind, ErrorKind::Cancelled);
}

} // namespace
} // namespace m3po
