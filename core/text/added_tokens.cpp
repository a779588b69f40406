// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/added_tokens.h"

#include "core/text/unicode.h"

#include <algorithm>

namespace m3po {

namespace {

// The start of the character before `position`.
std::size_t previous(std::string_view text, std::size_t position)
{
    do
        --position;
    while (position > 0 && (static_cast<unsigned char>(text[position]) & 0xC0) == 0x80);
    return position;
}

char32_t character_at(std::string_view text, std::size_t position) { return unicode::next(text, position); }

} // namespace

int AddedTokenMatcher::child(int node, unsigned char byte) const
{
    if (node == 0)
        return first_[byte];
    const auto found = children_.find(static_cast<std::uint64_t>(node) << 8 | byte);
    return found == children_.end() ? 0 : found->second;
}

void AddedTokenMatcher::add(std::string_view pattern, const AddedToken &token)
{
    if (pattern.empty())
        return;
    int node = 0;
    for (const char c : pattern) {
        const auto byte = static_cast<unsigned char>(c);
        int next = child(node, byte);
        if (next == 0) {
            next = static_cast<int>(token_of_node_.size());
            token_of_node_.push_back(-1);
            if (node == 0)
                first_[byte] = next;
            else
                children_[static_cast<std::uint64_t>(node) << 8 | byte] = next;
        }
        node = next;
    }
    if (token_of_node_[static_cast<std::size_t>(node)] < 0) {
        token_of_node_[static_cast<std::size_t>(node)] = static_cast<int>(tokens_.size());
        tokens_.push_back(token);
    }
}

int AddedTokenMatcher::longest_match(std::string_view text, std::size_t position, std::size_t &end) const
{
    int best = -1;
    int node = 0;
    for (std::size_t i = position; i < text.size(); ++i) {
        node = child(node, static_cast<unsigned char>(text[i]));
        if (node == 0)
            break;
        if (const int token = token_of_node_[static_cast<std::size_t>(node)]; token >= 0) {
            best = token;
            end = i + 1;
        }
    }
    return best;
}

std::vector<TextSegment> AddedTokenMatcher::split(std::string_view text) const
{
    std::vector<TextSegment> segments;
    std::size_t taken = 0; // everything before is in segments
    std::size_t position = 0;
    while (position < text.size()) {
        std::size_t stop = 0;
        const int index = longest_match(text, position, stop);
        if (index < 0) {
            ++position;
            continue;
        }
        const auto &token = tokens_[static_cast<std::size_t>(index)];
        std::size_t start = position;
        position = stop;
        if (token.single_word) {
            const bool left = start > 0 && unicode::is_word(character_at(text, previous(text, start)));
            const bool right = stop < text.size() && unicode::is_word(character_at(text, stop));
            if (left || right)
                continue;
        }
        start = std::max(start, taken); // white space that the token before has taken
        if (token.lstrip) {
            while (start > taken && unicode::is_space(character_at(text, previous(text, start))))
                start = previous(text, start);
        }
        if (token.rstrip) {
            while (stop < text.size() && unicode::is_space(character_at(text, stop)))
                unicode::next(text, stop);
        }
        if (taken < start)
            segments.push_back({text.substr(taken, start - taken)});
        segments.push_back({text.substr(start, stop - start), token.id});
        taken = stop;
        position = std::max(position, stop);
    }
    if (taken < text.size())
        segments.push_back({text.substr(taken)});
    return segments;
}

} // namespace m3po
