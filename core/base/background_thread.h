// SPDX-License-Identifier: GPL-3.0-or-later
// One thread that does small jobs in the order in which they were given, ahead of their use.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>

namespace m3po {

// add() may be called from any thread. The destructor drops jobs that have not begun (their futures then say
// broken_promise) and waits for the one under way.
class BackgroundThread {
public:
    BackgroundThread() : thread_([this](std::stop_token stop) { work(stop); }) {}

    template <typename F>
    auto add(F job) -> std::future<decltype(job())>
    {
        auto task = std::make_shared<std::packaged_task<decltype(job())()>>(std::move(job));
        auto result = task->get_future();
        {
            const std::lock_guard lock(mutex_);
            jobs_.push_back([task] { (*task)(); });
        }
        more_.notify_one();
        return result;
    }

private:
    void work(std::stop_token stop)
    {
        while (true) {
            std::function<void()> job;
            {
                std::unique_lock lock(mutex_);
                if (!more_.wait(lock, stop, [this] { return !jobs_.empty(); }) || stop.stop_requested())
                    return;
                job = std::move(jobs_.front());
                jobs_.pop_front();
            }
            job();
        }
    }

    std::mutex mutex_;
    std::condition_variable_any more_;
    std::deque<std::function<void()>> jobs_;
    std::jthread thread_; // last: it uses the others
};

} // namespace m3po
