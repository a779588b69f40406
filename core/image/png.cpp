// SPDX-License-Identifier: GPL-3.0-or-later
// PNG through libpng, with Pillow's idea of what is broken: checksums count before the pixels, pixels count up to
// the last row, and nothing that follows it can spoil them. Transparency is not even looked at.
#include "core/image/codecs.h"
#include "core/image/png_text.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <csetjmp>
#include <cstring>
#include <exception>

#include <png.h>

namespace m3po {
namespace {

// Owns libpng's state. libpng reports errors by longjmp, so whatever calls it goes through attempt(), whose
// argument must hold no object with a destructor.
class PngReader {
public:
    explicit PngReader(const EncodedImage &source) : source_(source)
    {
        png_ = png_create_read_struct(PNG_LIBPNG_VER_STRING, this, leave, keep_quiet);
        info_ = png_ ? png_create_info_struct(png_) : nullptr;
        if (!info_) {
            png_destroy_read_struct(&png_, nullptr, nullptr);
            throw std::bad_alloc();
        }
    }
    ~PngReader() { png_destroy_read_struct(&png_, &info_, nullptr); }
    PngReader(const PngReader &) = delete;
    PngReader &operator=(const PngReader &) = delete;

    DecodedImage read()
    {
        read_header();
        DecodedImage out;
        read_pixels(out.image);
        read_rest();
        out.exif = text_.exif();
        out.xmp = text_.xmp();
        return out;
    }

private:
    static PngReader &self(png_structp png) { return *static_cast<PngReader *>(png_get_error_ptr(png)); }

    [[noreturn]] static void leave(png_structp png, png_const_charp message)
    {
        auto &reader = self(png);
        std::strncpy(reader.message_, message, sizeof reader.message_ - 1);
        std::longjmp(reader.jump_, 1);
    }

    static void keep_quiet(png_structp, png_const_charp) {}

    static void read_bytes(png_structp png, png_bytep to, std::size_t count)
    {
        auto &reader = self(png);
        if (count > reader.source_.bytes.size() - reader.position_) {
            reader.truncated_ = true;
            png_error(png, "the file ends too early");
        }
        std::memcpy(to, reader.source_.bytes.data() + reader.position_, count);
        reader.position_ += count;
    }

    static int take_chunk(png_structp png, png_unknown_chunkp chunk)
    {
        auto &reader = self(png);
        if (!reader.take(*chunk))
            png_error(png, "a chunk that is refused");
        return 1;
    }

    bool take(const png_unknown_chunk &chunk) noexcept
    {
        try {
            return text_.take(reinterpret_cast<const char *>(chunk.name),
                              {reinterpret_cast<const char *>(chunk.data), chunk.size});
        } catch (...) {
            thrown_ = std::current_exception(); // not through libpng's frames
            return false;
        }
    }

    template <typename F>
    bool attempt(F step)
    {
        if (setjmp(jump_) != 0)
            return false;
        step();
        return true;
    }

    [[noreturn]] void refuse(const std::string &place) const
    {
        if (thrown_)
            std::rethrow_exception(thrown_);
        if (!text_.refusal().empty())
            refuse_image(source_, "PNG with a " + text_.refusal());
        if (truncated_)
            refuse_image(source_, "truncated PNG: the file ends in " + place);
        refuse_image(source_, fmt::format("broken PNG: {}: {}", place, message_));
    }

    void read_header()
    {
        const bool done = attempt([this] {
            png_set_read_fn(png_, this, read_bytes);
            png_set_user_limits(png_, PNG_UINT_31_MAX, PNG_UINT_31_MAX); // ours come below
            png_set_crc_action(png_, PNG_CRC_ERROR_QUIT, PNG_CRC_ERROR_QUIT);
            png_set_keep_unknown_chunks(png_, PNG_HANDLE_CHUNK_ALWAYS, nullptr, -1);
            png_set_read_user_chunk_fn(png_, this, take_chunk);
            png_read_info(png_, info_);
        });
        if (!done)
            refuse("its header");
        check_image_size(source_, png_get_image_width(png_, info_), png_get_image_height(png_, info_));
    }

    void read_pixels(Image &image)
    {
        image = Image(static_cast<int>(png_get_image_width(png_, info_)),
                      static_cast<int>(png_get_image_height(png_, info_)));
        // Pillow takes the upper byte of 16-bit samples, but of 16-bit grey without alpha it takes the value and
        // clips it at 255: what is brighter than that becomes white.
        const bool grey16 = png_get_bit_depth(png_, info_) == 16 &&
                            png_get_color_type(png_, info_) == PNG_COLOR_TYPE_GRAY;
        std::vector<std::uint8_t> samples;
        if (grey16)
            samples.resize(static_cast<std::size_t>(image.width) * image.height * 2);
        std::size_t row_bytes = 0;
        bool done = attempt([&] {
            png_set_crc_action(png_, PNG_CRC_QUIET_USE, PNG_CRC_QUIET_USE);
            if (!grey16) {
                png_set_expand(png_); // palette to colours, grey to 8 bits
                png_set_strip_16(png_);
                png_set_gray_to_rgb(png_);
                png_set_strip_alpha(png_);
            }
            passes_ = png_set_interlace_handling(png_);
            png_read_update_info(png_, info_);
            row_bytes = png_get_rowbytes(png_, info_);
        });
        if (!done)
            refuse("its header");
        if (row_bytes != static_cast<std::size_t>(image.width) * (grey16 ? 2 : 3))
            throw Failure(Error::internal(source_.name + ": libpng gives rows of another length than asked for"));
        int pass = 0;
        int y = 0;
        done = attempt([&] {
            for (pass = 0; pass < passes_; ++pass) {
                for (y = 0; y < image.height; ++y)
                    png_read_row(png_, grey16 ? samples.data() + y * row_bytes : image.row(y), nullptr);
            }
        });
        if (!done && !all_rows_read(image.height))
            refuse(fmt::format("row {} of {}{}", y, image.height,
                               passes_ > 1 ? fmt::format(" (pass {} of {})", pass + 1, passes_) : ""));
        if (grey16)
            clip_grey(samples, image);
        complete_ = done;
    }

    // Whether an error came after the last row, from what libpng looks at between it and the next chunk.
    bool all_rows_read(int height) const
    {
        if (!text_.refusal().empty() || thrown_)
            return false;
        return passes_ > 1 ? png_get_current_pass_number(png_) >= passes_
                           : png_get_current_row_number(png_) >= static_cast<png_uint_32>(height);
    }

    static void clip_grey(const std::vector<std::uint8_t> &samples, Image &image)
    {
        for (std::size_t i = 0; i < samples.size() / 2; ++i) {
            const auto value = static_cast<std::uint8_t>(samples[2 * i] != 0 ? 255 : samples[2 * i + 1]);
            std::fill_n(&image.rgb[3 * i], 3, value);
        }
    }

    // EXIF may stand behind the pixels. A broken end is none of their business, a bomb of text is.
    void read_rest()
    {
        if (complete_ && !attempt([this] { png_read_end(png_, info_); }) && (thrown_ || !text_.refusal().empty()))
            refuse("its end");
    }

    const EncodedImage &source_;
    png_structp png_ = nullptr;
    png_infop info_ = nullptr;
    std::jmp_buf jump_;
    char message_[256] = {};
    std::size_t position_ = 0;
    bool truncated_ = false;
    bool complete_ = false;
    int passes_ = 1;
    PngText text_;
    std::exception_ptr thrown_;
};

} // namespace

DecodedImage decode_png(const EncodedImage &source)
{
    return PngReader(source).read();
}

} // namespace m3po
