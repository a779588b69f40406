// SPDX-License-Identifier: GPL-3.0-or-later
// safetensors files and folders of shards (model.safetensors.index.json), memory-mapped; and writing them.
//
// Nothing in the header is trusted: offsets, shapes, types and sizes are checked before a byte is touched.
#pragma once

#include "core/base/result.h"

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace m3po::engine {

class Safetensors {
public:
    static Result<Safetensors> open_file(const std::filesystem::path &file);
    // model.safetensors, or every shard that model.safetensors.index.json names (a missing one is an error).
    static Result<Safetensors> open_folder(const std::filesystem::path &folder);

    std::vector<std::string> names() const; // sorted
    bool contains(const std::string &name) const;
    // A copy in the wanted type on the wanted device. Throws Failure naming file and tensor.
    at::Tensor get(const std::string &name, at::ScalarType dtype, at::Device device) const;
    std::vector<std::int64_t> shape(const std::string &name) const;
    at::ScalarType stored_dtype(const std::string &name) const;
    std::filesystem::path file_of(const std::string &name) const;
    const std::vector<std::filesystem::path> &files() const { return files_; }
    // The tensor as it is stored; valid as long as a copy of this object lives.
    std::string_view bytes(const std::string &name) const;

private:
    struct Mapping;
    struct Entry {
        std::shared_ptr<Mapping> mapping;
        at::ScalarType dtype;
        std::vector<std::int64_t> shape;
        std::size_t begin = 0, end = 0; // bytes in the mapping
    };
    const Entry &entry(const std::string &name) const;
    std::map<std::string, Entry> entries_;
    std::vector<std::filesystem::path> files_;
};

// Writes atomically; tensors are stored in the given order, contiguous, in their own type.
Status write_safetensors(const std::filesystem::path &file,
                         const std::vector<std::pair<std::string, at::Tensor>> &tensors,
                         const std::map<std::string, std::string> &metadata = {{"format", "pt"}});

} // namespace m3po::engine
