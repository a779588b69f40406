// SPDX-License-Identifier: GPL-3.0-or-later
// What the window and its worker (`m3po worker`) say to each other: one JSON object a line, over the worker's standard
// input and output.
//
//     window                                      worker
//     {"hello":{"protocol":1}}                    {"hello":{"protocol":1,"version":"0.1.0","pid":4711}}
//     {"id":1,"run":["train","x.m3po",...]}       {"id":1,"state":"running"}
//     {"id":1,"pause":true}                       {"id":1,"progress":{"stage","done","total","spent","remaining"}}
//     {"id":1,"resume":true}                      {"id":1,"log":"a line for people"}
//     {"id":1,"cancel":true}                      {"id":1,"state":"paused"}
//     {"detach":true}                             {"id":1,"done":RESULT} or {"id":1,"failed":{"kind","exit_code","message"}}
//     {"shutdown":true}                           {"heartbeat":17}   about every second, whatever else happens
//
// The worker runs one job after the other in the order of their arrival. It takes requests at any time; one that it does
// not understand is answered by {"complaint":"..."} and changes nothing. The end of its input is a shutdown: it stops its
// job at the group's end, unless it was told to detach, after which it finishes what it was given and says no more.
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace m3po::protocol {

inline constexpr int version = 1;

struct Hello {
    int protocol = version;
    std::string program_version; // the worker's; "" from the window
    std::int64_t pid = 0;        // the worker's; 0 from the window
};

struct Run {
    std::int64_t id = 0; // above 0; the window counts
    std::vector<std::string> arguments; // without the program's name
};
struct Cancel { std::int64_t id = 0; };
struct Pause { std::int64_t id = 0; };
struct Resume { std::int64_t id = 0; };
struct Detach { };
struct Shutdown { };
using Request = std::variant<Hello, Run, Cancel, Pause, Resume, Detach, Shutdown>;

struct Running { std::int64_t id = 0; };
struct Paused { std::int64_t id = 0; };
struct Progressed {
    std::int64_t id = 0;
    Progress progress;
};
struct Logged {
    std::int64_t id = 0;
    std::string line;
};
struct Done {
    std::int64_t id = 0;
    std::string result; // JSON: what the command prints with --json
};
struct Failed {
    std::int64_t id = 0;
    ErrorKind kind = ErrorKind::Internal;
    std::string message;
};
struct Heartbeat { std::int64_t count = 0; };
struct Complaint { std::string message; };
using Answer = std::variant<Hello, Running, Paused, Progressed, Logged, Done, Failed, Heartbeat, Complaint>;

// With its line's end. Texts that are not UTF-8 are mended on the way.
std::string to_line(const Request &request);
std::string to_line(const Answer &answer);

// InvalidInput where the line is not such a message; never throws, whatever the line holds.
Result<Request> parse_request(std::string_view line);
Result<Answer> parse_answer(std::string_view line);

} // namespace m3po::protocol
