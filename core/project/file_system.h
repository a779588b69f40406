// SPDX-License-Identifier: GPL-3.0-or-later
// What lies under a project file: a disk that cannot be written, or somebody else's machine.
#pragma once

#include "core/project/project.h"

#include <filesystem>
#include <string>

namespace m3po {

// The name of the network file system that statfs() gives this number to; "" for others.
std::string network_file_system(long type);

// One sentence where the file lies on a network file system, else "". SQLite's locks hold on one machine only.
std::string file_system_caution(const std::filesystem::path &file);

// Whether nobody can write the file while we read it: its disk is read-only, or its permissions and its folder's forbid it.
bool is_frozen(const std::filesystem::path &file);

// Io where file or folder cannot be written.
void check_writable(const std::filesystem::path &file);

// The project for writing, or, where its disk cannot be written, for reading.
Result<Project> open_as_disk_allows(const std::filesystem::path &file);

} // namespace m3po
