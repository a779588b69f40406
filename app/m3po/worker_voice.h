// SPDX-License-Identifier: GPL-3.0-or-later
// What the worker says: whole lines on what was standard output when it began, whichever thread has something to say.
#pragma once

#include "core/protocol/messages.h"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace m3po::app {

// Takes standard output for itself: whatever else writes there goes to standard error from then on. Says a heartbeat
// every second. Where the reader is slow, saying waits, so nothing piles up.
class WorkerVoice {
public:
    // `lost` is called once, by any thread, when nobody reads any more.
    explicit WorkerVoice(std::function<void()> lost);
    ~WorkerVoice();
    WorkerVoice(const WorkerVoice &) = delete;
    WorkerVoice &operator=(const WorkerVoice &) = delete;

    void say(const protocol::Answer &answer);
    void fall_silent(); // from now on nothing is said, and nobody reading is no matter

private:
    void beat();

    std::function<void()> lost_;
    int descriptor_;
    std::atomic<bool> silent_ = false;
    std::mutex mutex_;
    std::condition_variable ending_;
    bool ended_ = false;
    std::thread heart_;
};

} // namespace m3po::app
