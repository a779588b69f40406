// SPDX-License-Identifier: GPL-3.0-or-later
// The table at the head of a safetensors file. Nothing in it is trusted: offsets, shapes, types and sizes are checked before a
// byte of a tensor is touched. Without libtorch.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace m3po::engine {

enum class SafetensorsDtype { F64, F32, F16, BF16, I64, I32, I16, I8, U8, BOOL };

struct SafetensorsDtypeEntry {
    const char *name; // as a header writes it
    SafetensorsDtype dtype;
    std::int64_t bytes;
};
std::span<const SafetensorsDtypeEntry> safetensors_dtypes();

struct SafetensorsTensor {
    std::string name;
    SafetensorsDtype dtype = SafetensorsDtype::F32;
    std::vector<std::int64_t> shape;
    std::size_t begin = 0, end = 0; // bytes of the file
};

// By name. REQUIRES: at least 8 bytes. Throws Failure naming `file` and the tensor.
std::vector<SafetensorsTensor> parse_safetensors_header(std::string_view bytes_of_file, const std::string &file);

} // namespace m3po::engine
