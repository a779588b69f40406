// SPDX-License-Identifier: GPL-3.0-or-later
// The methods of Python's texts that templates call.
#include "core/text/jinja.h"

#include "core/text/unicode.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <map>

namespace m3po::jinja {

std::vector<std::string> characters_of(const std::string &text)
{
    std::vector<std::string> characters;
    for (std::size_t i = 0; i < text.size();) {
        const auto begin = i;
        unicode::next(text, i);
        characters.push_back(text.substr(begin, i - begin));
    }
    return characters;
}

namespace {

bool is_blank(char32_t c) { return unicode::is_space(c) || (c >= 0x1C && c <= 0x1F); } // Python's str.isspace

std::string stripped(const std::string &text, const Value *set, bool left, bool right)
{
    if (set && !set->is_none() && !set->is_string())
        fail("strip: a text of characters was expected");
    const bool blanks = !set || set->is_none();
    const auto out_of_place = [&](const std::string &character) {
        std::size_t i = 0;
        return blanks ? is_blank(unicode::next(character, i)) : set->string().find(character) != std::string::npos;
    };
    auto characters = characters_of(text);
    std::size_t first = 0;
    std::size_t last = characters.size();
    while (left && first < last && out_of_place(characters[first]))
        ++first;
    while (right && last > first && out_of_place(characters[last - 1]))
        --last;
    std::string out;
    for (auto i = first; i < last; ++i)
        out += characters[i];
    return out;
}

// Runs of white space separate; `most` < 0 is without limit.
List split_blanks(const std::string &text, std::int64_t most)
{
    List parts;
    std::size_t i = 0;
    const auto skip_blanks = [&] {
        while (i < text.size()) {
            auto next = i;
            if (!is_blank(unicode::next(text, next)))
                break;
            i = next;
        }
    };
    for (skip_blanks(); i < text.size(); skip_blanks()) {
        if (most >= 0 && static_cast<std::int64_t>(parts.size()) >= most) {
            parts.push_back(text.substr(i));
            break;
        }
        const auto begin = i;
        while (i < text.size()) {
            auto next = i;
            if (is_blank(unicode::next(text, next)))
                break;
            i = next;
        }
        parts.push_back(text.substr(begin, i - begin));
    }
    return parts;
}

List split(const std::string &text, const Arguments &arguments, bool from_right)
{
    const auto *separator = argument(arguments, 0, "sep");
    const auto *limit = argument(arguments, 1, "maxsplit");
    const auto most = limit ? integer_argument(*limit, "split") : -1;
    if (!separator || separator->is_none()) {
        if (from_right && most >= 0)
            refuse("rsplit at white space with a limit");
        return split_blanks(text, most);
    }
    if (!separator->is_string() || separator->string().empty())
        fail("split: a separator that is not empty was expected");
    const auto &mark = separator->string();
    std::vector<std::size_t> at;
    for (std::size_t i = 0; (i = text.find(mark, i)) != std::string::npos; i += mark.size())
        at.push_back(i);
    if (from_right && most >= 0) {
        at.clear();
        for (auto end = text.size(); end >= mark.size() && static_cast<std::int64_t>(at.size()) < most;) {
            const auto i = text.rfind(mark, end - mark.size());
            if (i == std::string::npos)
                break;
            at.insert(at.begin(), i);
            end = i;
        }
    } else if (most >= 0 && static_cast<std::int64_t>(at.size()) > most) {
        at.resize(static_cast<std::size_t>(most));
    }
    List parts;
    std::size_t begin = 0;
    for (const auto i : at) {
        parts.push_back(text.substr(begin, i - begin));
        begin = i + mark.size();
    }
    parts.push_back(text.substr(begin));
    return parts;
}

List lines_of(const std::string &text)
{
    List lines;
    std::string line;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\n' && text[i] != '\r') {
            line += text[i];
            continue;
        }
        if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n')
            ++i;
        lines.push_back(std::exchange(line, {}));
    }
    if (!line.empty())
        lines.push_back(line);
    return lines;
}

// startswith and endswith take one text or a tuple of them.
bool any_of_texts(const Arguments &arguments, const std::function<bool(const std::string &)> &holds)
{
    const auto *affix = argument(arguments, 0, "prefix");
    if (!affix || arguments.positional.size() > 1)
        fail("startswith and endswith need one text");
    const auto one = [&](const Value &value) {
        if (!value.is_string())
            fail("startswith and endswith need a text");
        return holds(value.string());
    };
    return affix->is_list() ? std::any_of(affix->list().begin(), affix->list().end(), one) : one(*affix);
}

const std::string &text_argument(const Arguments &arguments, std::size_t index, std::string_view method)
{
    const auto *value = argument(arguments, index, "");
    if (!value || !value->is_string())
        fail(fmt::format("{}: a text was expected", method));
    return value->string();
}

std::string capitalized(const std::string &text)
{
    std::size_t i = 0;
    if (text.empty())
        return text;
    unicode::next(text, i);
    return unicode::upper(text.substr(0, i)) + unicode::lower(text.substr(i));
}

std::string titled(const std::string &text)
{
    std::string out;
    bool inside = false;
    for (const auto &character : characters_of(text)) {
        std::size_t i = 0;
        const bool letter = unicode::is_letter(unicode::next(character, i));
        out += !letter ? character : inside ? unicode::lower(character) : unicode::upper(character);
        inside = letter;
    }
    return out;
}

std::int64_t place_in_characters(const std::string &text, std::size_t byte)
{
    return byte == std::string::npos ? -1 : static_cast<std::int64_t>(characters_of(text.substr(0, byte)).size());
}

bool every_character(const std::string &text, bool (*holds)(char32_t))
{
    for (std::size_t i = 0; i < text.size();)
        if (!holds(unicode::next(text, i)))
            return false;
    return !text.empty();
}

std::string replaced(const std::string &text, const Arguments &arguments)
{
    const auto &from = text_argument(arguments, 0, "replace");
    const auto &to = text_argument(arguments, 1, "replace");
    const auto *limit = argument(arguments, 2, "count");
    auto left = limit && !limit->is_none() ? integer_argument(*limit, "replace") : -1;
    if (from.empty())
        refuse("replacing an empty text");
    std::string out;
    std::size_t begin = 0;
    for (std::size_t i; left != 0 && (i = text.find(from, begin)) != std::string::npos;
         begin = i + from.size(), --left) {
        out.append(text, begin, i - begin);
        out += to;
        if (out.size() > (64u << 20))
            fail("a text becomes too long");
    }
    return out.append(text, begin, std::string::npos);
}

std::string joined(const std::string &separator, const List &parts)
{
    std::string out;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (!parts[i].is_string())
            fail(fmt::format("join: texts were expected, not a {}", parts[i].type_name()));
        out.append(i > 0 ? separator : "").append(parts[i].string());
    }
    return out;
}

} // namespace

TextMethod text_method(const std::string &name)
{
    static const std::map<std::string, TextMethod, std::less<>> methods{
        {"strip",
         [](const std::string &t, const Arguments &a) -> Value {
             return stripped(t, argument(a, 0, "chars"), true, true);
         }},
        {"lstrip",
         [](const std::string &t, const Arguments &a) -> Value {
             return stripped(t, argument(a, 0, "chars"), true, false);
         }},
        {"rstrip",
         [](const std::string &t, const Arguments &a) -> Value {
             return stripped(t, argument(a, 0, "chars"), false, true);
         }},
        {"split", [](const std::string &t, const Arguments &a) -> Value { return split(t, a, false); }},
        {"rsplit", [](const std::string &t, const Arguments &a) -> Value { return split(t, a, true); }},
        {"splitlines", [](const std::string &t, const Arguments &) -> Value { return lines_of(t); }},
        {"startswith",
         [](const std::string &t, const Arguments &a) -> Value {
             return any_of_texts(a, [&](const std::string &affix) { return t.starts_with(affix); });
         }},
        {"endswith",
         [](const std::string &t, const Arguments &a) -> Value {
             return any_of_texts(a, [&](const std::string &affix) { return t.ends_with(affix); });
         }},
        {"removeprefix",
         [](const std::string &t, const Arguments &a) -> Value {
             const auto &affix = text_argument(a, 0, "removeprefix");
             return t.starts_with(affix) ? t.substr(affix.size()) : t;
         }},
        {"removesuffix",
         [](const std::string &t, const Arguments &a) -> Value {
             const auto &affix = text_argument(a, 0, "removesuffix");
             return t.ends_with(affix) ? t.substr(0, t.size() - affix.size()) : t;
         }},
        {"upper", [](const std::string &t, const Arguments &) -> Value { return unicode::upper(t); }},
        {"lower", [](const std::string &t, const Arguments &) -> Value { return unicode::lower(t); }},
        {"capitalize", [](const std::string &t, const Arguments &) -> Value { return capitalized(t); }},
        {"title", [](const std::string &t, const Arguments &) -> Value { return titled(t); }},
        {"replace", [](const std::string &t, const Arguments &a) -> Value { return replaced(t, a); }},
        {"join",
         [](const std::string &t, const Arguments &a) -> Value {
             const auto *parts = argument(a, 0, "iterable");
             return joined(t, elements_of(parts ? *parts : Value(Undefined{"join"})));
         }},
        {"find",
         [](const std::string &t, const Arguments &a) -> Value {
             return place_in_characters(t, t.find(text_argument(a, 0, "find")));
         }},
        {"rfind",
         [](const std::string &t, const Arguments &a) -> Value {
             return place_in_characters(t, t.rfind(text_argument(a, 0, "rfind")));
         }},
        {"count",
         [](const std::string &t, const Arguments &a) -> Value {
             const auto &part = text_argument(a, 0, "count");
             if (part.empty())
                 return Value::count(characters_of(t).size() + 1);
             std::int64_t n = 0;
             for (std::size_t i = 0; (i = t.find(part, i)) != std::string::npos; i += part.size())
                 ++n;
             return n;
         }},
        {"isdigit",
         [](const std::string &t, const Arguments &) -> Value { return every_character(t, unicode::is_digit); }},
        {"isalpha",
         [](const std::string &t, const Arguments &) -> Value { return every_character(t, unicode::is_letter); }},
        {"isspace", [](const std::string &t, const Arguments &) -> Value { return every_character(t, is_blank); }},
    };
    const auto found = methods.find(name);
    return found == methods.end() ? nullptr : found->second;
}

} // namespace m3po::jinja
