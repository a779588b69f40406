// SPDX-License-Identifier: GPL-3.0-or-later
// Which way up a picture is: EXIF's orientation tag (0x0112), and turning by it.
#pragma once

#include "core/image/image.h"

#include <string_view>

namespace m3po {

// 1 to 8; 1 (as stored) where the blocks say nothing or make no sense. EXIF is asked first, XMP's
// tiff:Orientation where EXIF has none, as Pillow does.
int image_orientation(std::string_view exif, std::string_view xmp);

// The picture as it is meant to be seen. REQUIRES: 1 <= orientation <= 8.
Image turned(Image image, int orientation);

} // namespace m3po
