// SPDX-License-Identifier: GPL-3.0-or-later
// Two texts word by word: what both have, in order, and what only one of them has.
//
// A word is what a reader would point at: a run of letters, marks and digits, with the apostrophes, hyphens and points
// inside it ("don't", "well-lit", "3.5"); a single character of a script that is written without spaces (Han, Kana,
// Thai ...); a single punctuation mark; a line break. Words are equal where they are canonically equivalent; case matters.
// Pure; may be called from any thread. Time is bounded for texts of any length: where two stretches are too long to be
// compared word by word, those words that both have once hold them together, and what lies between is told as different.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace m3po {

struct Word {
    std::size_t begin = 0, end = 0; // bytes of its text
    bool spaced = false;            // white space stands before it, on its line
    bool line_break = false;
    bool operator==(const Word &) const = default;
};

// A stretch of words that are the same in both, or of words that stand against each other (one side may have none).
struct WordStretch {
    bool same = false;
    std::size_t left = 0, left_end = 0;   // words of the left text
    std::size_t right = 0, right_end = 0; // of the right one
    bool operator==(const WordStretch &) const = default;
};

struct WordDifference {
    std::vector<Word> left, right;
    std::vector<WordStretch> stretches; // all words of both, in order; equal and different ones alternate
    std::size_t same = 0;               // words that both have
};

// Malformed UTF-8 is taken byte by byte, each a word of its own.
std::vector<Word> words_of(std::string_view text);
WordDifference word_difference(std::string_view left, std::string_view right);

} // namespace m3po
