// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json_text.h"

#include <nlohmann/json.hpp>

#include <array>
#include <charconv>
#include <cmath>

namespace m3po {

void append_json(std::string &out, std::string_view text)
{
    unsigned special = 0; // no branch: the loop is made wide
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        special |= static_cast<unsigned>(byte < 0x20) | static_cast<unsigned>(byte > 0x7e) | static_cast<unsigned>(byte == '"') | static_cast<unsigned>(byte == '\\');
    }
    if (special != 0) {
        out += nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
        return;
    }
    out += '"';
    out += text;
    out += '"';
}

void append_json(std::string &out, double number)
{
    if (!std::isfinite(number)) {
        out += "null";
        return;
    }
    std::array<char, 32> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    const std::string_view shortest(digits.data(), static_cast<std::size_t>(end - digits.data()));
    out += shortest;
    if (shortest.find_first_of(".e") == std::string_view::npos)
        out += ".0"; // a number with places remains one
}

void append_json(std::string &out, std::int64_t number)
{
    std::array<char, 24> digits;
    out.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr);
}

} // namespace m3po
