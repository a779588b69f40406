// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/m3po/engine/demo_loop.h"

#include <spdlog/fmt/fmt.h>

#include <array>
#include <cmath>

namespace m3po::app {
namespace {

using nlohmann::json;

struct Column {
    const char *title;
    const char *group;  // within a row
    const char *figure; // within the group
    bool more_is_better;
};
constexpr std::array columns{
    Column{"POPE acc. %", "pope", "accuracy", true},          Column{"POPE F1 %", "pope", "f1", true},
    Column{"adversarial %", "pope_adversarial", "accuracy", true}, Column{"hallucinated %", "descriptions", "hallucinated", false},
    Column{"missed %", "descriptions", "missed", false},      Column{"faultless %", "descriptions", "faultless", true},
};

// Letters of UTF-8 text, which fmt's own padding would count as bytes.
std::string padded(const std::string &text, std::size_t width)
{
    std::size_t letters = 0;
    for (const char c : text)
        letters += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    return text + std::string(letters < width ? width - letters : 1, ' ');
}

const json *figure(const json &row, const Column &column)
{
    const auto &value = row.at(column.group).at(column.figure);
    return value.is_null() ? nullptr : &value;
}

std::string cell(const json &row, const Column &column)
{
    const auto *value = figure(row, column);
    if (!value)
        return "-";
    const auto &error = row.at(column.group).at(std::string(column.figure) + "_se");
    auto text = fmt::format("{:.1f}", 100 * value->get<double>());
    if (!error.is_null())
        text += fmt::format(" ± {:.1f}", 100 * error.get<double>());
    return text;
}

// One sentence a figure: whether M3PO's row is ahead of the best other, by how much, and by how many standard errors.
std::string verdict(const json &rows, const Column &column)
{
    const json *ours = nullptr, *best = nullptr;
    for (const auto &row : rows) {
        if (!figure(row, column))
            continue;
        if (row.at("name") == "M3PO") {
            ours = &row;
        } else if (!best || (column.more_is_better ? *figure(row, column) > *figure(*best, column) : *figure(row, column) < *figure(*best, column))) {
            best = &row;
        }
    }
    if (!ours || !best)
        return {};
    const double sign = column.more_is_better ? 1 : -1;
    const double ahead = sign * (figure(*ours, column)->get<double>() - figure(*best, column)->get<double>());
    auto squared = [&](const json &row) {
        const auto &error = row.at(column.group).at(std::string(column.figure) + "_se");
        return error.is_null() ? 0.0 : error.get<double>() * error.get<double>();
    };
    const double error = std::sqrt(squared(*ours) + squared(*best));
    const std::string rival = best->at("name").get<std::string>();
    if (ahead == 0)
        return fmt::format("{}: M3PO is level with {}.\n", column.title, rival);
    const char *sure = error > 0 && std::abs(ahead) < 2 * error ? ", within two standard errors" : "";
    return fmt::format("{}: M3PO is {} {} by {:.1f} points{}.\n", column.title, ahead > 0 ? "ahead of" : "behind", rival, 100 * std::abs(ahead), sure);
}

} // namespace

std::string demo_table(const json &result)
{
    const auto &rows = result.at("rows");
    auto text = padded("model", 28);
    for (const auto &column : columns)
        text += padded(column.title, 16);
    text += "pairs\n";
    for (const auto &row : rows) {
        text += padded(row.at("name").get<std::string>(), 28);
        for (const auto &column : columns)
            text += padded(cell(row, column), 16);
        text += (row.contains("pairs") ? row.at("pairs").dump() : std::string("")) + "\n";
    }
    const auto &settings = result.at("settings");
    text += fmt::format("\nMean ± standard error over {} training seeds, on {} scenes that no model has seen; greedy answers.\n", settings.at("seeds").size(),
                        settings.at("unseen_scenes").get<std::int64_t>());
    for (const auto &column : columns)
        text += verdict(rows, column);
    if (const auto &yes = rows.at(0).at("pope").at("yes_ratio"); !yes.is_null() && (yes > 0.95 || yes < 0.05))
        text += fmt::format("The base answers {} to {:.0f} % of the POPE questions, so those columns tell little.\n", yes > 0.5 ? "yes" : "no",
                            100 * (yes > 0.5 ? yes.get<double>() : 1 - yes.get<double>()));
    text += "M3PO with α = 0 picks the pairs of max-min: R_w is the same, and the widest gap belongs to the lowest MAS.\n";
    return text;
}

} // namespace m3po::app
