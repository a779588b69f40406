// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/messages.h"

#include "core/base/result.h"

#include <spdlog/fmt/fmt.h>

namespace m3po {
using nlohmann::json;

namespace {

constexpr std::string_view mark = "<image>";

[[noreturn]] void fail(const std::string &place, const std::string &what)
{
    throw Failure(Error::invalid_input(place + ": " + what));
}

ordered_json text_part(const std::string &text) { return {{"type", "text"}, {"text", text}}; }
ordered_json image_part() { return {{"type", "image"}}; }

void add_text(ordered_json &parts, const std::string &text)
{
    if (!text.empty())
        parts.push_back(text_part(text));
}

// "<image>\nWhat is this?" -> image, "What is this?"; the one line break belongs to the mark.
void add_marked(ordered_json &parts, const std::string &text)
{
    std::size_t at = 0;
    for (auto found = text.find(mark); found != std::string::npos; found = text.find(mark, at)) {
        const auto before = text.substr(at, found - at);
        at = found + mark.size();
        if (at < text.size() && text[at] == '\n')
            ++at;
        const bool parted_above = at == text.size() && before.ends_with('\n');
        add_text(parts, parted_above ? before.substr(0, before.size() - 1) : before);
        parts.push_back(image_part());
    }
    add_text(parts, text.substr(at));
}

ordered_json content_parts(const json &content, const std::string &place)
{
    auto parts = ordered_json::array();
    if (content.is_string()) {
        add_marked(parts, content.get<std::string>());
        return parts;
    }
    if (!content.is_array())
        fail(place, "a message's 'content': a text or a list of parts was expected");
    for (const auto &part : content) {
        if (!part.is_object())
            fail(place, "a message's part: an object with 'type' was expected");
        const auto type = text_field(part, "type", place);
        if (type == "image")
            parts.push_back(image_part());
        else if (type == "text")
            parts.push_back(text_part(text_field(part, "text", place)));
        else
            fail(place, fmt::format("a message's part has the type '{}'; image or text was expected", type));
    }
    return parts;
}

// Puts images that no part shows before the first user's text, and checks the count.
ordered_json settle(ordered_json messages, std::size_t images, const std::string &place)
{
    std::size_t shown = 0;
    ordered_json *first_user = nullptr;
    for (auto &message : messages) {
        if (message["role"] == "user" && first_user == nullptr)
            first_user = &message;
        for (const auto &part : message["content"])
            shown += part["type"] == "image";
    }
    if (first_user == nullptr)
        fail(place, "the prompt has no message of a user");
    if (messages.back()["role"] != "user")
        fail(place, "the prompt ends with the assistant; the user's message was expected last");
    if (shown == 0) {
        auto parts = ordered_json::array();
        for (; shown < images; ++shown)
            parts.push_back(image_part());
        for (auto &part : (*first_user)["content"])
            parts.push_back(std::move(part));
        (*first_user)["content"] = std::move(parts);
    }
    if (shown != images)
        fail(place, fmt::format("its prompt shows {} images, but {} are named", shown, images));
    return messages;
}

} // namespace

ordered_json prompt_messages(const json &prompt, std::size_t images, const std::string &place)
{
    auto messages = ordered_json::array();
    if (prompt.is_string()) {
        messages.push_back({{"role", "user"}, {"content", content_parts(prompt, place)}});
        return settle(std::move(messages), images, place);
    }
    if (!prompt.is_array() || prompt.empty())
        fail(place, "'prompt': a text or a list of messages was expected");
    for (const auto &message : prompt) {
        if (!message.is_object() || !message.contains("content"))
            fail(place, "'prompt': a message with 'role' and 'content' was expected");
        const auto role = text_field(message, "role", place);
        if (role != "user" && role != "assistant" && role != "system")
            fail(place, fmt::format("'prompt': the role '{}'; user, assistant or system was expected", role));
        messages.push_back({{"role", role}, {"content", content_parts(message["content"], place)}});
    }
    return settle(std::move(messages), images, place);
}

ordered_json prompt_messages(const std::vector<Turn> &turns, std::size_t images, const std::string &place)
{
    if (turns.empty())
        fail(place, "its conversation is empty");
    auto messages = ordered_json::array();
    for (const auto &turn : turns) {
        auto parts = ordered_json::array();
        add_marked(parts, turn.text);
        messages.push_back({{"role", turn.role}, {"content", std::move(parts)}});
    }
    return settle(std::move(messages), images, place);
}

std::string answer_text(const json &row, const char *key, const std::string &place)
{
    const auto found = row.find(key);
    if (found == row.end())
        fail(place, fmt::format("has no '{}'; an answer was expected", key));
    const json *answer = &*found;
    if (answer->is_array()) {
        if (answer->size() != 1)
            fail(place, fmt::format("'{}': has {} messages; one of the assistant was expected", key, answer->size()));
        answer = &(*answer)[0];
    }
    std::string text;
    if (answer->is_string()) {
        text = answer->get<std::string>();
    } else if (answer->is_object() && answer->contains("content")) {
        if (text_field(*answer, "role", place) != "assistant")
            fail(place, fmt::format("'{}': a message of the assistant was expected", key));
        for (const auto &part : content_parts((*answer)["content"], place)) {
            if (part["type"] != "text")
                fail(place, fmt::format("'{}': shows an image; a text was expected", key));
            text += part["text"].get<std::string>();
        }
    } else if (answer->is_object() && answer->contains("value")) {
        text = turn(*answer, place).text;
    } else {
        fail(place, fmt::format("'{}': a text or a message was expected", key));
    }
    if (blank(text))
        fail(place, fmt::format("its {} answer is empty; a text was expected", key));
    return text;
}

std::string marked_text(const ordered_json &message)
{
    std::string text;
    for (const auto &part : message["content"])
        text += part["type"] == "image" ? std::string(mark) : part["text"].get<std::string>();
    return text;
}

std::optional<std::string> single_question(const std::string &prompt)
{
    const auto messages = ordered_json::parse(prompt);
    if (messages.size() != 1)
        return std::nullopt;
    std::string text;
    for (const auto &part : messages[0]["content"]) {
        if (part["type"] == "text")
            text += part["text"].get<std::string>();
    }
    return text;
}

} // namespace m3po
