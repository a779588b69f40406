// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/json_lines.h"

#include "core/base/file.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>

namespace m3po {

Result<nlohmann::json> parse_json_object(std::string_view text, const std::string &place, int max_depth)
{
    using nlohmann::json;
    bool too_deep = false;
    const auto watch_depth = [&](int depth, json::parse_event_t, json &) {
        too_deep = too_deep || depth > max_depth;
        return depth <= max_depth;
    };
    try {
        auto value = json::parse(text.begin(), text.end(), watch_depth);
        if (too_deep)
            return Error::invalid_input(fmt::format("{}: is nested deeper than {} levels", place, max_depth));
        if (!value.is_object())
            return Error::invalid_input(place + ": a JSON object was expected");
        return value;
    } catch (const json::parse_error &error) {
        return Error::invalid_input(fmt::format("{}: is not valid JSON at byte {}; a JSON object was expected", place, error.byte));
    }
}

Result<std::vector<JsonLine>> read_json_lines(const std::filesystem::path &file, std::uintmax_t max_bytes)
{
    return catching([&] {
        const auto bytes = *read_file(file, max_bytes);
        std::vector<JsonLine> lines;
        std::string_view rest = bytes;
        if (rest.starts_with("\xEF\xBB\xBF"))
            rest.remove_prefix(3);
        for (std::int64_t number = 1; !rest.empty(); ++number) {
            const auto end = std::min(rest.find('\n'), rest.size());
            const auto text = rest.substr(0, end);
            rest.remove_prefix(std::min(end + 1, rest.size()));
            if (text.find_first_not_of(" \t\r") == std::string_view::npos)
                continue;
            auto place = fmt::format("{}: line {}", file.string(), number);
            auto value = *parse_json_object(text, place);
            lines.push_back({std::move(value), number, std::move(place)});
        }
        return lines;
    });
}

} // namespace m3po
