// SPDX-License-Identifier: GPL-3.0-or-later
// An image's file to what a vision tower reads.
#pragma once

#include "core/image/preprocess.h"

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <string>

namespace m3po::engine {

// -> (1, 3, H, W) float32 on the CPU. Throws Failure where the file is missing, no image, or (with a SHA-256 given)
// not the file that was imported.
at::Tensor read_pixels(const std::filesystem::path &file, const std::string &expected_sha256,
                       const ImageProcessor &processor, bool apply_exif_orientation);

} // namespace m3po::engine
