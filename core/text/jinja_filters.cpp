// SPDX-License-Identifier: GPL-3.0-or-later
// Jinja's filters, as far as chat templates use them.
#include "core/text/jinja.h"

#include "core/text/unicode.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>

namespace m3po::jinja {

namespace {

using Filter = Value (*)(Evaluator &evaluator, const Value &subject, const Arguments &arguments);

// "a.b.0" goes down step by step, as Jinja's attribute arguments do.
Value attribute_path(const Value &value, const Value &path)
{
    if (path.is_integer())
        return item_of(value, path);
    if (!path.is_string())
        fail("an attribute's name was expected");
    Value at = value;
    const auto &text = path.string();
    for (std::size_t begin = 0; begin <= text.size();) {
        const auto end = std::min(text.find('.', begin), text.size());
        const auto part = text.substr(begin, end - begin);
        std::int64_t index = 0;
        const bool number = !part.empty() && std::from_chars(part.data(), part.data() + part.size(), index).ptr ==
                                                 part.data() + part.size();
        at = item_of(at, number ? Value(index) : Value(part));
        begin = end + 1;
    }
    return at;
}

Arguments without_first(const Arguments &arguments, std::size_t count)
{
    Arguments rest = arguments;
    rest.positional.erase(rest.positional.begin(), rest.positional.begin() + static_cast<std::ptrdiff_t>(std::min(
                                                                                 count, rest.positional.size())));
    return rest;
}

// select, reject, selectattr, rejectattr.
Value selected(Evaluator &evaluator, const Value &subject, const Arguments &arguments, bool by_attribute, bool keep)
{
    const auto *attribute = by_attribute ? argument(arguments, 0, "attribute") : nullptr;
    if (by_attribute && !attribute)
        fail("selectattr and rejectattr need an attribute's name");
    const std::size_t at = by_attribute ? 1 : 0;
    const auto *test = argument(arguments, at, "test");
    if (test && !test->is_string())
        fail("the name of a test was expected");
    const auto rest = without_first(arguments, at + 1);
    List list;
    for (const auto &element : elements_of(subject)) {
        evaluator.spend(1);
        const auto value = attribute ? attribute_path(element, *attribute) : element;
        if ((test ? evaluator.test(test->string(), value, rest) : value.truthy()) == keep)
            list.push_back(element);
    }
    return list;
}

Value mapped(Evaluator &evaluator, const Value &subject, const Arguments &arguments)
{
    const Value *attribute = nullptr;
    const Value *otherwise = nullptr;
    for (const auto &[key, value] : arguments.named) {
        attribute = key == "attribute" ? &value : attribute;
        otherwise = key == "default" ? &value : otherwise;
    }
    List list;
    for (const auto &element : elements_of(subject)) {
        evaluator.spend(1);
        if (attribute) {
            auto value = attribute_path(element, *attribute);
            list.push_back(value.is_undefined() && otherwise ? *otherwise : value);
            continue;
        }
        if (arguments.positional.empty() || !arguments.positional[0].is_string())
            fail("map needs an attribute or the name of a filter");
        list.push_back(evaluator.filter(arguments.positional[0].string(), element, without_first(arguments, 1)));
    }
    return list;
}

Value joined(Evaluator &evaluator, const Value &subject, const Arguments &arguments)
{
    const auto *separator = argument(arguments, 0, "d");
    const auto *attribute = argument(arguments, 1, "attribute");
    std::string out;
    bool first = true;
    for (const auto &element : elements_of(subject)) {
        if (!first && separator)
            out += separator->text();
        first = false;
        out += (attribute ? attribute_path(element, *attribute) : element).text();
        evaluator.spend(1);
    }
    return out;
}

Value length_of(Evaluator &, const Value &subject, const Arguments &)
{
    if (subject.is_string())
        return Value::count(characters_of(subject.string()).size());
    if (subject.is_namespace() || subject.is_none() || subject.is_number() || subject.is_function())
        fail(fmt::format("a {} has no length", subject.type_name()));
    return Value::count(elements_of(subject).size());
}

Value default_of(Evaluator &, const Value &subject, const Arguments &arguments)
{
    const auto *otherwise = argument(arguments, 0, "default_value");
    const auto *falsy = argument(arguments, 1, "boolean");
    if (subject.is_undefined() || (falsy && falsy->truthy() && !subject.truthy()))
        return otherwise ? *otherwise : Value("");
    return subject;
}

Value json_of(Evaluator &, const Value &subject, const Arguments &arguments)
{
    JsonStyle style;
    for (std::size_t i = 0; i < arguments.positional.size(); ++i) {
        const auto &value = arguments.positional[i];
        if (i == 0)
            style.ascii = value.truthy();
        else if (i == 1 && !value.is_none())
            style.indent = static_cast<int>(std::clamp<std::int64_t>(integer_argument(value, "tojson"), 0, 64));
        else if (i > 1)
            refuse("tojson with separators by position");
    }
    for (const auto &[key, value] : arguments.named) {
        if (key == "indent" && !value.is_none())
            style.indent = static_cast<int>(std::clamp<std::int64_t>(integer_argument(value, "tojson"), 0, 64));
        else if (key == "ensure_ascii")
            style.ascii = value.truthy();
        else if (key == "sort_keys")
            style.sort_keys = value.truthy();
        else if (key != "indent")
            refuse("tojson with " + key);
    }
    return to_json(subject, style);
}

Value items_of(Evaluator &, const Value &subject, const Arguments &)
{
    if (subject.is_undefined())
        return List{};
    if (!subject.is_dict())
        fail(fmt::format("items needs a dictionary, not a {}", subject.type_name()));
    List list;
    for (const auto &[key, value] : subject.dict().entries())
        list.push_back(Value::tuple({key, value}));
    return list;
}

// Texts are compared without regard to case unless asked otherwise.
Value folded(const Value &value, bool case_sensitive)
{
    return value.is_string() && !case_sensitive ? Value(unicode::lower(value.string())) : value;
}

Value sorted(Evaluator &, const Value &subject, const Arguments &arguments)
{
    const auto *reverse = argument(arguments, 0, "reverse");
    const auto *exact = argument(arguments, 1, "case_sensitive");
    const auto *attribute = argument(arguments, 2, "attribute");
    const bool down = reverse && reverse->truthy();
    const bool case_sensitive = exact && exact->truthy();
    std::vector<std::pair<Value, Value>> keyed;
    for (const auto &element : elements_of(subject))
        keyed.emplace_back(folded(attribute ? attribute_path(element, *attribute) : element, case_sensitive), element);
    std::stable_sort(keyed.begin(), keyed.end(), [&](const auto &a, const auto &b) {
        return down ? compare(b.first, a.first) < 0 : compare(a.first, b.first) < 0;
    });
    List list;
    for (auto &entry : keyed)
        list.push_back(std::move(entry.second));
    return list;
}

Value dict_sorted(Evaluator &evaluator, const Value &subject, const Arguments &arguments)
{
    if (!arguments.positional.empty())
        refuse("dictsort with arguments");
    Arguments by_key;
    by_key.named.emplace_back("attribute", Value(std::int64_t{0}));
    return sorted(evaluator, items_of(evaluator, subject, {}), by_key);
}

Value unique(Evaluator &evaluator, const Value &subject, const Arguments &)
{
    List list;
    for (const auto &element : elements_of(subject)) {
        evaluator.spend(1 + list.size());
        if (std::none_of(list.begin(), list.end(),
                         [&](const Value &seen) { return equal(folded(seen, false), folded(element, false)); }))
            list.push_back(element);
    }
    return list;
}

Value reversed(Evaluator &, const Value &subject, const Arguments &)
{
    auto list = elements_of(subject);
    std::reverse(list.begin(), list.end());
    if (!subject.is_string())
        return list;
    std::string text;
    for (const auto &character : list)
        text += character.string();
    return text;
}

Value summed(Evaluator &, const Value &subject, const Arguments &arguments)
{
    const auto *attribute = argument(arguments, 0, "attribute");
    double sum = 0;
    std::int64_t whole = 0;
    bool exact = true;
    for (const auto &element : elements_of(subject)) {
        const auto value = attribute ? attribute_path(element, *attribute) : element;
        if (!value.is_number())
            fail(fmt::format("sum needs numbers, not a {}", value.type_name()));
        exact = exact && value.is_integer() && !__builtin_add_overflow(whole, value.integer(), &whole);
        sum += value.number();
    }
    return exact ? Value(whole) : Value(sum);
}

Value integer_of(Evaluator &, const Value &subject, const Arguments &arguments)
{
    const auto *otherwise = argument(arguments, 0, "default");
    if (subject.is_integer())
        return subject.integer();
    double number = subject.is_float() ? subject.number() : NAN;
    if (subject.is_string()) {
        const auto text = unicode::trimmed(subject.string(), true, true);
        std::int64_t whole = 0;
        if (const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), whole);
            code == std::errc() && end == text.data() + text.size() && !text.empty())
            return whole;
        if (std::from_chars(text.data(), text.data() + text.size(), number).ptr != text.data() + text.size() ||
            text.empty())
            number = NAN;
    }
    if (!(std::abs(number) < 9e18))
        return otherwise ? *otherwise : Value(std::int64_t{0});
    return static_cast<std::int64_t>(number);
}

Value float_of(Evaluator &, const Value &subject, const Arguments &arguments)
{
    const auto *otherwise = argument(arguments, 0, "default");
    if (subject.is_number())
        return subject.number();
    if (subject.is_string()) {
        const auto text = unicode::trimmed(subject.string(), true, true);
        double number = 0;
        if (!text.empty() &&
            std::from_chars(text.data(), text.data() + text.size(), number).ptr == text.data() + text.size())
            return number;
    }
    return otherwise ? *otherwise : Value(0.0);
}

Value indented(Evaluator &, const Value &subject, const Arguments &arguments)
{
    const auto *width = argument(arguments, 0, "width");
    const auto *first = argument(arguments, 1, "first");
    const auto *blank = argument(arguments, 2, "blank");
    const std::string gap = width && width->is_string()
                                ? width->string()
                                : std::string(static_cast<std::size_t>(std::clamp<std::int64_t>(
                                                  width ? integer_argument(*width, "indent") : 4, 0, 1000)),
                                              ' ');
    std::string out = first && first->truthy() ? gap : "";
    const auto text = subject.text();
    for (std::size_t i = 0; i < text.size(); ++i) {
        out += text[i];
        const bool next_is_empty = i + 1 >= text.size() || text[i + 1] == '\n';
        if (text[i] == '\n' && (!next_is_empty || (blank && blank->truthy())))
            out += gap;
        if (out.size() > (64u << 20))
            fail("a text becomes too long");
    }
    return out;
}

// The filter is a method of texts: subject|upper is str(subject).upper().
Value method_of_text(const char *name, const Value &subject, const Arguments &arguments)
{
    return attribute_of(Value(subject.text()), name).function()(arguments);
}

const std::map<std::string, Filter, std::less<>> &filters()
{
    static const std::map<std::string, Filter, std::less<>> all{
        {"trim", [](Evaluator &, const Value &s, const Arguments &a) { return method_of_text("strip", s, a); }},
        {"upper", [](Evaluator &, const Value &s, const Arguments &a) { return method_of_text("upper", s, a); }},
        {"lower", [](Evaluator &, const Value &s, const Arguments &a) { return method_of_text("lower", s, a); }},
        {"capitalize",
         [](Evaluator &, const Value &s, const Arguments &a) { return method_of_text("capitalize", s, a); }},
        {"replace", [](Evaluator &, const Value &s, const Arguments &a) { return method_of_text("replace", s, a); }},
        {"length", length_of},
        {"count", length_of},
        {"default", default_of},
        {"d", default_of},
        {"tojson", json_of},
        {"join", joined},
        {"map", mapped},
        {"select", [](Evaluator &e, const Value &s, const Arguments &a) { return selected(e, s, a, false, true); }},
        {"reject", [](Evaluator &e, const Value &s, const Arguments &a) { return selected(e, s, a, false, false); }},
        {"selectattr", [](Evaluator &e, const Value &s, const Arguments &a) { return selected(e, s, a, true, true); }},
        {"rejectattr", [](Evaluator &e, const Value &s, const Arguments &a) { return selected(e, s, a, true, false); }},
        {"list", [](Evaluator &, const Value &s, const Arguments &) -> Value { return elements_of(s); }},
        {"string", [](Evaluator &, const Value &s, const Arguments &) -> Value { return s.text(); }},
        {"safe", [](Evaluator &, const Value &s, const Arguments &) -> Value { return s.text(); }},
        {"first",
         [](Evaluator &, const Value &s, const Arguments &) -> Value {
             auto list = elements_of(s);
             return list.empty() ? Value(Undefined{"the first element of nothing"}) : list.front();
         }},
        {"last",
         [](Evaluator &, const Value &s, const Arguments &) -> Value {
             auto list = elements_of(s);
             return list.empty() ? Value(Undefined{"the last element of nothing"}) : list.back();
         }},
        {"items", items_of},
        {"dictsort", dict_sorted},
        {"sort", sorted},
        {"unique", unique},
        {"reverse", reversed},
        {"sum", summed},
        {"int", integer_of},
        {"float", float_of},
        {"indent", indented},
        {"abs",
         [](Evaluator &, const Value &s, const Arguments &) -> Value {
             if (s.is_integer() && s.integer() > INT64_MIN)
                 return s.integer() < 0 ? -s.integer() : s.integer();
             if (!s.is_float())
                 fail(fmt::format("abs needs a number, not a {}", s.type_name()));
             return std::abs(s.number());
         }},
    };
    return all;
}

} // namespace

Value apply_filter(Evaluator &evaluator, const std::string &name, const Value &subject, const Arguments &arguments)
{
    const auto found = filters().find(name);
    if (found == filters().end())
        refuse(fmt::format("the filter '{}'", name));
    return found->second(evaluator, subject, arguments);
}

} // namespace m3po::jinja
