// SPDX-License-Identifier: GPL-3.0-or-later
// JSON lines: an object a line, blank lines passed over. What all line formats read through.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

namespace m3po {

struct JsonLine {
    nlohmann::json value;    // an object
    std::int64_t number = 0; // of the line, from 1
    std::string place;       // "answers.jsonl: line 7", for messages
};

// One line. Refused where it is no JSON, no object, or nested deeper than `max_depth`; the error names the byte.
Result<nlohmann::json> parse_json_object(std::string_view text, const std::string &place, int max_depth = 64);

// The whole file. Any thread.
Result<std::vector<JsonLine>> read_json_lines(const std::filesystem::path &file, std::uintmax_t max_bytes = 1ull << 30);

} // namespace m3po
