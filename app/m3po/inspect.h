// SPDX-License-Identifier: GPL-3.0-or-later
// m3po inspect: how a person checks the program against their own Python. One file a question; each adds its
// subcommand to the group and is named once in inspect.cpp.
#pragma once

#include "app/m3po/command.h"

#include <functional>
#include <string>

#include <nlohmann/json.hpp>

namespace m3po::app {

void add_inspect(CLI::App &app, Context &context);

// JSON lines from standard input to standard output, in order, each answered before the next is read. Empty
// lines are passed over. A line that is not JSON, or a Failure of `answer`, ends the run with a Failure that
// names the line. `stop` is looked at between lines.
void answer_lines(const Context &context, const std::function<nlohmann::json(const nlohmann::json &row)> &answer);

} // namespace m3po::app
