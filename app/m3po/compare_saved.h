// SPDX-License-Identifier: GPL-3.0-or-later
// m3po select PROJECT --compare A B: what two saved selections have in common.
#pragma once

#include "app/m3po/command.h"

#include <string>

namespace m3po::app {

void compare_saved(const std::string &project, const std::string &first, const std::string &second, const Context &context);

} // namespace m3po::app
