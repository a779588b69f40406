// SPDX-License-Identifier: GPL-3.0-or-later
// Tokens that are looked for in the text itself before a tokenizer's model sees it: special ones (<s>,
// <|im_end|>, <image>) and words added after training. Immutable once built.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace m3po {

struct AddedToken {
    std::string content;
    std::int32_t id = -1;
    bool special = false;
    bool single_word = false; // only where no word character stands beside it
    bool lstrip = false;      // takes white space on its left along
    bool rstrip = false;
    bool normalized = true; // looked for in normalized text; otherwise in the text as given
};

// A stretch of text, or (id >= 0) a token found in it.
struct TextSegment {
    std::string_view text;
    std::int32_t id = -1;
};

// Finds tokens from left to right, the longest where several begin at one place, as the tokenizers library does.
class AddedTokenMatcher {
public:
    // `pattern` is what to look for (the token's content, normalized where that applies).
    void add(std::string_view pattern, const AddedToken &token);
    bool empty() const { return tokens_.empty(); }

    // REQUIRES: text outlives the result.
    std::vector<TextSegment> split(std::string_view text) const;

private:
    int child(int node, unsigned char byte) const;
    int longest_match(std::string_view text, std::size_t position, std::size_t &end) const;

    std::array<int, 256> first_{};                    // the root's children; 0 is none
    std::unordered_map<std::uint64_t, int> children_; // (node << 8 | byte) of all other nodes
    std::vector<int> token_of_node_{-1};              // index into tokens_; -1 where no token ends
    std::vector<AddedToken> tokens_;
};

} // namespace m3po
