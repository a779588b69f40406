// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"

#include <nlohmann/json.hpp>

namespace m3po {

Result<nlohmann::json> parse_json(std::string_view bytes, const std::string &place, int max_depth)
{
    using nlohmann::json;
    bool too_deep = false;
    const auto watch_depth = [&](int depth, json::parse_event_t, json &) {
        too_deep = too_deep || depth > max_depth;
        return depth <= max_depth;
    };
    try {
        auto value = json::parse(bytes.begin(), bytes.end(), watch_depth);
        if (too_deep)
            return Error::invalid_input(place + ": is nested deeper than " + std::to_string(max_depth) + " levels");
        return value;
    } catch (const json::parse_error &error) {
        return Error::invalid_input(place + ": is not valid JSON at byte " + std::to_string(error.byte));
    } catch (const json::out_of_range &) {
        return Error::invalid_input(place + ": has a number that is larger than any of JSON's readers can hold");
    }
}

} // namespace m3po
