// SPDX-License-Identifier: GPL-3.0-or-later
// UTF-8 and the character classes that tokenizers ask for. Strings are UTF-8; a code point is a char32_t.
// All functions are pure and may be called from any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace m3po::unicode {

// Length in bytes (1 to 4) of the well-formed character at `position`; 0 where there is none.
std::size_t length_at(std::string_view text, std::size_t position);

// The character at `position`, which is moved behind it. REQUIRES: well-formed text, position < text.size().
char32_t next(std::string_view text, std::size_t &position);

void append(std::string &text, char32_t character);

// Every broken sequence replaced by U+FFFD, one for each maximal part, as Unicode recommends.
std::string repaired(std::string_view text);
bool is_well_formed(std::string_view text);

// How many bytes at the end of `bytes` begin a character whose rest may still come (0 to 3).
std::size_t unfinished_tail(std::string_view bytes);

bool is_space(char32_t c);       // White_Space
bool is_number(char32_t c);      // general categories Nd, Nl, No
bool is_punctuation(char32_t c); // general categories P*, and ASCII's symbols
bool is_word(char32_t c);        // \w: alphabetic, mark, decimal digit, connector, join control
bool is_mark(char32_t c);        // general categories Mn, Mc, Me
bool is_nonspacing(char32_t c);  // general category Mn
bool is_other(char32_t c);       // general categories Cc, Cf, Co
bool is_letter(char32_t c);      // general categories L*
bool is_digit(char32_t c);       // a decimal digit of any script

enum class Form { Nfc, Nfd, Nfkc, Nfkd };
std::string normalized(std::string_view text, Form form);
std::string lower(std::string_view text); // character by character, without context
std::string upper(std::string_view text); // "ß" becomes "SS"

// `text` without white space at its ends.
std::string_view trimmed(std::string_view text, bool left, bool right);

} // namespace m3po::unicode
