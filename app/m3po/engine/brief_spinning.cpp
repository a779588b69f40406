// SPDX-License-Identifier: GPL-3.0-or-later
// ATen's threads wait for each other many thousand times a second. As libgomp comes, a thread that waits spins for some
// milliseconds before it sleeps; where other programs want the processors, too, whoever it waits for gets them late,
// and small models take fifty times as long. So they spin briefly.
//
// libgomp reads its environment when it is loaded, before main(); what stands here runs before that. A person's own
// setting stays.
#include <cstdlib>

namespace {

void spin_briefly(int, char **, char **)
{
    if (!std::getenv("OMP_WAIT_POLICY"))
        ::setenv("GOMP_SPINCOUNT", "1000", 0);
}

} // namespace

[[gnu::section(".preinit_array"), gnu::used]] static void (*const before_libraries)(int, char **, char **) = spin_briefly;
