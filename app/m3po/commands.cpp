// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/m3po/commands.h"

#include <vector>

namespace m3po::app {

// Declared here and nowhere else: a verb's file defines its function, this list names it.

std::span<const AddCommand> commands()
{
    static const std::vector<AddCommand> list{
    };
    return list;
}

} // namespace m3po::app
