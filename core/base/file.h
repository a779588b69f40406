// SPDX-License-Identifier: GPL-3.0-or-later
// Whole files: read with a size cap, written so that a reader sees the old or the new one, never half.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

namespace m3po {

Result<std::string> read_file(const std::filesystem::path &file, std::uintmax_t max_bytes = 1ull << 30);

// The error names the file and the byte where the JSON broke.
Result<nlohmann::json> read_json(const std::filesystem::path &file, std::uintmax_t max_bytes = 1ull << 30);

// Temporary file in the same folder, fsync, rename, fsync of the folder.
Status write_file_atomically(const std::filesystem::path &file, std::string_view bytes);

// The same with a writer that gets the temporary file's path; the temporary is removed where it fails.
Status write_file_atomically(const std::filesystem::path &file,
                             const std::function<void(const std::filesystem::path &temporary)> &writer);

// `relative` below `root`, refused where it is absolute or leaves root (.. or a link out of it).
Result<std::filesystem::path> path_inside(const std::filesystem::path &root, const std::filesystem::path &relative);

} // namespace m3po
