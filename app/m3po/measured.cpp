// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/m3po/measured.h"

#include "core/base/result.h"

#include <nlohmann/json.hpp>
#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <chrono>
#include <ctime>

namespace m3po::app {

namespace {

double processor_milliseconds()
{
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

} // namespace

nlohmann::json measured(int repeat, const Context &context, const std::function<void(int)> &work)
{
    std::vector<double> wall, processor;
    for (int i = 0; i < repeat; ++i) {
        if (context.stop.stop_requested())
            throw Failure(Error::cancelled());
        const auto begun = std::chrono::steady_clock::now();
        const double spent = processor_milliseconds();
        work(i);
        wall.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count());
        processor.push_back(processor_milliseconds() - spent);
    }
    std::sort(wall.begin(), wall.end());
    std::sort(processor.begin(), processor.end());
    return {{"median", wall[wall.size() / 2]}, {"least", wall.front()}, {"most", wall.back()}, {"processor", processor[processor.size() / 2]}};
}

std::string measured_line(const std::string &name, const nlohmann::json &times)
{
    return fmt::format("{:<18} {:>9.2f} ms ({:.2f} to {:.2f}; of processors {:.2f})\n", name, times.at("median").get<double>(), times.at("least").get<double>(),
                       times.at("most").get<double>(), times.at("processor").get<double>());
}

} // namespace m3po::app
