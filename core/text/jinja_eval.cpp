// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/jinja.h"

#include "core/base/result.h"

#include <spdlog/fmt/fmt.h>

#include <map>
#include <optional>

namespace m3po::jinja {

namespace {

constexpr std::size_t most_steps = 5'000'000; // a long conversation takes some ten thousand
constexpr int deepest_evaluation = 600;       // bodies and expressions within each other, macros included

// One level of names; a loop's body and a macro's body have their own.
struct Scope {
    std::map<std::string, Value, std::less<>> names;
    const Scope *outer = nullptr;

    const Value *find(std::string_view name) const
    {
        for (const auto *scope = this; scope; scope = scope->outer)
            if (const auto found = scope->names.find(name); found != scope->names.end())
                return &found->second;
        return nullptr;
    }
};

enum class Flow { On, Break, Continue };

class Rendering : public Evaluator {
public:
    explicit Rendering(const std::string &origin) : origin_(origin)
    {
        for (auto &[name, function] : functions(*this))
            globals_.names[name] = std::move(function);
    }

    std::string render(const Body &body, const Dict &variables)
    {
        for (const auto &[name, value] : variables.entries())
            globals_.names[name] = value;
        Scope top;
        top.outer = &globals_;
        run(body, top);
        return std::move(out_);
    }

    Value filter(const std::string &name, const Value &subject, const Arguments &arguments) override
    {
        return apply_filter(*this, name, subject, arguments);
    }
    bool test(const std::string &name, const Value &subject, const Arguments &arguments) override
    {
        return apply_test(name, subject, arguments);
    }
    void spend(std::size_t steps) override
    {
        if ((steps_ += steps) > most_steps)
            fail(fmt::format("the template needs more than {} steps", most_steps));
    }

private:
    // Completes a sentence that has no place yet.
    template <typename F>
    auto at_line(int line, F &&f) -> decltype(f())
    {
        try {
            return f();
        } catch (const Failure &failure) {
            if (failure.error().message.starts_with(origin_ + ": line "))
                throw;
            auto error = failure.error();
            error.message = fmt::format("{}: line {}: {}", origin_, line, error.message);
            throw Failure(error);
        } catch (const std::invalid_argument &wrong) { // from comparisons and conversions of values
            throw Failure(Error::invalid_input(fmt::format("{}: line {}: {}", origin_, line, wrong.what())));
        }
    }

    void write(const std::string &text)
    {
        if (out_.size() + text.size() > most_output)
            fail(fmt::format("the template writes more than {} bytes", most_output));
        out_ += text;
    }

    // Statements

    struct Deeper {
        explicit Deeper(Rendering &rendering) : rendering_(rendering)
        {
            if (rendering_.depth_ >= deepest_evaluation)
                fail(fmt::format("at most {} levels within each other were expected", deepest_evaluation));
            ++rendering_.depth_;
        }
        ~Deeper() { --rendering_.depth_; }
        Rendering &rendering_;
    };

    Flow run(const Body &body, Scope &scope)
    {
        const Deeper deeper(*this);
        for (const auto &statement : body) {
            const auto flow = at_line(statement->line, [&] { return run(*statement, scope); });
            if (flow != Flow::On)
                return flow;
        }
        return Flow::On;
    }

    Flow run(const Statement &statement, Scope &scope)
    {
        spend(1);
        switch (statement.kind) {
        case Statement::Text:
            write(statement.text);
            break;
        case Statement::Output:
            write(evaluate(*statement.expression, scope).text());
            break;
        case Statement::If:
            return run(evaluate(*statement.expression, scope).truthy() ? statement.body : statement.otherwise, scope);
        case Statement::For:
            return loop(statement, scope);
        case Statement::Set:
            set(statement, scope);
            break;
        case Statement::Macro:
            if (scope.outer != &globals_)
                refuse("a macro inside of a loop, a macro or a set block");
            scope.names[statement.text] = macro(statement, scope);
            break;
        case Statement::Group:
            return run(statement.body, scope);
        case Statement::Break:
            return Flow::Break;
        case Statement::Continue:
            return Flow::Continue;
        }
        return Flow::On;
    }

    void bind(const std::vector<std::string> &targets, const Value &value, Scope &scope)
    {
        if (targets.size() == 1) {
            scope.names[targets[0]] = value;
            return;
        }
        const auto parts = elements_of(value);
        if (parts.size() != targets.size())
            fail(fmt::format("{} values were expected for {} names", targets.size(), targets.size()));
        for (std::size_t i = 0; i < targets.size(); ++i)
            scope.names[targets[i]] = parts[i];
    }

    Flow loop(const Statement &statement, Scope &scope)
    {
        auto items = elements_of(evaluate(*statement.expression, scope));
        if (statement.condition) {
            List kept;
            for (const auto &item : items) {
                Scope inner;
                inner.outer = &scope;
                bind(statement.targets, item, inner);
                if (evaluate(*statement.condition, inner).truthy())
                    kept.push_back(item);
            }
            items = std::move(kept);
        }
        if (items.empty())
            return run(statement.otherwise, scope);
        for (std::size_t i = 0; i < items.size(); ++i) {
            spend(10);
            Scope inner;
            inner.outer = &scope;
            inner.names["loop"] = loop_value(items, i);
            bind(statement.targets, items[i], inner);
            if (run(statement.body, inner) == Flow::Break)
                break;
        }
        return Flow::On;
    }

    static Value loop_value(const List &items, std::size_t i)
    {
        const auto n = items.size();
        Dict loop;
        loop.set("index", Value::count(i + 1));
        loop.set("index0", Value::count(i));
        loop.set("revindex", Value::count(n - i));
        loop.set("revindex0", Value::count(n - i - 1));
        loop.set("first", i == 0);
        loop.set("last", i + 1 == n);
        loop.set("length", Value::count(n));
        loop.set("depth", std::int64_t{1});
        loop.set("depth0", std::int64_t{0});
        loop.set("previtem", i > 0 ? items[i - 1] : Value(Undefined{"loop.previtem"}));
        loop.set("nextitem", i + 1 < n ? items[i + 1] : Value(Undefined{"loop.nextitem"}));
        loop.set("cycle", Function([i](const Arguments &arguments) -> Value {
                     if (arguments.positional.empty())
                         fail("loop.cycle needs values");
                     return arguments.positional[i % arguments.positional.size()];
                 }));
        return loop;
    }

    void set(const Statement &statement, Scope &scope)
    {
        Value value;
        if (statement.expression)
            value = evaluate(*statement.expression, scope);
        else
            value = captured([&] {
                Scope inner;
                inner.outer = &scope;
                run(statement.body, inner);
            });
        if (statement.attribute.empty()) {
            bind(statement.targets, value, scope);
            return;
        }
        const auto *space = scope.find(statement.targets[0]);
        if (!space || !space->is_namespace())
            fail(fmt::format("'{}' was expected to be a namespace", statement.targets[0]));
        if (value.is_namespace())
            refuse("a namespace inside of another value");
        space->space().attributes.set(statement.attribute, value);
    }

    // What `body` writes, as a value.
    template <typename F>
    Value captured(F &&body)
    {
        auto before = std::exchange(out_, {});
        body();
        return std::exchange(out_, std::move(before));
    }

    // A macro sees the template's names, not its caller's. It lives as long as the outermost scope does.
    Value macro(const Statement &statement, Scope &scope)
    {
        return Function([this, &statement, &scope](const Arguments &arguments) -> Value {
            Scope inner;
            inner.outer = &scope;
            if (arguments.positional.size() > statement.parameters.size())
                fail(fmt::format("the macro {} takes {} arguments", statement.text, statement.parameters.size()));
            for (const auto &[name, value] : arguments.named) {
                bool known = false;
                for (const auto &parameter : statement.parameters)
                    known = known || parameter.name == name;
                if (!known)
                    fail(fmt::format("the macro {} takes no argument {}", statement.text, name));
            }
            for (std::size_t i = 0; i < statement.parameters.size(); ++i) {
                const auto &parameter = statement.parameters[i];
                if (const auto *given = argument(arguments, i, parameter.name))
                    inner.names[parameter.name] = *given;
                else if (parameter.otherwise)
                    inner.names[parameter.name] = evaluate(*parameter.otherwise, inner);
                else
                    inner.names[parameter.name] = Undefined{parameter.name};
            }
            return captured([&] { run(statement.body, inner); });
        });
    }

    // Expressions

    Value evaluate(const Expression &e, const Scope &scope)
    {
        return at_line(e.line, [&] {
            const Deeper deeper(*this);
            auto value = value_of(e, scope);
            spend(1 + (value.is_string() ? value.string().size() / 64 : 0)); // long texts cost what copying them costs
            return value;
        });
    }

    Value value_of(const Expression &e, const Scope &scope)
    {
        const auto part = [&](std::size_t i) { return evaluate(*e.parts[i], scope); };
        switch (e.kind) {
        case Expression::Literal:
            return e.value;
        case Expression::Variable: {
            const auto *found = scope.find(e.name);
            return found ? *found : Value(Undefined{e.name});
        }
        case Expression::ListOf: {
            List list;
            for (const auto &entry : e.parts)
                list.push_back(evaluate(*entry, scope));
            return e.name == "tuple" ? Value::tuple(std::move(list)) : Value(std::move(list));
        }
        case Expression::DictOf: {
            Dict dict;
            for (std::size_t i = 0; i < e.parts.size(); i += 2) {
                const auto key = part(i);
                if (!key.is_string())
                    refuse("a dictionary key that is not a text");
                dict.set(key.string(), part(i + 1));
            }
            return dict;
        }
        case Expression::Attribute:
            return attribute_of(part(0), e.name);
        case Expression::Item:
            return item_of(part(0), part(1));
        case Expression::Slice: {
            std::optional<Value> bounds[3];
            for (std::size_t i = 0; i < 3; ++i)
                if (e.parts[i + 1])
                    bounds[i] = part(i + 1);
            const auto pointer = [](const std::optional<Value> &value) { return value ? &*value : nullptr; };
            return slice_of(part(0), pointer(bounds[0]), pointer(bounds[1]), pointer(bounds[2]));
        }
        case Expression::Call: {
            const auto callee = part(0);
            if (callee.is_undefined())
                fail(fmt::format("'{}' is undefined, so it cannot be called", callee.undefined_name()));
            if (!callee.is_function())
                fail(fmt::format("a {} cannot be called", callee.type_name()));
            return callee.function()(arguments_of(e.arguments, scope));
        }
        case Expression::Filter:
            return apply_filter(*this, e.name, part(0), arguments_of(e.arguments, scope));
        case Expression::Test:
            return apply_test(e.name, part(0), arguments_of(e.arguments, scope)) != e.negated;
        case Expression::Unary:
            return unary(e.name, part(0));
        case Expression::Binary:
            return binary(e, scope);
        case Expression::Comparison:
            return comparison(e, scope);
        case Expression::Choice:
            if (part(1).truthy())
                return part(0);
            return e.parts[2] ? part(2) : Value(Undefined{"the value of an if without else"});
        }
        return {};
    }

    Arguments arguments_of(const CallArguments &expressions, const Scope &scope)
    {
        Arguments arguments;
        for (const auto &expression : expressions.positional)
            arguments.positional.push_back(evaluate(*expression, scope));
        for (const auto &[name, expression] : expressions.named)
            arguments.named.emplace_back(name, evaluate(*expression, scope));
        return arguments;
    }

    static Value unary(const std::string &op, const Value &value)
    {
        if (op == "not")
            return !value.truthy();
        if (!value.is_number())
            fail(fmt::format("'{}' does not go with a {}", op, value.type_name()));
        if (op == "+")
            return value;
        return arithmetic("-", Value(std::int64_t{0}), value);
    }

    Value binary(const Expression &e, const Scope &scope)
    {
        auto left = evaluate(*e.parts[0], scope);
        if (e.name == "and")
            return left.truthy() ? evaluate(*e.parts[1], scope) : left;
        if (e.name == "or")
            return left.truthy() ? left : evaluate(*e.parts[1], scope);
        const auto right = evaluate(*e.parts[1], scope);
        if (e.name == "~")
            return arithmetic("+", left.text(), right.text());
        auto result = arithmetic(e.name, left, right);
        if (result.is_list())
            spend(result.list().size());
        return result;
    }

    Value comparison(const Expression &e, const Scope &scope)
    {
        auto left = evaluate(*e.parts[0], scope);
        for (std::size_t i = 0; i < e.names.size(); ++i) {
            auto right = evaluate(*e.parts[i + 1], scope);
            const auto &op = e.names[i];
            bool holds = false;
            if (op == "==" || op == "!=")
                holds = equal(left, right) == (op == "==");
            else if (op == "in" || op == "not in")
                holds = contains(right, left) == (op == "in");
            else if (op == "<")
                holds = compare(left, right) < 0;
            else if (op == "<=")
                holds = compare(left, right) <= 0;
            else if (op == ">")
                holds = compare(left, right) > 0;
            else
                holds = compare(left, right) >= 0;
            if (!holds)
                return false;
            left = std::move(right);
        }
        return true;
    }

    const std::string &origin_;
    Scope globals_;
    std::string out_;
    std::size_t steps_ = 0;
    int depth_ = 0;
};

} // namespace

void fail(std::string message) { throw Failure(Error::invalid_input(std::move(message))); }
void refuse(std::string what) { throw Failure(Error::unsupported(what + " is not supported")); }

const Value *argument(const Arguments &arguments, std::size_t index, std::string_view name)
{
    if (index < arguments.positional.size())
        return &arguments.positional[index];
    for (const auto &[key, value] : arguments.named)
        if (key == name)
            return &value;
    return nullptr;
}

std::int64_t integer_argument(const Value &value, std::string_view what)
{
    if (!value.is_integer())
        fail(fmt::format("{}: a whole number was expected, not a {}", what, value.type_name()));
    return value.integer();
}

Template::Template(std::string_view source, std::string origin)
    : origin_(std::move(origin)), body_(parse(source, origin_))
{}

std::string Template::render(const Dict &variables) const { return Rendering(origin_).render(body_, variables); }

} // namespace m3po::jinja
