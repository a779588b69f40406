// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/m3po/engine/demo.h"

namespace m3po::app {

void add_demo(CLI::App &app, Context &context)
{
    auto *demo = app.add_subcommand("demo", "the paper's loop on a small world of its own");
    demo->require_subcommand(1);
    add_demo_train(*demo, context);
    add_demo_run(*demo, context);
}

} // namespace m3po::app
