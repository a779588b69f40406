// SPDX-License-Identifier: GPL-3.0-or-later
// What the engine's measurements share: one clock for all, and what it prints.
#pragma once

#include "core/engine/model/device.h"

#include <nlohmann/json.hpp>

#include <chrono>

namespace m3po::app {

// Wall time and the processor time of all threads, from its making on.
class Stopwatch {
public:
    double seconds() const;
    nlohmann::json json() const; // {"seconds", "cpu_seconds"}

private:
    static double processor_seconds();
    std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
    double processor_ = processor_seconds();
};

// A GPU's peak of allocated memory, from its making on; nothing on the CPU, where the process tells its own.
class DeviceMemory {
public:
    explicit DeviceMemory(at::Device device) : device_(device) { engine::reset_peak_device_bytes(device_); }
    void add_to(nlohmann::json &result) const; // {"device_peak_bytes"}

private:
    at::Device device_;
};

} // namespace m3po::app
