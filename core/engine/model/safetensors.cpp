// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/model/safetensors.h"

#include "core/base/file.h"
#include "core/engine/model/safetensors_header.h"

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

constexpr std::uintmax_t max_index_bytes = 256ull << 20;

at::ScalarType scalar_type(SafetensorsDtype dtype)
{
    switch (dtype) {
    case SafetensorsDtype::F64: return at::kDouble;
    case SafetensorsDtype::F32: return at::kFloat;
    case SafetensorsDtype::F16: return at::kHalf;
    case SafetensorsDtype::BF16: return at::kBFloat16;
    case SafetensorsDtype::I64: return at::kLong;
    case SafetensorsDtype::I32: return at::kInt;
    case SafetensorsDtype::I16: return at::kShort;
    case SafetensorsDtype::I8: return at::kChar;
    case SafetensorsDtype::U8: return at::kByte;
    case SafetensorsDtype::BOOL: return at::kBool;
    }
    throw Failure(Error::internal("a dtype of safetensors without one of libtorch's"));
}

[[noreturn]] void refuse(const std::filesystem::path &file, const std::string &what)
{
    throw Failure(Error::invalid_input(fmt::format("{}: {}", file.string(), what)));
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

    // Whole pages of [begin, end) leave this process's memory until they are read again.
    void release(std::size_t begin, std::size_t end) const
    {
        const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
        begin = (begin + page - 1) / page * page;
        end = end / page * page;
        if (begin < end)
            ::madvise(const_cast<char *>(data) + begin, end - begin, MADV_DONTNEED); // advice: a refusal changes nothing
    }
};

Result<Safetensors> Safetensors::open_file(const std::filesystem::path &file)
{
    return catching([&] {
        const auto mapping = std::make_shared<Mapping>(file);
        Safetensors result;
        result.files_.push_back(file);
        for (auto &tensor : parse_safetensors_header({mapping->data, mapping->size}, file.string()))
            result.entries_.emplace(std::move(tensor.name),
                                    Entry{mapping, scalar_type(tensor.dtype), std::move(tensor.shape), tensor.begin, tensor.end});
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
    if (stored.end > stored.begin) {
        std::memcpy(tensor.data_ptr(), stored.mapping->data + stored.begin, stored.end - stored.begin);
        stored.mapping->release(stored.begin, stored.end); // or a model would lie in memory twice while it is loaded
    }
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
            const auto dtypes = safetensors_dtypes();
            const auto known = std::find_if(dtypes.begin(), dtypes.end(), [dtype = tensor.scalar_type()](const SafetensorsDtypeEntry &d) {
                return scalar_type(d.dtype) == dtype;
            });
            if (known == dtypes.end() || header.contains(name))
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
