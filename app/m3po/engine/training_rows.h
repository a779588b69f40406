// SPDX-License-Identifier: GPL-3.0-or-later
// Where `m3po train` takes its preference rows from: a file of any format that holds preferences, or a project.
#pragma once

#include "core/engine/train/examples.h"
#include "core/project/preference_sets.h"
#include "core/project/project.h"

#include <filesystem>
#include <string>

namespace m3po::app {

// Rows are read when they are asked for, and not kept. Throw Failure, then, naming file and row.
engine::PreferenceRows rows_of_file(const std::filesystem::path &file);

// Freezes the selection (the only one where `selection` is empty), so that what was trained on stays known. A
// selection that changed since it was frozen becomes NAME-2, NAME-3, ... Throws Failure.
PreferenceSet freeze_for_training(Project &project, const std::string &selection);
// `project` must outlive the rows.
engine::PreferenceRows rows_of_set(Project &project, const PreferenceSet &set);

} // namespace m3po::app
