// SPDX-License-Identifier: GPL-3.0-or-later
// Arithmetic, and the functions that every template knows.
#include "core/text/jinja.h"

#include <spdlog/fmt/fmt.h>

#include <cmath>
#include <ctime>
#include <limits>

namespace m3po::jinja {

namespace {

constexpr std::int64_t longest_range = 100'000; // Jinja's own limit

template <typename Operation>
std::int64_t checked(Operation operation)
{
    std::int64_t result = 0;
    if (operation(&result))
        fail("the result does not fit into 64 bits");
    return result;
}

std::string repeated(const std::string &text, std::int64_t times)
{
    if (times > 0 && text.size() > most_output / static_cast<std::size_t>(times))
        fail("a text becomes too long");
    std::string out;
    for (std::int64_t i = 0; i < times; ++i)
        out += text;
    return out;
}

} // namespace

Value arithmetic(const std::string &op, const Value &a, const Value &b)
{
    if (a.is_integer() && b.is_integer() && op != "/") {
        const auto x = a.integer();
        const auto y = b.integer();
        if (op == "+")
            return checked([=](auto *r) { return __builtin_add_overflow(x, y, r); });
        if (op == "-")
            return checked([=](auto *r) { return __builtin_sub_overflow(x, y, r); });
        if (op == "*")
            return checked([=](auto *r) { return __builtin_mul_overflow(x, y, r); });
        if (op == "**") {
            if (y < 0)
                return std::pow(static_cast<double>(x), static_cast<double>(y));
            std::int64_t result = 1;
            for (std::int64_t i = 0; i < y && result != 0 && !(x == 1 || (x == -1 && i >= 2)); ++i)
                result = checked([=](auto *r) { return __builtin_mul_overflow(result, x, r); });
            return x == -1 ? Value(static_cast<std::int64_t>(y % 2 == 0 ? 1 : -1)) : Value(result);
        }
        if (y == 0)
            fail("a division by zero");
        if (x == std::numeric_limits<std::int64_t>::min() && y == -1)
            fail("the result does not fit into 64 bits");
        const auto quotient = x / y - ((x % y != 0 && (x < 0) != (y < 0)) ? 1 : 0); // towards minus infinity
        return op == "//" ? quotient : x - quotient * y;
    }
    if (a.is_number() && b.is_number()) {
        const double x = a.number();
        const double y = b.number();
        if (op == "+")
            return x + y;
        if (op == "-")
            return x - y;
        if (op == "*")
            return x * y;
        if (op == "**")
            return std::pow(x, y);
        if (y == 0)
            fail("a division by zero");
        if (op == "/")
            return x / y;
        return op == "//" ? std::floor(x / y) : x - std::floor(x / y) * y;
    }
    if (op == "+" && a.is_string() && b.is_string()) {
        if (a.string().size() + b.string().size() > most_output)
            fail("a text becomes too long");
        return a.string() + b.string();
    }
    if (op == "+" && a.is_list() && b.is_list() && a.is_tuple() == b.is_tuple()) {
        auto joined = a.list();
        joined.insert(joined.end(), b.list().begin(), b.list().end());
        return a.is_tuple() ? Value::tuple(std::move(joined)) : Value(std::move(joined));
    }
    if (op == "*" && a.is_string() && b.is_integer())
        return repeated(a.string(), b.integer());
    if (op == "*" && a.is_integer() && b.is_string())
        return repeated(b.string(), a.integer());
    if (op == "%" && a.is_string())
        refuse("the formatting of a text by %");
    if (a.is_undefined() || b.is_undefined())
        fail(fmt::format("'{}' is undefined", a.is_undefined() ? a.undefined_name() : b.undefined_name()));
    fail(fmt::format("'{}' does not go with a {} and a {}", op, a.type_name(), b.type_name()));
}

namespace {

Dict dict_from(const Arguments &arguments)
{
    Dict dict;
    for (const auto &value : arguments.positional) {
        if (!value.is_dict())
            fail("a dictionary was expected");
        for (const auto &[key, entry] : value.dict().entries())
            dict.set(key, entry);
    }
    for (const auto &[key, entry] : arguments.named)
        dict.set(key, entry);
    return dict;
}

Value range(Evaluator &evaluator, const Arguments &arguments)
{
    const auto count = arguments.positional.size();
    if (count < 1 || count > 3 || !arguments.named.empty())
        fail("range needs one to three whole numbers");
    const auto number = [&](std::size_t i) { return integer_argument(arguments.positional[i], "range"); };
    const auto start = count > 1 ? number(0) : 0;
    const auto stop = number(count > 1 ? 1 : 0);
    const auto step = count > 2 ? number(2) : 1;
    if (step == 0)
        fail("range needs a step other than 0");
    List list;
    bool over = false;
    for (auto i = start; !over && (step > 0 ? i < stop : i > stop); over = __builtin_add_overflow(i, step, &i)) {
        if (static_cast<std::int64_t>(list.size()) >= longest_range)
            fail(fmt::format("a range of at most {} numbers was expected", longest_range));
        list.push_back(i);
    }
    evaluator.spend(list.size());
    return list;
}

} // namespace

std::vector<std::pair<std::string, Value>> functions(Evaluator &evaluator)
{
    std::vector<std::pair<std::string, Value>> all;
    all.emplace_back("raise_exception", Function([](const Arguments &arguments) -> Value {
                         const auto *message = argument(arguments, 0, "message");
                         fail("the template refuses the conversation: " + (message ? message->text() : std::string()));
                     }));
    all.emplace_back("range",
                     Function([&evaluator](const Arguments &arguments) { return range(evaluator, arguments); }));
    all.emplace_back("namespace", Function([](const Arguments &arguments) -> Value {
                         auto space = std::make_shared<Namespace>();
                         const Value attributes = dict_from(arguments); // with the limits of a dictionary
                         space->attributes = attributes.dict();
                         return space;
                     }));
    all.emplace_back("dict", Function([](const Arguments &arguments) -> Value { return dict_from(arguments); }));
    all.emplace_back("strftime_now", Function([](const Arguments &arguments) -> Value {
                         const auto *format = argument(arguments, 0, "format");
                         if (!format || !format->is_string())
                             fail("strftime_now needs a format");
                         const auto now = std::time(nullptr);
                         std::tm local{};
                         ::localtime_r(&now, &local);
                         char buffer[512];
                         return std::string(buffer,
                                            std::strftime(buffer, sizeof buffer, format->string().c_str(), &local));
                     }));
    return all;
}

} // namespace m3po::jinja
