// SPDX-License-Identifier: GPL-3.0-or-later
// One verb of the command line: a file of its own that registers itself in commands.cpp by one line.
#pragma once

#include "core/base/progress.h"

#include <CLI/CLI.hpp>

#include <functional>
#include <stop_token>
#include <string>

namespace m3po::app {

// What every verb gets from main(): where to say things, and when to stop.
struct Context {
    std::stop_token stop;   // set by the first Ctrl-C or SIGTERM; a verb stops at its group's end
    bool json = false;      // --json: one JSON document (or JSON lines) on stdout instead of text
    bool quiet = false;     // no progress on stderr
    bool text_progress = false; // with --json: progress as for people all the same
    // Where progress, and lines about what is being done, go instead of standard error; null: there.
    ProgressSink progress;
    std::function<void(const std::string &line)> log;
};

// Adds a subcommand to `app`. Its callback throws Failure; main() prints the sentence and picks the exit code.
using AddCommand = void (*)(CLI::App &app, Context &context);

} // namespace m3po::app
