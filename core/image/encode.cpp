// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/encode.h"

#include "core/base/file.h"

#include <png.h>

#include <cstdint>
#include <string>

namespace m3po {

Status write_png(const std::filesystem::path &file, const Image &image)
{
    png_image description{};
    description.version = PNG_IMAGE_VERSION;
    description.width = static_cast<png_uint_32>(image.width);
    description.height = static_cast<png_uint_32>(image.height);
    description.format = PNG_FORMAT_RGB;
    png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(description);
    std::string bytes(size, '\0');
    if (!png_image_write_to_memory(&description, bytes.data(), &size, 0, image.rgb.data(), 0, nullptr))
        return Error::internal(file.string() + ": cannot be encoded as PNG: " + description.message);
    bytes.resize(size);
    return write_file_atomically(file, bytes);
}

} // namespace m3po
