// SPDX-License-Identifier: GPL-3.0-or-later
// Resizing that gives exactly the pixels of Pillow's Image.resize on 8-bit RGB: two passes, horizontal first,
// over anti-aliased filter weights in fixed point (22 bits), rounded and clamped after each pass.
#pragma once

#include "core/image/image.h"

namespace m3po {

// The numbers are Pillow's and those of "resample" in preprocessor_config.json.
enum class Resample { Nearest = 0, Lanczos = 1, Bilinear = 2, Bicubic = 3, Box = 4, Hamming = 5 };

// REQUIRES: width, height > 0, the image not empty.
Image resize(const Image &image, int width, int height, Resample filter);

} // namespace m3po
