// SPDX-License-Identifier: GPL-3.0-or-later
// A picture as everything here holds it: interleaved RGB, 8 bits a channel, rows from the top, no padding.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace m3po {

struct Image {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> rgb; // (height, width, 3)

    Image() = default;
    // Black.
    Image(int w, int h) : width(w), height(h), rgb(static_cast<std::size_t>(w) * h * 3) {}

    std::uint8_t *row(int y) { return rgb.data() + static_cast<std::size_t>(y) * width * 3; }
    const std::uint8_t *row(int y) const { return rgb.data() + static_cast<std::size_t>(y) * width * 3; }

    bool operator==(const Image &) const = default;
};

} // namespace m3po
