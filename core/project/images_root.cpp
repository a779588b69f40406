// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/images_root.h"

#include "core/project/chosen_folders.h"
#include "core/project/query.h"

#include <spdlog/fmt/fmt.h>

namespace m3po {
namespace fs = std::filesystem;

fs::path named_images_root(const Project &project)
{
    Query query(const_cast<Project &>(project), "SELECT value FROM settings WHERE key = 'images_root'");
    if (!query.step())
        throw Failure(Error::invalid_input(project.file().string() + ": names no folder of images"));
    return (fs::absolute(project.file()).parent_path() / query.text(0)).lexically_normal();
}

bool follows_images_root(const Project &project)
{
    return chosen_folders::may_follow(project.file(), named_images_root(project));
}

fs::path Project::images_root() const
{
    auto root = named_images_root(*this);
    if (!follows_images_root(*this))
        throw Failure(Error::invalid_input(fmt::format("{}: names {} as the folder of its images, which lies outside of its own and was "
                                                       "not chosen on this machine; `m3po relocate` chooses it, or another",
                                                       file().string(), root.string())));
    return root;
}

} // namespace m3po
