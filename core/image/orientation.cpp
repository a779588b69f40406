// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/orientation.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <optional>
#include <utility>

namespace m3po {
namespace {

// The first image file directory of a TIFF structure, read only as far as the orientation.
class TiffReader {
public:
    explicit TiffReader(std::string_view bytes) : bytes_(bytes) {}

    // Empty where there is no such tag or no such structure; 0 where the tag's value is none of 1 to 8.
    std::optional<int> orientation()
    {
        if (bytes_.starts_with(std::string_view("II\x2a\0", 4)))
            little_endian_ = true;
        else if (!bytes_.starts_with(std::string_view("MM\0\x2a", 4)))
            return {};
        const auto directory = number(4, 4);
        const auto count = directory ? number(*directory, 2) : std::nullopt;
        if (!count)
            return {};
        std::optional<int> found;
        for (std::uint64_t i = 0; i < *count; ++i) {
            const auto entry = *directory + 2 + 12 * i;
            const auto tag = number(entry, 2);
            const auto type = number(entry + 2, 2);
            const auto values = number(entry + 4, 4);
            if (!tag || !type || !values)
                break;
            if (*tag == 0x0112)
                found = *values == 1 ? value(entry + 8, *type) : 0;
        }
        return found;
    }

private:
    std::optional<std::uint64_t> number(std::uint64_t at, int size) const
    {
        if (at + size > bytes_.size())
            return {};
        std::uint64_t n = 0;
        for (int i = 0; i < size; ++i)
            n = n << 8 | static_cast<std::uint8_t>(bytes_[at + (little_endian_ ? size - 1 - i : i)]);
        return n;
    }

    int value(std::uint64_t at, std::uint64_t type) const
    {
        enum { Byte = 1, Short = 3, Long = 4 };
        const int size = type == Byte ? 1 : type == Short ? 2 : type == Long ? 4 : 0;
        const auto n = size > 0 ? number(at, size) : std::nullopt;
        return n && *n >= 1 && *n <= 8 ? static_cast<int>(*n) : 0;
    }

    std::string_view bytes_;
    bool little_endian_ = false;
};

std::optional<int> xmp_orientation(std::string_view xmp)
{
    constexpr std::string_view name = "tiff:Orientation";
    for (auto at = xmp.find(name); at != xmp.npos; at = xmp.find(name, at)) {
        at += name.size();
        auto rest = xmp.substr(at);
        if (rest.starts_with("=\""))
            rest.remove_prefix(2);
        else if (rest.starts_with(">"))
            rest.remove_prefix(1);
        else
            continue;
        if (!rest.empty() && rest[0] >= '0' && rest[0] <= '9')
            return rest[0] - '0';
    }
    return {};
}

} // namespace

int image_orientation(std::string_view exif, std::string_view xmp)
{
    constexpr std::string_view head("Exif\0\0", 6);
    for (int i = 0; i < 2 && exif.starts_with(head); ++i)
        exif.remove_prefix(head.size());
    auto found = TiffReader(exif).orientation();
    if (!found)
        found = xmp_orientation(xmp);
    return found && *found >= 1 && *found <= 8 ? *found : 1;
}

Image turned(Image image, int orientation)
{
    if (orientation == 1)
        return image;
    // 5 to 8 swap the axes; then each picture's axis runs forwards or backwards through the stored one.
    const bool swaps = orientation >= 5;
    const bool from_right = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
    const bool from_below = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    Image out(swaps ? image.height : image.width, swaps ? image.width : image.height);
    for (int y = 0; y < out.height; ++y) {
        auto *to = out.row(y);
        for (int x = 0; x < out.width; ++x, to += 3) {
            const int along = swaps ? y : x;
            const int down = swaps ? x : y;
            const int stored_x = from_right ? image.width - 1 - along : along;
            const int stored_y = from_below ? image.height - 1 - down : down;
            std::memcpy(to, image.row(stored_y) + 3 * static_cast<std::ptrdiff_t>(stored_x), 3);
        }
    }
    return out;
}

} // namespace m3po
