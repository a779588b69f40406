// SPDX-License-Identifier: GPL-3.0-or-later
// m3po: the command line of the workbench, one verb a stage.
#include "app/m3po/run_verb.h"
#include "app/m3po/terminal.h"
#if !M3PO_ENGINE
#include "app/m3po/without_engine/hand_over.h"
#endif
#include "core/base/result.h"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <malloc.h>
#include <stop_token>
#include <thread>
#include <unistd.h>

namespace {

// A thread that waits for Ctrl-C and SIGTERM, so that a stop request is made outside of a signal handler.
// The first asks the verb to stop at its group's end; the second ends the program at once, which loses
// nothing that was acknowledged.
void watch_signals(std::stop_source source)
{
    static sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::thread([source]() mutable {
        int signal = 0;
        sigwait(&signals, &signal);
        source.request_stop();
        if (::isatty(STDERR_FILENO))
            std::fputs("\nstopping at the end of this group; Ctrl-C again to stop at once\n", stderr);
        sigwait(&signals, &signal);
        std::_Exit(m3po::exit_code(m3po::ErrorKind::Cancelled));
    }).detach();
}

// Buffers of megabytes come and go with every layer. glibc would give each back to the system, and its pages would be
// filled with zeros again a moment later: a fifth of the processor's time.
void keep_freed_memory()
{
#if defined(__GLIBC__)
    ::mallopt(M_MMAP_THRESHOLD, 1 << 30);
    ::mallopt(M_TRIM_THRESHOLD, 1 << 30);
#endif
}

} // namespace

int main(int argc, char **argv)
{
    using namespace m3po;
#if !M3PO_ENGINE
    app::hand_over(argv);
#endif
    keep_freed_memory();
    std::stop_source stop;
    watch_signals(stop);

    CLI::App app{"M3PO Workbench: preference pairs mined from a vision-language model's own answers"};
    app::Context context;
    context.stop = stop.get_token();
    app::add_commands(app, context);

    try {
        app.parse(argc, argv);
        return 0;
    } catch (const CLI::ParseError &error) {
        const int code = app.exit(error);
        return code == 0 ? 0 : exit_code(ErrorKind::Usage);
    } catch (const Failure &failure) {
        std::cerr << "m3po: " << app::one_line(failure.error().message) << std::endl;
        return exit_code(failure.error().kind);
    } catch (const std::bad_alloc &) {
        const auto error = Error::no_memory();
        std::cerr << "m3po: " << error.message << std::endl;
        return exit_code(error.kind);
    } catch (const std::exception &exception) {
        std::cerr << "m3po: internal error: " << exception.what() << std::endl;
        return exit_code(ErrorKind::Internal);
    }
}
