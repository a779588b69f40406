// SPDX-License-Identifier: GPL-3.0-or-later
// In the place of `m3po worker`, and behaving as the first argument of the job says: well, or in one of the ways in which
// a process can misbehave. M3PO_FAKE_WORKER names what it does instead of greeting.
#include "core/protocol/line_reader.h"
#include "core/protocol/messages.h"

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iostream>
#include <string>
#include <thread>
#include <utility>

#include <unistd.h>

using namespace m3po;

namespace {

void say(const protocol::Answer &answer)
{
    std::cout << protocol::to_line(answer) << std::flush;
}

void sleepFor(int milliseconds) { std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds)); }

[[noreturn]] void sleepForEver()
{
    for (;;)
        sleepFor(1000);
}

void run(const protocol::Run &job)
{
    const auto &what = job.arguments.at(0);
    const auto argument = job.arguments.size() > 1 ? job.arguments[1] : std::string();
    say(protocol::Running{job.id});
    if (what == "garbage") {
        for (int i = 0; i < 10'000; ++i)
            std::cout << "\x01\xff{{{ not a message " << i << "\n";
        std::cout << std::flush;
        sleepForEver();
    } else if (what == "some-garbage") {
        std::cout << "Warning: a library prints where it should not\n{\"id\":1\n[]\n" << std::flush;
    } else if (what == "half-a-line") {
        std::cout << "{\"id\":1,\"prog" << std::flush;
        sleepForEver();
    } else if (what == "long-line") {
        std::cout << std::string(8 << 20, 'x') << "\n" << std::flush;
    } else if (what == "silence") {
        sleepForEver();
    } else if (what == "abort") {
        std::fputs("terminate called: out of cheese\n", stderr);
        std::abort();
    } else if (what == "killed") {
        ::raise(SIGKILL);
    } else if (what == "abort-once") { // the argument: a file that tells whether it has done so
        if (!std::ifstream(argument).good()) {
            std::ofstream(argument) << "once";
            std::abort();
        }
    } else if (what == "flood") {
        for (int i = 0; i < 200'000; ++i)
            say(protocol::Progressed{job.id, {"flood", i, 200'000, 1.0, 1.0}});
    } else if (what == "strangers") { // answers about jobs that nobody asked for
        say(protocol::Done{job.id + 99, "{}"});
        say(protocol::Failed{job.id + 98, ErrorKind::Io, "whose?"});
        say(protocol::Progressed{-5, {"x", 1, 2, 0, 0}});
    } else if (what == "fail") {
        say(protocol::Failed{job.id, ErrorKind::InvalidInput, "x.json: line 3: an image was expected"});
        return;
    } else if (what == "stages") {
        for (const auto &[stage, seconds] : {std::pair{"train", 2.0}, {"train", 5.0}, {"evaluate", 1.0}, {"evaluate", 3.0}, {"evaluate", 2.0}})
            say(protocol::Progressed{job.id, {stage, 1, 2, seconds, 1.0}});
    } else if (what == "steps") {
        for (int i = 1; i <= 5; ++i) {
            say(protocol::Progressed{job.id, {"steps", i, 5, double(i), double(5 - i)}});
            say(protocol::Logged{job.id, "<b>step</b> " + std::to_string(i)});
            sleepFor(20);
        }
    }
    say(protocol::Done{job.id, R"({"well":true})"});
}

} // namespace

int main()
{
    const char *mode = std::getenv("M3PO_FAKE_WORKER");
    if (mode && std::strcmp(mode, "mute") == 0)
        sleepForEver();
    if (mode && std::strcmp(mode, "stubborn") == 0)
        std::signal(SIGTERM, SIG_IGN);
    say(protocol::Hello{mode && std::strcmp(mode, "newer") == 0 ? 99 : protocol::version, "fake", ::getpid()});
    for (std::string line; std::getline(std::cin, line);) {
        const auto request = protocol::parse_request(line);
        if (request && std::holds_alternative<protocol::Run>(*request))
            run(std::get<protocol::Run>(*request));
        if (request && std::holds_alternative<protocol::Shutdown>(*request) && !(mode && std::strcmp(mode, "stubborn") == 0))
            return 0;
    }
    if (mode && std::strcmp(mode, "stubborn") == 0)
        sleepForEver();
    return 0;
}
