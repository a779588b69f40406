// SPDX-License-Identifier: GPL-3.0-or-later
// What a tokenizer or a template may be at most. Real ones stay far below; a hostile one ends in a sentence.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>

#include <nlohmann/json_fwd.hpp>

namespace m3po {

namespace limits {
constexpr std::size_t tokenizer_file_bytes = 256u << 20;
constexpr std::size_t token_bytes = 4096;
constexpr std::int32_t highest_id = (1 << 24) - 1;
constexpr std::size_t text_bytes = 256u << 20;
constexpr int json_depth = 64;
} // namespace limits

// read_json with these limits: deeper nesting than json_depth is refused before anything is built from it.
// Throws Failure.
nlohmann::json read_bounded_json(const std::filesystem::path &file);

} // namespace m3po
