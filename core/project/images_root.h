// SPDX-License-Identifier: GPL-3.0-or-later
// A project's word for where its images lie, and whether it is followed. Throw Failure.
#pragma once

#include "core/project/project.h"

#include <filesystem>

namespace m3po {

// The folder that the file names, absolute, whether or not it is followed. Project::images_root() throws InvalidInput where
// it is not.
std::filesystem::path named_images_root(const Project &project);

// A folder below the project's own is followed, links to elsewhere aside. The file may be a stranger's, so any other is
// followed only where this person has chosen it on this machine (chosen_folders.h).
bool follows_images_root(const Project &project);

} // namespace m3po
