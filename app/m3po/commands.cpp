// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/m3po/commands.h"

#include <vector>

namespace m3po::app {

// Declared here and nowhere else: a verb's file defines its function, this list names it.
void add_inspect(CLI::App &app, Context &context);

std::span<const AddCommand> commands()
{
    static const std::vector<AddCommand> list{
        add_inspect,
    };
    return list;
}

} // namespace m3po::app
