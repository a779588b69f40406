// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/m3po/engine/bench_engine.h"

#include <ctime>

namespace m3po::app {

double Stopwatch::seconds() const
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun_).count();
}

nlohmann::json Stopwatch::json() const
{
    return {{"seconds", seconds()}, {"cpu_seconds", processor_seconds() - processor_}};
}

double Stopwatch::processor_seconds()
{
    timespec time{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

void DeviceMemory::add_to(nlohmann::json &result) const
{
    if (!device_.is_cpu())
        result["device_peak_bytes"] = engine::peak_device_bytes(device_);
}

} // namespace m3po::app
