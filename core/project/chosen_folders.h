// SPDX-License-Identifier: GPL-3.0-or-later
// The folders that this person has chosen on this machine, for images and for models. A project file names such folders,
// and a stranger's may name any: one that lies outside of the project's own folder is followed only where it is here.
// Kept in $XDG_STATE_HOME/m3po/chosen-folders (by default ~/.local/state), one JSON string a line. Any thread.
#pragma once

#include <filesystem>

namespace m3po::chosen_folders {

// Best effort: where it cannot be written, the folder has to be chosen again. Links in `folder` are followed first.
void remember(const std::filesystem::path &folder);
bool holds(const std::filesystem::path &folder);

// Whether a project file may lead there: inside of the project's own folder, links followed, or chosen.
bool may_follow(const std::filesystem::path &project_file, const std::filesystem::path &folder);

} // namespace m3po::chosen_folders
