// SPDX-License-Identifier: GPL-3.0-or-later
// What the image tests share: the reference's verdicts and sums (tests/reference/images.py).
#pragma once

#include "core/base/file.h"
#include "core/base/hash.h"
#include "core/image/decode.h"
#include "tests/support.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <span>
#include <string>
#include <vector>

namespace m3po {

inline nlohmann::json image_reference(const char *file)
{
    return *read_json(testing::data("images") / file);
}

inline std::string sha256_of(const Image &image)
{
    return sha256({reinterpret_cast<const char *>(image.rgb.data()), image.rgb.size()});
}

inline std::string sha256_of(const std::vector<float> &values)
{
    return sha256({reinterpret_cast<const char *>(values.data()), values.size() * sizeof(float)});
}

inline Image stored_image(const std::filesystem::path &file)
{
    return *decode_image(file, {.apply_exif_orientation = false});
}

// Compares one file with Pillow's verdict on it, as stored and turned.
inline void expect_verdict(const std::filesystem::path &file, const nlohmann::json &verdict)
{
    SCOPED_TRACE(file.filename().string());
    const auto stored = decode_image(file, {.apply_exif_orientation = false});
    const auto turned = decode_image(file);
    if (verdict.contains("refused")) {
        ASSERT_FALSE(stored) << "Pillow: " << verdict["refused"];
        EXPECT_FALSE(turned);
        EXPECT_TRUE(stored.error().message.starts_with(file.string() + ": ")) << stored.error().message;
        EXPECT_EQ(stored.error().message.find('\n'), std::string::npos);
        EXPECT_NE(stored.error().kind, ErrorKind::Internal) << stored.error().message;
        return;
    }
    ASSERT_TRUE(stored) << stored.error().message;
    ASSERT_TRUE(turned) << turned.error().message;
    EXPECT_EQ(stored->width, verdict["width"]);
    EXPECT_EQ(stored->height, verdict["height"]);
    EXPECT_EQ(sha256_of(*stored), verdict["sha256"].get<std::string>());
    EXPECT_EQ(turned->width, verdict["turned"][0]);
    EXPECT_EQ(turned->height, verdict["turned"][1]);
    EXPECT_EQ(sha256_of(*turned), verdict["turned"][2].get<std::string>());
}

} // namespace m3po
