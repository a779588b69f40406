// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/demo/dataset.h"

#include "core/base/file.h"
#include "core/demo/language.h"
#include "core/demo/vocabulary.h"
#include "core/formats/pope.h"
#include "core/text/tokenizer.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include <algorithm>

namespace m3po::demo {
namespace {
namespace fs = std::filesystem;

class DemoDataset : public testing::Test {
protected:
    void SetUp() override
    {
        folder = fs::path(testing::TempDir()) / ("m3po_demo_" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
        fs::remove_all(folder);
        fs::create_directories(folder);
    }
    void TearDown() override { fs::remove_all(folder); }
    fs::path folder;
};

TEST_F(DemoDataset, AsksPopeQuestionsWhoseLabelsAreTrue)
{
    ASSERT_TRUE(write_pope(folder, 500, 40).ok());
    for (const auto &file : pope_files(folder)) {
        const auto questions = read_pope_questions(file);
        ASSERT_TRUE(questions.ok()) << questions.error().message;
        ASSERT_GT(questions->size(), 100u);
        long yes = 0;
        for (const auto &question : *questions) {
            yes += question.yes;
            std::uint64_t seed = 0;
            ASSERT_EQ(std::sscanf(question.image.c_str(), "images/scene-%lu.png", &seed), 1);
            const auto scene = make_scene(seed);
            const bool there = std::any_of(scene.objects.begin(), scene.objects.end(), [&](const Object &object) {
                return question.text.find(" " + std::string(name(object.shape)) + " ") != std::string::npos;
            });
            EXPECT_EQ(there, question.yes) << question.text << " " << question.image;
        }
        EXPECT_EQ(std::size_t(yes) * 2, questions->size());
    }
}

TEST_F(DemoDataset, WritesInstructionsWithADescriptionOfEachScene)
{
    ASSERT_TRUE(write_instructions(folder / "train.json", 1, 20, 3).ok());
    const auto rows = read_json(folder / "train.json");
    ASSERT_TRUE(rows.ok());
    EXPECT_EQ(rows->size(), 60u);
    EXPECT_EQ((*rows)[0]["conversations"][1]["value"].get<std::string>(), describe(make_scene(1).objects));
}

TEST_F(DemoDataset, ItsVocabularyHoldsEveryWordOfTheWorldAsFewTokens)
{
    const std::vector<std::string> special{"<pad>", "<s>", "</s>", "<image>"};
    const auto vocabulary = learn_vocabulary(world_sentences(), special, 640);
    ASSERT_TRUE(write_tokenizer(vocabulary, folder, "<s>", "</s>", false, "<pad>").ok());
    const auto tokenizer = Tokenizer::load(folder);
    ASSERT_TRUE(tokenizer.ok()) << tokenizer.error().message;
    for (std::uint64_t seed = 3000; seed < 3050; ++seed) {
        const auto text = describe(make_scene(seed).objects);
        const auto ids = (*tokenizer)->encode(text, false);
        EXPECT_EQ((*tokenizer)->decode(ids, true), text);
        const auto words = std::count(text.begin(), text.end(), ' ') + 1;
        EXPECT_LE(std::int64_t(ids.size()), words * 3 / 2) << text;
    }
}

} // namespace
} // namespace m3po::demo
