// SPDX-License-Identifier: GPL-3.0-or-later
// WebP through libwebp's animation decoder, as Pillow does: a still picture is an animation of one frame.
#include "core/image/codecs.h"

#include <webp/decode.h>
#include <webp/demux.h>

#include <memory>

namespace m3po {
namespace {

std::string chunk(const WebPDemuxer *demuxer, const char *four)
{
    WebPChunkIterator found{};
    std::string bytes;
    if (WebPDemuxGetChunk(demuxer, four, 1, &found))
        bytes.assign(reinterpret_cast<const char *>(found.chunk.bytes), found.chunk.size);
    WebPDemuxReleaseChunkIterator(&found);
    return bytes;
}

} // namespace

DecodedImage decode_webp(const EncodedImage &source)
{
    const WebPData data{reinterpret_cast<const std::uint8_t *>(source.bytes.data()), source.bytes.size()};
    WebPBitstreamFeatures features{};
    const auto status = WebPGetFeatures(data.bytes, data.size, &features);
    if (status == VP8_STATUS_NOT_ENOUGH_DATA)
        refuse_image(source, "truncated WebP: the file ends in its header");
    if (status != VP8_STATUS_OK)
        refuse_image(source, "broken WebP: its header cannot be read");
    check_image_size(source, features.width, features.height); // before the decoder reserves its canvas

    WebPAnimDecoderOptions options;
    if (!WebPAnimDecoderOptionsInit(&options))
        throw Failure(Error::internal("libwebp is of another version than its headers"));
    const std::unique_ptr<WebPAnimDecoder, decltype(&WebPAnimDecoderDelete)> decoder(
        WebPAnimDecoderNew(&data, &options), WebPAnimDecoderDelete);
    if (!decoder)
        refuse_image(source, "truncated or broken WebP: the file does not hold what its header says");
    WebPAnimInfo info{};
    if (!WebPAnimDecoderGetInfo(decoder.get(), &info))
        refuse_image(source, "broken WebP: its animation cannot be read");
    check_image_size(source, info.canvas_width, info.canvas_height);
    std::uint8_t *rgba = nullptr; // owned by the decoder
    int timestamp = 0;
    if (!WebPAnimDecoderGetNext(decoder.get(), &rgba, &timestamp))
        refuse_image(source, "broken WebP: its first frame cannot be decoded");

    DecodedImage out;
    out.image = Image(static_cast<int>(info.canvas_width), static_cast<int>(info.canvas_height));
    auto *rgb = out.image.rgb.data();
    const auto *end = rgb + out.image.rgb.size();
    for (; rgb != end; rgb += 3, rgba += 4) {
        rgb[0] = rgba[0];
        rgb[1] = rgba[1];
        rgb[2] = rgba[2];
    }
    const auto *demuxer = WebPAnimDecoderGetDemuxer(decoder.get());
    out.exif = chunk(demuxer, "EXIF");
    out.xmp = chunk(demuxer, "XMP ");
    return out;
}

} // namespace m3po
