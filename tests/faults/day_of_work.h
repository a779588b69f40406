// SPDX-License-Identifier: GPL-3.0-or-later
// What a person does with a project, from an import to a benchmark, with invented answers and scores in place of models: every
// kind of write that the program makes. Like the program's own stages it plans from what is missing, so that it can be
// stopped anywhere and be called again.
#pragma once

#include "core/project/project.h"

#include <filesystem>
#include <functional>
#include <string>

namespace m3po::testing {

// The data set and its pictures, into a folder that will hold the project, too.
void prepare_day(const std::filesystem::path &folder);
Project make_project(const std::filesystem::path &folder);
std::filesystem::path project_file(const std::filesystem::path &folder);

// `acknowledged` is called after each group that has become durable. Throws Failure.
void day_of_work(const std::filesystem::path &folder, const std::function<void(Project &)> &acknowledged = {});

// A hash of all that the project holds, the times of day and the name of its folder aside.
std::string digest(Project &project);
std::string integrity(Project &project); // "ok", or what SQLite complains about

} // namespace m3po::testing
