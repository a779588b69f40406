// SPDX-License-Identifier: GPL-3.0-or-later
// Fields of a row, taken with a sentence where they are not what they should be; and text without its <image> marks.
// Throw Failure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

namespace m3po {

// `place` is the row's, for messages.
std::string text_field(const nlohmann::json &row, const char *key, const std::string &place);
std::optional<double> number_field(const nlohmann::json &row, const char *key, const std::string &place);
// A text or a number, as text; nothing where it is absent or null.
std::optional<std::string> id_field(const nlohmann::json &row, const char *key, const std::string &place);
// Under "images" or "image": a text, an object with "path", or a list of these; empty where there is none.
std::vector<std::string> image_fields(const nlohmann::json &row, const std::string &place);

// One turn of a conversation, under either pair of names: from/value, role/content.
struct Turn {
    std::string role;    // "user", "assistant", "system"
    std::string text;    // <image> marks as they are
};
Turn turn(const nlohmann::json &value, const std::string &place);
std::vector<Turn> turns_field(const nlohmann::json &row, const char *key, const std::string &place);

// Removes every <image>, with one line break that parts it from the text.
std::string without_image_marks(const std::string &text);
bool blank(const std::string &text);

} // namespace m3po
