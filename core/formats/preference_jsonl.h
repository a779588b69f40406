// SPDX-License-Identifier: GPL-3.0-or-later
// Preferences straight from a file, for training without a project: TRL JSON lines or LLaMA-Factory JSON, told apart
// by content.
#pragma once

#include "core/base/result.h"
#include "core/formats/format.h"

#include <filesystem>
#include <vector>

namespace m3po {

// All rows, in order. `images` of each become paths on this machine; one that leaves `images_root` or is not there
// is an error, as is an empty answer. The images themselves are not opened. Any thread.
Result<std::vector<PreferenceRow>> read_preferences(const std::filesystem::path &file,
                                                    const std::filesystem::path &images_root);

} // namespace m3po
