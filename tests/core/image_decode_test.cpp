// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/decode.h"

#include "tests/core/image_fixture.h"

#include <set>

namespace m3po {
namespace {

// Where we mean to differ from Pillow. All pixels of the first are there, only what follows them is cut off (which
// former Pillows loaded too); the second has no palette at all, which Pillow shows in shades of grey of its own.
const std::set<std::string> accepted_although_cut{"png_cut_behind_pixels.png"};
const std::set<std::string> refused_although_shown{"png_no_palette.png"};

TEST(DecodeImage, EqualsPillowOnEveryKind)
{
    const auto reference = image_reference("expected.json")["decode"];
    int exact = 0;
    for (const auto &[name, verdict] : reference.items()) {
        if (accepted_although_cut.contains(name) || refused_although_shown.contains(name))
            continue;
        expect_verdict(testing::data("images") / name, verdict);
        exact += !verdict.contains("refused");
    }
    EXPECT_GE(exact, 60);
}

TEST(DecodeImage, DiffersFromPillowWhereItMeansTo)
{
    const auto reference = image_reference("expected.json")["decode"];
    for (const auto &name : accepted_although_cut) {
        const auto image = decode_image(testing::data("images") / name);
        ASSERT_TRUE(image) << image.error().message;
        EXPECT_EQ(sha256_of(*image), reference["rgb8.png"]["sha256"].get<std::string>());
    }
    for (const auto &name : refused_although_shown)
        EXPECT_FALSE(decode_image(testing::data("images") / name));
}

TEST(DecodeImage, SaysWhatBroke)
{
    const std::vector<std::pair<const char *, const char *>> sentences{
        {"truncated_half.jpg", "truncated JPEG: the file ends in "},
        {"truncated_progressive.jpg", "truncated JPEG: the file ends before its last scan"},
        {"truncated_half.png", "truncated PNG: the file ends in row "},
        {"truncated_header.png", "truncated PNG: the file ends in its header"},
        {"truncated_half.webp", "truncated or broken WebP"},
        {"png_bad_filter.png", "broken PNG: row 5 of 26: "},
        {"png_bad_adler.png", "broken PNG: row 25 of 26: IDAT: incorrect data check"},
        {"png_text_bomb.png", "PNG with a zTXt chunk that unpacks to more than 1048576 bytes"},
        {"png_bomb.png", "90000 by 90000 pixels, more than the 178956970 that an image may have"},
        {"jpeg_bomb.jpg", "60000 by 60000 pixels, more than the 178956970 that an image may have"},
        {"other.gif", "this is GIF; JPEG, PNG and WebP are read"},
        {"text.jpg", "not an image of a known format; JPEG, PNG and WebP are read"},
        {"empty.png", "the file is empty"},
    };
    for (const auto &[name, sentence] : sentences) {
        const auto image = decode_image(testing::data("images") / name);
        ASSERT_FALSE(image) << name;
        EXPECT_NE(image.error().message.find(sentence), std::string::npos) << image.error().message;
    }
    const auto absent = decode_image(testing::data("images") / "absent.png");
    ASSERT_FALSE(absent);
    EXPECT_EQ(absent.error().kind, ErrorKind::NotFound);
}

TEST(DecodeImage, KeepsToTheCapsThatItIsGiven)
{
    const auto file = testing::data("images") / "rgb8.png";
    EXPECT_TRUE(decode_image(file, {.max_pixels = 37 * 26}));
    EXPECT_FALSE(decode_image(file, {.max_pixels = 37 * 26 - 1}));
    EXPECT_FALSE(decode_image(file, {.max_bytes = 100}));
    const auto bytes = *read_file(file);
    EXPECT_TRUE(decode_image_bytes(bytes, "memory"));
    EXPECT_FALSE(decode_image_bytes(bytes, "memory", {.max_bytes = 100}));
}

// Every prefix of a file is refused or whole, and never more than that; with a sanitizer this is where it bites.
TEST(DecodeImage, SurvivesEveryCut)
{
    for (const auto *name : {"baseline_420.jpg", "progressive_420.jpg", "palette8_trns.png", "lossy_alpha.webp",
                             "exif3_raw_profile.png", "exif6.jpg", "animated.webp"}) {
        const auto file = testing::data("images") / name;
        const auto bytes = *read_file(file);
        const auto whole = *decode_image(file);
        for (std::size_t length = 0; length < bytes.size(); length += 1 + length / 64) {
            const auto image = decode_image_bytes(std::string_view(bytes).substr(0, length), name);
            if (image) {
                EXPECT_EQ(*image, whole) << name << " cut at " << length;
            } else {
                EXPECT_NE(image.error().kind, ErrorKind::Internal) << image.error().message;
            }
        }
    }
}

TEST(DecodeImage, SurvivesFlippedBytes)
{
    for (const auto *name : {"baseline_420.jpg", "palette4.png", "lossy_alpha.webp", "exif6.jpg", "xmp7.png"}) {
        const auto bytes = *read_file(testing::data("images") / name);
        for (std::size_t at = 0; at < bytes.size(); at += 1 + at / 100) {
            auto flipped = bytes;
            flipped[at] = static_cast<char>(flipped[at] ^ 0x5a);
            const auto image = decode_image_bytes(flipped, name, {.max_pixels = 1 << 22});
            if (!image) {
                EXPECT_NE(image.error().kind, ErrorKind::Internal) << image.error().message;
            }
        }
    }
}

TEST(DecodeImage, EqualsPillowOnRealFiles)
{
    const auto folder = testing::real("images");
    if (!folder)
        GTEST_SKIP() << "the real images are not here";
    // All pixels are there; see accepted_although_cut. The inventory's Pillow loaded it.
    const std::string cut = "odd_pillow/truncated_end_chunk.png";
    const auto reference = image_reference("real.json");
    for (const auto &[name, verdict] : reference.items()) {
        if (name != cut)
            expect_verdict(*folder / name, verdict);
    }
    EXPECT_TRUE(decode_image(*folder / cut));
}

// The inventory's own verdicts, by another Pillow than the one of real.json.
TEST(DecodeImage, AgreesWithTheInventory)
{
    const auto folder = testing::real("images");
    if (!folder)
        GTEST_SKIP() << "the real images are not here";
    // Pillow opened it twice for the inventory; the second time it gave the rows before the broken one.
    const std::string half_shown = "odd_pillow/broken_data_stream.png";
    const auto inventory = *read_json(*folder / "inventory.json");
    EXPECT_GT(inventory.size(), 90u);
    for (const auto &entry : inventory) {
        const auto name = entry["file"].get<std::string>();
        SCOPED_TRACE(name);
        const auto format = entry.value("format", "");
        const bool read_format = format == "JPEG" || format == "PNG" || format == "WEBP" || format == "MPO";
        const bool loads = entry.value("pillow_load", "") == "ok" && read_format && name != half_shown;
        const auto image = decode_image(*folder / name, {.apply_exif_orientation = false});
        ASSERT_EQ(image.ok(), loads) << (image ? "" : image.error().message);
        if (!image)
            continue;
        EXPECT_EQ(image->width, entry["size"][0]);
        EXPECT_EQ(image->height, entry["size"][1]);
        const auto orientation = entry.value("orientation", nlohmann::json());
        if (orientation.is_number() && orientation >= 5) {
            EXPECT_EQ(decode_image(*folder / name)->width, image->height);
        }
    }
}

} // namespace
} // namespace m3po
