// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/limits.h"

#include "core/base/file.h"

#include <nlohmann/json.hpp>
#include <spdlog/fmt/fmt.h>

namespace m3po {

nlohmann::json read_bounded_json(const std::filesystem::path &file)
{
    const auto bytes = *read_file(file, limits::tokenizer_file_bytes);
    int depth = 0;
    int deepest = 0;
    bool in_string = false;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const char c = bytes[i];
        if (in_string) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                in_string = false;
        } else if (c == '"') {
            in_string = true;
        } else if (c == '{' || c == '[') {
            deepest = std::max(deepest, ++depth);
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    if (deepest > limits::json_depth)
        throw Failure(Error::invalid_input(
            fmt::format("{}: is nested {} deep; at most {} was expected", file.string(), deepest, limits::json_depth)));
    try {
        return nlohmann::json::parse(bytes);
    } catch (const nlohmann::json::parse_error &error) {
        throw Failure(Error::invalid_input(fmt::format("{}: is not valid JSON at byte {}", file.string(), error.byte)));
    } catch (const nlohmann::json::out_of_range &) {
        throw Failure(Error::invalid_input(file.string() + ": has a number that is larger than any of JSON's readers can hold"));
    }
}

} // namespace m3po
