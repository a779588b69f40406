// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/model/safetensors.h"

#include "core/base/file.h"

#include <ATen/ATen.h>
#include <nlohmann/json.hpp>
#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <set>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace m3po::engine {

namespace {

constexpr std::uint64_t max_header_bytes = 100'000'000; // the safetensors library's own limit
constexpr int max_header_depth = 4;                     // { tensor: { "shape": [ n ] } } has three
constexpr std::size_t max_rank = 8;
constexpr std::uintmax_t max_index_bytes = 256ull << 20;

struct DtypeName {
    const char *name;
    at::ScalarType dtype;
};

constexpr DtypeName dtype_names[] = {
    {"F64", at::kDouble}, {"F32", at::kFloat}, {"F16", at::kHalf}, {"BF16", at::kBFloat16}, {"I64", at::kLong},
    {"I32", at::kInt},    {"I16", at::kShort}, {"I8", at::kChar},  {"U8", at::kByte},       {"BOOL", at::kBool},
};

[[noreturn]] void refuse(const std::filesystem::path &file, const std::string &what)
{
    throw Failure(Error::invalid_input(fmt::format("{}: {}", file.string(), what)));
}

// A non-negative integer of the header that fits into 63 bits.
std::int64_t size_from(const nlohmann::json &value, const std::filesystem::path &file, const std::string &place)
{
    if (!value.is_number_unsigned() || value.get<std::uint64_t>() > std::uint64_t(INT64_MAX))
        refuse(file, fmt::format("{}: a non-negative integer was expected", place));
    return value.get<std::int64_t>();
}

nlohmann::json parse_header(const std::filesystem::path &file, const char *begin, std::size_t length)
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
    }
}

} // namespace

struct Safetensors::Mapping {
    std::filesystem::path file;
    const char *data = nullptr;
    std::size_t size = 0;

    explicit Mapping(const std::filesystem::path &path) : file(path)
    {
        const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
        if (descriptor < 0) {
            const auto message = fmt::format("{}: cannot be opened: {}", path.string(), std::strerror(errno));
            throw Failure(errno == ENOENT ? Error::not_found(message) : Error::io(message));
        }
        struct stat status {};
        if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode) || status.st_size < 8) {
            ::close(descriptor);
            refuse(path, fmt::format("{} bytes, where a safetensors file of 8 bytes and more was expected",
                                     static_cast<long long>(status.st_size)));
        }
        size = static_cast<std::size_t>(status.st_size);
        void *address = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor, 0);
        const int error = errno;
        ::close(descriptor);
        if (address == MAP_FAILED)
            throw Failure(Error::io(fmt::format("{}: cannot be mapped: {}", path.string(), std::strerror(error))));
        data = static_cast<const char *>(address);
    }
    ~Mapping() { ::munmap(const_cast<char *>(data), size); }
    Mapping(const Mapping &) = delete;
    Mapping &operator=(const Mapping &) = delete;
};

Result<Safetensors> Safetensors::open_file(const std::filesystem::path &file)
{
    return catching([&] {
        const auto mapping = std::make_shared<Mapping>(file);
        std::uint64_t header_length = 0;
        for (int i = 7; i >= 0; --i)
            header_length = header_length << 8 | static_cast<unsigned char>(mapping->data[i]);
        if (header_length > max_header_bytes)
            refuse(file, fmt::format("header: a length of {} bytes, where at most {} were expected", header_length,
                                     max_header_bytes));
        if (header_length > mapping->size - 8)
            refuse(file, fmt::format("header: {} bytes announced, but the file has only {} after the length",
                                     header_length, mapping->size - 8));
        const std::size_t data_begin = 8 + header_length;
        const std::size_t data_size = mapping->size - data_begin;
        const auto header = parse_header(file, mapping->data + 8, header_length);
        if (!header.is_object())
            refuse(file, "header: a JSON object of tensors was expected");

        Safetensors result;
        result.files_.push_back(file);
        for (const auto &[name, fields] : header.items()) {
            if (name == "__metadata__")
                continue;
            const auto place = fmt::format("tensor \"{}\"", name);
            if (!fields.is_object() || !fields.contains("dtype") || !fields.contains("shape")
                || !fields.contains("data_offsets"))
                refuse(file, place + ": an object with dtype, shape and data_offsets was expected");
            Entry entry;
            entry.mapping = mapping;
            const auto &type = fields["dtype"];
            const auto known = std::find_if(std::begin(dtype_names), std::end(dtype_names), [&](const DtypeName &d) {
                return type.is_string() && type.get_ref<const std::string &>() == d.name;
            });
            if (known == std::end(dtype_names))
                refuse(file, fmt::format("{}: dtype {} is none of F64, F32, F16, BF16, I64, I32, I16, I8, U8, BOOL", place,
                                         type.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace)));
            entry.dtype = known->dtype;
            const auto &shape = fields["shape"];
            if (!shape.is_array() || shape.size() > max_rank)
                refuse(file, fmt::format("{}: shape: a list of at most {} sizes was expected", place, max_rank));
            std::int64_t bytes = static_cast<std::int64_t>(c10::elementSize(entry.dtype));
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
            result.entries_.emplace(name, std::move(entry));
        }

        // Tensors lie one behind the other from the first byte to the last, as the format asks.
        std::vector<const std::pair<const std::string, Entry> *> order;
        for (const auto &entry : result.entries_)
            order.push_back(&entry);
        std::sort(order.begin(), order.end(), [](const auto *a, const auto *b) {
            return std::pair(a->second.begin, a->second.end) < std::pair(b->second.begin, b->second.end);
        });
        std::size_t position = data_begin;
        for (const auto *entry : order) {
            if (entry->second.begin != position)
                refuse(file, fmt::format("tensor \"{}\": its data begin at byte {} where byte {} was expected: tensors "
                                         "may neither overlap nor leave gaps",
                                         entry->first, entry->second.begin - data_begin, position - data_begin));
            position = entry->second.end;
        }
        if (position != mapping->size)
            refuse(file, fmt::format("{} bytes of data belong to no tensor", mapping->size - position));
        return result;
    });
}

Result<Safetensors> Safetensors::open_folder(const std::filesystem::path &folder)
{
    return catching([&] {
        const auto index_file = folder / "model.safetensors.index.json";
        const auto single = folder / "model.safetensors";
        if (std::filesystem::exists(single))
            return std::move(*open_file(single));
        if (!std::filesystem::exists(index_file))
            throw Failure(Error::not_found(fmt::format(
                "{}: neither model.safetensors nor model.safetensors.index.json is there (pickled weights are never read)",
                folder.string())));
        const auto index = *read_json(index_file, max_index_bytes);
        if (!index.is_object() || !index.contains("weight_map") || !index["weight_map"].is_object())
            refuse(index_file, "an object with weight_map was expected");
        Safetensors result;
        std::map<std::string, Safetensors> shards;
        for (const auto &[name, shard] : index["weight_map"].items()) {
            if (!shard.is_string())
                refuse(index_file, fmt::format("weight_map: \"{}\": the name of a shard was expected", name));
            const auto &shard_name = shard.get_ref<const std::string &>();
            auto found = shards.find(shard_name);
            if (found == shards.end()) {
                const auto path = *path_inside(folder, shard_name);
                if (!std::filesystem::exists(path))
                    throw Failure(Error::not_found(
                        fmt::format("{}: shard {} is named there but not in the folder", index_file.string(), shard_name)));
                found = shards.emplace(shard_name, std::move(*open_file(path))).first;
                result.files_.push_back(found->second.files_.front());
            }
            const auto entry = found->second.entries_.find(name);
            if (entry == found->second.entries_.end())
                refuse(index_file, fmt::format("weight_map: tensor \"{}\" is not in shard {}", name, shard_name));
            result.entries_.emplace(name, entry->second);
        }
        std::sort(result.files_.begin(), result.files_.end());
        return result;
    });
}

std::vector<std::string> Safetensors::names() const
{
    std::vector<std::string> names;
    for (const auto &[name, entry] : entries_)
        names.push_back(name);
    return names;
}

bool Safetensors::contains(const std::string &name) const
{
    return entries_.count(name) != 0;
}

const Safetensors::Entry &Safetensors::entry(const std::string &name) const
{
    const auto found = entries_.find(name);
    if (found == entries_.end())
        throw Failure(Error::invalid_input(fmt::format("{}: tensor \"{}\" is missing",
                                                       files_.empty() ? "safetensors" : files_.front().string(), name)));
    return found->second;
}

at::Tensor Safetensors::get(const std::string &name, at::ScalarType dtype, at::Device device) const
{
    const auto &stored = entry(name);
    // Through a copy of its own: data in the file need not be aligned.
    auto tensor = at::empty(stored.shape, at::TensorOptions(stored.dtype));
    if (stored.end > stored.begin)
        std::memcpy(tensor.data_ptr(), stored.mapping->data + stored.begin, stored.end - stored.begin);
    return tensor.to(device, dtype);
}

std::vector<std::int64_t> Safetensors::shape(const std::string &name) const
{
    return entry(name).shape;
}

at::ScalarType Safetensors::stored_dtype(const std::string &name) const
{
    return entry(name).dtype;
}

std::filesystem::path Safetensors::file_of(const std::string &name) const
{
    return entry(name).mapping->file;
}

std::string_view Safetensors::bytes(const std::string &name) const
{
    const auto &stored = entry(name);
    return {stored.mapping->data + stored.begin, stored.end - stored.begin};
}

Status write_safetensors(const std::filesystem::path &file,
                         const std::vector<std::pair<std::string, at::Tensor>> &tensors,
                         const std::map<std::string, std::string> &metadata)
{
    return catching([&] {
        nlohmann::ordered_json header = nlohmann::ordered_json::object();
        if (!metadata.empty())
            header["__metadata__"] = metadata;
        std::int64_t position = 0;
        for (const auto &[name, tensor] : tensors) {
            const auto dtype = tensor.scalar_type();
            const auto known = std::find_if(std::begin(dtype_names), std::end(dtype_names),
                                            [&](const DtypeName &d) { return d.dtype == dtype; });
            if (known == std::end(dtype_names) || header.contains(name))
                throw Failure(Error::internal(fmt::format("{}: tensor \"{}\" cannot be written", file.string(), name)));
            const auto bytes = static_cast<std::int64_t>(tensor.numel() * tensor.element_size());
            header[name] = {{"dtype", known->name},
                            {"shape", tensor.sizes().vec()},
                            {"data_offsets", {position, position + bytes}}};
            position += bytes;
        }
        auto text = header.dump();
        text.resize((text.size() + 7) / 8 * 8, ' '); // data begin at a multiple of 8
        write_file_atomically(file, [&](const std::filesystem::path &temporary) {
            std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
            char length[8];
            for (int i = 0; i < 8; ++i)
                length[i] = static_cast<char>(static_cast<std::uint64_t>(text.size()) >> (8 * i));
            out.write(length, sizeof length);
            out.write(text.data(), static_cast<std::streamsize>(text.size()));
            for (const auto &[name, tensor] : tensors) {
                const auto flat = tensor.detach().to(at::kCPU).contiguous();
                out.write(static_cast<const char *>(flat.data_ptr()),
                          static_cast<std::streamsize>(flat.numel() * flat.element_size()));
            }
            out.close();
            if (!out)
                throw Failure(Error::io(fmt::format("{}: cannot be written: {}", file.string(), std::strerror(errno))));
        }).value();
    });
}

} // namespace m3po::engine
