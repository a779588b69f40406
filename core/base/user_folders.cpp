// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/user_folders.h"

#include <cstdlib>
#include <pwd.h>
#include <unistd.h>

namespace m3po {
namespace fs = std::filesystem;

namespace {

fs::path folder(const char *variable, const char *usual)
{
    if (const char *chosen = std::getenv(variable); chosen && *chosen == '/')
        return fs::path(chosen) / "m3po";
    const char *home = std::getenv("HOME");
    if (!home || *home != '/') {
        const auto *person = ::getpwuid(::getuid());
        home = person ? person->pw_dir : nullptr;
    }
    return home ? fs::path(home) / usual / "m3po" : fs::path();
}

} // namespace

fs::path state_folder() { return folder("XDG_STATE_HOME", ".local/state"); }
fs::path cache_folder() { return folder("XDG_CACHE_HOME", ".cache"); }

} // namespace m3po
