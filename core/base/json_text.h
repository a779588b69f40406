// SPDX-License-Identifier: GPL-3.0-or-later
// JSON as text, for documents of hundreds of megabytes: behind `out`, as nlohmann::json would write it (what is no UTF-8
// replaced), without a value in between.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace m3po {

void append_json(std::string &out, std::string_view text);
void append_json(std::string &out, double number); // null where it is not finite
void append_json(std::string &out, std::int64_t number);

} // namespace m3po
