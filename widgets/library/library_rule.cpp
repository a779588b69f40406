// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/library/library_rule.h"

#include <array>
#include <nlohmann/json.hpp>

namespace m3po {
namespace {

using nlohmann::json;

// Words rather than numbers, so that a file tells what it holds and an enumerator may move.
template <typename T, std::size_t N> using Words = std::array<std::pair<T, const char *>, N>;

constexpr Words<LibraryRule::Stage, 6> stages{{{LibraryRule::Stage::All, "all"}, {LibraryRule::Stage::WithoutCandidates, "without-candidates"},
                                               {LibraryRule::Stage::WithoutScores, "without-scores"}, {LibraryRule::Stage::WithPair, "with-pair"},
                                               {LibraryRule::Stage::WithoutPair, "without-pair"}, {LibraryRule::Stage::Changed, "changed"}}};
constexpr Words<LibraryRule::Review, 7> reviews{{{LibraryRule::Review::Any, "any"}, {LibraryRule::Review::Pending, "pending"}, {LibraryRule::Review::Accepted, "accepted"},
                                                 {LibraryRule::Review::Refused, "refused"}, {LibraryRule::Review::Swapped, "swapped"}, {LibraryRule::Review::Edited, "edited"},
                                                 {LibraryRule::Review::Flagged, "flagged"}}};
constexpr Words<LibraryRule::Quantity, 6> quantities{{{LibraryRule::Quantity::ChosenMas, "chosen-mas"}, {LibraryRule::Quantity::Score, "score"},
                                                      {LibraryRule::Quantity::MasGap, "mas-gap"}, {LibraryRule::Quantity::LogpGap, "logp-gap"},
                                                      {LibraryRule::Quantity::ChosenLogp, "chosen-logp"}, {LibraryRule::Quantity::Disagreement, "disagreement"}}};
constexpr Words<LibraryRule::Order, 7> orders{{{LibraryRule::Order::AsImported, "as-imported"}, {LibraryRule::Order::Score, "score"}, {LibraryRule::Order::MasGap, "mas-gap"},
                                               {LibraryRule::Order::LogpGap, "logp-gap"}, {LibraryRule::Order::Instruction, "instruction"},
                                               {LibraryRule::Order::ChosenMas, "chosen-mas"}, {LibraryRule::Order::Disagreement, "disagreement"}}};

template <typename T, std::size_t N>
const char *word(const Words<T, N> &words, T value)
{
    for (const auto &[known, name] : words)
        if (known == value)
            return name;
    return words.front().second;
}

template <typename T, std::size_t N>
T meaning(const Words<T, N> &words, const std::string &name)
{
    for (const auto &[value, known] : words)
        if (name == known)
            return value;
    throw json::other_error::create(501, "no such word", nullptr);
}

} // namespace

std::string toJson(const LibraryRule &rule)
{
    json ranges = json::array();
    for (const auto &range : rule.ranges)
        ranges.push_back({{"quantity", word(quantities, range.quantity)}, {"low", range.low}, {"high", range.high}});
    return json{{"text", rule.text.toStdString()}, {"stage", word(stages, rule.stage)}, {"review", word(reviews, rule.review)}, {"ranges", ranges},
                {"order", word(orders, rule.order)}, {"descending", rule.descending}}
        .dump();
}

std::optional<LibraryRule> ruleOfJson(const std::string &text)
{
    try {
        const auto document = json::parse(text);
        LibraryRule rule;
        rule.text = QString::fromStdString(document.at("text").get<std::string>());
        rule.stage = meaning(stages, document.at("stage").get<std::string>());
        rule.review = meaning(reviews, document.at("review").get<std::string>());
        for (const auto &range : document.at("ranges"))
            rule.ranges.push_back({meaning(quantities, range.at("quantity").get<std::string>()), range.at("low").get<double>(), range.at("high").get<double>()});
        rule.order = meaning(orders, document.at("order").get<std::string>());
        rule.descending = document.at("descending").get<bool>();
        return rule;
    } catch (const json::exception &) { // of a newer version, or not ours
        return std::nullopt;
    }
}

} // namespace m3po
