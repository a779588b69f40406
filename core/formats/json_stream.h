// SPDX-License-Identifier: GPL-3.0-or-later
// Large JSON files, a row at a time: never more than one row in memory. Throw Failure naming the file and the byte
// (of an array) or line and byte (of lines) where the JSON broke.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include <nlohmann/json.hpp>

namespace m3po {

struct StreamLimits {
    int max_depth = 64;                        // of one row
    std::size_t max_row_bytes = 64ull << 20;   // texts of one row together; a line's length
    std::size_t max_row_values = 4ull << 20;   // values of one row
};

// A row, its number (from 0), and its place for messages: "rows.json: entry 7" or "rows.jsonl: line 7" (from 1).
// Returns false to stop reading.
using RowCallback = std::function<bool(nlohmann::json &&row, std::int64_t number, const std::string &place)>;

// A file that is one JSON array of objects.
void stream_json_array(const std::filesystem::path &file, const RowCallback &callback, const StreamLimits &limits = {});

// A file of JSON lines, each an object; blank lines are passed over.
void stream_json_lines(const std::filesystem::path &file, const RowCallback &callback, const StreamLimits &limits = {});

// '[' or '{' or whatever else the file begins with, blanks and a byte order mark aside; 0 where it is empty.
char first_character(const std::filesystem::path &file);

} // namespace m3po
