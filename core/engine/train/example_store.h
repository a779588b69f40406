// SPDX-License-Identifier: GPL-3.0-or-later
// The examples of a run, in a file: what a run has in memory grows with what is in flight, not with the data set. The file has no
// name, and is gone when the store or the process is.
//
// Adding is one thread's; reading any number of threads', afterwards. Throws Failure (Io).
#pragma once

#include "core/engine/train/examples.h"

#include <cstdint>
#include <filesystem>
#include <utility>
#include <vector>

namespace m3po::engine {

class ExampleStore {
public:
    // The file lies in the folder, or in the nearest one above it that is there.
    explicit ExampleStore(const std::filesystem::path &folder);
    // Of what is in memory already, in the folder for temporary files.
    ExampleStore(const std::vector<PreferenceExample> &examples); // NOLINT: an argument may be either
    ~ExampleStore();
    ExampleStore(ExampleStore &&other) noexcept;
    ExampleStore &operator=(ExampleStore &&) = delete;

    void add(const PreferenceExample &example);
    std::int64_t size() const { return static_cast<std::int64_t>(places_.size()) - 1; }
    PreferenceExample operator[](std::int64_t i) const;

private:
    int file_ = -1;
    std::vector<std::int64_t> places_{0}; // where each begins, and the end
};

} // namespace m3po::engine
