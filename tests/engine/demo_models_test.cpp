// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/demo/make_models.h"

#include "core/base/hash.h"
#include "core/engine/model/clip.h"
#include "core/engine/model/vision_language_model.h"

#include <gtest/gtest.h>

namespace m3po::engine::demo {
namespace {
namespace fs = std::filesystem;

class DemoModels : public testing::Test {
protected:
    void SetUp() override
    {
        folder = fs::path(testing::TempDir()) / ("m3po_demo_models_" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
        fs::remove_all(folder);
    }
    void TearDown() override { fs::remove_all(folder); }

    Status make(const fs::path &out, std::vector<std::string> models, double effort, LessonSink report = {})
    {
        MakeModelsSettings settings;
        settings.out = out;
        settings.models = std::move(models);
        settings.effort = effort;
        settings.report = std::move(report);
        return make_models(settings);
    }
    fs::path folder;
};

TEST_F(DemoModels, AreFoldersThatLoadAndTheLessonsLowerTheLoss)
{
    std::map<std::string, std::vector<double>> losses;
    const auto made = make(folder, {"judge", "evaluator"}, 0.012, [&](const LessonReport &report) { losses[report.lesson].push_back(report.loss); });
    ASSERT_TRUE(made.ok()) << made.error().message;
    ASSERT_TRUE(VisionLanguageModel::load(folder / "judge").ok());
    ASSERT_TRUE(ClipModel::load(folder / "evaluator").ok());
    for (const auto *lesson : {"vision", "language"}) {
        ASSERT_GT(losses[lesson].size(), 8u);
        EXPECT_LT(losses[lesson].back(), 0.9 * losses[lesson].front()) << lesson;
    }
    EXPECT_TRUE(fs::exists(folder / "judge" / "training.json"));
}

TEST_F(DemoModels, RepeatThemselvesForTheSameSeed)
{
    ASSERT_TRUE(make(folder / "a", {"base"}, 0.002).ok());
    ASSERT_TRUE(make(folder / "b", {"base"}, 0.002).ok());
    const auto first = sha256_of_file(folder / "a" / "base" / "model.safetensors"), second = sha256_of_file(folder / "b" / "base" / "model.safetensors");
    ASSERT_TRUE(first.ok());
    EXPECT_EQ(*first, *second);
}

TEST_F(DemoModels, RefuseANameThatIsNone)
{
    const auto made = make(folder, {"teacher"}, 0.002);
    ASSERT_FALSE(made.ok());
    EXPECT_NE(made.error().message.find("teacher"), std::string::npos);
}

} // namespace
} // namespace m3po::engine::demo
