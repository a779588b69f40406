// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/score/text_pieces.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>
#include <sstream>

namespace m3po::engine {
namespace {

using ::testing::ElementsAre;
using Ids = std::vector<std::int64_t>;

// A token a word: its length.
Ids word_lengths(std::string_view text)
{
    std::istringstream words{std::string(text)};
    Ids ids;
    for (std::string word; words >> word;)
        ids.push_back(static_cast<std::int64_t>(word.size()));
    return ids;
}

TEST(TextPieces, SentencesEndWhereTheSenseDoes)
{
    EXPECT_THAT(sentences("One. Two!  Three?\nFour"), ElementsAre("One.", "Two!", "Three?", "Four"));
    EXPECT_THAT(sentences("It is 3.5 m long. He said \"no.\" Then"), ElementsAre("It is 3.5 m long.", "He said \"no.\"", "Then"));
    EXPECT_THAT(sentences("J. Doe sat. So did I."), ElementsAre("J. Doe sat.", "So did I."));
    EXPECT_THAT(sentences("Wait... what?! Yes"), ElementsAre("Wait...", "what?!", "Yes"));
    EXPECT_THAT(sentences("一只猫。两只狗！好"), ElementsAre("一只猫。", "两只狗！", "好"));
    EXPECT_THAT(sentences(" \n "), ElementsAre());
}

TEST(TextPieces, ClausesEndAtMarksBeforeSpace)
{
    EXPECT_THAT(clauses("a, b; c: d — e f,g"), ElementsAre("a,", "b;", "c:", "d —", "e f,g"));
    EXPECT_THAT(clauses("1,000 cups"), ElementsAre("1,000 cups"));
}

TEST(TextPieces, WhatFitsStaysWhole)
{
    EXPECT_THAT(split_text("a bb. ccc d", 4, word_lengths), ElementsAre(Ids{1, 3, 3, 1}));
    EXPECT_THAT(split_text(" ", 4, word_lengths), ElementsAre(Ids{}));
}

TEST(TextPieces, LongTextsGoBySentencesThenClausesThenTokens)
{
    EXPECT_THAT(split_text("a bb. ccc d", 3, word_lengths), ElementsAre(Ids{1, 3}, Ids{3, 1}));
    // The second sentence is too long; its first two clauses fit together.
    EXPECT_THAT(split_text("a. bb bb, cc, dd dd", 3, word_lengths), ElementsAre(Ids{2}, Ids{2, 3, 3}, Ids{2, 2}));
    // No marks at all: runs of about equal length.
    EXPECT_THAT(split_text("a bb ccc dddd eeeee", 3, word_lengths), ElementsAre(Ids{1, 2}, Ids{3, 4, 5}));
}

TEST(TextPieces, NothingIsLeftOut)
{
    std::string text;
    for (int i = 0; i < 500; ++i)
        text += std::string(1 + static_cast<std::size_t>(i) % 7, 'x') + (i % 11 == 0 ? ". " : i % 5 == 0 ? ", " : " ");
    for (const std::size_t limit : {1u, 2u, 3u, 7u, 75u}) {
        std::size_t total = 0;
        Ids all;
        for (const auto &piece : split_text(text, limit, word_lengths)) {
            EXPECT_LE(piece.size(), limit);
            all.insert(all.end(), piece.begin(), piece.end());
            total += piece.size();
        }
        EXPECT_EQ(total, 500u);
        EXPECT_EQ(all, word_lengths(text));
    }
}

} // namespace
} // namespace m3po::engine
