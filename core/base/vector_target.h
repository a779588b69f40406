// SPDX-License-Identifier: GPL-3.0-or-later
// A loop compiled twice: for every processor of the architecture, and for those with wider registers. Which of them runs
// is decided by the processor alone, so a machine gives the same bits every time.
#pragma once

namespace m3po {

template <typename Loop, typename Job> void plain_target(const Job &job) { Loop::run(job); }

#if defined(__x86_64__)
template <typename Loop, typename Job> [[gnu::target("avx2,fma")]] void avx2_fma_target(const Job &job) { Loop::run(job); }
template <typename Loop, typename Job> [[gnu::target("avx2")]] void avx2_target(const Job &job) { Loop::run(job); }
#endif

// Loop::run(job), which has to be always_inline, as what it calls.
template <typename Loop, typename Job> void on_best_target(const Job &job)
{
#if defined(__x86_64__)
    static const bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    if (avx2)
        return avx2_fma_target<Loop>(job);
#endif
    plain_target<Loop>(job);
}

// The same without fused products, whose rounding differs: for what must have the same bits on every machine.
template <typename Loop, typename Job> void on_widest_target(const Job &job)
{
#if defined(__x86_64__)
    static const bool avx2 = __builtin_cpu_supports("avx2");
    if (avx2)
        return avx2_target<Loop>(job);
#endif
    plain_target<Loop>(job);
}

} // namespace m3po
