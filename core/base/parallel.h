// SPDX-License-Identifier: GPL-3.0-or-later
// Short work on several threads: a few milliseconds' worth, over memory that all of them may read.
#pragma once

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace m3po {

// Runs job(0) .. job(count - 1), each once, on this thread and up to three more; returns when all are done. Where one throws,
// those that have begun end, no other begins, and that is thrown here. REQUIRES: no two jobs write the same memory.
template <typename Job>
void parallel(int count, const Job &job)
{
    std::atomic<int> next = 0;
    std::mutex mutex;
    std::exception_ptr trouble;
    const auto work = [&] {
        try {
            for (int i = next++; i < count; i = next++)
                job(i);
        } catch (...) {
            next = count;
            const std::lock_guard lock(mutex);
            trouble = std::current_exception();
        }
    };
    {
        const int threads = std::min({count, 4, static_cast<int>(std::thread::hardware_concurrency())});
        std::vector<std::jthread> helpers;
        for (int i = 1; i < threads; ++i)
            helpers.emplace_back(work);
        work();
    }
    if (trouble)
        std::rethrow_exception(trouble);
}

} // namespace m3po
