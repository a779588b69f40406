// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/npy.h"

#include "core/base/file.h"

#include <spdlog/fmt/fmt.h>
#include <spdlog/fmt/ranges.h>

#include <bit>
#include <charconv>
#include <cstring>
#include <string>

namespace m3po {
namespace {

static_assert(std::endian::native == std::endian::little, "values are written as they lie in memory");

constexpr std::string_view magic("\x93NUMPY", 6);
constexpr std::size_t preamble = magic.size() + 4; // and version 1.0, and the header's length in two bytes

[[noreturn]] void refuse(const std::filesystem::path &file, std::string_view why)
{
    throw Failure(Error::invalid_input(fmt::format("{}: {}", file.string(), why)));
}

// "(3, 4)", "(3,)", "()"
std::vector<std::int64_t> parse_shape(const std::filesystem::path &file, std::string_view header)
{
    const auto key = header.find("'shape':");
    const auto open = header.find('(', key == header.npos ? header.size() : key);
    const auto close = header.find(')', open == header.npos ? header.size() : open);
    if (close == header.npos)
        refuse(file, "its header has no shape");
    std::vector<std::int64_t> shape;
    for (const char *at = header.data() + open + 1, *end = header.data() + close; at < end;) {
        if (*at == ' ' || *at == ',') {
            ++at;
            continue;
        }
        std::int64_t size = 0;
        const auto [next, error] = std::from_chars(at, end, size);
        if (error != std::errc() || size < 0 || shape.size() == 32)
            refuse(file, "its shape must be a tuple of at most 32 sizes");
        shape.push_back(size);
        at = next;
    }
    return shape;
}

} // namespace

Status write_npy(const std::filesystem::path &file, std::span<const std::int64_t> shape, std::span<const float> values)
{
    std::int64_t count = 1;
    for (const auto size : shape)
        count *= size;
    if (count != static_cast<std::int64_t>(values.size()))
        return Error::internal(fmt::format("{}: {} values for the shape ({})", file.string(), values.size(),
                                           fmt::join(shape, ", ")));
    auto header = fmt::format("{{'descr': '<f4', 'fortran_order': False, 'shape': ({}{}), }}", fmt::join(shape, ", "),
                              shape.size() == 1 ? "," : "");
    const auto padded = (preamble + header.size() + 1 + 63) / 64 * 64; // the values begin at a multiple of 64
    header.append(padded - preamble - header.size() - 1, ' ') += '\n';

    std::string bytes(magic);
    bytes += {1, 0, static_cast<char>(header.size() & 0xff), static_cast<char>(header.size() >> 8)};
    bytes += header;
    bytes.append(reinterpret_cast<const char *>(values.data()), values.size_bytes());
    return write_file_atomically(file, bytes);
}

Result<NpyArray> read_npy(const std::filesystem::path &file, std::uintmax_t max_bytes)
{
    return catching([&] {
        const auto bytes = *read_file(file, max_bytes);
        const std::string_view view(bytes);
        if (!view.starts_with(magic) || view.size() < preamble || view[6] != 1)
            refuse(file, "not a .npy file of version 1");
        const std::size_t length = static_cast<std::uint8_t>(view[8]) | static_cast<std::uint8_t>(view[9]) << 8;
        if (view.size() < preamble + length)
            refuse(file, "truncated in its header");
        const auto header = view.substr(preamble, length);
        if (header.find("'<f4'") == header.npos || header.find("'fortran_order': False") == header.npos)
            refuse(file, "holds something else than little-endian float32 in C order");
        NpyArray array{parse_shape(file, header), {}};
        const auto data = view.substr(preamble + length);
        std::uint64_t count = 1;
        for (const auto size : array.shape) {
            if (size != 0 && count > data.size() / static_cast<std::uint64_t>(size))
                refuse(file, "its shape needs more values than it holds");
            count *= static_cast<std::uint64_t>(size);
        }
        if (count * sizeof(float) != data.size())
            refuse(file, fmt::format("its shape needs {} bytes of values; it holds {}", count * sizeof(float),
                                     data.size()));
        array.values.resize(count);
        if (count > 0) // an array of nothing has no memory
            std::memcpy(array.values.data(), data.data(), data.size());
        return array;
    });
}

} // namespace m3po
