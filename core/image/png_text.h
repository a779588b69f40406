// SPDX-License-Identifier: GPL-3.0-or-later
// What a PNG says besides its pixels, as far as we listen: EXIF and XMP, in every place where programs put them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace m3po {

class PngText {
public:
    // Takes one ancillary chunk; others than text, EXIF and colour profiles are passed over. False where Pillow
    // refuses the file for it (compressed text that unpacks to too much, an unknown compression): refusal() says why.
    bool take(std::string_view type, std::string_view data);

    const std::string &refusal() const { return refusal_; }
    const std::string &xmp() const { return xmp_; }
    // From eXIf, or else from ImageMagick's text "Raw profile type exif".
    std::string exif() const;

private:
    bool take_compressed(std::string_view type, std::string_view data);
    bool take_international(std::string_view data);
    bool keep(std::string_view key, std::string_view value);
    bool refuse(std::string why);

    std::string exif_;
    std::string xmp_;
    std::string raw_profile_;
    std::string refusal_;
    std::size_t text_bytes_ = 0;
};

} // namespace m3po
