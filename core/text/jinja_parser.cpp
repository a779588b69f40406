// SPDX-License-Identifier: GPL-3.0-or-later
// Recursive descent after Jinja's own grammar: the subset that chat templates use. The rest is refused by name.
#include "core/text/jinja_ast.h"

#include "core/base/result.h"
#include "core/text/jinja_lexer.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <charconv>
#include <initializer_list>

namespace m3po::jinja {

namespace {

constexpr int deepest_nesting = 100;
constexpr int highest_tree = 250;

class Parser {
public:
    Parser(std::vector<Token> tokens, const std::string &origin) : tokens_(std::move(tokens)), origin_(origin) {}

    Body run()
    {
        auto body = statements({});
        if (now().kind != Token::End)
            fail("the end of the template was expected");
        return body;
    }

private:
    // Nesting is counted, so that a template of brackets cannot exhaust the stack.
    struct Deeper {
        explicit Deeper(Parser &parser) : parser_(parser)
        {
            if (++parser_.depth_ > deepest_nesting)
                parser_.fail(fmt::format("at most {} levels of nesting were expected", deepest_nesting));
        }
        ~Deeper() { --parser_.depth_; }
        Parser &parser_;
    };

    [[noreturn]] void fail(std::string_view what) const
    {
        throw Failure(Error::invalid_input(fmt::format("{}: line {}: {}", origin_, now().line, what)));
    }
    [[noreturn]] void refuse(std::string_view what) const
    {
        throw Failure(Error::unsupported(fmt::format("{}: line {}: {} is not supported", origin_, now().line, what)));
    }

    const Token &now() const { return tokens_[at_]; }
    const Token &later(std::size_t steps) const { return tokens_[std::min(at_ + steps, tokens_.size() - 1)]; }
    bool is(Token::Kind kind) const { return now().kind == kind; }
    bool is_operator(std::string_view text) const { return is(Token::Operator) && now().value == text; }
    bool is_name(std::string_view text) const { return is(Token::Name) && now().value == text; }
    Token take() { return tokens_[at_ + 1 < tokens_.size() ? at_++ : at_]; }
    bool accept(std::string_view text)
    {
        if (!is_operator(text))
            return false;
        take();
        return true;
    }
    bool accept_name(std::string_view text)
    {
        if (!is_name(text))
            return false;
        take();
        return true;
    }
    void expect(std::string_view text)
    {
        if (!accept(text))
            fail(fmt::format("'{}' was expected", text));
    }
    void expect_name(std::string_view text)
    {
        if (!accept_name(text))
            fail(fmt::format("'{}' was expected", text));
    }
    std::string name()
    {
        if (!is(Token::Name))
            fail("a name was expected");
        return take().value;
    }
    void end_of_block()
    {
        if (!is(Token::BlockEnd))
            fail("the end of the tag was expected");
        take();
    }

    // Statements

    bool at_end_tag(std::initializer_list<std::string_view> ends) const
    {
        if (!is(Token::BlockBegin))
            return false;
        for (const auto end : ends)
            if (later(1).kind == Token::Name && later(1).value == end)
                return true;
        return false;
    }

    Body statements(std::initializer_list<std::string_view> ends)
    {
        const Deeper deeper(*this);
        Body body;
        while (!is(Token::End) && !at_end_tag(ends)) {
            if (is(Token::Text)) {
                auto text = make(Statement::Text);
                text->text = take().value;
                body.push_back(std::move(text));
            } else if (is(Token::OutputBegin)) {
                take();
                auto output = make(Statement::Output);
                output->expression = tuple();
                if (!is(Token::OutputEnd))
                    fail("the end of the output (}}) was expected");
                take();
                body.push_back(std::move(output));
            } else {
                take();
                body.push_back(block());
            }
        }
        return body;
    }

    std::unique_ptr<Statement> make(Statement::Kind kind) const
    {
        auto statement = std::make_unique<Statement>();
        statement->kind = kind;
        statement->line = now().line;
        return statement;
    }

    // Everything up to {% end %}, whose tag is taken too.
    Body body_until(std::string_view end)
    {
        end_of_block();
        auto body = statements({end});
        close(end);
        return body;
    }
    void close(std::string_view end)
    {
        if (!is(Token::BlockBegin))
            fail(fmt::format("{{% {} %}} was expected", end));
        take();
        expect_name(end);
        end_of_block();
    }

    std::unique_ptr<const Statement> block()
    {
        if (accept_name("if"))
            return if_block();
        if (accept_name("for"))
            return for_block();
        if (accept_name("set"))
            return set_block();
        if (accept_name("macro"))
            return macro_block();
        if (is_name("generation")) {
            auto group = make(Statement::Group);
            take();
            group->body = body_until("endgeneration");
            return group;
        }
        for (const auto &[word, kind] : {std::pair{"break", Statement::Break}, std::pair{"continue", Statement::Continue}}) {
            if (!is_name(word))
                continue;
            if (loops_ == 0)
                fail(fmt::format("'{}' was expected inside of a loop only", word));
            auto statement = make(kind);
            take();
            end_of_block();
            return statement;
        }
        for (const auto *known : {"raw", "include", "import", "from", "extends", "block", "call", "filter", "with", "autoescape", "trans", "do", "debug"})
            if (is_name(known))
                refuse(fmt::format("the tag {{% {} %}}", known));
        fail(is(Token::Name) ? fmt::format("the tag {{% {} %}} was not expected here", now().value) : "the name of a tag was expected");
    }

    std::unique_ptr<const Statement> if_block()
    {
        const Deeper deeper(*this); // elif nests
        auto statement = make(Statement::If);
        statement->expression = expression();
        end_of_block();
        statement->body = statements({"elif", "else", "endif"});
        if (!is(Token::BlockBegin))
            fail("{% endif %} was expected");
        take();
        if (accept_name("elif")) {
            statement->otherwise.push_back(if_block());
            return statement;
        }
        if (accept_name("else")) {
            end_of_block();
            statement->otherwise = statements({"endif"});
            close("endif");
            return statement;
        }
        expect_name("endif");
        end_of_block();
        return statement;
    }

    std::unique_ptr<const Statement> for_block()
    {
        auto statement = make(Statement::For);
        const bool bracket = accept("(");
        do
            statement->targets.push_back(name());
        while (accept(","));
        if (bracket)
            expect(")");
        expect_name("in");
        statement->expression = tuple(false);
        if (accept_name("if"))
            statement->condition = expression();
        if (is_name("recursive"))
            refuse("a recursive loop");
        end_of_block();
        ++loops_;
        statement->body = statements({"else", "endfor"});
        --loops_;
        if (!is(Token::BlockBegin))
            fail("{% endfor %} was expected");
        take();
        if (accept_name("else")) {
            end_of_block();
            statement->otherwise = statements({"endfor"});
            close("endfor");
            return statement;
        }
        expect_name("endfor");
        end_of_block();
        return statement;
    }

    std::unique_ptr<const Statement> set_block()
    {
        auto statement = make(Statement::Set);
        do
            statement->targets.push_back(name());
        while (accept(","));
        if (accept(".")) {
            if (statement->targets.size() != 1)
                fail("one attribute was expected");
            statement->attribute = name();
        }
        if (accept("=")) {
            statement->expression = tuple();
            end_of_block();
            return statement;
        }
        if (is_operator("|"))
            refuse("a filter on a set block");
        if (statement->targets.size() != 1)
            fail("'=' was expected");
        statement->body = body_until("endset");
        return statement;
    }

    std::unique_ptr<const Statement> macro_block()
    {
        auto statement = make(Statement::Macro);
        statement->text = name();
        expect("(");
        while (!is_operator(")")) {
            if (!statement->parameters.empty())
                expect(",");
            Parameter parameter;
            parameter.name = name();
            if (accept("="))
                parameter.otherwise = expression();
            statement->parameters.push_back(std::move(parameter));
        }
        expect(")");
        const int outer = std::exchange(loops_, 0);
        statement->body = body_until("endmacro");
        loops_ = outer;
        return statement;
    }

    // Expressions, loosest first

    using Node = std::unique_ptr<Expression>;

    Node node(Expression::Kind kind) const
    {
        auto expression = std::make_unique<Expression>();
        expression->kind = kind;
        expression->line = now().line;
        return expression;
    }
    template <typename... Parts>
    Node with(Node expression, Parts... parts) const
    {
        (grow(*expression, std::move(parts)), ...);
        return expression;
    }
    // Long chains (a + b + c ...) nest too, though no bracket shows it.
    void grow(Expression &expression, Node part) const
    {
        if (part)
            expression.height = std::max(expression.height, part->height + 1);
        if (expression.height > highest_tree)
            fail(fmt::format("an expression of at most {} levels was expected", highest_tree));
        expression.parts.push_back(std::move(part));
    }

    // a, b, c without brackets is a tuple; one expression is itself.
    Node tuple(bool choices = true)
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

    Node expression()
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

    Node disjunction()
    {
        auto left = conjunction();
        while (is_name("or"))
            left = binary(std::move(left), [this] { return conjunction(); });
        return left;
    }
    Node conjunction()
    {
        auto left = negation();
        while (is_name("and"))
            left = binary(std::move(left), [this] { return negation(); });
        return left;
    }
    Node negation()
    {
        if (!is_name("not"))
            return comparison();
        const Deeper deeper(*this);
        auto unary = node(Expression::Unary);
        unary->name = take().value;
        return with(std::move(unary), negation());
    }

    template <typename Operand>
    Node binary(Node left, Operand operand)
    {
        auto both = node(Expression::Binary);
        both->name = take().value;
        auto right = operand();
        return with(std::move(both), std::move(left), std::move(right));
    }

    Node comparison()
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

    Node sum()
    {
        auto left = concatenation();
        while (is_operator("+") || is_operator("-"))
            left = binary(std::move(left), [this] { return concatenation(); });
        return left;
    }
    Node concatenation()
    {
        auto left = product();
        while (is_operator("~"))
            left = binary(std::move(left), [this] { return product(); });
        return left;
    }
    Node product()
    {
        auto left = power();
        while (is_operator("*") || is_operator("/") || is_operator("//") || is_operator("%"))
            left = binary(std::move(left), [this] { return power(); });
        return left;
    }
    Node power()
    {
        auto left = unary();
        while (is_operator("**"))
            left = binary(std::move(left), [this] { return unary(); });
        return left;
    }

    Node unary(bool with_filter = true)
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

    Node literal(Value value)
    {
        auto expression = node(Expression::Literal);
        expression->value = std::move(value);
        return expression;
    }

    Node primary()
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
        if (is(Token::Integer) || is(Token::Float)) {
            const auto &digits = now().value;
            Node expression;
            if (is(Token::Float)) {
                expression = literal(std::strtod(digits.c_str(), nullptr));
            } else {
                std::int64_t number = 0;
                if (std::from_chars(digits.data(), digits.data() + digits.size(), number).ec != std::errc())
                    fail("a number of at most 64 bits was expected");
                expression = literal(number);
            }
            take();
            return expression;
        }
        if (accept("("))
            return bracketed();
        if (is_operator("["))
            return list();
        if (is_operator("{"))
            return dict();
        fail("an expression was expected");
    }

    Node bracketed()
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

    Node list()
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

    Node dict()
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

    Node postfix(Node expression)
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

    Node attribute(Node of)
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

    Node subscript(Node of)
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

    CallArguments arguments()
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

    Node call(Node of)
    {
        auto expression = with(node(Expression::Call), std::move(of));
        expression->arguments = arguments();
        return expression;
    }

    Node filters(Node expression)
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

    Node test(Node of)
    {
        auto test = node(Expression::Test);
        take();
        test->negated = accept_name("not");
        test->name = name();
        const bool word = is(Token::Name) && !is_name("else") && !is_name("or") && !is_name("and") && !is_name("is") && !is_name("if");
        if (is_operator("(")) {
            test->arguments = arguments();
        } else if (word || is(Token::String) || is(Token::Integer) || is(Token::Float) || is_operator("[") || is_operator("{")) {
            auto argument = postfix(primary());
            test->arguments.positional.push_back(std::move(argument));
        }
        return with(std::move(test), std::move(of));
    }

    std::vector<Token> tokens_;
    const std::string &origin_;
    std::size_t at_ = 0;
    int depth_ = 0;
    int loops_ = 0;
};

} // namespace

Body parse(std::string_view source, const std::string &origin) { return Parser(tokens_of(source, origin), origin).run(); }

} // namespace m3po::jinja
