// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/jinja_lexer.h"

#include "core/base/result.h"
#include "core/text/unicode.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <array>

namespace m3po::jinja {

namespace {

constexpr std::size_t most_tokens = 200'000;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_name_start(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v'; }

// Line ends become \n, and one at the very end is dropped.
std::string with_plain_lines(std::string_view source)
{
    std::string out;
    for (std::size_t i = 0; i < source.size(); ++i) {
        if (source[i] == '\r') {
            out += '\n';
            if (i + 1 < source.size() && source[i + 1] == '\n')
                ++i;
        } else {
            out += source[i];
        }
    }
    if (out.ends_with('\n'))
        out.pop_back();
    return out;
}

class Lexer {
public:
    Lexer(std::string_view source, const std::string &origin) : source_(with_plain_lines(source)), origin_(origin) {}

    std::vector<Token> run()
    {
        while (position_ < source_.size())
            text_and_tag();
        tokens_.push_back({Token::End, {}, line_});
        return std::move(tokens_);
    }

private:
    [[noreturn]] void fail(std::string_view what) const
    {
        throw Failure(Error::invalid_input(fmt::format("{}: line {}: {}", origin_, line_, what)));
    }
    void add(Token::Kind kind, std::string value)
    {
        if (tokens_.size() >= most_tokens)
            fail(fmt::format("a template of at most {} tokens was expected", most_tokens));
        tokens_.push_back({kind, std::move(value), line_});
    }
    void advance(std::size_t to)
    {
        line_ += static_cast<int>(std::count(source_.begin() + static_cast<std::ptrdiff_t>(position_),
                                             source_.begin() + static_cast<std::ptrdiff_t>(to), '\n'));
        position_ = to;
    }
    bool at(std::string_view text) const { return source_.compare(position_, text.size(), text) == 0; }

    // The text up to the next tag, then the tag.
    void text_and_tag()
    {
        std::size_t tag = position_;
        while (tag < source_.size() &&
               !(source_[tag] == '{' && tag + 1 < source_.size() &&
                 (source_[tag + 1] == '%' || source_[tag + 1] == '{' || source_[tag + 1] == '#')))
            ++tag;
        std::string_view text(source_.data() + position_, tag - position_);
        const char kind = tag < source_.size() ? source_[tag + 1] : '\0';
        const char sign = tag + 2 < source_.size() ? source_[tag + 2] : '\0';
        if (kind != '\0' && sign == '-') {
            text = unicode::trimmed(text, false, true);
        } else if ((kind == '%' || kind == '#') && sign != '+') {
            const auto newline = text.rfind('\n');
            const auto start = newline == std::string_view::npos ? 0 : newline + 1;
            const bool at_line_start = newline != std::string_view::npos || line_starting_;
            if (at_line_start && unicode::trimmed(text.substr(start), true, false).empty())
                text = text.substr(0, start);
        }
        if (!text.empty())
            add(Token::Text, std::string(text));
        advance(tag);
        if (kind == '\0')
            return;
        advance(position_ + (sign == '-' || (sign == '+' && kind != '{') ? 3 : 2));
        if (kind == '#')
            comment();
        else
            tag_body(kind == '%');
    }

    void comment()
    {
        const auto end = source_.find("#}", position_);
        if (end == std::string::npos)
            fail("a comment without its #}");
        const char sign = end > position_ ? source_[end - 1] : '\0';
        advance(end + 2);
        after_tag(sign, true);
    }

    // `sign`: the character before the closing brace pair's.
    void after_tag(char sign, bool trims_newline)
    {
        auto end = position_;
        if (sign == '-') {
            while (end < source_.size()) {
                auto next = end;
                if (!unicode::is_space(unicode::next(source_, next)))
                    break;
                end = next;
            }
        } else if (trims_newline && sign != '+' && end < source_.size() && source_[end] == '\n') {
            ++end;
        }
        advance(end);
        line_starting_ = end > 0 && source_[end - 1] == '\n';
    }

    void tag_body(bool block)
    {
        const std::string_view close = block ? "%}" : "}}";
        add(block ? Token::BlockBegin : Token::OutputBegin, {});
        std::vector<char> open; // brackets, so that }} inside a dict is not the tag's end
        for (;;) {
            while (position_ < source_.size() && is_blank(source_[position_]))
                advance(position_ + 1);
            if (position_ >= source_.size())
                fail(fmt::format("a tag without its {}", close));
            const char c = source_[position_];
            if (open.empty()) {
                const bool signed_close =
                    (c == '-' || (c == '+' && block)) && source_.compare(position_ + 1, 2, close) == 0;
                if (signed_close || at(close)) {
                    add(block ? Token::BlockEnd : Token::OutputEnd, {});
                    advance(position_ + (signed_close ? 3 : 2));
                    after_tag(signed_close ? c : '\0', block);
                    return;
                }
            }
            if (is_name_start(c)) {
                auto end = position_;
                while (end < source_.size() && (is_name_start(source_[end]) || is_digit(source_[end])))
                    ++end;
                add(Token::Name, source_.substr(position_, end - position_));
                advance(end);
            } else if (is_digit(c)) {
                number();
            } else if (c == '"' || c == '\'') {
                string(c);
            } else {
                operator_token(open);
            }
        }
    }

    void number()
    {
        auto end = position_;
        const auto digits = [&] {
            while (end < source_.size() && (is_digit(source_[end]) || source_[end] == '_'))
                ++end;
        };
        digits();
        bool is_float = false;
        if (end + 1 < source_.size() && source_[end] == '.' && is_digit(source_[end + 1])) {
            is_float = true;
            ++end;
            digits();
        }
        if (end + 1 < source_.size() && (source_[end] == 'e' || source_[end] == 'E') &&
            (is_digit(source_[end + 1]) || ((source_[end + 1] == '-' || source_[end + 1] == '+') &&
                                            end + 2 < source_.size() && is_digit(source_[end + 2])))) {
            is_float = true;
            end += 2;
            digits();
        }
        auto text = source_.substr(position_, end - position_);
        std::erase(text, '_');
        add(is_float ? Token::Float : Token::Integer, std::move(text));
        advance(end);
    }

    // Escapes as in a Python string.
    void string(char quote)
    {
        std::string value;
        auto i = position_ + 1;
        const auto hexadecimal = [&](std::size_t digits) {
            char32_t c = 0;
            for (std::size_t k = 0; k < digits; ++k, ++i) {
                const char d = i < source_.size() ? source_[i] : '\0';
                const int digit = is_digit(d)            ? d - '0'
                                  : d >= 'a' && d <= 'f' ? d - 'a' + 10
                                  : d >= 'A' && d <= 'F' ? d - 'A' + 10
                                                         : -1;
                if (digit < 0)
                    fail("a string with a broken escape");
                c = c << 4 | static_cast<char32_t>(digit);
            }
            if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
                fail("a string with an escape that is no character");
            unicode::append(value, c);
        };
        for (;;) {
            if (i >= source_.size())
                fail("a string without its end");
            const char c = source_[i++];
            if (c == quote)
                break;
            if (c != '\\') {
                value += c;
                continue;
            }
            const char escaped = i < source_.size() ? source_[i++] : '\0';
            static constexpr std::string_view from = "ntrabfv\\'\"";
            static constexpr std::string_view to = "\n\t\r\a\b\f\v\\'\"";
            if (const auto known = from.find(escaped); escaped != '\0' && known != std::string_view::npos) {
                value += to[known];
            } else if (escaped == 'x') {
                hexadecimal(2);
            } else if (escaped == 'u') {
                hexadecimal(4);
            } else if (escaped == 'U') {
                hexadecimal(8);
            } else if (escaped >= '0' && escaped <= '7') {
                char32_t octal = static_cast<char32_t>(escaped - '0');
                for (int k = 0; k < 2 && i < source_.size() && source_[i] >= '0' && source_[i] <= '7'; ++k)
                    octal = octal << 3 | static_cast<char32_t>(source_[i++] - '0');
                unicode::append(value, octal);
            } else if (escaped != '\n') {
                value += '\\';
                value += escaped;
            }
        }
        add(Token::String, std::move(value));
        advance(i);
    }

    void operator_token(std::vector<char> &open)
    {
        static constexpr std::array<std::string_view, 25> known{"==", "!=", ">=", "<=", "//", "**", "+", "-", "*",
                                                                "/",  "%",  "~",  "<",  ">",  "=",  ".", ":", "|",
                                                                ",",  "(",  ")",  "[",  "]",  "{",  "}"};
        const auto found = std::find_if(known.begin(), known.end(), [&](std::string_view text) { return at(text); });
        if (found == known.end())
            fail(fmt::format("the character '{}' was not expected here", source_[position_]));
        const char c = (*found)[0];
        if (c == '(' || c == '[' || c == '{') {
            open.push_back(c);
        } else if (c == ')' || c == ']' || c == '}') {
            const char opening = c == ')' ? '(' : c == ']' ? '[' : '{';
            if (open.empty() || open.back() != opening)
                fail(fmt::format("a {} without its {}", c, opening));
            open.pop_back();
        }
        add(Token::Operator, std::string(*found));
        advance(position_ + found->size());
    }

    std::string source_;
    const std::string &origin_;
    std::vector<Token> tokens_;
    std::size_t position_ = 0;
    int line_ = 1;
    bool line_starting_ = true;
};

} // namespace

std::vector<Token> tokens_of(std::string_view source, const std::string &origin) { return Lexer(source, origin).run(); }

} // namespace m3po::jinja
