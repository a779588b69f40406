// SPDX-License-Identifier: GPL-3.0-or-later
// Honest progress of a long task: done, total, seconds spent and remaining; throttled.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

namespace m3po {

struct Progress {
    std::string stage;      // "generate", "score", ...
    std::int64_t done = 0;
    std::int64_t total = 0; // 0 where not known
    double spent = 0;       // seconds
    double remaining = -1;  // seconds; negative where not known
};

// Called from the thread that works; must return quickly.
using ProgressSink = std::function<void(const Progress &)>;

// Counts work and tells a sink at most `every` apart, and always at the end. One thread.
class ProgressMeter {
public:
    ProgressMeter(std::string stage, std::int64_t total, ProgressSink sink,
                  std::chrono::milliseconds every = std::chrono::milliseconds(100));
    // Work that a former run did counts for the bar, but not for the rate.
    void start_at(std::int64_t done);
    void advance(std::int64_t by = 1);
    void finish();
    const Progress &current() const { return progress_; }

private:
    void tell(bool force);

    using Clock = std::chrono::steady_clock;
    Progress progress_;
    ProgressSink sink_;
    std::chrono::milliseconds every_;
    Clock::time_point started_ = Clock::now();
    Clock::time_point told_ = {};
    std::int64_t already_done_ = 0;
};

} // namespace m3po
