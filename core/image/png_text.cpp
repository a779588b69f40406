// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/png_text.h"

#include <spdlog/fmt/fmt.h>

#include <optional>
#include <utility>

#include <zlib.h>

namespace m3po {
namespace {

// Pillow's limits: of one unpacked text, of all text.
constexpr std::size_t max_text = 1 << 20;
constexpr std::size_t max_all_text = 64 * max_text;

enum class Unpacked { Done, TooLarge, Broken };

Unpacked unpack(std::string_view packed, std::string &out)
{
    z_stream stream{};
    if (inflateInit(&stream) != Z_OK)
        return Unpacked::Broken;
    out.resize(max_text);
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(packed.data()));
    stream.avail_in = static_cast<uInt>(packed.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int status = inflate(&stream, Z_SYNC_FLUSH);
    const bool more = status == Z_OK && stream.avail_out == 0 && stream.avail_in > 0;
    out.resize(out.size() - stream.avail_out);
    inflateEnd(&stream);
    if (more)
        return Unpacked::TooLarge;
    return status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR ? Unpacked::Done : Unpacked::Broken;
}

// What stands before the next zero byte, which is taken away with it; nothing where there is none.
std::optional<std::string_view> cut(std::string_view &rest)
{
    const auto zero = rest.find('\0');
    if (zero == rest.npos)
        return {};
    const auto head = rest.substr(0, zero);
    rest.remove_prefix(zero + 1);
    return head;
}

// "\nexif\n    1234\n" and hexadecimal digits in lines.
std::string unhex_profile(std::string_view text)
{
    for (int line = 0; line < 3; ++line) {
        const auto end = text.find('\n');
        if (end == text.npos)
            return {};
        text.remove_prefix(end + 1);
    }
    std::string bytes;
    int high = -1;
    for (const char c : text) {
        const int digit = c >= '0' && c <= '9'   ? c - '0'
                          : c >= 'a' && c <= 'f' ? c - 'a' + 10
                          : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                 : -1;
        if (digit < 0)
            continue;
        if (high < 0) {
            high = digit;
        } else {
            bytes += static_cast<char>(high * 16 + digit);
            high = -1;
        }
    }
    return bytes;
}

} // namespace

bool PngText::take(std::string_view type, std::string_view data)
{
    if (type == "eXIf") {
        exif_ = data;
        return true;
    }
    if (type == "zTXt" || type == "iCCP")
        return take_compressed(type, data);
    if (type == "iTXt")
        return take_international(data);
    if (type == "tEXt") {
        const auto key = cut(data);
        return !key || keep(*key, data);
    }
    return true;
}

bool PngText::take_compressed(std::string_view type, std::string_view data)
{
    const auto key = cut(data);
    if (!key || data.empty())
        return true;
    if (data[0] != 0)
        return refuse(fmt::format("{} chunk with compression method {}; 0 is the only one",
                                  type, static_cast<unsigned char>(data[0])));
    std::string text;
    if (unpack(data.substr(1), text) == Unpacked::TooLarge)
        return refuse(fmt::format("{} chunk that unpacks to more than {} bytes", type, max_text));
    return type == "iCCP" || keep(*key, text);
}

bool PngText::take_international(std::string_view data)
{
    const auto key = cut(data);
    if (!key || data.size() < 2)
        return true;
    const bool compressed = data[0] != 0;
    const bool known_method = data[1] == 0;
    data.remove_prefix(2);
    if (!cut(data) || !cut(data)) // language, translated key
        return true;
    std::string text(data);
    if (compressed) {
        const auto outcome = known_method ? unpack(data, text) : Unpacked::Broken;
        if (outcome == Unpacked::TooLarge)
            return refuse(fmt::format("iTXt chunk that unpacks to more than {} bytes", max_text));
        if (outcome == Unpacked::Broken)
            return true;
    }
    if (*key == "XML:com.adobe.xmp")
        xmp_ = text;
    return keep(*key, text);
}

bool PngText::keep(std::string_view key, std::string_view value)
{
    if (key == "Raw profile type exif")
        raw_profile_ = value;
    else if (key == "exif")
        exif_ = value;
    text_bytes_ += value.size();
    return text_bytes_ <= max_all_text || refuse(fmt::format("text of more than {} bytes", max_all_text));
}

bool PngText::refuse(std::string why)
{
    refusal_ = std::move(why);
    return false;
}

std::string PngText::exif() const
{
    return exif_.empty() ? unhex_profile(raw_profile_) : exif_;
}

} // namespace m3po
