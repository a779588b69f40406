// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/encode.h"

#include "core/image/decode.h"

#include <gtest/gtest.h>

namespace m3po {
namespace {

TEST(WritePng, DecodesToTheSamePixels)
{
    Image image;
    image.width = 5;
    image.height = 3;
    for (int i = 0; i < 45; ++i)
        image.rgb.push_back(std::uint8_t(i * 37));
    const auto file = std::filesystem::path(testing::TempDir()) / "m3po_write_png.png";
    ASSERT_TRUE(write_png(file, image).ok());
    const auto back = decode_image(file);
    ASSERT_TRUE(back.ok()) << back.error().message;
    EXPECT_EQ(back->width, 5);
    EXPECT_EQ(back->height, 3);
    EXPECT_EQ(back->rgb, image.rgb);
    std::filesystem::remove(file);
}

TEST(WritePng, SaysWhereItCannotWrite)
{
    Image image;
    image.width = image.height = 1;
    image.rgb = {1, 2, 3};
    const auto status = write_png("/nonexistent-folder/x.png", image);
    ASSERT_FALSE(status.ok());
    EXPECT_NE(status.error().message.find("/nonexistent-folder/x.png"), std::string::npos);
}

} // namespace
} // namespace m3po
