// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/decode.h"

#include "core/base/file.h"
#include "core/image/codecs.h"
#include "core/image/orientation.h"

#include <spdlog/fmt/fmt.h>

#include <array>

namespace m3po {
namespace {

using Decode = DecodedImage (*)(const EncodedImage &);

struct Format {
    std::string_view name;
    Decode decode; // none: known by sight, not read
};

bool at(std::string_view bytes, std::size_t offset, std::string_view expected)
{
    return bytes.size() >= offset && bytes.substr(offset).starts_with(expected);
}

// What the first bytes say; empty where they say nothing.
Format format_of(std::string_view bytes)
{
    if (at(bytes, 0, "\xff\xd8\xff"))
        return {"JPEG", decode_jpeg};
    if (at(bytes, 0, "\x89PNG\r\n\x1a\n"))
        return {"PNG", decode_png};
    if (at(bytes, 0, "RIFF") && at(bytes, 8, "WEBP"))
        return {"WebP", decode_webp};
    if (at(bytes, 0, "GIF87a") || at(bytes, 0, "GIF89a"))
        return {"GIF", nullptr};
    if (at(bytes, 4, "ftypavif") || at(bytes, 4, "ftypavis"))
        return {"AVIF", nullptr};
    for (const auto brand : {"heic", "heix", "hevc", "mif1", "msf1", "heim"}) {
        if (at(bytes, 4, "ftyp") && at(bytes, 8, brand))
            return {"HEIF", nullptr};
    }
    if (at(bytes, 0, {"II\x2a\0", 4}) || at(bytes, 0, {"MM\0\x2a", 4}))
        return {"TIFF", nullptr};
    if (at(bytes, 0, "BM"))
        return {"BMP", nullptr};
    if (at(bytes, 0, {"\0\0\0\x0cjP  ", 8}) || at(bytes, 0, "\xff\x4f\xff\x51"))
        return {"JPEG 2000", nullptr};
    if (at(bytes, 0, "\xff\x0a") || at(bytes, 0, {"\0\0\0\x0cJXL ", 8}))
        return {"JPEG XL", nullptr};
    if (at(bytes, 0, {"\0\0\1\0", 4}))
        return {"ICO", nullptr};
    if (at(bytes, 0, "8BPS"))
        return {"Photoshop", nullptr};
    if (at(bytes, 0, "%PDF"))
        return {"PDF", nullptr};
    if (at(bytes, 0, "<svg") || at(bytes, 0, "<?xml"))
        return {"SVG or XML", nullptr};
    return {};
}

Image decode(std::string_view bytes, const std::string &name, const DecodeOptions &options)
{
    constexpr auto expected = "JPEG, PNG and WebP are read";
    if (bytes.empty())
        throw Failure(Error::invalid_input(fmt::format("{}: the file is empty; {}", name, expected)));
    if (bytes.size() > options.max_bytes)
        throw Failure(Error::invalid_input(
            fmt::format("{}: {} bytes, more than the {} that an image may have", name, bytes.size(), options.max_bytes)));
    const auto format = format_of(bytes);
    if (format.name.empty())
        throw Failure(Error::invalid_input(fmt::format("{}: not an image of a known format; {}", name, expected)));
    if (!format.decode)
        throw Failure(Error::unsupported(fmt::format("{}: this is {}; {}", name, format.name, expected)));
    auto decoded = format.decode({bytes, name, options.max_pixels});
    if (!options.apply_exif_orientation)
        return std::move(decoded.image);
    return turned(std::move(decoded.image), image_orientation(decoded.exif, decoded.xmp));
}

} // namespace

void check_image_size(const EncodedImage &source, std::int64_t width, std::int64_t height)
{
    if (width <= 0 || height <= 0)
        refuse_image(source, fmt::format("the header says {} by {} pixels; both must be positive", width, height));
    if (width > source.max_pixels / height)
        refuse_image(source, fmt::format("{} by {} pixels, more than the {} that an image may have", width, height,
                                         source.max_pixels));
}

Result<Image> decode_image(const std::filesystem::path &file, const DecodeOptions &options)
{
    return catching([&] {
        const auto bytes = read_file(file, options.max_bytes);
        return decode(*bytes, file.string(), options);
    });
}

Result<Image> decode_image_bytes(std::string_view bytes, const std::string &name, const DecodeOptions &options)
{
    return catching([&] { return decode(bytes, name, options); });
}

} // namespace m3po
