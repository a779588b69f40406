// SPDX-License-Identifier: GPL-3.0-or-later
// What a template means after parsing. Immutable once built.
#pragma once

#include "core/text/jinja_value.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace m3po::jinja {

struct Expression;
using ExpressionPtr = std::unique_ptr<const Expression>;

struct CallArguments {
    std::vector<ExpressionPtr> positional;
    std::vector<std::pair<std::string, ExpressionPtr>> named;
};

// One struct for all kinds: `kind` says which members mean something.
struct Expression {
    enum Kind {
        Literal,    // value
        Variable,   // name
        ListOf,     // parts; name "tuple" for one with round brackets
        DictOf,     // parts: key, value, key, value, ...
        Attribute,  // parts[0] . name
        Item,       // parts[0] [ parts[1] ]
        Slice,      // parts[0] [ parts[1] : parts[2] : parts[3] ], absent ones null
        Call,       // parts[0] ( arguments )
        Filter,     // parts[0] | name ( arguments )
        Test,       // parts[0] is name ( arguments ); negated
        Unary,      // name ("-", "+", "not") parts[0]
        Binary,     // parts[0] name parts[1]
        Comparison, // parts[0] names[0] parts[1] names[1] parts[2] ...
        Choice,     // parts[0] if parts[1] else parts[2] (may be null)
    };
    Kind kind = Literal;
    int line = 0;
    int height = 1; // of the tree below
    Value value;
    std::string name;
    std::vector<std::string> names;
    std::vector<ExpressionPtr> parts;
    CallArguments arguments;
    bool negated = false;
};

struct Statement;
using Body = std::vector<std::unique_ptr<const Statement>>;

struct Parameter {
    std::string name;
    ExpressionPtr otherwise; // null: undefined
};

struct Statement {
    enum Kind {
        Text,   // text
        Output, // expression
        If,     // expression, body, otherwise
        For,    // targets in expression [if condition]; body, otherwise
        Set,    // targets = expression, or (expression null) = body's text; name.attribute with `attribute`
        Macro,  // text is its name; parameters, body
        Group,  // body, in this scope ({% generation %})
        Break,
        Continue,
    };
    Kind kind = Text;
    int line = 0;
    std::string text;
    std::vector<std::string> targets;
    std::string attribute;
    ExpressionPtr expression;
    ExpressionPtr condition;
    Body body;
    Body otherwise;
    std::vector<Parameter> parameters;
};

// Throws Failure that names `origin` and the line: of a mistake, or of a construct that is not supported.
Body parse(std::string_view source, const std::string &origin);

} // namespace m3po::jinja
