// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/model/safetensors_header.h"

#include "core/base/result.h"

#include <nlohmann/json.hpp>
#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <set>

namespace m3po::engine {

namespace {

constexpr std::uint64_t max_header_bytes = 100'000'000; // the safetensors library's own limit
constexpr int max_header_depth = 4;                     // { tensor: { "shape": [ n ] } } has three
constexpr std::size_t max_rank = 8;

constexpr SafetensorsDtypeEntry dtype_names[] = {
    {"F64", SafetensorsDtype::F64, 8}, {"F32", SafetensorsDtype::F32, 4}, {"F16", SafetensorsDtype::F16, 2},
    {"BF16", SafetensorsDtype::BF16, 2}, {"I64", SafetensorsDtype::I64, 8}, {"I32", SafetensorsDtype::I32, 4},
    {"I16", SafetensorsDtype::I16, 2}, {"I8", SafetensorsDtype::I8, 1}, {"U8", SafetensorsDtype::U8, 1},
    {"BOOL", SafetensorsDtype::BOOL, 1},
};

[[noreturn]] void refuse(const std::string &file, const std::string &what)
{
    throw Failure(Error::invalid_input(fmt::format("{}: {}", file, what)));
}

// A non-negative integer of the header that fits into 63 bits.
std::int64_t size_from(const nlohmann::json &value, const std::string &file, const std::string &place)
{
    if (!value.is_number_unsigned() || value.get<std::uint64_t>() > std::uint64_t(INT64_MAX))
        refuse(file, fmt::format("{}: a non-negative integer was expected", place));
    return value.get<std::int64_t>();
}

nlohmann::json parse_header(const std::string &file, const char *begin, std::size_t length)
{
    std::set<std::string> seen;
    const auto watch = [&](int depth, nlohmann::json::parse_event_t event, nlohmann::json &value) {
        if (depth > max_header_depth)
            refuse(file, fmt::format("header: JSON deeper than {} levels, where a table of tensors was expected",
                                     max_header_depth));
        if (event == nlohmann::json::parse_event_t::key && depth == 1
            && !seen.insert(value.get_ref<const std::string &>()).second)
            refuse(file, fmt::format("header: tensor \"{}\" is named twice", value.get_ref<const std::string &>()));
        return true;
    };
    try {
        return nlohmann::json::parse(begin, begin + length, watch);
    } catch (const nlohmann::json::parse_error &error) {
        refuse(file, fmt::format("header: broken JSON at byte {}, where a table of tensors was expected", error.byte));
    } catch (const nlohmann::json::out_of_range &) {
        refuse(file, "header: a number beyond all sizes, where a table of tensors was expected");
    }
}

} // namespace

std::span<const SafetensorsDtypeEntry> safetensors_dtypes() { return dtype_names; }

std::vector<SafetensorsTensor> parse_safetensors_header(std::string_view bytes_of_file, const std::string &file)
{
    std::uint64_t header_length = 0;
    for (int i = 7; i >= 0; --i)
        header_length = header_length << 8 | static_cast<unsigned char>(bytes_of_file.data()[i]);
    if (header_length > max_header_bytes)
        refuse(file, fmt::format("header: a length of {} bytes, where at most {} were expected", header_length,
                                 max_header_bytes));
    if (header_length > bytes_of_file.size() - 8)
        refuse(file, fmt::format("header: {} bytes announced, but the file has only {} after the length",
                                 header_length, bytes_of_file.size() - 8));
    const std::size_t data_begin = 8 + header_length;
    const std::size_t data_size = bytes_of_file.size() - data_begin;
    const auto header = parse_header(file, bytes_of_file.data() + 8, header_length);
    if (!header.is_object())
        refuse(file, "header: a JSON object of tensors was expected");

    std::vector<SafetensorsTensor> tensors;
    for (const auto &[name, fields] : header.items()) {
        if (name == "__metadata__")
            continue;
        const auto place = fmt::format("tensor \"{}\"", name);
        if (!fields.is_object() || !fields.contains("dtype") || !fields.contains("shape")
            || !fields.contains("data_offsets"))
            refuse(file, place + ": an object with dtype, shape and data_offsets was expected");
        SafetensorsTensor entry;
        entry.name = name;
        const auto &type = fields["dtype"];
        const auto known = std::find_if(std::begin(dtype_names), std::end(dtype_names), [&](const SafetensorsDtypeEntry &d) {
            return type.is_string() && type.get_ref<const std::string &>() == d.name;
        });
        if (known == std::end(dtype_names))
            refuse(file, fmt::format("{}: dtype {} is none of F64, F32, F16, BF16, I64, I32, I16, I8, U8, BOOL", place,
                                     type.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace)));
        entry.dtype = known->dtype;
        const auto &shape = fields["shape"];
        if (!shape.is_array() || shape.size() > max_rank)
            refuse(file, fmt::format("{}: shape: a list of at most {} sizes was expected", place, max_rank));
        std::int64_t bytes = known->bytes;
        bool empty = false;
        for (const auto &dimension : shape) {
            const auto size = size_from(dimension, file, place + ": shape");
            entry.shape.push_back(size);
            empty = empty || size == 0;
            if (!empty && __builtin_mul_overflow(bytes, size, &bytes))
                refuse(file, fmt::format("{}: shape {} has more bytes than any file", place, shape.dump()));
        }
        if (empty)
            bytes = 0;
        const auto &offsets = fields["data_offsets"];
        if (!offsets.is_array() || offsets.size() != 2)
            refuse(file, place + ": data_offsets: two numbers were expected");
        const auto begin = size_from(offsets[0], file, place + ": data_offsets");
        const auto end = size_from(offsets[1], file, place + ": data_offsets");
        if (begin > end || static_cast<std::uint64_t>(end) > data_size)
            refuse(file, fmt::format("{}: data_offsets [{}, {}] do not lie within the file's {} bytes of data", place,
                                     begin, end, data_size));
        if (end - begin != bytes)
            refuse(file, fmt::format("{}: {} bytes of data, but its shape and dtype need {}", place, end - begin, bytes));
        entry.begin = data_begin + static_cast<std::size_t>(begin);
        entry.end = data_begin + static_cast<std::size_t>(end);
        tensors.push_back(std::move(entry));
    }

    // Tensors lie one behind the other from the first byte to the last, as the format asks.
    std::vector<const SafetensorsTensor *> order;
    for (const auto &tensor : tensors)
        order.push_back(&tensor);
    std::sort(order.begin(), order.end(),
              [](const auto *a, const auto *b) { return std::pair(a->begin, a->end) < std::pair(b->begin, b->end); });
    std::size_t position = data_begin;
    for (const auto *entry : order) {
        if (entry->begin != position)
            refuse(file, fmt::format("tensor \"{}\": its data begin at byte {} where byte {} was expected: tensors "
                                     "may neither overlap nor leave gaps",
                                     entry->name, entry->begin - data_begin, position - data_begin));
        position = entry->end;
    }
    if (position != bytes_of_file.size())
        refuse(file, fmt::format("{} bytes of data belong to no tensor", bytes_of_file.size() - position));
    return tensors;
}

} // namespace m3po::engine
