// SPDX-License-Identifier: GPL-3.0-or-later
// This program run as a child of itself.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace m3po::app {

// `m3po --json ARGUMENTS`: what it printed on standard output. Its standard error goes where ours goes; a Ctrl-C
// reaches it as it reaches us. Throws Failure with the child's own kind where it fails.
nlohmann::json run_m3po(const std::vector<std::string> &arguments, bool quiet);

// As one would type it.
std::string command_line(const std::vector<std::string> &arguments);

} // namespace m3po::app
