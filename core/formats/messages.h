// SPDX-License-Identifier: GPL-3.0-or-later
// Prompts as messages in one form, whatever form a file had:
//
//     [{"role": "user", "content": [{"type": "image"}, {"type": "text", "text": "What is this?"}]}]
//
// Throw Failure.
#pragma once

#include "core/formats/fields.h"

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace m3po {

using nlohmann::ordered_json;

// From TRL's "prompt": messages whose content is a text or a list of parts, or one plain text. <image> marks in texts
// become parts. Where there are images and no part shows one, they stand before the first user's text, as in TRL.
ordered_json prompt_messages(const nlohmann::json &prompt, std::size_t images, const std::string &place);
// From turns with <image> marks.
ordered_json prompt_messages(const std::vector<Turn> &turns, std::size_t images, const std::string &place);

// An answer: a text, one assistant's message, or a list of that one. Refused where it is empty.
std::string answer_text(const nlohmann::json &row, const char *key, const std::string &place);

// A message's parts as one text with <image> marks.
std::string marked_text(const nlohmann::ordered_json &message);
// The text of a prompt that is one user's message, without marks; nothing for longer conversations.
std::optional<std::string> single_question(const std::string &prompt);

} // namespace m3po
