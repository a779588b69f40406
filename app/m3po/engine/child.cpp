// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/m3po/engine/child.h"

#include "core/base/result.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

namespace m3po::app {
namespace {

ErrorKind kind_of(int code)
{
    for (const auto kind : {ErrorKind::Usage, ErrorKind::InvalidInput, ErrorKind::NotFound, ErrorKind::Io, ErrorKind::Unsupported, ErrorKind::Conflict,
                            ErrorKind::Cancelled})
        if (exit_code(kind) == code)
            return kind;
    return ErrorKind::Internal;
}

std::string read_all(int descriptor)
{
    std::string text;
    std::array<char, 1 << 16> buffer{};
    for (;;) {
        const auto count = ::read(descriptor, buffer.data(), buffer.size());
        if (count > 0)
            text.append(buffer.data(), static_cast<std::size_t>(count));
        else if (count == 0 || errno != EINTR)
            return text;
    }
}

} // namespace

std::string command_line(const std::vector<std::string> &arguments)
{
    std::string text = "m3po";
    for (const auto &argument : arguments) {
        const bool plain = argument.find_first_of(" \n\"'{}$*?") == std::string::npos;
        std::string shown;
        for (const char c : argument)
            shown += c == '\n' ? std::string("\\n") : std::string(1, c);
        text += " " + (plain ? shown : "'" + shown + "'");
    }
    return text;
}

nlohmann::json run_m3po(const std::vector<std::string> &arguments, bool quiet)
{
    std::vector<std::string> all{"m3po", "--json"};
    all.push_back(quiet ? "--quiet" : "--text-progress");
    all.insert(all.end(), arguments.begin(), arguments.end());
    std::vector<char *> argv;
    for (auto &argument : all)
        argv.push_back(argument.data());
    argv.push_back(nullptr);

    std::array<int, 2> pipe{};
    if (::pipe2(pipe.data(), O_CLOEXEC) != 0)
        throw Failure(Error::io(std::string("no pipe could be made: ") + std::strerror(errno)));
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, pipe[1], STDOUT_FILENO);
    // The program waits for signals in a thread, with them blocked in all others; a child must not inherit that.
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
    // Small matrices make many short parallel regions: threads that spin between them starve everything else on a busy
    // machine. The library reads this when it is loaded, so it cannot be set from within.
    std::vector<char *> environment;
    for (char **entry = environ; *entry; ++entry)
        environment.push_back(*entry);
    std::string sleep_while_waiting = "OMP_WAIT_POLICY=passive";
    if (!::getenv("OMP_WAIT_POLICY"))
        environment.push_back(sleep_while_waiting.data());
    environment.push_back(nullptr);
    pid_t child = 0;
    const int failed = ::posix_spawn(&child, "/proc/self/exe", &actions, &attributes, argv.data(), environment.data());
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    ::close(pipe[1]);
    if (failed != 0) {
        ::close(pipe[0]);
        throw Failure(Error::io(command_line(arguments) + ": could not be started: " + std::strerror(failed)));
    }
    const auto output = read_all(pipe[0]);
    ::close(pipe[0]);
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) { }
    if (WIFSIGNALED(status))
        throw Failure(Error::internal(command_line(arguments) + ": was ended by signal " + std::to_string(WTERMSIG(status))));
    if (WEXITSTATUS(status) != 0)
        throw Failure(Error{kind_of(WEXITSTATUS(status)), command_line(arguments) + ": ended with exit code " + std::to_string(WEXITSTATUS(status))});
    try {
        return nlohmann::json::parse(output);
    } catch (const nlohmann::json::parse_error &) {
        throw Failure(Error::internal(command_line(arguments) + ": printed something other than one JSON document"));
    }
}

} // namespace m3po::app
