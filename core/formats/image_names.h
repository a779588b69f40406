// SPDX-License-Identifier: GPL-3.0-or-later
// From the image that a row names to the file that it means.
#pragma once

#include <filesystem>
#include <string>

namespace m3po {

// The file below `root` that `name` means; absolute and without links. An absolute name is taken where it lies inside
// of root. Throws Failure (InvalidInput) naming `place` where the name is empty or leads out of root.
std::filesystem::path named_image(const std::filesystem::path &root, const std::string &name, const std::string &place);

} // namespace m3po
