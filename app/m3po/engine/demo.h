// SPDX-License-Identifier: GPL-3.0-or-later
// The verbs of the demo world.
#pragma once

#include "app/m3po/command.h"

namespace m3po::app {

void add_demo_train(CLI::App &demo, Context &context);
void add_demo_run(CLI::App &demo, Context &context);

} // namespace m3po::app
