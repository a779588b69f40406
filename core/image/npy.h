// SPDX-License-Identifier: GPL-3.0-or-later
// NumPy's .npy files of little-endian float32 in C order: for looking at tensors from Python, and for tests.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>
#include <vector>

namespace m3po {

struct NpyArray {
    std::vector<std::int64_t> shape;
    std::vector<float> values;
};

// REQUIRES: values.size() is the product of shape. Written atomically.
Status write_npy(const std::filesystem::path &file, std::span<const std::int64_t> shape, std::span<const float> values);

Result<NpyArray> read_npy(const std::filesystem::path &file, std::uintmax_t max_bytes = 1ull << 30);

} // namespace m3po
