// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/unicode.h"

#include "core/base/result.h"

#include <unicode/bytestream.h>
#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <cstdint>

namespace m3po::unicode {

namespace {

// The number of bytes that a lead byte announces, and the range its second byte must lie in; 0 for no lead.
struct Lead {
    std::size_t length = 0;
    unsigned char low = 0x80;
    unsigned char high = 0xBF;
};

Lead lead_of(unsigned char byte)
{
    if (byte < 0x80)
        return {1};
    if (byte >= 0xC2 && byte <= 0xDF)
        return {2};
    if (byte == 0xE0)
        return {3, 0xA0, 0xBF};
    if (byte == 0xED)
        return {3, 0x80, 0x9F};
    if (byte >= 0xE1 && byte <= 0xEF)
        return {3};
    if (byte == 0xF0)
        return {4, 0x90, 0xBF};
    if (byte >= 0xF1 && byte <= 0xF3)
        return {4};
    if (byte == 0xF4)
        return {4, 0x80, 0x8F};
    return {};
}

// How many bytes from `position` on are a valid beginning of a character (at most its length).
std::size_t valid_part(std::string_view text, std::size_t position, const Lead &lead)
{
    std::size_t count = 1;
    while (count < lead.length && position + count < text.size()) {
        const auto byte = static_cast<unsigned char>(text[position + count]);
        const unsigned char low = count == 1 ? lead.low : 0x80;
        const unsigned char high = count == 1 ? lead.high : 0xBF;
        if (byte < low || byte > high)
            break;
        ++count;
    }
    return count;
}

bool in_mask(char32_t c, std::uint32_t mask) { return (U_GET_GC_MASK(static_cast<UChar32>(c)) & mask) != 0; }

} // namespace

std::size_t length_at(std::string_view text, std::size_t position)
{
    if (position >= text.size())
        return 0;
    const auto lead = lead_of(static_cast<unsigned char>(text[position]));
    if (lead.length == 0 || valid_part(text, position, lead) != lead.length)
        return 0;
    return lead.length;
}

char32_t next(std::string_view text, std::size_t &position)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[position + i]); };
    const auto length = lead_of(byte(0)).length;
    char32_t c = byte(0);
    if (length == 2)
        c = (c & 0x1F) << 6 | (byte(1) & 0x3F);
    else if (length == 3)
        c = (c & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
    else if (length == 4)
        c = (c & 0x07) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 | (byte(3) & 0x3F);
    position += length == 0 ? 1 : length;
    return c;
}

void append(std::string &text, char32_t c)
{
    if (c < 0x80) {
        text += static_cast<char>(c);
    } else if (c < 0x800) {
        text += static_cast<char>(0xC0 | c >> 6);
        text += static_cast<char>(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        text += static_cast<char>(0xE0 | c >> 12);
        text += static_cast<char>(0x80 | (c >> 6 & 0x3F));
        text += static_cast<char>(0x80 | (c & 0x3F));
    } else {
        text += static_cast<char>(0xF0 | c >> 18);
        text += static_cast<char>(0x80 | (c >> 12 & 0x3F));
        text += static_cast<char>(0x80 | (c >> 6 & 0x3F));
        text += static_cast<char>(0x80 | (c & 0x3F));
    }
}

bool is_well_formed(std::string_view text)
{
    for (std::size_t i = 0; i < text.size();) {
        const auto length = length_at(text, i);
        if (length == 0)
            return false;
        i += length;
    }
    return true;
}

std::string repaired(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = lead_of(static_cast<unsigned char>(text[i]));
        const auto part = lead.length == 0 ? 1 : valid_part(text, i, lead);
        if (part == lead.length)
            out.append(text, i, part);
        else
            out += "\xEF\xBF\xBD";
        i += part;
    }
    return out;
}

std::size_t unfinished_tail(std::string_view bytes)
{
    for (std::size_t back = 1; back <= 3 && back <= bytes.size(); ++back) {
        const auto position = bytes.size() - back;
        const auto lead = lead_of(static_cast<unsigned char>(bytes[position]));
        if (lead.length == 0)
            continue; // a continuation byte: the lead may come further left
        return lead.length > back && valid_part(bytes, position, lead) == back ? back : 0;
    }
    return 0;
}

bool is_space(char32_t c) { return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_WHITE_SPACE); }
bool is_letter(char32_t c) { return in_mask(c, U_GC_L_MASK); }
bool is_digit(char32_t c) { return in_mask(c, U_GC_ND_MASK); }
bool is_number(char32_t c) { return in_mask(c, U_GC_N_MASK); }
bool is_mark(char32_t c) { return in_mask(c, U_GC_M_MASK); }
bool is_nonspacing(char32_t c) { return in_mask(c, U_GC_MN_MASK); }
bool is_other(char32_t c) { return in_mask(c, U_GC_CC_MASK | U_GC_CF_MASK | U_GC_CO_MASK); }

bool is_punctuation(char32_t c)
{
    if (c < 0x80)
        return (c >= 33 && c <= 47) || (c >= 58 && c <= 64) || (c >= 91 && c <= 96) || (c >= 123 && c <= 126);
    return in_mask(c, U_GC_P_MASK);
}

bool is_word(char32_t c)
{
    return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_ALPHABETIC) ||
           in_mask(c, U_GC_M_MASK | U_GC_ND_MASK | U_GC_PC_MASK) ||
           u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_JOIN_CONTROL);
}

std::string normalized(std::string_view text, Form form)
{
    UErrorCode code = U_ZERO_ERROR;
    const bool compatible = form == Form::Nfkc || form == Form::Nfkd;
    const auto mode = form == Form::Nfc || form == Form::Nfkc ? UNORM2_COMPOSE : UNORM2_DECOMPOSE;
    const auto *normalizer = icu::Normalizer2::getInstance(nullptr, compatible ? "nfkc" : "nfc", mode, code);
    std::string out;
    if (U_SUCCESS(code)) {
        icu::StringByteSink<std::string> sink(&out);
        normalizer->normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())), sink,
                                  nullptr, code);
    }
    if (U_FAILURE(code))
        throw Failure(Error::internal(std::string("ICU: normalization failed: ") + u_errorName(code)));
    return out;
}

std::string lower(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const auto c = next(text, i);
        if (c == 0x130) // the one character whose lower case is two
            out += "i\xCC\x87";
        else
            append(out, static_cast<char32_t>(u_tolower(static_cast<UChar32>(c))));
    }
    return out;
}

std::string upper(std::string_view text)
{
    std::string out;
    icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())))
        .toUpper(icu::Locale::getRoot())
        .toUTF8String(out);
    return out;
}

std::string_view trimmed(std::string_view text, bool left, bool right)
{
    std::size_t first = text.size();
    std::size_t last = 0;
    for (std::size_t i = 0; i < text.size();) {
        const auto begin = i;
        if (!is_space(next(text, i))) {
            first = std::min(first, begin);
            last = i;
        }
    }
    if (first == text.size()) // nothing but white space
        return left || right ? text.substr(0, 0) : text;
    const auto from = left ? first : 0;
    return text.substr(from, (right ? last : text.size()) - from);
}

} // namespace m3po::unicode
