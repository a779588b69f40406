// SPDX-License-Identifier: GPL-3.0-or-later
// Words, and two texts word by word.
#include "core/text/word_difference.h"

#include <gmock/gmock.h>

#include <chrono>
#include <string>

namespace m3po {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> texts(std::string_view text)
{
    std::vector<std::string> result;
    for (const auto &word : words_of(text))
        result.emplace_back(word.line_break ? "\\n" : std::string(text.substr(word.begin, word.end - word.begin)));
    return result;
}

// "a [b|c] d": what is the same stands free, what differs in brackets, left before right.
std::string drawn(std::string_view left, std::string_view right)
{
    const auto difference = word_difference(left, right);
    const auto words = [](std::string_view text, const std::vector<Word> &all, std::size_t begin, std::size_t end) {
        std::string joined;
        for (auto i = begin; i < end; ++i)
            joined += (joined.empty() ? "" : " ") + std::string(text.substr(all[i].begin, all[i].end - all[i].begin));
        return joined;
    };
    std::string result;
    for (const auto &stretch : difference.stretches) {
        result += result.empty() ? "" : " ";
        const auto of_left = words(left, difference.left, stretch.left, stretch.left_end);
        result += stretch.same ? of_left : "[" + of_left + "|" + words(right, difference.right, stretch.right, stretch.right_end) + "]";
    }
    return result;
}

TEST(Words, AreWhatAReaderWouldPointAt)
{
    EXPECT_THAT(texts("A well-lit room; it's 3.5 m."), ElementsAre("A", "well-lit", "room", ";", "it's", "3.5", "m", "."));
    EXPECT_THAT(texts("猫在sofa上。"), ElementsAre("猫", "在", "sofa", "上", "。"));
    EXPECT_THAT(texts("ねこカフェ"), ElementsAre("ね", "こ", "カ", "フ", "ェ"));
    EXPECT_THAT(texts("Größe — naïve"), ElementsAre("Größe", "—", "naïve"));
    EXPECT_THAT(texts("one\n\n two"), ElementsAre("one", "\\n", "\\n", "two"));
    EXPECT_THAT(texts("cat-\nalogue"), ElementsAre("cat", "-", "\\n", "alogue"));
    EXPECT_THAT(texts(""), ElementsAre());
    EXPECT_THAT(texts("a\xff"), ElementsAre("a", "\xff"));
    EXPECT_EQ(words_of("a  b,c"), (std::vector<Word>{{0, 1, false, false}, {3, 4, true, false}, {4, 5, false, false}, {5, 6, false, false}}));
}

TEST(WordDifference, TellsWhatBothHave)
{
    EXPECT_EQ(drawn("a red ball on the table", "a blue ball under the table"), "a [red|blue] ball [on|under] the table");
    EXPECT_EQ(drawn("the cat", "the black cat"), "the [|black] cat");
    EXPECT_EQ(drawn("yes .", "yes"), "yes [.|]");
    EXPECT_EQ(drawn("same words", "same  words"), "same words");
    EXPECT_EQ(drawn("a", ""), "[a|]");
    EXPECT_EQ(drawn("", ""), "");
    EXPECT_EQ(drawn("Cat", "cat"), "[Cat|cat]");
    EXPECT_EQ(drawn("两只猫在桌上", "三只猫在床上"), "[两|三] 只 猫 在 [桌|床] 上");
    EXPECT_EQ(drawn("caf\u00e9 bar", "cafe\u0301 bar"), "caf\u00e9 bar"); // canonically equivalent
    EXPECT_EQ(word_difference("a red ball", "a ball , red").same, 2u);
}

TEST(WordDifference, WordsStayWithTheirNeighbours)
{
    // Word by word alone, "a" could stand under either "a".
    EXPECT_EQ(drawn("a dog", "a cat and a dog"), "[|a cat and] a dog");
    EXPECT_EQ(drawn("there is a dog and a cat here", "there is a cat here"), "there is a [dog and a|] cat here");
}

TEST(WordDifference, EveryWordIsInOneStretchInOrder)
{
    const std::string left = "x y z a b c d . e f", right = "a q c . z z e\nx y";
    const auto difference = word_difference(left, right);
    std::size_t a = 0, b = 0;
    bool before = false, first = true;
    for (const auto &stretch : difference.stretches) {
        EXPECT_EQ(stretch.left, a);
        EXPECT_EQ(stretch.right, b);
        EXPECT_TRUE(first || stretch.same != before);
        if (stretch.same)
            EXPECT_EQ(stretch.left_end - stretch.left, stretch.right_end - stretch.right);
        a = stretch.left_end, b = stretch.right_end, before = stretch.same, first = false;
    }
    EXPECT_EQ(a, difference.left.size());
    EXPECT_EQ(b, difference.right.size());
}

TEST(WordDifference, LongTextsAreBoundedInTime)
{
    // 40,000 words each: once with words of their own between shared ones, once of two words alone (no word is there once).
    std::string left, right, flip, flop;
    for (int i = 0; i < 20'000; ++i) {
        left += "w" + std::to_string(i) + " left" + std::to_string(i % 7) + " ";
        right += "w" + std::to_string(i) + " right" + std::to_string(i % 5) + " ";
        flip += i % 3 == 0 ? "a b " : "b b ";
        flop += i % 5 == 0 ? "b a " : "a a ";
    }
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_EQ(word_difference(left, right).same, 20'000u);
    const auto unheld = word_difference("start " + flip + "end", "start " + flop + "end");
    EXPECT_GE(unheld.same, 2u);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5));
}

} // namespace
} // namespace m3po
