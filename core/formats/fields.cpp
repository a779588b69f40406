// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/fields.h"

#include "core/base/result.h"

#include <nlohmann/json.hpp>
#include <spdlog/fmt/fmt.h>

namespace m3po {
using nlohmann::json;

namespace {

[[noreturn]] void fail(const std::string &place, const std::string &what)
{
    throw Failure(Error::invalid_input(place + ": " + what));
}

std::string image_name(const json &value, const std::string &place)
{
    if (value.is_string())
        return value.get<std::string>();
    if (value.is_object() && value.contains("path") && value["path"].is_string())
        return value["path"].get<std::string>();
    fail(place, "an image's path was expected as text");
}

} // namespace

std::string text_field(const json &row, const char *key, const std::string &place)
{
    const auto found = row.find(key);
    if (found == row.end())
        fail(place, fmt::format("has no '{}'; a text was expected", key));
    if (!found->is_string())
        fail(place, fmt::format("'{}': a text was expected", key));
    return found->get<std::string>();
}

std::optional<double> number_field(const json &row, const char *key, const std::string &place)
{
    const auto found = row.find(key);
    if (found == row.end() || found->is_null())
        return std::nullopt;
    if (!found->is_number())
        fail(place, fmt::format("'{}': a number was expected", key));
    return found->get<double>();
}

std::optional<std::string> id_field(const json &row, const char *key, const std::string &place)
{
    const auto found = row.find(key);
    if (found == row.end() || found->is_null())
        return std::nullopt;
    if (found->is_string())
        return found->get<std::string>();
    if (found->is_number_integer())
        return found->dump();
    fail(place, fmt::format("'{}': a text or a whole number was expected", key));
}

std::vector<std::string> image_fields(const json &row, const std::string &place)
{
    auto found = row.find("images");
    if (found == row.end() || found->is_null())
        found = row.find("image");
    std::vector<std::string> names;
    if (found == row.end() || found->is_null())
        return names;
    if (!found->is_array())
        return {image_name(*found, place)};
    for (const auto &value : *found)
        names.push_back(image_name(value, place));
    return names;
}

Turn turn(const json &value, const std::string &place)
{
    if (!value.is_object())
        fail(place, "a turn with 'from' and 'value' was expected");
    const bool named_roles = value.contains("role");
    Turn result;
    result.role = text_field(value, named_roles ? "role" : "from", place);
    result.text = text_field(value, named_roles ? "content" : "value", place);
    if (result.role == "human")
        result.role = "user";
    else if (result.role == "gpt")
        result.role = "assistant";
    if (result.role != "user" && result.role != "assistant" && result.role != "system")
        fail(place, fmt::format("a turn is from '{}'; human, gpt, user, assistant or system was expected", result.role));
    return result;
}

std::vector<Turn> turns_field(const json &row, const char *key, const std::string &place)
{
    const auto found = row.find(key);
    if (found == row.end() || !found->is_array())
        fail(place, fmt::format("'{}': a list of turns was expected", key));
    std::vector<Turn> turns;
    for (const auto &value : *found)
        turns.push_back(turn(value, place));
    return turns;
}

std::string without_image_marks(const std::string &text)
{
    constexpr std::string_view mark = "<image>";
    std::string result = text;
    for (auto at = result.find(mark); at != std::string::npos; at = result.find(mark, at)) {
        auto end = at + mark.size();
        if (end < result.size() && result[end] == '\n')
            ++end;
        else if (end == result.size() && at > 0 && result[at - 1] == '\n')
            --at;
        result.erase(at, end - at);
    }
    return result;
}

bool blank(const std::string &text) { return text.find_first_not_of(" \t\r\n") == std::string::npos; }

} // namespace m3po
