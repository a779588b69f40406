// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/jinja_value.h"

#include "core/text/unicode.h"

#include <nlohmann/json.hpp>
#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace m3po::jinja {

const Value *Dict::find(std::string_view key) const
{
    for (const auto &entry : entries_)
        if (entry.first == key)
            return &entry.second;
    return nullptr;
}

void Dict::set(std::string key, Value value)
{
    for (auto &entry : entries_) {
        if (entry.first == key) {
            entry.second = std::move(value);
            return;
        }
    }
    entries_.emplace_back(std::move(key), std::move(value));
}

int Value::depth() const
{
    if (const auto *list = std::get_if<std::shared_ptr<const Deep<List>>>(&data_))
        return (*list)->depth;
    if (const auto *dict = std::get_if<std::shared_ptr<const Deep<Dict>>>(&data_))
        return (*dict)->depth;
    if (const auto *function = std::get_if<std::shared_ptr<const Deep<Function>>>(&data_))
        return (*function)->depth;
    return 0;
}

int Value::depth_above(int deepest, const Value &child)
{
    if (child.is_namespace())
        throw std::invalid_argument("a namespace inside of another value is not supported");
    const int depth = std::max(deepest, child.depth() + 1);
    if (depth > max_depth)
        throw std::invalid_argument(fmt::format("values nested at most {} deep were expected", max_depth));
    return depth;
}

Value::Value(List l) { set_list(std::move(l), false); }

Value Value::tuple(List l)
{
    Value value;
    value.set_list(std::move(l), true);
    return value;
}

void Value::set_list(List l, bool tuple)
{
    int depth = 1;
    for (const auto &entry : l)
        depth = depth_above(depth, entry);
    data_ = std::make_shared<const Deep<List>>(Deep<List>{std::move(l), depth, tuple});
}

Value::Value(Dict d)
{
    int depth = 1;
    for (const auto &entry : d.entries())
        depth = depth_above(depth, entry.second);
    data_ = std::make_shared<const Deep<Dict>>(Deep<Dict>{std::move(d), depth, false});
}

std::int64_t Value::integer() const
{
    return is_bool() ? static_cast<std::int64_t>(std::get<bool>(data_)) : std::get<std::int64_t>(data_);
}

double Value::number() const { return is_float() ? std::get<double>(data_) : static_cast<double>(integer()); }

bool Value::truthy() const
{
    if (is_undefined() || is_none())
        return false;
    if (is_number())
        return number() != 0;
    if (is_string())
        return !string().empty();
    if (is_list())
        return !list().empty();
    if (is_dict())
        return !dict().entries().empty();
    return true;
}

std::string_view Value::type_name() const
{
    static constexpr std::string_view names[]{"undefined", "None", "bool", "int",       "float",
                                              "str",       "list", "dict", "namespace", "function"};
    return names[data_.index()];
}

namespace {

std::string float_text(double value)
{
    if (std::isnan(value))
        return "nan";
    if (std::isinf(value))
        return value < 0 ? "-inf" : "inf";
    auto text = fmt::format("{}", value);
    if (text.find_first_of(".e") == std::string::npos)
        text += ".0";
    return text;
}

std::string quoted(const std::string &text)
{
    const char quote = text.find('\'') != std::string::npos && text.find('"') == std::string::npos ? '"' : '\'';
    std::string out(1, quote);
    for (const char c : text) {
        if (c == quote || c == '\\')
            out.append(1, '\\').append(1, c);
        else if (c == '\n')
            out += "\\n";
        else if (c == '\r')
            out += "\\r";
        else if (c == '\t')
            out += "\\t";
        else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
            out += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
        else
            out += c;
    }
    return out + quote;
}

} // namespace

std::string Value::repr() const
{
    if (is_undefined())
        return "Undefined";
    if (is_none())
        return "None";
    if (is_bool())
        return integer() ? "True" : "False";
    if (is_integer())
        return std::to_string(integer());
    if (is_float())
        return float_text(number());
    if (is_string())
        return quoted(string());
    std::string out;
    if (is_list()) {
        for (const auto &entry : list())
            out.append(out.empty() ? "" : ", ").append(entry.repr());
        if (is_tuple())
            return fmt::format("({}{})", out, list().size() == 1 ? "," : "");
        return fmt::format("[{}]", out);
    }
    if (is_dict()) {
        for (const auto &[key, entry] : dict().entries())
            out.append(out.empty() ? "" : ", ").append(quoted(key)).append(": ").append(entry.repr());
        return fmt::format("{{{}}}", out);
    }
    throw std::invalid_argument(fmt::format("a {} cannot be written as text", type_name()));
}

std::string Value::text() const
{
    if (is_undefined())
        return {};
    return is_string() ? string() : repr();
}

bool equal(const Value &a, const Value &b)
{
    if (a.is_number() && b.is_number())
        return a.is_integer() && b.is_integer() ? a.integer() == b.integer() : a.number() == b.number();
    if (a.is_string() && b.is_string())
        return a.string() == b.string();
    if (a.is_list() && b.is_list())
        return a.is_tuple() == b.is_tuple() && a.list().size() == b.list().size() &&
               std::equal(a.list().begin(), a.list().end(), b.list().begin(), equal);
    if (a.is_dict() && b.is_dict()) {
        if (a.dict().entries().size() != b.dict().entries().size())
            return false;
        return std::all_of(a.dict().entries().begin(), a.dict().entries().end(), [&](const auto &entry) {
            const auto *other = b.dict().find(entry.first);
            return other && equal(entry.second, *other);
        });
    }
    if (a.is_namespace() && b.is_namespace())
        return &a.space() == &b.space();
    return (a.is_none() && b.is_none()) || (a.is_undefined() && b.is_undefined());
}

int compare(const Value &a, const Value &b)
{
    if (a.is_integer() && b.is_integer())
        return a.integer() < b.integer() ? -1 : a.integer() > b.integer();
    if (a.is_number() && b.is_number())
        return a.number() < b.number() ? -1 : a.number() > b.number();
    if (a.is_string() && b.is_string())
        return a.string().compare(b.string()); // UTF-8 sorts as its code points do
    if (a.is_list() && b.is_list()) {
        for (std::size_t i = 0; i < std::min(a.list().size(), b.list().size()); ++i)
            if (!equal(a.list()[i], b.list()[i]))
                return compare(a.list()[i], b.list()[i]);
        return compare(Value::count(a.list().size()), Value::count(b.list().size()));
    }
    throw std::invalid_argument(fmt::format("a {} and a {} have no order", a.type_name(), b.type_name()));
}

template <typename Json>
Value from_json(const Json &document, int depth)
{
    if (depth >= Value::max_depth)
        throw std::invalid_argument(fmt::format("JSON nested at most {} deep was expected", Value::max_depth));
    if (document.is_null())
        return None{};
    if (document.is_boolean())
        return document.template get<bool>();
    if (document.is_number_integer())
        return document.template get<std::int64_t>();
    if (document.is_number())
        return document.template get<double>();
    if (document.is_string())
        return unicode::repaired(document.template get_ref<const std::string &>());
    if (document.is_array()) {
        List list;
        list.reserve(document.size());
        for (const auto &entry : document)
            list.push_back(from_json(entry, depth + 1));
        return list;
    }
    Dict dict;
    for (const auto &entry : document.items())
        dict.set(entry.key(), from_json(entry.value(), depth + 1));
    return dict;
}

template Value from_json(const nlohmann::json &, int);
template Value from_json(const nlohmann::ordered_json &, int);

namespace {

std::string json_string(const std::string &text, bool ascii)
{
    std::string out = "\"";
    for (std::size_t i = 0; i < text.size();) {
        const auto begin = i;
        const auto c = unicode::next(text, i);
        switch (c) {
        case '"':
            out += "\\\"";
            break;
        case '\\':
            out += "\\\\";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\r':
            out += "\\r";
            break;
        case '\t':
            out += "\\t";
            break;
        case '\b':
            out += "\\b";
            break;
        case '\f':
            out += "\\f";
            break;
        default:
            if (c < 0x20 || (ascii && c >= 0x7F && c < 0x10000))
                out += c == 0x7F ? "\x7F" : fmt::format("\\u{:04x}", static_cast<unsigned>(c));
            else if (ascii && c >= 0x10000)
                out += fmt::format("\\u{:04x}\\u{:04x}", static_cast<unsigned>(0xD800 + ((c - 0x10000) >> 10)),
                                   static_cast<unsigned>(0xDC00 + ((c - 0x10000) & 0x3FF)));
            else
                out.append(text, begin, i - begin);
        }
    }
    return out + "\"";
}

} // namespace

std::string to_json(const Value &value, const JsonStyle &style, int depth)
{
    if (value.is_none())
        return "null";
    if (value.is_bool())
        return value.integer() ? "true" : "false";
    if (value.is_integer())
        return std::to_string(value.integer());
    if (value.is_float())
        return std::isnan(value.number())   ? "NaN"
               : std::isinf(value.number()) ? (value.number() < 0 ? "-Infinity" : "Infinity")
                                            : value.repr();
    if (value.is_string())
        return json_string(value.string(), style.ascii);
    std::vector<std::string> parts;
    if (value.is_list()) {
        for (const auto &entry : value.list())
            parts.push_back(to_json(entry, style, depth + 1));
    } else if (value.is_dict()) {
        auto entries = value.dict().entries();
        if (style.sort_keys)
            std::sort(entries.begin(), entries.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
        for (const auto &[key, entry] : entries)
            parts.push_back(json_string(key, style.ascii) + ": " + to_json(entry, style, depth + 1));
    } else {
        throw std::invalid_argument(fmt::format("a {} cannot be written as JSON", value.type_name()));
    }
    const char *brackets = value.is_list() ? "[]" : "{}";
    std::string out(1, brackets[0]);
    const bool lines = style.indent >= 0 && !parts.empty();
    const auto line = [&](int level) {
        out.append(1, '\n').append(static_cast<std::size_t>(style.indent * level), ' ');
    };
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0)
            out += lines ? "," : ", ";
        if (lines)
            line(depth + 1);
        out += parts[i];
    }
    if (lines)
        line(depth);
    return out + brackets[1];
}

} // namespace m3po::jinja
