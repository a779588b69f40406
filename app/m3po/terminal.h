// SPDX-License-Identifier: GPL-3.0-or-later
// What verbs print: a progress line on stderr (one line, redrawn on a terminal; a line every few seconds
// into a file), and JSON or text on stdout. Where the context has sinks of its own, those instead of stderr.
#pragma once

#include "app/m3po/command.h"
#include "core/base/progress.h"

#include <string_view>

#include <nlohmann/json_fwd.hpp>

namespace m3po::app {

// With --json, progress goes to stderr as JSON lines {"progress":{...}}.
ProgressSink progress_on_stderr(const Context &context);

// A line about what is being done, for people.
void tell(const Context &context, const std::string &line);

void print_json(const nlohmann::json &document);   // one line, flushed
// Names and sentences may hold what somebody else wrote: control characters, which a terminal would obey, as \x1b.
std::string one_line(std::string_view text);
std::string duration_text(double seconds);         // "3:10", "1:02:45"

} // namespace m3po::app
