// SPDX-License-Identifier: GPL-3.0-or-later
// JPEG through libjpeg-turbo with its defaults (accurate integer DCT, smooth chroma upsampling), which are Pillow's.
#include "core/image/codecs.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <csetjmp>
#include <cstdio>
#include <cstring>

#include <jpeglib.h>

namespace m3po {
namespace {

struct ErrorManager {
    jpeg_error_mgr base;
    std::jmp_buf jump;
    char message[JMSG_LENGTH_MAX];
};

void leave(j_common_ptr codec)
{
    auto *errors = reinterpret_cast<ErrorManager *>(codec->err);
    codec->err->format_message(codec, errors->message);
    std::longjmp(errors->jump, 1);
}

void keep_quiet(j_common_ptr) {}
void do_nothing(j_decompress_ptr) {}

// All bytes are in memory: a decoder that wants more has met a truncated file, and suspends.
boolean suspend(j_decompress_ptr)
{
    return FALSE;
}

void skip(j_decompress_ptr codec, long count)
{
    auto &source = *codec->src;
    const auto step = std::min(static_cast<std::size_t>(std::max(count, 0L)), source.bytes_in_buffer);
    source.next_input_byte += step;
    source.bytes_in_buffer -= step;
}

// Owns libjpeg's state. libjpeg reports errors by longjmp, so whatever calls it goes through run(), whose
// argument must hold no object with a destructor.
class JpegReader {
public:
    explicit JpegReader(const EncodedImage &source) : source_(source)
    {
        codec_.err = jpeg_std_error(&errors_.base);
        errors_.base.error_exit = leave;
        errors_.base.output_message = keep_quiet;
        run([this] { jpeg_create_decompress(&codec_); });
        input_.init_source = do_nothing;
        input_.fill_input_buffer = suspend;
        input_.skip_input_data = skip;
        input_.resync_to_restart = jpeg_resync_to_restart;
        input_.term_source = do_nothing;
        input_.next_input_byte = reinterpret_cast<const JOCTET *>(source.bytes.data());
        input_.bytes_in_buffer = source.bytes.size();
        codec_.src = &input_;
    }
    ~JpegReader() { jpeg_destroy_decompress(&codec_); }
    JpegReader(const JpegReader &) = delete;
    JpegReader &operator=(const JpegReader &) = delete;

    DecodedImage read()
    {
        read_header();
        DecodedImage out;
        read_markers(out);
        codec_.out_color_space = codec_.num_components == 1   ? JCS_GRAYSCALE
                                 : codec_.num_components == 4 ? JCS_CMYK
                                                              : JCS_RGB;
        read_pixels(out.image);
        return out;
    }

private:
    template <typename F>
    void run(F step)
    {
        if (setjmp(errors_.jump) != 0)
            refuse_image(source_, std::string("broken JPEG: ") + errors_.message);
        step();
    }

    void read_header()
    {
        bool suspended = false;
        run([&] {
            jpeg_save_markers(&codec_, JPEG_APP0 + 1, 0xffff);
            int outcome = JPEG_HEADER_TABLES_ONLY;
            while (outcome == JPEG_HEADER_TABLES_ONLY)
                outcome = jpeg_read_header(&codec_, FALSE);
            suspended = outcome == JPEG_SUSPENDED;
        });
        if (suspended)
            refuse_image(source_, "truncated JPEG: the file ends in its header");
        if (codec_.data_precision != 8)
            refuse_image(source_, fmt::format("JPEG with {} bits a sample; 8 are read", codec_.data_precision));
        if (codec_.num_components != 1 && codec_.num_components != 3 && codec_.num_components != 4)
            refuse_image(source_, fmt::format("JPEG with {} components; 1 (grey), 3 (colour) and 4 (CMYK) are read",
                                              codec_.num_components));
        check_image_size(source_, codec_.image_width, codec_.image_height);
    }

    void read_markers(DecodedImage &out) const
    {
        constexpr std::string_view exif("Exif\0\0", 6);
        constexpr std::string_view xmp("http://ns.adobe.com/xap/1.0/\0", 29);
        for (auto *marker = codec_.marker_list; marker; marker = marker->next) {
            const std::string_view data(reinterpret_cast<const char *>(marker->data), marker->data_length);
            if (data.starts_with(exif))
                out.exif += out.exif.empty() ? data : data.substr(exif.size()); // long blocks come in pieces
            else if (data.starts_with(xmp))
                out.xmp = data.substr(xmp.size());
        }
    }

    void read_pixels(Image &image)
    {
        bool complete = false;
        run([&] { complete = jpeg_start_decompress(&codec_); });
        if (!complete)
            refuse_image(source_, "truncated JPEG: the file ends before its last scan");
        const int width = static_cast<int>(codec_.output_width);
        const int height = static_cast<int>(codec_.output_height);
        const int channels = codec_.output_components;
        image = Image(width, height);
        std::vector<std::uint8_t> samples(static_cast<std::size_t>(width) * channels);
        for (int y = 0; y < height; ++y) {
            auto *line = channels == 3 ? image.row(y) : samples.data();
            run([&] { complete = jpeg_read_scanlines(&codec_, &line, 1) == 1; });
            if (!complete)
                refuse_image(source_, fmt::format("truncated JPEG: the file ends in row {} of {}", y, height));
            if (channels == 1)
                widen_grey(line, image.row(y), width);
            else if (channels == 4)
                convert_cmyk(line, image.row(y), width);
        }
        // What follows the last row, the end marker included, changes no pixel; Pillow does not insist on it.
    }

    static void widen_grey(const std::uint8_t *grey, std::uint8_t *rgb, int width)
    {
        for (int x = 0; x < width; ++x, rgb += 3)
            rgb[0] = rgb[1] = rgb[2] = grey[x];
    }

    // Adobe's programs store CMYK inverted, and so does nearly every file; Pillow takes it for granted. With
    // c' = 255 - c and k' = 255 - k as stored: red = k' - c * k' / 255, the quotient rounded.
    static void convert_cmyk(const std::uint8_t *cmyk, std::uint8_t *rgb, int width)
    {
        for (int x = 0; x < width; ++x, cmyk += 4, rgb += 3) {
            const int light = cmyk[3];
            for (int i = 0; i < 3; ++i) {
                const int product = (255 - cmyk[i]) * light + 128;
                rgb[i] = static_cast<std::uint8_t>(std::max(light - ((product + (product >> 8)) >> 8), 0));
            }
        }
    }

    const EncodedImage &source_;
    jpeg_decompress_struct codec_{};
    jpeg_source_mgr input_{};
    ErrorManager errors_{};
};

} // namespace

DecodedImage decode_jpeg(const EncodedImage &source)
{
    return JpegReader(source).read();
}

} // namespace m3po
