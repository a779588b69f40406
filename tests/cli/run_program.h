// SPDX-License-Identifier: GPL-3.0-or-later
// Runs a built program from outside, as a person does.
#pragma once

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace m3po::testing {

struct ProgramResult {
    int exit_code = -1; // 128 + signal where a signal ended it
    std::string out;
    std::string err;
    long peak_kilobytes = 0; // resident memory at most
};

// `arguments` without the program's own name. Reads both outputs while it writes `input`, so nothing blocks.
inline ProgramResult run_program(const std::filesystem::path &program, const std::vector<std::string> &arguments,
                                 std::string_view input = {})
{
    std::array<int, 2> in{}, out{}, err{};
    if (::pipe(in.data()) != 0 || ::pipe(out.data()) != 0 || ::pipe(err.data()) != 0)
        throw std::runtime_error("no pipe could be made");
    const auto name = program.string();
    std::vector<char *> argv{const_cast<char *>(name.c_str())};
    for (const auto &argument : arguments)
        argv.push_back(const_cast<char *>(argument.c_str()));
    argv.push_back(nullptr);
    const pid_t child = ::fork();
    if (child < 0)
        throw std::runtime_error("no process could be started");
    if (child == 0) {
        ::dup2(in[0], STDIN_FILENO);
        ::dup2(out[1], STDOUT_FILENO);
        ::dup2(err[1], STDERR_FILENO);
        for (const int fd : {in[0], in[1], out[0], out[1], err[0], err[1]})
            ::close(fd);
        ::execv(name.c_str(), argv.data());
        ::_exit(127);
    }
    ::close(in[0]);
    ::close(out[1]);
    ::close(err[1]);
    struct sigaction ignore {
    }, before{};
    ignore.sa_handler = SIG_IGN; // a program that does not read its input must not end the test
    ::sigaction(SIGPIPE, &ignore, &before);
    if (input.empty()) {
        ::close(in[1]);
        in[1] = -1;
    }
    ProgramResult result;
    std::array<pollfd, 3> fds{pollfd{in[1], POLLOUT, 0}, pollfd{out[0], POLLIN, 0}, pollfd{err[0], POLLIN, 0}};
    while (fds[1].fd >= 0 || fds[2].fd >= 0) {
        if (::poll(fds.data(), fds.size(), -1) < 0 && errno != EINTR)
            break;
        if (fds[0].fd >= 0 && fds[0].revents != 0) {
            const auto written = ::write(fds[0].fd, input.data(), std::min<std::size_t>(input.size(), 4096));
            if (written > 0)
                input.remove_prefix(static_cast<std::size_t>(written));
            if (written < 0 || input.empty()) {
                ::close(fds[0].fd);
                fds[0].fd = -1;
            }
        }
        for (const std::size_t i : {1u, 2u}) {
            if (fds[i].fd < 0 || fds[i].revents == 0)
                continue;
            std::array<char, 65536> buffer;
            const auto got = ::read(fds[i].fd, buffer.data(), buffer.size());
            if (got > 0) {
                (i == 1 ? result.out : result.err).append(buffer.data(), static_cast<std::size_t>(got));
            } else {
                ::close(fds[i].fd);
                fds[i].fd = -1;
            }
        }
    }
    if (fds[0].fd >= 0)
        ::close(fds[0].fd);
    int status = 0;
    rusage usage{};
    ::wait4(child, &status, 0, &usage);
    result.peak_kilobytes = usage.ru_maxrss;
    ::sigaction(SIGPIPE, &before, nullptr);
    result.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return result;
}

// The built m3po.
inline ProgramResult run_m3po(const std::vector<std::string> &arguments, std::string_view input = {})
{
    return run_program(std::filesystem::path(M3PO_BIN_DIR) / "m3po", arguments, input);
}

} // namespace m3po::testing
