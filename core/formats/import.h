// SPDX-License-Identifier: GPL-3.0-or-later
// A data set into a project, as one transaction: all that can be used, or (a broken file, a full disk, a stop) nothing.
#pragma once

#include "core/base/progress.h"
#include "core/formats/format.h"
#include "core/project/project.h"

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace m3po {

struct ImportOptions {
    std::string format;                               // "" to detect it
    std::string instruction;                          // for a folder of images
    std::optional<std::filesystem::path> images_root; // what image names are relative to; the project's root, or below
    std::string preference_set;                       // a name for imported preferences; the file's stem by default
};

// A row that was passed over: its image is missing or broken, or it asks nothing.
struct ImportProblem {
    std::string place; // "rows.json: entry 7"
    std::string image; // as named; "" where it is not about an image
    std::string why;
};

struct ImportReport {
    std::string format;
    std::int64_t rows = 0;
    std::int64_t imported = 0;      // new samples, or preferences of a new set
    std::int64_t already_there = 0;
    std::vector<ImportProblem> problems; // the first 10,000
    std::int64_t problem_count = 0;
    std::string preference_set;     // its name, where there were preferences
};

// Every image is opened whole, so that one which is truncated is found here and not hours later; an image that the
// project knows unchanged is not opened again. The same rows twice are there once. The project must not be in a
// Transaction. Throws nothing.
Result<ImportReport> import_dataset(Project &project, const std::filesystem::path &source,
                                    const ImportOptions &options, const ProgressSink &progress = {},
                                    std::stop_token stop = {});

} // namespace m3po
