// SPDX-License-Identifier: GPL-3.0-or-later
// Image files to pixels: JPEG, PNG (APNG: its still image) and WebP (animated: first frame), told apart by
// content, not by name. The pixels are those of Pillow's Image.open(file).convert("RGB"): alpha is dropped, not
// blended; CMYK is read by Adobe's convention; colour profiles are ignored; of 16-bit colour and of 16-bit grey
// with alpha the upper byte counts, but 16-bit grey alone is clipped at 255, which leaves most of it white.
//
// What Pillow refuses is refused: a truncated file, more than max_pixels, a broken header, text that unpacks to
// megabytes. Two differences are meant: a PNG cut off behind its last pixel is read, one that lacks its palette is
// not. Every refusal is one sentence that names the file and what broke. All functions may be called from any thread.
#pragma once

#include "core/base/result.h"
#include "core/image/image.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace m3po {

struct DecodeOptions {
    // Turn the picture as its EXIF (or XMP) orientation says, so that the model sees what a person sees.
    // Off reproduces pipelines that ignore it. An EXIF block that makes no sense never fails the image.
    bool apply_exif_orientation = true;
    // Twice Pillow's warning level: where Pillow speaks of a decompression bomb.
    std::int64_t max_pixels = 2LL * 89'478'485;
    std::uintmax_t max_bytes = 512ull << 20; // of the file
};

Result<Image> decode_image(const std::filesystem::path &file, const DecodeOptions &options = {});

// The same from memory; `name` stands for the file in messages.
Result<Image> decode_image_bytes(std::string_view bytes, const std::string &name, const DecodeOptions &options = {});

} // namespace m3po
