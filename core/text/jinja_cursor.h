// SPDX-License-Identifier: GPL-3.0-or-later
// Where a parser stands in a template's tokens, and how it says what is wrong there.
#pragma once

#include "core/base/result.h"
#include "core/text/jinja_lexer.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace m3po::jinja {

class Cursor {
protected:
    // `origin` must outlive this.
    Cursor(std::vector<Token> tokens, const std::string &origin) : tokens_(std::move(tokens)), origin_(origin) {}

    // Nesting is counted, so that a template of brackets cannot exhaust the stack.
    struct Deeper {
        explicit Deeper(Cursor &cursor) : cursor_(cursor)
        {
            if (++cursor_.depth_ > deepest_nesting)
                cursor_.fail(fmt::format("at most {} levels of nesting were expected", deepest_nesting));
        }
        ~Deeper() { --cursor_.depth_; }
        Cursor &cursor_;
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

private:
    static constexpr int deepest_nesting = 100;

    std::vector<Token> tokens_;
    const std::string &origin_;
    std::size_t at_ = 0;
    int depth_ = 0;
};

} // namespace m3po::jinja
