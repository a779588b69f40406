// SPDX-License-Identifier: GPL-3.0-or-later
// This person's folders on this machine, as the XDG base directories have them. Empty where the person has no home.
#pragma once

#include <filesystem>

namespace m3po {

std::filesystem::path state_folder(); // $XDG_STATE_HOME/m3po, by default ~/.local/state/m3po: what must stay
std::filesystem::path cache_folder(); // $XDG_CACHE_HOME/m3po, by default ~/.cache/m3po: what can be made again

} // namespace m3po
