// SPDX-License-Identifier: GPL-3.0-or-later
// JSON that somebody else wrote.
#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

namespace m3po {

inline constexpr int deepest_json = 100;

// Whatever copies or writes a value goes through its levels by recursion, so deeper ones are refused here. `place` begins the
// error, which names the byte where the JSON broke.
Result<nlohmann::json> parse_json(std::string_view bytes, const std::string &place, int max_depth = deepest_json);

} // namespace m3po
