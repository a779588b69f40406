// SPDX-License-Identifier: GPL-3.0-or-later
// Saved views of the library: a name and the rule that it stands for, not the rows that the rule leaves. Throw Failure.
#pragma once

#include "core/project/project.h"

#include <string>
#include <vector>

namespace m3po {

struct View {
    std::string name; // unique
    std::string rule; // JSON; whoever shows views knows what is in it
};

namespace views {

void put(Project &project, const View &view); // replaces the one of that name
void forget(Project &project, const std::string &name);
std::vector<View> list(Project &project);     // by name

} // namespace views
} // namespace m3po
