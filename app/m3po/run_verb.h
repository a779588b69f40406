// SPDX-License-Identifier: GPL-3.0-or-later
// A whole command line run inside of this program: for the demo, whose steps are commands, and for the worker.
#pragma once

#include "app/m3po/command.h"

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace m3po::app {

// Gives the parser every verb, and the options that all of them know.
void add_commands(CLI::App &app, Context &context);

// What `m3po --json ARGUMENTS` prints on standard output: its document, or an array of them where it prints lines.
// Stops, progress and log are the context's. Throws Failure as the command does, Usage where the line makes no sense.
// One at a time in a program, for standard output is caught meanwhile.
nlohmann::json run_verb(const std::vector<std::string> &arguments, const Context &context);

// As one would type it.
std::string command_line(const std::vector<std::string> &arguments);

} // namespace m3po::app
