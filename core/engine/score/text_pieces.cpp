// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/score/text_pieces.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <span>

namespace m3po::engine {
namespace {

constexpr std::array<std::string_view, 4> ascii_ends{".", "!", "?", "…"};
// Written without a space after them.
constexpr std::array<std::string_view, 3> full_width_ends{"。", "！", "？"};
constexpr std::array<std::string_view, 7> closers{"\"", "'", ")", "]", "”", "’", "»"};
constexpr std::array<std::string_view, 5> clause_ends{",", ";", ":", "–", "—"};
constexpr std::array<std::string_view, 4> full_width_clause_ends{"，", "、", "；", "："};

// How long the mark of `marks` at `place` is; 0 where none stands there.
std::size_t mark_at(std::string_view text, std::size_t place, std::span<const std::string_view> marks)
{
    for (const auto mark : marks) {
        if (text.substr(place).starts_with(mark))
            return mark.size();
    }
    return 0;
}

bool space_at(std::string_view text, std::size_t place)
{
    return place >= text.size() || std::isspace(static_cast<unsigned char>(text[place]));
}

// "J. Doe": the stop at `place` follows a letter that stands alone.
bool ends_initial(std::string_view text, std::size_t place)
{
    return place >= 1 && std::isupper(static_cast<unsigned char>(text[place - 1]))
        && (place == 1 || space_at(text, place - 2)) && place + 1 < text.size();
}

void add_trimmed(std::vector<std::string_view> &pieces, std::string_view piece)
{
    while (!piece.empty() && space_at(piece, 0))
        piece.remove_prefix(1);
    while (!piece.empty() && space_at(piece, piece.size() - 1))
        piece.remove_suffix(1);
    if (!piece.empty())
        pieces.push_back(piece);
}

// The end of a sentence whose last mark begins at `place`; `place` itself where none ends there.
std::size_t sentence_end(std::string_view text, std::size_t place)
{
    if (text[place] == '\n')
        return place + 1;
    auto length = mark_at(text, place, full_width_ends);
    const bool needs_space = length == 0;
    if (needs_space)
        length = mark_at(text, place, ascii_ends);
    if (length == 0 || (text[place] == '.' && ends_initial(text, place)))
        return place;
    auto end = place + length;
    while (end < text.size()) {
        const auto closer = mark_at(text, end, closers);
        if (closer == 0)
            break;
        end += closer;
    }
    return needs_space && !space_at(text, end) ? place : end;
}

std::size_t clause_end(std::string_view text, std::size_t place)
{
    if (const auto length = mark_at(text, place, full_width_clause_ends))
        return place + length;
    const auto length = mark_at(text, place, clause_ends);
    return length > 0 && space_at(text, place + length) ? place + length : place;
}

template <typename FindEnd>
std::vector<std::string_view> cut(std::string_view text, FindEnd find_end)
{
    std::vector<std::string_view> pieces;
    std::size_t start = 0;
    for (std::size_t place = 0; place < text.size();) {
        const auto end = find_end(text, place);
        if (end == place) {
            ++place;
            continue;
        }
        add_trimmed(pieces, text.substr(start, end - start));
        start = place = end;
    }
    add_trimmed(pieces, text.substr(start));
    return pieces;
}

using Ids = std::vector<std::int64_t>;

void add_runs(std::vector<Ids> &pieces, const Ids &ids, std::size_t limit)
{
    const auto runs = (ids.size() + limit - 1) / limit;
    for (std::size_t i = 0; i < runs; ++i)
        pieces.emplace_back(ids.begin() + static_cast<std::ptrdiff_t>(i * ids.size() / runs),
                            ids.begin() + static_cast<std::ptrdiff_t>((i + 1) * ids.size() / runs));
}

// Clauses of one sentence, as many in a piece as fit. Clauses lie in the sentence's own text, so that a piece is
// tokenized as it is written.
void add_clauses(std::vector<Ids> &pieces, std::string_view sentence, std::size_t limit, const Encode &encode)
{
    const char *start = nullptr;
    Ids packed;
    for (const auto clause : clauses(sentence)) {
        const auto *end = clause.data() + clause.size();
        if (start) {
            auto together = encode({start, static_cast<std::size_t>(end - start)});
            if (together.size() <= limit) {
                packed = std::move(together);
                continue;
            }
            add_runs(pieces, packed, limit);
        }
        start = clause.data();
        packed = encode(clause);
    }
    add_runs(pieces, packed, limit);
}

} // namespace

std::vector<std::string_view> sentences(std::string_view text) { return cut(text, sentence_end); }
std::vector<std::string_view> clauses(std::string_view sentence) { return cut(sentence, clause_end); }

std::vector<Ids> split_text(std::string_view text, std::size_t limit, const Encode &encode)
{
    if (auto whole = encode(text); whole.size() <= limit)
        return {std::move(whole)};
    std::vector<Ids> pieces;
    for (const auto sentence : sentences(text)) {
        if (auto ids = encode(sentence); ids.size() <= limit)
            pieces.push_back(std::move(ids));
        else
            add_clauses(pieces, sentence, limit, encode);
    }
    return pieces;
}

} // namespace m3po::engine
