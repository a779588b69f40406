// SPDX-License-Identifier: GPL-3.0-or-later
// Jinja's tests ("x is string"), as far as chat templates use them.
#include "core/text/jinja.h"

#include "core/text/unicode.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <map>

namespace m3po::jinja {

namespace {

bool less_or_more(const std::string &name, const Value &a, const Value &b)
{
    const int order = compare(a, b);
    if (name == "lt" || name == "lessthan" || name == "<")
        return order < 0;
    if (name == "le" || name == "<=")
        return order <= 0;
    if (name == "gt" || name == "greaterthan" || name == ">")
        return order > 0;
    return order >= 0;
}

} // namespace

bool apply_test(const std::string &name, const Value &subject, const Arguments &arguments)
{
    using Simple = bool (*)(const Value &);
    static const std::map<std::string, Simple, std::less<>> simple{
        {"defined", [](const Value &v) { return !v.is_undefined(); }},
        {"undefined", [](const Value &v) { return v.is_undefined(); }},
        {"none", [](const Value &v) { return v.is_none(); }},
        {"boolean", [](const Value &v) { return v.is_bool(); }},
        {"true", [](const Value &v) { return v.is_bool() && v.truthy(); }},
        {"false", [](const Value &v) { return v.is_bool() && !v.truthy(); }},
        {"integer", [](const Value &v) { return v.is_integer() && !v.is_bool(); }},
        {"float", [](const Value &v) { return v.is_float(); }},
        {"number", [](const Value &v) { return v.is_number(); }},
        {"string", [](const Value &v) { return v.is_string(); }},
        {"mapping", [](const Value &v) { return v.is_dict(); }},
        {"sequence", [](const Value &v) { return v.is_string() || v.is_list() || v.is_dict() || v.is_undefined(); }},
        {"iterable", [](const Value &v) { return v.is_string() || v.is_list() || v.is_dict() || v.is_undefined(); }},
        {"callable", [](const Value &v) { return v.is_function(); }},
        {"lower",
         [](const Value &v) { return unicode::lower(v.text()) == v.text() && unicode::upper(v.text()) != v.text(); }},
        {"upper",
         [](const Value &v) { return unicode::upper(v.text()) == v.text() && unicode::lower(v.text()) != v.text(); }},
    };
    if (const auto found = simple.find(name); found != simple.end())
        return found->second(subject);
    static constexpr const char *with_argument[]{"equalto",     "eq",       "==", "ne", "!=",     "in",
                                                 "lt",          "lessthan", "<",  "le", "<=",     "gt",
                                                 "greaterthan", ">",        "ge", ">=", "sameas", "divisibleby"};
    if (name == "odd" || name == "even")
        return (integer_argument(subject, name) % 2 != 0) == (name == "odd");
    if (std::find(std::begin(with_argument), std::end(with_argument), name) == std::end(with_argument))
        refuse(fmt::format("the test '{}'", name));
    const auto *other = argument(arguments, 0, "other");
    if (!other)
        fail(fmt::format("the test '{}' needs something to compare with", name));
    if (name == "equalto" || name == "eq" || name == "==")
        return equal(subject, *other);
    if (name == "ne" || name == "!=")
        return !equal(subject, *other);
    if (name == "in")
        return contains(*other, subject);
    if (name == "sameas") {
        if (other->is_string() || other->is_float() || other->is_list() || other->is_dict())
            refuse("the test 'sameas' with anything but true, false and none");
        return subject.is_bool() == other->is_bool() && equal(subject, *other);
    }
    if (name == "divisibleby") {
        const auto by = integer_argument(*other, name);
        if (by == 0)
            fail("a division by zero");
        return by == -1 || integer_argument(subject, name) % by == 0;
    }
    return less_or_more(name, subject, *other);
}

} // namespace m3po::jinja
