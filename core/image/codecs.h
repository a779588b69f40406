// SPDX-License-Identifier: GPL-3.0-or-later
// The formats behind decode.h, one function each. They throw Failure; the caller turns the picture.
#pragma once

#include "core/base/result.h"
#include "core/image/image.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace m3po {

struct EncodedImage {
    std::string_view bytes;
    const std::string &name; // for messages
    std::int64_t max_pixels;
};

struct DecodedImage {
    Image image;      // as stored, not turned
    std::string exif; // the EXIF block with or without its "Exif\0\0", empty where there is none
    std::string xmp;  // the XMP packet
};

DecodedImage decode_jpeg(const EncodedImage &source);
DecodedImage decode_png(const EncodedImage &source);
DecodedImage decode_webp(const EncodedImage &source);

// Throws where a picture of this size is empty or more than max_pixels.
void check_image_size(const EncodedImage &source, std::int64_t width, std::int64_t height);

[[noreturn]] inline void refuse_image(const EncodedImage &source, const std::string &why)
{
    throw Failure(Error::invalid_input(source.name + ": " + why));
}

} // namespace m3po
