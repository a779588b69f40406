// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/generate/image_source.h"

#include "core/base/file.h"
#include "core/base/hash.h"
#include "core/image/decode.h"

#include <ATen/ATen.h>
#include <spdlog/fmt/fmt.h>

namespace m3po::engine {

at::Tensor load_pixels(const std::filesystem::path &file, const ImageRecord &record, const ImageProcessor &processor,
                       const ImageOptions &options)
{
    DecodeOptions decode;
    decode.apply_exif_orientation = options.apply_exif_orientation;
    const auto bytes = *read_file(file, decode.max_bytes);
    if (!record.sha256.empty() && sha256(bytes) != record.sha256)
        throw Failure(Error::invalid_input(fmt::format(
            "{}: has changed since it was imported; import it again to use it as it is now", file.string())));
    const auto image = *decode_image_bytes(bytes, file.string(), decode);
    const auto pixels = processor.pixels(image);
    auto result = at::empty({3, processor.height(), processor.width()}, at::kFloat);
    std::copy(pixels.begin(), pixels.end(), result.data_ptr<float>());
    return result;
}

} // namespace m3po::engine
