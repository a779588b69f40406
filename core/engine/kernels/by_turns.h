// SPDX-License-Identifier: GPL-3.0-or-later
// Work in pieces that threads take in turns. Of two equal halves one is often done later, because others use its processor, and
// the other thread waits; so pieces are large at first and small at the end, and who is free takes the next.
#pragma once

#include <ATen/Parallel.h>

#include <algorithm>
#include <atomic>
#include <cstdint>

namespace m3po::engine {

// work(begin, end) for pieces of [0, n) on ATen's threads, each of `unit` numbers or a multiple, but for the last. At once and as
// a whole where there is one thread, or inside of another parallel loop, or no more than `unit`.
template <typename Work>
void by_turns(std::int64_t n, std::int64_t unit, const Work &work)
{
    const std::int64_t threads = at::get_num_threads();
    if (threads == 1 || n <= unit || at::in_parallel_region()) {
        if (n > 0)
            work(std::int64_t{0}, n);
        return;
    }
    std::atomic<std::int64_t> next{0};
    at::parallel_for(0, threads, 1, [&](std::int64_t, std::int64_t) {
        for (;;) {
            auto begin = next.load(std::memory_order_relaxed);
            std::int64_t size = 0;
            do {
                if (begin >= n)
                    return;
                size = std::max(unit, (n - begin) / (2 * threads) / unit * unit);
            } while (!next.compare_exchange_weak(begin, begin + size, std::memory_order_relaxed));
            work(begin, std::min(n, begin + size));
        }
    });
}

} // namespace m3po::engine
