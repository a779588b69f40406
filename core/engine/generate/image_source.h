// SPDX-License-Identifier: GPL-3.0-or-later
// A sample's image as the vision tower gets it: read, checked against what was imported, decoded, preprocessed. Stages
// do this on a second thread, ahead of use.
#pragma once

#include "core/image/preprocess.h"
#include "core/project/samples.h"

#include <ATen/core/Tensor.h>

#include <filesystem>

namespace m3po::engine {

struct ImageOptions {
    bool apply_exif_orientation = true;
};

// -> (3, S, S) float32 on the CPU. Throws Failure with a sentence that names the file: it is gone, is not the one that
// was imported (size and SHA-256), or is not an image. May be called from any thread.
at::Tensor load_pixels(const std::filesystem::path &file, const ImageRecord &record, const ImageProcessor &processor,
                       const ImageOptions &options = {});

} // namespace m3po::engine
