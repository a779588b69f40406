// SPDX-License-Identifier: GPL-3.0-or-later
// A selection as one JSON document on standard output, with the texts of its pairs: of hundreds of thousands, in a second or two.
#pragma once

#include "core/select/corpus.h"

#include <nlohmann/json_fwd.hpp>

#include <atomic>
#include <future>
#include <mutex>
#include <span>
#include <string>
#include <vector>

namespace m3po::app {

// Reads and writes the pairs on threads and connections of its own from the beginning on; what comes before print() waits.
class SelectionDocument {
public:
    // REQUIRES: corpus, mas and choices outlive it and do not change.
    SelectionDocument(const std::filesystem::path &project, const LoadedCorpus &corpus, std::span<const double> mas, std::span<const PairChoice> choices);
    ~SelectionDocument();
    SelectionDocument(const SelectionDocument &) = delete;
    SelectionDocument &operator=(const SelectionDocument &) = delete;

    // The members of `about`, "none" (samples without a pair, and why) and "pairs". Call it once. Throws Failure.
    void print(const nlohmann::json &about);

private:
    void write_pairs(const std::filesystem::path &project);
    void print_what_is_ready(); // REQUIRES: mutex_ is held

    const LoadedCorpus &corpus_;
    std::span<const double> mas_;
    std::span<const PairChoice> choices_;
    std::vector<PairChoice> pairs_;
    std::atomic<bool> dropped_ = false;
    std::mutex mutex_;
    bool printing_ = false;
    std::vector<std::string> pieces_; // they come in any order, and leave in theirs
    std::size_t next_ = 0;            // to be printed
    std::future<void> writing_;
};

} // namespace m3po::app
