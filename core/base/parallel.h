// SPDX-License-Identifier: GPL-3.0-or-later
// Short work on several threads: a few milliseconds' worth, over memory that all of them may read.
#pragma once

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace m3po {

// Runs job(0) .. job(count - 1), each once, on this thread and up to three more; returns when all are done.
// REQUIRES: job does not throw, and no two jobs write the same memory.
template <typename Job>
void parallel(int count, const Job &job)
{
    std::atomic<int> next = 0;
    const auto work = [&] {
        for (int i = next++; i < count; i = next++)
            job(i);
    };
    const int threads = std::min({count, 4, static_cast<int>(std::thread::hardware_concurrency())});
    std::vector<std::jthread> helpers;
    for (int i = 1; i < threads; ++i)
        helpers.emplace_back(work);
    work();
}

} // namespace m3po
