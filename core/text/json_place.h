// SPDX-License-Identifier: GPL-3.0-or-later
// A value of a JSON document together with its place, so that whatever is wrong with it can be said in one
// sentence: "FILE: model/merges/17: two tokens with a space between them were expected".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace m3po {

class JsonPlace {
public:
    // `value` must outlive this.
    JsonPlace(const nlohmann::json &value, std::string file) : value_(&value), place_(std::move(file)) {}

    const nlohmann::json &value() const { return *value_; }
    const std::string &place() const { return place_; }
    [[noreturn]] void fail(std::string_view expected) const; // invalid input
    [[noreturn]] void refuse(std::string_view what) const;   // understood, but not supported

    bool is_null() const { return value_->is_null(); }
    JsonPlace at(const char *key) const;                  // fails where it is not there
    std::optional<JsonPlace> find(const char *key) const; // nothing where absent or null
    std::size_t size() const;                             // of a list; fails where it is none
    JsonPlace operator[](std::size_t index) const;

    const std::string &string() const;
    std::string string(const char *key, std::string_view otherwise) const;
    bool boolean(const char *key, bool otherwise) const;
    std::int64_t integer(std::int64_t low, std::int64_t high) const;
    char32_t character() const; // a string of one character
    std::string type() const { return at("type").string(); }

private:
    JsonPlace(const nlohmann::json &value, std::string place, int) : value_(&value), place_(std::move(place)) {}
    JsonPlace below(const nlohmann::json &value, std::string_view name) const;

    const nlohmann::json *value_;
    std::string place_;
};

} // namespace m3po
