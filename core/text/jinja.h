// SPDX-License-Identifier: GPL-3.0-or-later
// The subset of Jinja that chat templates are written in, as Transformers sets it up: trim_blocks, lstrip_blocks,
// loop controls, {% generation %}, raise_exception, strftime_now. A template cannot reach files, the network or the
// program; its steps and its output are bounded. What is not supported is refused with one sentence.
// Immutable; render() may be called from many threads.
#pragma once

#include "core/text/jinja_ast.h"

#include <string>
#include <string_view>

namespace m3po::jinja {

class Template {
public:
    // Throws Failure with `origin` and the line.
    Template(std::string_view source, std::string origin);

    // Throws Failure: also where the template itself refuses (raise_exception).
    std::string render(const Dict &variables) const;

private:
    std::string origin_;
    Body body_;
};

// For evaluation: a Failure without a place, which the evaluator completes.
[[noreturn]] void fail(std::string message);
[[noreturn]] void refuse(std::string what); // "... is not supported"

// What filters and methods ask of the evaluator.
class Evaluator {
public:
    virtual ~Evaluator() = default;
    virtual Value filter(const std::string &name, const Value &subject, const Arguments &arguments) = 0;
    virtual bool test(const std::string &name, const Value &subject, const Arguments &arguments) = 0;
    virtual void spend(std::size_t steps) = 0; // work done; too much of it ends in a Failure
};

// What a template may write, and the longest text that it may hold.
constexpr std::size_t most_output = 64u << 20;

// a + b and the like; Python's rules.
Value arithmetic(const std::string &op, const Value &a, const Value &b);
// The functions that every template knows (range, namespace, ...). They must not outlive the evaluator.
std::vector<std::pair<std::string, Value>> functions(Evaluator &evaluator);
Value apply_filter(Evaluator &evaluator, const std::string &name, const Value &subject, const Arguments &arguments);
bool apply_test(const std::string &name, const Value &subject, const Arguments &arguments);

using TextMethod = Value (*)(const std::string &text, const Arguments &arguments);
TextMethod text_method(const std::string &name); // null where there is none

// value.name, value[key]; undefined where there is none.
Value attribute_of(const Value &value, const std::string &name);
Value item_of(const Value &value, const Value &key);
Value slice_of(const Value &value, const Value *from, const Value *to, const Value *step);
// What a for loop goes over.
List elements_of(const Value &value);
bool contains(const Value &container, const Value &element);
std::vector<std::string> characters_of(const std::string &text);

// The argument at `index` or of that name; null where it is not given.
const Value *argument(const Arguments &arguments, std::size_t index, std::string_view name);
std::int64_t integer_argument(const Value &value, std::string_view what);

} // namespace m3po::jinja
