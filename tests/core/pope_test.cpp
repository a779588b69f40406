// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/pope.h"

#include "tests/support.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <iterator>

namespace m3po {
namespace {

using ::testing::HasSubstr;

TEST(Pope, ReadsAnswersAsTheReferenceDoes)
{
    struct Case { const char *text; bool yes, unparseable; };
    const Case cases[] = {
        {"No", false, false},
        {"no", false, false},
        {"Yes", true, false},
        {"Yes, there is a dog.", true, false},
        {"yes!", true, false},
        {"No, there is no dog.", false, false},
        {"There is not a dog.", false, false},
        {"There is a dog. No, wait.", true, true},   // only the first sentence counts
        {"N,o", false, false},                        // commas vanish, they do not split
        {"Nothing there", true, true},                // a word, not a part of one
        {"NO", true, true},                           // the reference knows three spellings
        {"No!", true, true},
        {"No\nYes", true, false},                     // only spaces split
        {"", true, true},
        {"maybe", true, true},
        {"eyes", true, true},
        {".no", true, true},
    };
    for (const auto &c : cases) {
        const auto reading = read_pope_answer(c.text);
        EXPECT_EQ(reading.yes, c.yes) << c.text;
        EXPECT_EQ(reading.unparseable, c.unparseable) << c.text;
    }
}

TEST(Pope, EstimatesHaveTheirStandardErrors)
{
    PopeScore score;
    for (int i = 0; i < 40; ++i) score.add(true, true);
    for (int i = 0; i < 10; ++i) score.add(true, false);
    for (int i = 0; i < 30; ++i) score.add(false, false);
    for (int i = 0; i < 20; ++i) score.add(false, true);
    EXPECT_DOUBLE_EQ(score.accuracy()->value, 0.7);
    EXPECT_NEAR(score.accuracy()->standard_error, 0.0458257569, 1e-9);
    EXPECT_DOUBLE_EQ(score.precision()->value, 0.8);
    EXPECT_NEAR(score.precision()->standard_error, 0.0565685425, 1e-9);
    EXPECT_NEAR(score.recall()->value, 2.0 / 3, 1e-12);
    EXPECT_DOUBLE_EQ(score.yes_ratio()->value, 0.5);
    EXPECT_NEAR(score.f1()->value, 8.0 / 11, 1e-12);
    EXPECT_NEAR(score.f1()->standard_error, 0.0479053777, 1e-9); // √(4·40·30·70)/110²
}

TEST(Pope, ARatioOfNothingIsAbsent)
{
    PopeScore score;
    EXPECT_FALSE(score.accuracy());
    score.add(false, false);
    EXPECT_FALSE(score.precision());
    EXPECT_FALSE(score.recall());
    EXPECT_FALSE(score.f1());
    EXPECT_TRUE(to_json(score)["f1"].is_null());
    EXPECT_EQ(to_json(score)["accuracy"], 1.0);
}

std::filesystem::path write(const testing::TemporaryFolder &folder, const char *name, const std::string &text)
{
    std::ofstream(folder / name) << text;
    return folder / name;
}

const char *const two_questions = R"({"question_id": 1, "image": "a.jpg", "text": "Is there a cat?", "label": "yes"}

{"question_id": 2, "image": "a.jpg", "text": "Is there a dog?", "label": "no"}
)";

TEST(Pope, PairsAnswersWithQuestions)
{
    const testing::TemporaryFolder folder;
    const auto random = *read_pope_questions(write(folder, "my_random.json", two_questions));
    ASSERT_EQ(random.size(), 2u);
    EXPECT_EQ(random[0].set, "random");
    EXPECT_TRUE(random[0].yes);
    auto all = random;
    const auto popular = *read_pope_questions(write(folder, "my_popular.json", two_questions));
    all.insert(all.end(), popular.begin(), popular.end());

    const auto bare = write(folder, "bare.jsonl", R"({"question_id": 2, "text": "No"})");
    auto answers = *read_pope_answers(bare, random);
    EXPECT_FALSE(answers.texts[0]);
    EXPECT_EQ(answers.texts[1], "No");
    EXPECT_THAT(read_pope_answers(bare, all).error().message, HasSubstr("may belong to any of 2 sets"));

    const auto category = write(folder, "category.jsonl", R"({"question_id": 2, "text": "No", "category": "popular"})");
    EXPECT_EQ(read_pope_answers(category, all)->texts[3], "No");

    const auto offsets = write(folder, "offsets.jsonl", "{\"question_id\": 20000001, \"text\": \"Yes\"}\n"
                                                        "{\"question_id\": 10000001, \"text\": \"No\"}\n"
                                                        "{\"question_id\": 1, \"text\": \"Yes\"}\n");
    answers = *read_pope_answers(offsets, all);
    EXPECT_EQ(answers.texts[0], "No");
    EXPECT_EQ(answers.texts[2], "Yes");
    EXPECT_EQ(answers.ignored, 1); // LLaVA's adversarial set was not asked for

    const auto by_place = write(folder, "by_place.jsonl", "{\"question\": \"Is there a cat?\", \"answer\": \"yes\"}\n"
                                                          "{\"question\": \"Is there a dog?\", \"answer\": \"no\"}\n");
    EXPECT_EQ(read_pope_answers(by_place, random)->texts[1], "no");
}

TEST(Pope, RefusesWhatDoesNotFit)
{
    const testing::TemporaryFolder folder;
    const auto questions = *read_pope_questions(write(folder, "random.json", two_questions));
    const auto message = [&](const char *text) {
        const auto answers = read_pope_answers(write(folder, "answers.jsonl", text), questions);
        return answers ? std::string("accepted") : answers.error().message;
    };
    EXPECT_THAT(message("{\"question_id\": 1, \"text\": \"No\"}\n{\"question_id\": 1, \"text\": \"No\"}"),
                HasSubstr("answers.jsonl: line 2: question 1 of random is answered a second time"));
    EXPECT_THAT(message(R"({"question_id": 1, "text": "No", "prompt": "Is there a dog?"})"), HasSubstr("the prompt does not hold"));
    EXPECT_THAT(message(R"({"question_id": 9, "text": "No"})"), HasSubstr("question_id 9 is not among"));
    EXPECT_THAT(message(R"({"answer": "No"})"), HasSubstr("as many as there are questions, 2"));
    EXPECT_THAT(message("{\"question_id\": 1, "), HasSubstr("line 1: is not valid JSON at byte"));
    EXPECT_THAT(message("[1]"), HasSubstr("line 1: a JSON object was expected"));
    EXPECT_THAT(message((std::string(300, '[') + std::string(300, ']')).c_str()), HasSubstr("nested deeper than 64"));

    const auto refused = [&](const char *text) { return read_pope_questions(write(folder, "q.json", text)).error().message; };
    EXPECT_THAT(refused(""), HasSubstr("holds no questions"));
    EXPECT_THAT(refused(R"({"question_id": 1, "image": "a", "text": "b", "label": "si"})"), HasSubstr("\"yes\" or \"no\" was expected"));
    EXPECT_THAT(refused(R"({"question_id": "1", "image": "a", "text": "b", "label": "no"})"), HasSubstr("whole number"));
    EXPECT_THAT(refused(R"({"question_id": 1, "text": "b", "label": "no"})"), HasSubstr("\"image\" was expected"));
}

TEST(Pope, ReproducesThePublishedScores)
{
    const auto folder = testing::real("pope");
    if (!folder)
        GTEST_SKIP() << "the real POPE files are not here";
    const auto expected = nlohmann::json::parse(std::ifstream(*folder / "expected_llava-v1.5-13b.json"));
    std::vector<PopeQuestion> questions;
    for (const auto *set : {"random", "popular", "adversarial"}) {
        const auto read = *read_pope_questions(*folder / ("coco_pope_" + std::string(set) + ".json"));
        questions.insert(questions.end(), read.begin(), read.end());
    }
    const auto answers = *read_pope_answers(*folder / "answers_llava-v1.5-13b.random_popular.jsonl", questions);
    EXPECT_EQ(answers.ignored, 0);
    std::map<std::string, PopeScore> scores;
    for (std::size_t i = 0; i < questions.size(); ++i) {
        if (answers.texts[i])
            scores[questions[i].set].add(read_pope_answer(*answers.texts[i]).yes, questions[i].yes);
    }
    EXPECT_EQ(scores.size(), 2u); // its answers to the adversarial set are not there
    for (const auto &[set, values] : expected.items()) {
        const auto ours = to_json(scores[set]);
        for (const auto &[name, value] : values.items())
            EXPECT_NEAR(ours.at(name).get<double>(), value.get<double>(), 1e-12) << set << " " << name;
    }
}

} // namespace
} // namespace m3po
