// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/score/image_input.h"

#include "core/base/file.h"
#include "core/base/hash.h"
#include "core/image/decode.h"

namespace m3po::engine {

at::Tensor read_pixels(const std::filesystem::path &file, const std::string &expected_sha256,
                       const ImageProcessor &processor, bool apply_exif_orientation)
{
    DecodeOptions options;
    options.apply_exif_orientation = apply_exif_orientation;
    const auto bytes = *read_file(file, options.max_bytes);
    if (!expected_sha256.empty() && sha256(bytes) != expected_sha256)
        throw Failure(Error::invalid_input(file.string() + ": is another file than the one that was imported"));
    const auto values = processor.pixels(*decode_image_bytes(bytes, file.string(), options));
    auto pixels = at::empty({1, 3, processor.height(), processor.width()}, at::kFloat);
    std::copy(values.begin(), values.end(), pixels.mutable_data_ptr<float>());
    return pixels;
}

} // namespace m3po::engine
