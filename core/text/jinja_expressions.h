// SPDX-License-Identifier: GPL-3.0-or-later
// The expressions of a template, after Jinja's own grammar.
#pragma once

#include "core/text/jinja_ast.h"
#include "core/text/jinja_cursor.h"

#include <memory>

namespace m3po::jinja {

class ExpressionParser : protected Cursor {
protected:
    using Node = std::unique_ptr<Expression>;
    using Cursor::Cursor;

    // a, b, c without brackets is a tuple; one expression is itself. `choices`: "x if y" may stand here.
    Node tuple(bool choices = true);
    Node expression();

private:
    Node node(Expression::Kind kind) const;
    Node literal(Value value) const;
    void grow(Expression &expression, Node part) const;
    template <typename... Parts>
    Node with(Node expression, Parts... parts) const
    {
        (grow(*expression, std::move(parts)), ...);
        return expression;
    }
    template <typename Operand>
    Node binary(Node left, Operand operand)
    {
        auto both = node(Expression::Binary);
        both->name = take().value;
        auto right = operand();
        return with(std::move(both), std::move(left), std::move(right));
    }

    // Loosest first.
    Node disjunction();
    Node conjunction();
    Node negation();
    Node comparison();
    Node sum();
    Node concatenation();
    Node product();
    Node power();
    Node unary(bool with_filter = true);
    Node primary();
    Node number();
    Node bracketed();
    Node list();
    Node dict();
    Node postfix(Node expression);
    Node attribute(Node of);
    Node subscript(Node of);
    Node call(Node of);
    Node filters(Node expression);
    Node test(Node of);
    CallArguments arguments();
};

} // namespace m3po::jinja
