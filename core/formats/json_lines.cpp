// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/json_lines.h"

#include "core/base/file.h"
#include "core/base/json.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>

namespace m3po {

Result<nlohmann::json> parse_json_object(std::string_view text, const std::string &place, int max_depth)
{
    auto value = parse_json(text, place, max_depth);
    if (!value)
        return Error::invalid_input(value.error().message + "; a JSON object was expected");
    if (!value->is_object())
        return Error::invalid_input(place + ": a JSON object was expected");
    return value;
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
