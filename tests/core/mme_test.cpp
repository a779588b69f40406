// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/mme.h"

#include "tests/support.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <regex>

namespace m3po {
namespace {

using ::testing::HasSubstr;

TEST(Mme, ReadsAnswersAsItsOwnProgramDoes)
{
    EXPECT_EQ(read_mme_answer("Yes"), MmeReading::Yes);
    EXPECT_EQ(read_mme_answer("no, it is"), MmeReading::No);
    EXPECT_EQ(read_mme_answer(" yes"), MmeReading::Yes);
    EXPECT_EQ(read_mme_answer("\"no\""), MmeReading::No);
    EXPECT_EQ(read_mme_answer("not"), MmeReading::No);
    EXPECT_EQ(read_mme_answer("  yes"), MmeReading::Other); // "  ye"
    EXPECT_EQ(read_mme_answer("the no"), MmeReading::Other);
    EXPECT_EQ(read_mme_answer(""), MmeReading::Other);
}

TEST(Mme, CountsPairs)
{
    const testing::TemporaryFolder folder;
    std::ofstream(folder / "count.txt") << "a.jpg\tOne?\tYes\na.jpg\tTwo?\tNo\nb.jpg\tOne?\tNo\r\nb.jpg\tTwo?\tYes\n";
    const auto questions = *read_mme_task(folder / "count.txt");
    const auto score = score_mme(questions, {"yes", "no", "no", "maybe"});
    EXPECT_DOUBLE_EQ(score.accuracy(), 0.75);
    EXPECT_DOUBLE_EQ(score.accuracy_plus(), 0.5);
    EXPECT_DOUBLE_EQ(score.score(), 125);
    EXPECT_EQ(score.other, 1);
    EXPECT_DOUBLE_EQ(mme_totals({{"count", score}, {"OCR", score}, {"code_reasoning", score}, {"x", score}}).perception, 250);

    std::ofstream(folder / "bad.txt") << "a.jpg\tOne?\tYes\nb.jpg\tTwo?\tNo\n";
    EXPECT_THAT(read_mme_task(folder / "bad.txt").error().message, HasSubstr("bad.txt: line 2: a second question about a.jpg"));
    std::ofstream(folder / "worse.txt") << "a.jpg One? Yes\n";
    EXPECT_THAT(read_mme_task(folder / "worse.txt").error().message, HasSubstr("line 1: image, question"));
}

TEST(Mme, ReproducesThePublishedScores)
{
    const auto folder = testing::real("mme");
    if (!folder)
        GTEST_SKIP() << "the real MME files are not here";
    std::ifstream in(*folder / "expected_LaVIN.txt");
    const std::string expected((std::istreambuf_iterator<char>(in)), {});
    std::map<std::string, MmeScore> tasks;
    for (const auto &entry : std::filesystem::directory_iterator(*folder / "answers_LaVIN")) {
        const auto questions = *read_mme_task(entry.path());
        std::vector<std::optional<std::string>> answers;
        for (const auto &question : questions)
            answers.push_back(question.answer);
        tasks[entry.path().stem().string()] = score_mme(questions, answers);
    }
    int found = 0;
    const std::regex line(R"((\w+)  score: ([0-9.]+))");
    for (std::sregex_iterator match(expected.begin(), expected.end(), line), end; match != end; ++match, ++found)
        EXPECT_NEAR(tasks.at((*match)[1]).score(), std::stod((*match)[2]), 1e-9) << (*match)[1];
    EXPECT_EQ(found, 14);
    EXPECT_NEAR(mme_totals(tasks).perception, 963.2932627596495, 1e-9);
    EXPECT_NEAR(mme_totals(tasks).cognition, 249.64285714285714, 1e-9);
}

} // namespace
} // namespace m3po
