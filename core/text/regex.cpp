// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/regex.h"

#include "core/base/result.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <spdlog/fmt/fmt.h>

namespace m3po {

namespace {

constexpr std::size_t max_pattern = 64 * 1024;
// The superscripts and fractions of Latin-1 are word characters to Oniguruma, those of other blocks are not.
constexpr std::string_view word_class = "[\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\x{B2}\\x{B3}\\x{B9}\\x{BC}-\\x{BE}]";

// Oniguruma's \w, \s and \h are not PCRE2's: what differs is written out by its Unicode properties.
std::string translated(std::string_view pattern, const std::string &place)
{
    std::string out;
    bool in_class = false;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const char c = pattern[i];
        if (c == '\\' && i + 1 < pattern.size()) {
            const char escaped = pattern[++i];
            switch (escaped) {
            case 's':
                out += "\\p{White_Space}";
                continue;
            case 'S':
                out += "\\P{White_Space}";
                continue;
            case 'w':
                out += in_class ? word_class.substr(1, word_class.size() - 2) : word_class;
                continue;
            case 'W':
                if (in_class)
                    break;
                out += "[^";
                out += word_class.substr(1);
                continue;
            case 'h':
                out += in_class ? "0-9a-fA-F" : "[0-9a-fA-F]";
                continue;
            case 'R':
            case 'X':
            case 'K':
            case 'N':
            case 'O':
            case 'y':
            case 'Y':
            case 'H':
                break;
            default:
                out += c;
                out += escaped;
                continue;
            }
            throw Failure(Error::unsupported(
                fmt::format("{}: the regular expression uses \\{} in a way that is not supported", place, escaped)));
        }
        if (in_class) {
            if (c == '[' && i + 1 < pattern.size() && pattern[i + 1] != ':')
                throw Failure(Error::unsupported(
                    place + ": the regular expression has a character class within a class, which is not supported"));
            if (pattern.substr(i).starts_with("&&"))
                throw Failure(Error::unsupported(
                    place + ": the regular expression has an intersection of classes (&&), which is not supported"));
            if (c == '[') { // a POSIX class up to its :]
                const auto end = pattern.find(":]", i);
                if (end == std::string_view::npos)
                    throw Failure(Error::invalid_input(place + ": the regular expression has a [: without its :]"));
                out += pattern.substr(i, end + 2 - i);
                i = end + 1;
                continue;
            }
            if (c == ']')
                in_class = false;
        } else if (c == '[') {
            in_class = true;
            out += c;
            if (i + 1 < pattern.size() && pattern[i + 1] == '^')
                out += pattern[++i];
            if (i + 1 < pattern.size() && pattern[i + 1] == ']') { // a bracket that stands for itself
                out += "\\]";
                ++i;
            }
            continue;
        }
        out += c;
    }
    return out;
}

std::string message_of(int code)
{
    PCRE2_UCHAR buffer[256];
    pcre2_get_error_message(code, buffer, sizeof buffer);
    return reinterpret_cast<const char *>(buffer);
}

} // namespace

struct Regex::Code {
    pcre2_code *code = nullptr;
    pcre2_match_context *limits = nullptr;
    ~Code()
    {
        pcre2_match_context_free(limits);
        pcre2_code_free(code);
    }
};

Regex::Regex(std::string_view pattern, const std::string &place) : code_(std::make_unique<Code>()), place_(place)
{
    if (pattern.size() > max_pattern)
        throw Failure(Error::invalid_input(
            fmt::format("{}: a regular expression of at most {} bytes was expected", place, max_pattern)));
    const auto source = translated(pattern, place);
    int error = 0;
    PCRE2_SIZE offset = 0;
    code_->code =
        pcre2_compile(reinterpret_cast<PCRE2_SPTR>(source.data()), source.size(),
                      PCRE2_UTF | PCRE2_UCP | PCRE2_MULTILINE | PCRE2_NEVER_BACKSLASH_C, &error, &offset, nullptr);
    if (!code_->code)
        throw Failure(Error::invalid_input(
            fmt::format("{}: the regular expression is not understood: {}", place, message_of(error))));
    // Where the machine has no JIT, the interpreter gives the same matches.
    pcre2_jit_compile(code_->code, PCRE2_JIT_COMPLETE);
    code_->limits = pcre2_match_context_create(nullptr);
    pcre2_set_match_limit(code_->limits, 200'000'000);
}

Regex::~Regex() = default;

std::vector<Regex::Match> Regex::find_all(std::string_view text) const
{
    std::vector<Match> matches;
    const std::unique_ptr<pcre2_match_data, decltype(&pcre2_match_data_free)> data(
        pcre2_match_data_create_from_pattern(code_->code, nullptr), &pcre2_match_data_free);
    std::size_t position = 0;
    const auto *subject = reinterpret_cast<PCRE2_SPTR>(text.data());
    while (position <= text.size()) {
        int found =
            pcre2_match(code_->code, subject, text.size(), position, PCRE2_NO_UTF_CHECK, data.get(), code_->limits);
        if (found == PCRE2_ERROR_JIT_STACKLIMIT)
            found = pcre2_match(code_->code, subject, text.size(), position, PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT,
                                data.get(), code_->limits);
        if (found == PCRE2_ERROR_NOMATCH)
            break;
        if (found < 0)
            throw Failure(
                Error::invalid_input(fmt::format("{}: the regular expression gave up on a text of {} bytes: {}", place_,
                                                 text.size(), message_of(found))));
        const auto *bounds = pcre2_get_ovector_pointer(data.get());
        if (bounds[1] > bounds[0]) {
            matches.push_back({bounds[0], bounds[1]});
            position = bounds[1];
            continue;
        }
        // An empty match: Oniguruma's iterator reports it and goes on with the next character.
        if (matches.empty() || matches.back().end != bounds[0])
            matches.push_back({bounds[0], bounds[0]});
        position = bounds[0] + 1;
        while (position < text.size() && (static_cast<unsigned char>(text[position]) & 0xC0) == 0x80)
            ++position;
    }
    return matches;
}

std::string Regex::replace_all(std::string_view text, std::string_view content) const
{
    std::string out;
    std::size_t taken = 0;
    for (const auto &match : find_all(text)) {
        out += text.substr(taken, match.begin - taken);
        out += content;
        taken = match.end;
    }
    out += text.substr(taken);
    return out;
}

} // namespace m3po
