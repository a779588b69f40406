// SPDX-License-Identifier: GPL-3.0-or-later
// Writes pictures as PNG. Atomic; safe from many threads.
#pragma once

#include "core/base/result.h"
#include "core/image/image.h"

#include <filesystem>

namespace m3po {

Status write_png(const std::filesystem::path &file, const Image &image);

} // namespace m3po
