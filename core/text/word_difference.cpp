// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/word_difference.h"

#include "core/text/unicode.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <unordered_map>

namespace m3po {
namespace {

// Comparisons of one word with one other, for the two texts as a whole: enough for answers of 2,000 words each, and a few
// hundredths of a second.
constexpr std::size_t most_comparisons = 4'000'000;

enum class Kind { Space, Break, Run, Single };

bool written_without_spaces(char32_t c)
{
    UErrorCode error = U_ZERO_ERROR;
    switch (uscript_getScript(static_cast<UChar32>(c), &error)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR: return true;
    default: return false;
    }
}

Kind kind_of(char32_t c)
{
    if (c == U'\n' || c == U'\u2028' || c == U'\u2029')
        return Kind::Break;
    if (unicode::is_space(c))
        return Kind::Space;
    return unicode::is_word(c) && !written_without_spaces(c) ? Kind::Run : Kind::Single;
}

bool joins_letters(char32_t c) { return c == U'\'' || c == U'\u2019' || c == U'-' || c == U'\u2010' || c == U'.' || c == U','; }

// The character at `position`, which is moved behind it; U+FFFD for a byte that begins none.
char32_t take(std::string_view text, std::size_t &position)
{
    if (unicode::length_at(text, position) > 0)
        return unicode::next(text, position);
    ++position;
    return U'\uFFFD';
}

// Behind a mark that joins ("don't", "3.5") a run goes on where the same kind follows: points and commas join digits alone.
bool goes_on(std::string_view text, std::size_t position, char32_t joint, char32_t before)
{
    if (position >= text.size())
        return false;
    const auto after = take(text, position);
    if (joint == U'.' || joint == U',')
        return unicode::is_digit(before) && unicode::is_digit(after);
    return kind_of(after) == Kind::Run;
}

// Both texts' words as numbers: equal words have equal ones.
class Vocabulary {
public:
    std::vector<std::uint32_t> numbers(std::string_view text, const std::vector<Word> &words)
    {
        std::vector<std::uint32_t> result;
        result.reserve(words.size());
        for (const auto &word : words) {
            const auto bytes = text.substr(word.begin, word.end - word.begin);
            auto key = word.line_break ? std::string("\n")
                     : unicode::is_well_formed(bytes) ? unicode::normalized(bytes, unicode::Form::Nfc)
                                                      : std::string(bytes);
            result.push_back(numbers_.try_emplace(std::move(key), static_cast<std::uint32_t>(numbers_.size())).first->second);
        }
        return result;
    }
    std::size_t size() const { return numbers_.size(); }

private:
    std::unordered_map<std::string, std::uint32_t> numbers_;
};

struct Match {
    std::size_t left, right;
};

class Aligner {
public:
    Aligner(std::vector<std::uint32_t> left, std::vector<std::uint32_t> right, std::size_t vocabulary)
        : left_(std::move(left)), right_(std::move(right)), seen_(vocabulary)
    {
    }

    // Words that stand for each other, ascending on both sides.
    std::vector<Match> matches()
    {
        align(0, left_.size(), 0, right_.size());
        return std::move(matches_);
    }

private:
    void align(std::size_t a, std::size_t a_end, std::size_t b, std::size_t b_end)
    {
        if (a == a_end || b == b_end)
            return;
        if (may_compare(a_end - a, b_end - b)) {
            compare(a, a_end, b, b_end);
            return;
        }
        while (a < a_end && b < b_end && left_[a] == right_[b])
            matches_.push_back({a++, b++});
        std::size_t tail = 0;
        while (a < a_end && b < b_end && left_[a_end - 1] == right_[b_end - 1])
            --a_end, --b_end, ++tail;
        if (a < a_end && b < b_end) {
            if (may_compare(a_end - a, b_end - b))
                compare(a, a_end, b, b_end);
            else
                hold_together(a, a_end, b, b_end);
        }
        for (std::size_t i = 0; i < tail; ++i)
            matches_.push_back({a_end + i, b_end + i});
    }

    bool may_compare(std::size_t left, std::size_t right)
    {
        if (left > left_over_ / right)
            return false;
        left_over_ -= left * right;
        return true;
    }

    // The alignment of most weight: a pair of equal words weighs 2, and 3 where the words before them are a pair, too, so
    // that words stay with their neighbours.
    void compare(std::size_t a, std::size_t a_end, std::size_t b, std::size_t b_end)
    {
        enum Way : std::uint8_t { SkipLeft, SkipRight, Pair, PairAfterPair };
        const auto rows = a_end - a, width = b_end - b + 1;
        std::vector<std::uint8_t> best_way(rows * width), pair_way(rows * width);
        constexpr std::int32_t never = -1;
        // Of the words from i and j on: the best, and the best that begins with the pair (i, j).
        std::vector<std::int32_t> best(width, 0), below(width, 0), pair(width, never), pair_below(width, never);
        for (auto i = rows; i-- > 0;) {
            std::swap(best, below);
            std::swap(pair, pair_below);
            best[width - 1] = 0;
            pair[width - 1] = never;
            best_way[i * width + width - 1] = SkipLeft;
            for (auto j = width - 1; j-- > 0;) {
                pair[j] = never;
                if (left_[a + i] == right_[b + j]) {
                    const bool follows = pair_below[j + 1] != never && pair_below[j + 1] + 1 >= below[j + 1];
                    pair[j] = 2 + (follows ? pair_below[j + 1] + 1 : below[j + 1]);
                    pair_way[i * width + j] = follows ? PairAfterPair : Pair;
                }
                best[j] = std::max(below[j], best[j + 1]);
                auto way = below[j] >= best[j + 1] ? SkipLeft : SkipRight;
                if (pair[j] >= best[j] && pair[j] != never) {
                    best[j] = pair[j];
                    way = Pair;
                }
                best_way[i * width + j] = way;
            }
        }
        bool must_pair = false;
        for (std::size_t i = 0, j = 0; i < rows && j < width - 1;) {
            const auto way = must_pair ? Pair : static_cast<Way>(best_way[i * width + j]);
            if (way == SkipLeft) {
                ++i;
            } else if (way == SkipRight) {
                ++j;
            } else {
                must_pair = pair_way[i * width + j] == PairAfterPair;
                matches_.push_back({a + i++, b + j++});
            }
        }
    }

    // Words that either side has exactly once, those of them that are in the same order on both: the longest ascending
    // run, and what lies between is aligned by itself.
    void hold_together(std::size_t a, std::size_t a_end, std::size_t b, std::size_t b_end)
    {
        for (auto i = a; i < a_end; ++i)
            seen_[left_[i]] = {};
        for (auto j = b; j < b_end; ++j)
            seen_[right_[j]] = {};
        for (auto i = a; i < a_end; ++i)
            ++seen_[left_[i]].left_times;
        for (auto j = b; j < b_end; ++j) {
            ++seen_[right_[j]].right_times;
            seen_[right_[j]].right = j;
        }
        std::vector<Match> once;
        std::vector<std::size_t> tails, before; // tails[n]: in `once`, the end of the run of n + 1 that ends lowest
        for (auto i = a; i < a_end; ++i) {
            const auto &seen = seen_[left_[i]];
            if (seen.left_times != 1 || seen.right_times != 1)
                continue;
            const auto place = std::lower_bound(tails.begin(), tails.end(), seen.right,
                                                [&](std::size_t tail, std::size_t right) { return once[tail].right < right; });
            before.push_back(place == tails.begin() ? once.size() : *(place - 1));
            if (place == tails.end())
                tails.push_back(once.size());
            else
                *place = once.size();
            once.push_back({i, seen.right});
        }
        if (tails.empty())
            return;
        std::vector<Match> anchors(tails.size());
        auto at = tails.back();
        for (auto n = anchors.size(); n-- > 0; at = before[at])
            anchors[n] = once[at];
        for (const auto &anchor : anchors) {
            align(a, anchor.left, b, anchor.right);
            matches_.push_back(anchor);
            a = anchor.left + 1;
            b = anchor.right + 1;
        }
        align(a, a_end, b, b_end);
    }

    struct Seen {
        std::uint32_t left_times = 0, right_times = 0;
        std::size_t right = 0;
    };
    std::vector<std::uint32_t> left_, right_;
    std::vector<Seen> seen_;
    std::vector<Match> matches_;
    std::size_t left_over_ = most_comparisons;
};

} // namespace

std::vector<Word> words_of(std::string_view text)
{
    std::vector<Word> words;
    bool spaced = false;
    for (std::size_t position = 0; position < text.size();) {
        const auto begin = position;
        auto last = take(text, position);
        const auto kind = kind_of(last);
        if (kind == Kind::Space) {
            spaced = true;
            continue;
        }
        while (kind != Kind::Break && position < text.size()) {
            auto next = position;
            const auto c = take(text, next);
            if (unicode::is_mark(c) || (kind == Kind::Run && (kind_of(c) == Kind::Run || (joins_letters(c) && goes_on(text, next, c, last)))))
                position = next, last = c;
            else
                break;
        }
        words.push_back({begin, position, spaced && kind != Kind::Break, kind == Kind::Break});
        spaced = false;
    }
    return words;
}

WordDifference word_difference(std::string_view left, std::string_view right)
{
    WordDifference result{words_of(left), words_of(right), {}, 0};
    Vocabulary vocabulary;
    auto left_numbers = vocabulary.numbers(left, result.left), right_numbers = vocabulary.numbers(right, result.right);
    const auto matches = Aligner(std::move(left_numbers), std::move(right_numbers), vocabulary.size()).matches();
    result.same = matches.size();
    std::size_t a = 0, b = 0;
    const auto up_to = [&](std::size_t left_end, std::size_t right_end) {
        if (a < left_end || b < right_end)
            result.stretches.push_back({false, a, left_end, b, right_end});
        a = left_end;
        b = right_end;
    };
    for (const auto &match : matches) {
        up_to(match.left, match.right);
        if (result.stretches.empty() || !result.stretches.back().same)
            result.stretches.push_back({true, a, a, b, b});
        result.stretches.back().left_end = ++a;
        result.stretches.back().right_end = ++b;
    }
    up_to(result.left.size(), result.right.size());
    return result;
}

} // namespace m3po
