// SPDX-License-Identifier: GPL-3.0-or-later
// Resizing that gives exactly the pixels of Pillow 13's Image.resize on 8-bit RGB: two passes over anti-aliased
// filter weights in fixed point (22 bits), rounded and clamped after each. The horizontal pass goes first, but for
// pictures that lose more than twice as many rows as columns; Pillow 12 and older know no exception, and differ
// there by a rounding.
#pragma once

#include "core/image/image.h"

namespace m3po {

// The numbers are Pillow's and those of "resample" in preprocessor_config.json.
enum class Resample { Nearest = 0, Lanczos = 1, Bilinear = 2, Bicubic = 3, Box = 4, Hamming = 5 };

// REQUIRES: width, height > 0, the image not empty. Throws Failure where the filter would need absurdly many
// weights (a picture of one row and a hundred million columns).
Image resize(const Image &image, int width, int height, Resample filter);

// A part of what resize() gives, without the work for the rest.
struct Region {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
};

// REQUIRES: besides those of resize, that the region lies within width x height and is not empty.
Image resize_region(const Image &image, int width, int height, Resample filter, const Region &region);

} // namespace m3po
