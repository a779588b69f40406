// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/npy.h"
#include "core/image/preprocess.h"
#include "core/image/resize.h"

#include "tests/core/image_fixture.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace m3po {
namespace {

using nlohmann::json;

TEST(Resize, EqualsPillowWithEveryFilter)
{
    const auto image = stored_image(testing::data("images") / "rgb8.png");
    const auto reference = image_reference("expected.json");
    EXPECT_EQ(reference["resize"].size(), 66u);
    for (const auto &row : reference["resize"]) {
        const auto resized = resize(image, row["width"], row["height"], static_cast<Resample>(row["filter"].get<int>()));
        EXPECT_EQ(sha256_of(resized), row["sha256"].get<std::string>()) << row;
    }
}

TEST(Resize, GivesEveryRegionOfTheWhole)
{
    const auto image = stored_image(testing::data("images") / "rgb8.png");
    for (const auto filter : {Resample::Nearest, Resample::Bicubic, Resample::Lanczos}) {
        for (const auto &[width, height] :
             {std::pair(50, 11), std::pair(36, 10), std::pair(37, 40), std::pair(9, 26), std::pair(37, 26)}) {
            const auto whole = resize(image, width, height, filter);
            const Region region{3, 2, 5, 8};
            const auto part = resize_region(image, width, height, filter, region);
            ASSERT_EQ(part.width, region.width);
            ASSERT_EQ(part.height, region.height);
            for (int y = 0; y < part.height; ++y)
                EXPECT_TRUE(std::equal(part.row(y), part.row(y) + 3 * part.width, whole.row(region.y + y) + 3 * region.x));
        }
    }
}

TEST(Preprocess, EqualsTransformersToTheLastBit)
{
    const auto reference = image_reference("expected.json");
    EXPECT_EQ(reference["preprocess"].size(), 36u);
    for (const auto &row : reference["preprocess"]) {
        const auto processor = ImageProcessor::from_json(row["settings"], "settings");
        ASSERT_TRUE(processor) << processor.error().message;
        const auto values = processor->pixels(stored_image(testing::data("images") / row["image"].get<std::string>()));
        EXPECT_EQ(json({3, processor->height(), processor->width()}), row["shape"]) << row;
        EXPECT_EQ(sha256_of(values), row["sha256"].get<std::string>()) << row;
    }
}

// What LLaVA and CLIP pipelines made of nine photographs: pixels as PNG, and some of the values after normalising.
TEST(Preprocess, EqualsTheOracle)
{
    const auto folder = testing::real("preprocess_oracle");
    const auto images = testing::real("images");
    if (!folder || !images)
        GTEST_SKIP() << "the preprocessing oracle is not here";
    const std::vector<std::pair<std::string, json>> pipelines{
        {"clip224_hf", {{"size", 224}, {"crop_size", 224}}},
        {"llava336_crop", {{"size", {{"shortest_edge", 336}}}, {"crop_size", {{"height", 336}, {"width", 336}}}}},
        {"llava336_pad", {{"size", 336}, {"crop_size", 336}, {"image_aspect_ratio", "pad"}}},
    };
    int exact = 0;
    int compared = 0;
    const auto oracle = *read_json(*folder / "oracle.json");
    for (const auto &entry : oracle["images"]) {
        const auto name = entry["image"].get<std::string>();
        const auto image = stored_image(*images / name);
        auto stem = std::filesystem::path(name).replace_extension().string();
        stem.replace(stem.find('/'), 1, "__");
        for (const auto &[pipeline, settings] : pipelines) {
            SCOPED_TRACE(name + " " + pipeline);
            const auto processor = *ImageProcessor::from_json(settings, "settings");
            const auto expected = stored_image(*folder / (stem + "." + pipeline + ".png"));
            const auto prepared = processor.prepared(image);
            ASSERT_EQ(prepared.width, expected.width);
            ASSERT_EQ(prepared.height, expected.height);
            int furthest = 0;
            for (std::size_t i = 0; i < expected.rgb.size(); ++i)
                furthest = std::max(furthest, std::abs(prepared.rgb[i] - expected.rgb[i]));
            EXPECT_LE(furthest, 1);
            exact += furthest == 0;
            ++compared;
            const auto values = processor.pixels(image);
            const auto &rows = entry[pipeline]["norm_first_row_8"];
            const auto plane = values.size() / 3;
            for (std::size_t c = 0; c < 3; ++c) {
                for (std::size_t x = 0; x < 8; ++x)
                    EXPECT_NEAR(values[c * plane + x], rows[c][x].get<double>(), 1e-6);
            }
        }
    }
    EXPECT_EQ(compared, 27);
    EXPECT_EQ(exact, compared); // more than is asked for; a decoder with another inverse DCT may lose it
}

json clip_settings()
{
    return {{"image_processor_type", "CLIPImageProcessor"}, {"size", {{"shortest_edge", 336}}},
            {"crop_size", {{"height", 336}, {"width", 336}}}};
}

TEST(Preprocess, ReadsEveryFormOfSettings)
{
    const testing::TemporaryFolder folder;
    const auto write = [&](const char *file, const json &document) {
        ASSERT_TRUE(write_file_atomically(folder / file, document.dump()));
    };
    const auto none = ImageProcessor::load(folder.path());
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().kind, ErrorKind::NotFound);

    write("preprocessor_config.json", clip_settings());
    EXPECT_EQ(ImageProcessor::load(folder.path())->width(), 336);
    // A processor_config.json without image settings says nothing about them.
    write("processor_config.json", {{"processor_class", "LlavaProcessor"}, {"patch_size", 14}});
    EXPECT_EQ(ImageProcessor::load(folder.path())->width(), 336);
    auto nested = clip_settings();
    nested["crop_size"] = {{"height", 28}, {"width", 42}, {"longest_edge", nullptr}};
    write("processor_config.json", {{"image_processor", nested}});
    const auto processor = *ImageProcessor::load(folder.path());
    EXPECT_EQ(processor.height(), 28);
    EXPECT_EQ(processor.width(), 42);
}

TEST(Preprocess, FingerprintFollowsThePixels)
{
    std::set<std::string> seen;
    const auto fingerprint = [](const json &settings) { return ImageProcessor::from_json(settings, "s")->fingerprint(); };
    EXPECT_EQ(fingerprint(clip_settings()), "54ae529cd4fc71161344d45fa10f3a9d44079404452c5c431286e7b58ce1d24f");
    seen.insert(fingerprint(clip_settings()));
    const std::vector<std::pair<const char *, json>> changes{
        {"size", 335}, {"crop_size", 335}, {"resample", 2}, {"image_aspect_ratio", "pad"}, {"do_rescale", false},
        {"rescale_factor", 0.5}, {"image_mean", {0.1, 0.2, 0.3}}, {"image_std", 0.5}, {"do_normalize", false},
        {"do_resize", false}};
    for (const auto &[key, value] : changes) {
        auto settings = clip_settings();
        settings[key] = value;
        EXPECT_TRUE(seen.insert(fingerprint(settings)).second) << key;
    }
    auto same = clip_settings();
    same["do_convert_rgb"] = true;
    same["image_processor_type"] = "CLIPImageProcessorFast";
    same["size"] = 336;
    EXPECT_TRUE(seen.contains(fingerprint(same)));
}

TEST(Preprocess, RefusesWhatItCannotFollow)
{
    const std::vector<std::pair<json, const char *>> broken{
        {{{"size", "large"}}, "\"size\": expected"},
        {{{"size", {{"width", 3}}}}, "\"size\": expected"},
        {{{"size", 0}}, "\"size\": expected a side of 1 to 16384 pixels"},
        {{{"size", {{"shortest_edge", 3}, {"longest_edge", 9}}}}, "\"longest_edge\" is not supported"},
        {{{"crop_size", {{"shortest_edge", 3}}}}, "\"crop_size\": expected"},
        {{{"crop_size", 1e9}}, "\"crop_size\": expected a side"},
        {{{"resample", 9}}, "\"resample\": expected a filter's number, 0 to 5"},
        {{{"do_resize", 1}}, "\"do_resize\": expected true or false"},
        {{{"image_mean", {0.1, 0.2}}}, "\"image_mean\": expected three numbers"},
        {{{"image_std", {1, 0, 1}}}, "\"image_std\": expected three numbers other than zero"},
        {{{"do_center_crop", false}}, "every picture must end at one size"},
        {{{"image_processor_type", "Qwen2VLImageProcessor"}}, "Qwen2VL is not supported"},
        {{{"image_aspect_ratio", "anyres"}}, "\"anyres\" is not supported"},
        {{{"image_processor", 3}}, "\"image_processor\": expected a JSON object"},
        {json::array(), "expected a JSON object"},
    };
    for (const auto &[settings, sentence] : broken) {
        const auto processor = ImageProcessor::from_json(settings, "FOLDER/preprocessor_config.json");
        ASSERT_FALSE(processor) << settings;
        EXPECT_NE(processor.error().message.find(sentence), std::string::npos) << processor.error().message;
        EXPECT_TRUE(processor.error().message.starts_with("FOLDER/preprocessor_config.json: "));
    }
}

TEST(Preprocess, RefusesShapesThatNoMemoryHolds)
{
    const Image thread(3'000'000, 1);
    ImageProcessor processor;
    EXPECT_THROW((void)processor.pixels(thread), Failure);
    processor.do_pad = true;
    EXPECT_THROW((void)processor.pixels(thread), Failure);
    EXPECT_THROW((void)resize(Image(17'000'000, 1), 224, 1, Resample::Bicubic), Failure);
    EXPECT_EQ(ImageProcessor().pixels(Image(100'000, 10)).size(), 3u * 224 * 224);
}

TEST(Npy, RoundTripsAndRefusesWhatDoesNotFit)
{
    const testing::TemporaryFolder folder;
    const std::vector<float> values{1, -2.5f, 3e-8f, INFINITY, 5, 6};
    for (const auto &shape : {std::vector<std::int64_t>{2, 3}, {6}, {3, 1, 2}}) {
        ASSERT_TRUE(write_npy(folder / "a.npy", shape, values));
        const auto back = read_npy(folder / "a.npy");
        ASSERT_TRUE(back) << back.error().message;
        EXPECT_EQ(back->shape, shape);
        EXPECT_EQ(back->values, values);
    }
    EXPECT_FALSE(write_npy(folder / "b.npy", std::vector<std::int64_t>{7}, values));
    const auto bytes = *read_file(folder / "a.npy");
    EXPECT_EQ(bytes.size() % 64, values.size() * sizeof(float) % 64);
    for (std::size_t length = 0; length < bytes.size(); length += 13) {
        ASSERT_TRUE(write_file_atomically(folder / "c.npy", std::string_view(bytes).substr(0, length)));
        EXPECT_FALSE(read_npy(folder / "c.npy")) << length;
    }
    ASSERT_TRUE(write_npy(folder / "scalar.npy", {}, std::vector<float>{4}));
    EXPECT_EQ(read_npy(folder / "scalar.npy")->values, std::vector<float>{4});
}

} // namespace
} // namespace m3po
