// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/json_place.h"

#include "core/base/result.h"
#include "core/text/unicode.h"

#include <spdlog/fmt/fmt.h>

namespace m3po {

void JsonPlace::fail(std::string_view expected) const
{
    throw Failure(Error::invalid_input(fmt::format("{}: {} was expected", place_, expected)));
}

void JsonPlace::refuse(std::string_view what) const
{
    throw Failure(Error::unsupported(fmt::format("{}: {} is not supported", place_, what)));
}

// The first step down is written "FILE: key", all others "/key".
JsonPlace JsonPlace::below(const nlohmann::json &value, std::string_view name) const
{
    const bool at_top = place_.find(": ") == std::string::npos;
    return JsonPlace(value, fmt::format("{}{}{}", place_, at_top ? ": " : "/", name), 0);
}

JsonPlace JsonPlace::at(const char *key) const
{
    if (!value_->is_object())
        fail("an object");
    const auto found = value_->find(key);
    if (found == value_->end())
        fail(fmt::format("the key \"{}\"", key));
    return below(*found, key);
}

std::optional<JsonPlace> JsonPlace::find(const char *key) const
{
    if (!value_->is_object())
        fail("an object");
    const auto found = value_->find(key);
    if (found == value_->end() || found->is_null())
        return std::nullopt;
    return below(*found, key);
}

std::size_t JsonPlace::size() const
{
    if (!value_->is_array())
        fail("a list");
    return value_->size();
}

JsonPlace JsonPlace::operator[](std::size_t index) const { return below((*value_)[index], std::to_string(index)); }

const std::string &JsonPlace::string() const
{
    if (!value_->is_string())
        fail("a string");
    return value_->get_ref<const std::string &>();
}

std::string JsonPlace::string(const char *key, std::string_view otherwise) const
{
    const auto found = find(key);
    return found ? found->string() : std::string(otherwise);
}

bool JsonPlace::boolean(const char *key, bool otherwise) const
{
    const auto found = find(key);
    if (!found)
        return otherwise;
    if (!found->value().is_boolean())
        found->fail("true or false");
    return found->value().get<bool>();
}

std::int64_t JsonPlace::integer(std::int64_t low, std::int64_t high) const
{
    if (value_->is_number_integer() && !(value_->is_number_unsigned() && value_->get<std::uint64_t>() > INT64_MAX)) {
        const auto number = value_->get<std::int64_t>();
        if (number >= low && number <= high)
            return number;
    }
    fail(fmt::format("a whole number from {} to {}", low, high));
}

char32_t JsonPlace::character() const
{
    const auto &text = string();
    std::size_t end = 0;
    if (text.empty())
        fail("one character");
    const auto c = unicode::next(text, end);
    if (end != text.size())
        fail("one character");
    return c;
}

} // namespace m3po
