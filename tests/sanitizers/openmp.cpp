// SPDX-License-Identifier: GPL-3.0-or-later
// Tells the thread sanitizer what libgomp does, in the preset `tsan` alone. libgomp waits by futex and is not instrumented: the
// sanitizer sees its threads, but not that a region begins after what was written before it and ends before what comes after.
// These functions come before libgomp's, for our code and for libtorch; each says so and calls libgomp's.
#include <dlfcn.h>
#include <sanitizer/tsan_interface.h>

namespace {

// What libgomp exports under a name.
template <typename Function>
Function libgomps(Function, const char *name)
{
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

struct Region {
    void (*work)(void *);
    void *data;
    char begin, end; // their addresses are what the sanitizer keeps in mind
};

void run(void *given)
{
    auto *region = static_cast<Region *>(given);
    __tsan_acquire(&region->begin);
    region->work(region->data);
    __tsan_release(&region->end);
}

char barrier, critical, atomic;

} // namespace

extern "C" {

void GOMP_parallel(void (*work)(void *), void *data, unsigned threads, unsigned flags)
{
    static const auto real = libgomps(&GOMP_parallel, "GOMP_parallel");
    Region region{work, data, 0, 0};
    __tsan_release(&region.begin);
    real(run, &region, threads, flags);
    __tsan_acquire(&region.end);
}

void GOMP_barrier()
{
    static const auto real = libgomps(&GOMP_barrier, "GOMP_barrier");
    __tsan_release(&barrier);
    real();
    __tsan_acquire(&barrier);
}

void GOMP_critical_start()
{
    static const auto real = libgomps(&GOMP_critical_start, "GOMP_critical_start");
    real();
    __tsan_acquire(&critical);
}

void GOMP_critical_end()
{
    static const auto real = libgomps(&GOMP_critical_end, "GOMP_critical_end");
    __tsan_release(&critical);
    real();
}

void GOMP_critical_name_start(void **name)
{
    static const auto real = libgomps(&GOMP_critical_name_start, "GOMP_critical_name_start");
    real(name);
    __tsan_acquire(name);
}

void GOMP_critical_name_end(void **name)
{
    static const auto real = libgomps(&GOMP_critical_name_end, "GOMP_critical_name_end");
    __tsan_release(name);
    real(name);
}

void GOMP_atomic_start()
{
    static const auto real = libgomps(&GOMP_atomic_start, "GOMP_atomic_start");
    real();
    __tsan_acquire(&atomic);
}

void GOMP_atomic_end()
{
    static const auto real = libgomps(&GOMP_atomic_end, "GOMP_atomic_end");
    __tsan_release(&atomic);
    real();
}

} // extern "C"
