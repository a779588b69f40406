// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/image_names.h"

#include "core/base/file.h"

namespace m3po {
namespace fs = std::filesystem;

fs::path named_image(const fs::path &root, const std::string &name, const std::string &place)
{
    if (name.empty() || name.find('\0') != std::string::npos)
        throw Failure(Error::invalid_input(place + ": its image has no usable name; a path was expected"));
    fs::path relative = name;
    if (relative.is_absolute())
        relative = relative.lexically_relative(fs::weakly_canonical(root));
    auto file = path_inside(root, relative.empty() ? fs::path(name) : relative);
    if (!file)
        throw Failure(Error::invalid_input(place + ": its image '" + name + "' leads out of " + root.string()
                                           + "; a path inside was expected"));
    return *std::move(file);
}

} // namespace m3po
