// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/jinja_expressions.h"

#include <charconv>
#include <cstdlib>

namespace m3po::jinja {

namespace {

constexpr int highest_tree = 250;

} // namespace

ExpressionParser::Node ExpressionParser::node(Expression::Kind kind) const
{
    auto expression = std::make_unique<Expression>();
    expression->kind = kind;
    expression->line = now().line;
    return expression;
}
// Long chains (a + b + c ...) nest too, though no bracket shows it.
void ExpressionParser::grow(Expression &expression, Node part) const
{
    if (part)
        expression.height = std::max(expression.height, part->height + 1);
    if (expression.height > highest_tree)
        fail(fmt::format("an expression of at most {} levels was expected", highest_tree));
    expression.parts.push_back(std::move(part));
}

ExpressionParser::Node ExpressionParser::tuple(bool choices)
{
    auto first = choices ? expression() : disjunction();
    if (!is_operator(","))
        return first;
    auto list = with(node(Expression::ListOf), std::move(first));
    list->name = "tuple";
    while (accept(",")) {
        if (is(Token::BlockEnd) || is(Token::OutputEnd))
            break;
        grow(*list, choices ? expression() : disjunction());
    }
    return list;
}

ExpressionParser::Node ExpressionParser::expression()
{
    const Deeper deeper(*this);
    auto left = disjunction();
    while (is_name("if")) {
        auto choice = node(Expression::Choice);
        take();
        auto condition = disjunction();
        Node otherwise;
        if (accept_name("else"))
            otherwise = expression();
        left = with(std::move(choice), std::move(left), std::move(condition), std::move(otherwise));
    }
    return left;
}

ExpressionParser::Node ExpressionParser::disjunction()
{
    auto left = conjunction();
    while (is_name("or"))
        left = binary(std::move(left), [this] { return conjunction(); });
    return left;
}
ExpressionParser::Node ExpressionParser::conjunction()
{
    auto left = negation();
    while (is_name("and"))
        left = binary(std::move(left), [this] { return negation(); });
    return left;
}
ExpressionParser::Node ExpressionParser::negation()
{
    if (!is_name("not"))
        return comparison();
    const Deeper deeper(*this);
    auto unary = node(Expression::Unary);
    unary->name = take().value;
    return with(std::move(unary), negation());
}

ExpressionParser::Node ExpressionParser::comparison()
{
    auto first = sum();
    Node chain;
    for (;;) {
        std::string which;
        for (const auto *known : {"==", "!=", ">", ">=", "<", "<="})
            if (is_operator(known))
                which = known;
        if (is_name("in"))
            which = "in";
        else if (is_name("not") && later(1).kind == Token::Name && later(1).value == "in")
            which = "not in";
        if (which.empty())
            return chain ? std::move(chain) : std::move(first);
        if (!chain)
            chain = with(node(Expression::Comparison), std::move(first));
        take();
        if (which == "not in")
            take();
        chain->names.push_back(which);
        grow(*chain, sum());
    }
}

ExpressionParser::Node ExpressionParser::sum()
{
    auto left = concatenation();
    while (is_operator("+") || is_operator("-"))
        left = binary(std::move(left), [this] { return concatenation(); });
    return left;
}
ExpressionParser::Node ExpressionParser::concatenation()
{
    auto left = product();
    while (is_operator("~"))
        left = binary(std::move(left), [this] { return product(); });
    return left;
}
ExpressionParser::Node ExpressionParser::product()
{
    auto left = power();
    while (is_operator("*") || is_operator("/") || is_operator("//") || is_operator("%"))
        left = binary(std::move(left), [this] { return power(); });
    return left;
}
ExpressionParser::Node ExpressionParser::power()
{
    auto left = unary();
    while (is_operator("**"))
        left = binary(std::move(left), [this] { return unary(); });
    return left;
}

ExpressionParser::Node ExpressionParser::unary(bool with_filter)
{
    const Deeper deeper(*this);
    Node expression;
    if (is_operator("-") || is_operator("+")) {
        expression = node(Expression::Unary);
        expression->name = take().value;
        expression = with(std::move(expression), unary(false));
    } else {
        expression = primary();
    }
    expression = postfix(std::move(expression));
    return with_filter ? filters(std::move(expression)) : std::move(expression);
}

ExpressionParser::Node ExpressionParser::literal(Value value) const
{
    auto expression = node(Expression::Literal);
    expression->value = std::move(value);
    return expression;
}

ExpressionParser::Node ExpressionParser::primary()
{
    if (is(Token::Name)) {
        const auto &word = now().value;
        Node expression;
        if (word == "true" || word == "True")
            expression = literal(true);
        else if (word == "false" || word == "False")
            expression = literal(false);
        else if (word == "none" || word == "None")
            expression = literal(None{});
        else
            (expression = node(Expression::Variable))->name = word;
        take();
        return expression;
    }
    if (is(Token::String)) {
        auto expression = node(Expression::Literal);
        auto text = take().value;
        while (is(Token::String))
            text += take().value;
        expression->value = std::move(text);
        return expression;
    }
    if (is(Token::Integer) || is(Token::Float))
        return number();
    if (accept("("))
        return bracketed();
    if (is_operator("["))
        return list();
    if (is_operator("{"))
        return dict();
    fail("an expression was expected");
}

ExpressionParser::Node ExpressionParser::number()
{
    const auto &digits = now().value;
    Node expression;
    if (is(Token::Float)) {
        expression = literal(std::strtod(digits.c_str(), nullptr));
    } else {
        std::int64_t whole = 0;
        if (std::from_chars(digits.data(), digits.data() + digits.size(), whole).ec != std::errc())
            fail("a number of at most 64 bits was expected");
        expression = literal(whole);
    }
    take();
    return expression;
}

ExpressionParser::Node ExpressionParser::bracketed()
{
    auto list = node(Expression::ListOf);
    list->name = "tuple";
    if (accept(")"))
        return list;
    auto first = expression();
    if (accept(")"))
        return first;
    grow(*list, std::move(first));
    while (!accept(")")) {
        expect(",");
        if (!is_operator(")"))
            grow(*list, expression());
    }
    return list;
}

ExpressionParser::Node ExpressionParser::list()
{
    auto list = node(Expression::ListOf);
    take();
    while (!accept("]")) {
        if (!list->parts.empty())
            expect(",");
        if (!is_operator("]"))
            grow(*list, expression());
    }
    return list;
}

ExpressionParser::Node ExpressionParser::dict()
{
    auto dict = node(Expression::DictOf);
    take();
    while (!accept("}")) {
        if (!dict->parts.empty())
            expect(",");
        if (is_operator("}"))
            continue;
        grow(*dict, expression());
        expect(":");
        grow(*dict, expression());
    }
    return dict;
}

ExpressionParser::Node ExpressionParser::postfix(Node expression)
{
    for (;;) {
        if (is_operator("."))
            expression = attribute(std::move(expression));
        else if (is_operator("["))
            expression = subscript(std::move(expression));
        else if (is_operator("("))
            expression = call(std::move(expression));
        else
            return expression;
    }
}

ExpressionParser::Node ExpressionParser::attribute(Node of)
{
    auto expression = node(Expression::Attribute);
    take();
    if (is(Token::Integer)) { // list.0 is list[0]
        expression->kind = Expression::Item;
        auto index = primary();
        return with(std::move(expression), std::move(of), std::move(index));
    }
    expression->name = name();
    return with(std::move(expression), std::move(of));
}

ExpressionParser::Node ExpressionParser::subscript(Node of)
{
    auto item = node(Expression::Item);
    take();
    std::vector<Node> bounds(1);
    if (!is_operator(":"))
        bounds[0] = tuple();
    while (accept(":")) {
        Node bound;
        if (!is_operator(":") && !is_operator("]"))
            bound = expression();
        bounds.push_back(std::move(bound));
    }
    expect("]");
    grow(*item, std::move(of));
    if (bounds.size() == 1) {
        grow(*item, std::move(bounds[0]));
        return item;
    }
    if (bounds.size() > 3)
        fail("at most two colons in a slice were expected");
    bounds.resize(3);
    item->kind = Expression::Slice;
    for (auto &bound : bounds)
        grow(*item, std::move(bound));
    return item;
}

CallArguments ExpressionParser::arguments()
{
    CallArguments arguments;
    expect("(");
    while (!accept(")")) {
        if (!arguments.positional.empty() || !arguments.named.empty())
            expect(",");
        if (is_operator(")"))
            continue;
        if (is_operator("*") || is_operator("**"))
            refuse("a list of arguments (*)");
        if (is(Token::Name) && later(1).kind == Token::Operator && later(1).value == "=") {
            auto key = name();
            take();
            arguments.named.emplace_back(std::move(key), expression());
        } else if (!arguments.named.empty()) {
            fail("a named argument was expected behind a named one");
        } else {
            arguments.positional.push_back(expression());
        }
    }
    return arguments;
}

ExpressionParser::Node ExpressionParser::call(Node of)
{
    auto expression = with(node(Expression::Call), std::move(of));
    expression->arguments = arguments();
    return expression;
}

ExpressionParser::Node ExpressionParser::filters(Node expression)
{
    for (;;) {
        if (is_operator("|")) {
            auto filter = node(Expression::Filter);
            take();
            filter->name = name();
            if (is_operator("("))
                filter->arguments = arguments();
            expression = with(std::move(filter), std::move(expression));
        } else if (is_name("is")) {
            expression = test(std::move(expression));
        } else if (is_operator("(")) {
            expression = call(std::move(expression));
        } else {
            return expression;
        }
    }
}

ExpressionParser::Node ExpressionParser::test(Node of)
{
    auto test = node(Expression::Test);
    take();
    test->negated = accept_name("not");
    test->name = name();
    const bool word =
        is(Token::Name) && !is_name("else") && !is_name("or") && !is_name("and") && !is_name("is") && !is_name("if");
    if (is_operator("(")) {
        test->arguments = arguments();
    } else if (word || is(Token::String) || is(Token::Integer) || is(Token::Float) || is_operator("[") ||
               is_operator("{")) {
        auto argument = postfix(primary());
        test->arguments.positional.push_back(std::move(argument));
    }
    return with(std::move(test), std::move(of));
}

} // namespace m3po::jinja
