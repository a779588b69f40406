// SPDX-License-Identifier: GPL-3.0-or-later
// The statements of a template: the subset that chat templates use. The rest is refused by name.
#include "core/text/jinja_ast.h"
#include "core/text/jinja_expressions.h"

#include <initializer_list>

namespace m3po::jinja {

namespace {

class Parser : private ExpressionParser {
public:
    Parser(std::vector<Token> tokens, const std::string &origin) : ExpressionParser(std::move(tokens), origin) {}

    Body run()
    {
        auto body = statements({});
        if (now().kind != Token::End)
            fail("the end of the template was expected");
        return body;
    }

private:
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
        for (const auto &[word, kind] :
             {std::pair{"break", Statement::Break}, std::pair{"continue", Statement::Continue}}) {
            if (!is_name(word))
                continue;
            if (loops_ == 0)
                fail(fmt::format("'{}' was expected inside of a loop only", word));
            auto statement = make(kind);
            take();
            end_of_block();
            return statement;
        }
        for (const auto *known : {"raw", "include", "import", "from", "extends", "block", "call", "filter", "with",
                                  "autoescape", "trans", "do", "debug"})
            if (is_name(known))
                refuse(fmt::format("the tag {{% {} %}}", known));
        fail(is(Token::Name) ? fmt::format("the tag {{% {} %}} was not expected here", now().value)
                             : "the name of a tag was expected");
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

    int loops_ = 0;
};

} // namespace

Body parse(std::string_view source, const std::string &origin)
{
    return Parser(tokens_of(source, origin), origin).run();
}

} // namespace m3po::jinja
