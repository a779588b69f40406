// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/hash.h"
#include "core/demo/language.h"
#include "core/demo/render.h"

#include <gtest/gtest.h>

#include <cmath>

namespace m3po::demo {
namespace {

TEST(DemoScene, IsTheSameForTheSameSeedAndHoldsItsPromises)
{
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        const auto scene = make_scene(seed), again = make_scene(seed);
        ASSERT_EQ(describe(scene.objects), describe(again.objects));
        ASSERT_GE(scene.objects.size(), 2u) << seed;
        ASSERT_LE(scene.objects.size(), 5u);
        for (std::size_t i = 1; i < scene.objects.size(); ++i) {
            EXPECT_LE(scene.objects[i - 1].x, scene.objects[i].x);
            for (std::size_t j = 0; j < i; ++j)
                EXPECT_FALSE(scene.objects[i].colour == scene.objects[j].colour && scene.objects[i].shape == scene.objects[j].shape);
        }
    }
}

TEST(DemoScene, RendersTheSamePixelsEachTimeAndShowsWhatItHolds)
{
    auto scene = make_scene(11);
    const auto first = render(scene, 48, 2), second = render(scene, 48, 2);
    EXPECT_EQ(first.rgb, second.rgb);
    scene.objects.clear();
    const auto empty = render(scene, 48, 2);
    int changed = 0;
    for (std::size_t i = 0; i < empty.rgb.size(); ++i)
        changed += std::abs(int(empty.rgb[i]) - int(first.rgb[i])) > 30;
    EXPECT_GT(changed, 100);
}

TEST(DemoLanguage, AnswersAndMistakesDifferAndDescriptionsParseBack)
{
    Random random(5);
    int asked = 0;
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        const auto scene = make_scene(seed);
        for (int kind = 0; kind < 6; ++kind) {
            Question question;
            if (!ask(scene, QuestionKind(kind), random, question))
                continue;
            ++asked;
            EXPECT_NE(question.answer, question.wrong) << question.text;
        }
        const auto right = check_description(truth(scene), describe(scene.objects));
        EXPECT_EQ(right.hallucinated, 0);
        EXPECT_EQ(right.missed, 0);
        EXPECT_EQ(right.named, int(scene.objects.size()));
    }
    EXPECT_GT(asked, 800);
}

TEST(DemoLanguage, CountsWhatIsNotThereAndWhatIsMissed)
{
    Scene scene;
    scene.objects = {{Shape::Ball, Colour::Red}, {Shape::Mug, Colour::Blue}};
    const auto checked = check_description(truth(scene), "From left to right there is a large red ball, a small green cone and a large red ball.");
    EXPECT_EQ(checked.named, 3);
    EXPECT_EQ(checked.hallucinated, 2); // the cone, and the ball told twice
    EXPECT_EQ(checked.missed, 1);
}

} // namespace
} // namespace m3po::demo
