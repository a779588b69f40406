// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/generate/warp.h"

#include "core/base/file.h"
#include "core/base/philox.h"
#include "core/base/result.h"
#include "tests/support.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <limits>
#include <map>
#include <numeric>

namespace m3po::engine {
namespace {

constexpr float inf = std::numeric_limits<float>::infinity();

const nlohmann::json &reference()
{
    static const auto document = *read_json(testing::data("warp.json"));
    return document;
}

WarpOptions options_of(const nlohmann::json &c)
{
    return {c.at("temperature").get<double>(), c.at("top_k").get<std::int64_t>(), c.at("top_p").get<double>()};
}

TEST(Warp, LeavesTransformersSurvivorsWithTheirProbabilities)
{
    for (const auto &vector : reference().at("vectors")) {
        std::vector<float> logits;
        for (const auto &l : vector.at("logits"))
            logits.push_back(l.is_null() ? -inf : l.get<float>());
        for (const auto &c : vector.at("cases")) {
            Warper warp(options_of(c));
            const auto &got = warp(logits);
            const auto what = vector.at("name").get<std::string>() + " t " + c.at("temperature").dump() + " k " +
                              c.at("top_k").dump() + " p " + c.at("top_p").dump();
            auto got_probs = got.probs;
            auto probs = c.at("probs").get<std::vector<float>>();
            if (vector.at("name") == "many ties") { // which of the equals stay is not defined there
                std::sort(got_probs.begin(), got_probs.end());
                std::sort(probs.begin(), probs.end());
            } else {
                ASSERT_EQ(got.ids, c.at("ids").get<std::vector<std::int64_t>>()) << what;
            }
            ASSERT_EQ(got_probs.size(), probs.size()) << what;
            for (std::size_t i = 0; i < probs.size(); ++i)
                ASSERT_NEAR(got_probs[i], probs[i], 2e-7) << what;
        }
    }
}

// The values that tests/reference/warp.py makes.
std::vector<float> hashed(std::int64_t size, double scale)
{
    std::vector<float> logits;
    for (std::uint64_t i = 0; i < static_cast<std::uint64_t>(size); ++i) {
        const auto bits = static_cast<std::uint32_t>(i * 2654435761ull) >> 8;
        logits.push_back(static_cast<float>((bits / 8388608.0 - 1) * scale));
    }
    return logits;
}

TEST(Warp, AgreesOnLargeVocabularies)
{
    for (const auto &c : reference().at("large")) {
        Warper warp(options_of(c));
        const auto &got = warp(hashed(c.at("size").get<std::int64_t>(), c.at("scale").get<double>()));
        EXPECT_EQ(got.ids.size(), c.at("count").get<std::size_t>()) << c;
        EXPECT_EQ(std::accumulate(got.ids.begin(), got.ids.end(), std::int64_t{0}), c.at("id_sum").get<std::int64_t>())
            << c;
        const auto [smallest, largest] = std::minmax_element(got.probs.begin(), got.probs.end());
        EXPECT_NEAR(*largest / c.at("largest").get<float>(), 1, 1e-5) << c;
        EXPECT_NEAR(*smallest / c.at("smallest").get<float>(), 1, 1e-5) << c;
    }
}

TEST(Warp, AWarperKeepsNothingBetweenCalls)
{
    Warper warp({0.7, 20, 0.9}), fresh({0.7, 20, 0.9});
    const auto logits = hashed(600, 8);
    (void)warp(hashed(32000, 16));
    const auto again = warp(logits);
    const auto &once = fresh(logits);
    EXPECT_EQ(again.ids, once.ids);
    EXPECT_EQ(again.probs, once.probs);
}

TEST(Warp, RefusesWhatMakesNoSense)
{
    EXPECT_THROW(Warper({0, 0, 1}), Failure);
    EXPECT_THROW(Warper({-1, 0, 1}), Failure);
    EXPECT_THROW(Warper({1, -1, 1}), Failure);
    EXPECT_THROW(Warper({1, 0, 1.5}), Failure);
    EXPECT_THROW(Warper({1, 0, std::nan("")}), Failure);
    Warper warp({});
    EXPECT_THROW(warp(std::vector<float>{1, std::nanf("")}), Failure);
    EXPECT_THROW(warp(std::vector<float>{1, inf}), Failure);
    EXPECT_THROW(warp(std::vector<float>{-inf, -inf}), Failure);
    EXPECT_THROW((void)log_sum_exp(std::vector<float>{std::nanf(""), 0}), Failure);
    for (const float bad : {std::nanf(""), inf}) {
        for (const std::size_t place : {0, 17, 300, 599}) { // among many, which are looked at side by side
            auto logits = hashed(600, 8);
            logits[place] = bad;
            EXPECT_THROW(warp(logits), Failure) << place;
        }
    }
}

TEST(Draw, AHundredThousandDrawsPassAChiSquareTest)
{
    Warper warp({0.8, 0, 0.95});
    const auto &warped = warp(hashed(120, 3));
    ASSERT_GT(warped.ids.size(), 20u);
    constexpr int draws = 100000;
    std::map<std::int64_t, int> count;
    for (int i = 0; i < draws; ++i)
        ++count[draw(warped, uniform(42, static_cast<std::uint64_t>(i / 3200), static_cast<std::uint32_t>(i / 100 % 32),
                                     static_cast<std::uint32_t>(i % 100)))];
    double chi_square = 0;
    int counted = 0;
    for (std::size_t i = 0; i < warped.ids.size(); ++i) {
        const double expected = draws * static_cast<double>(warped.probs[i]);
        ASSERT_GT(expected, 5);
        const int seen = count[warped.ids[i]];
        counted += seen;
        chi_square += (seen - expected) * (seen - expected) / expected;
    }
    EXPECT_EQ(counted, draws); // nothing but survivors
    // Wilson and Hilferty's approximation of the 0.999 quantile.
    const double k = static_cast<double>(warped.ids.size()) - 1;
    const double quantile = k * std::pow(1 - 2 / (9 * k) + 3.0902 * std::sqrt(2 / (9 * k)), 3);
    EXPECT_LT(chi_square, quantile);
    EXPECT_GT(chi_square, 0.2 * k); // draws that fit too well are not random
}

TEST(Draw, IsTheInverseOfTheCumulativeSum)
{
    const Warped warped{{3, 8, 9}, {0.25f, 0.5f, 0.25f}};
    EXPECT_EQ(draw(warped, 0), 3);
    EXPECT_EQ(draw(warped, 0.2499), 3);
    EXPECT_EQ(draw(warped, 0.25), 8);
    EXPECT_EQ(draw(warped, 0.75), 9);
    EXPECT_EQ(draw(warped, std::nextafter(1.0, 0.0)), 9);
    EXPECT_EQ(draw(Warped{{1, 2}, {1, 0}}, std::nextafter(1.0, 0.0)), 1);
    EXPECT_EQ(draw(Warped{{1, 2}, {0, 1}}, 0), 2);
}

TEST(LogSumExp, IsStableAndExact)
{
    EXPECT_FLOAT_EQ(log_sum_exp(std::vector<float>{0, 0}), std::log(2.0f));
    EXPECT_FLOAT_EQ(log_sum_exp(std::vector<float>{1000, 1000, -inf}), 1000 + std::log(2.0f));
    EXPECT_EQ(argmax(std::vector<float>{1, 7, 7, 2}), 1);
}

// The largest logits give what the whole row gives, or say that they do not tell.
TEST(Warp, TheLargestLogitsGiveWhatTheWholeRowGives)
{
    const std::vector<WarpOptions> options{{0.7, 0, 0.9}, {1, 0, 0.5}, {0.7, 40, 1}, {1.3, 200, 0.95}, {0.7, 0, 1}, {1, 0, 0}, {1, 3000, 0.9}};
    std::map<std::string, int> told;
    for (const double scale : {0.1, 2.0, 6.0}) {
        for (const std::int64_t size : {50, 5000}) {
            auto logits = hashed(size, scale);
            for (std::size_t i = 0; i < logits.size(); i += 3) // ties everywhere
                logits[i] = std::round(logits[i] * 4) / 4;
            for (const auto &o : options) {
                TopLogitsReader reader(o.temperature);
                reader.read(at::tensor(logits).unsqueeze(0));
                Warper whole(o), largest(o);
                const auto *got = largest(reader.row(0));
                const auto &expected = whole(logits);
                EXPECT_NEAR(reader.row(0).norm, log_sum_exp(logits), 2e-5);
                if (!got) {
                    EXPECT_GT(expected.ids.size(), 128u) << "the largest would have told";
                    ++told["nothing"];
                    continue;
                }
                ++told["all"];
                ASSERT_EQ(got->ids, expected.ids) << "scale " << scale << ", size " << size << ", p " << o.top_p << ", k " << o.top_k;
                for (std::size_t i = 0; i < expected.probs.size(); ++i)
                    EXPECT_NEAR(got->probs[i], expected.probs[i], 1e-6 + 1e-5 * expected.probs[i]);
            }
        }
    }
    EXPECT_GT(told["nothing"], 3);
    EXPECT_GT(told["all"], 20);
}

} // namespace
} // namespace m3po::engine
