// SPDX-License-Identifier: GPL-3.0-or-later
// The register of verbs, in the order in which --help lists them.
#pragma once

#include "app/m3po/command.h"

#include <span>

namespace m3po::app {

std::span<const AddCommand> commands();

} // namespace m3po::app
