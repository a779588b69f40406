// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/m3po/worker_voice.h"

#include <cerrno>
#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace m3po::app {

WorkerVoice::WorkerVoice(std::function<void()> lost) : lost_(std::move(lost)), descriptor_(::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3))
{
    if (descriptor_ < 0)
        throw Failure(Error::io("the worker's standard output is closed"));
    ::dup2(STDERR_FILENO, STDOUT_FILENO);
    std::signal(SIGPIPE, SIG_IGN); // a window that has gone is no reason to lose a group
    heart_ = std::thread([this] { beat(); });
}

WorkerVoice::~WorkerVoice()
{
    {
        const std::lock_guard lock(mutex_);
        ended_ = true;
    }
    ending_.notify_all();
    heart_.join();
    ::close(descriptor_);
}

void WorkerVoice::say(const protocol::Answer &answer)
{
    const auto line = protocol::to_line(answer);
    {
        const std::lock_guard lock(mutex_);
        for (std::size_t at = 0; !silent_ && at < line.size();) {
            const auto written = ::write(descriptor_, line.data() + at, line.size() - at);
            if (written > 0)
                at += std::size_t(written);
            else if (errno != EINTR)
                silent_ = true;
        }
        if (!silent_ || !lost_)
            return;
    }
    std::function<void()> lost;
    {
        const std::lock_guard lock(mutex_);
        lost.swap(lost_);
    }
    if (lost)
        lost();
}

void WorkerVoice::fall_silent()
{
    const std::lock_guard lock(mutex_);
    lost_ = nullptr;
    silent_ = true;
}

void WorkerVoice::beat()
{
    std::unique_lock lock(mutex_);
    for (std::int64_t count = 1; !ending_.wait_for(lock, std::chrono::seconds(1), [this] { return ended_; }); ++count) {
        lock.unlock();
        say(protocol::Heartbeat{count});
        lock.lock();
    }
}

} // namespace m3po::app
