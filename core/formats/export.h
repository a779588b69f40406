// SPDX-License-Identifier: GPL-3.0-or-later
// Preferences out of a project, in any format that holds them.
#pragma once

#include "core/formats/format.h"
#include "core/project/preference_sets.h"

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace m3po {

// Writes the pairs into the folder `out` (made where it is not there) under `name`; returns the files. Images keep the
// paths that they have below the project's root; they are not copied. Throws nothing.
Result<std::vector<std::filesystem::path>> export_pairs(std::span<const PreferencePair> pairs, const Format &format,
                                                        const std::string &name, const std::filesystem::path &out);

} // namespace m3po
