// SPDX-License-Identifier: GPL-3.0-or-later
// A training run's folder: training_args.json (what decides the result), checkpoints/, metrics.jsonl, the reference
// log-probabilities, and at the end the adapter. One process at a time.
#pragma once

#include "core/base/result.h"
#include "core/engine/train/dpo_objective.h"

#include <filesystem>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace m3po::engine {

class RunFolder {
public:
    // Makes the folder, or takes up a run whose arguments were the same. Conflict where they were others (the sentence
    // names the first) or where another process works in it. Throws Failure.
    RunFolder(std::filesystem::path folder, const nlohmann::ordered_json &arguments);
    ~RunFolder();
    RunFolder(const RunFolder &) = delete;
    RunFolder &operator=(const RunFolder &) = delete;

    const std::filesystem::path &path() const { return folder_; }
    std::filesystem::path checkpoints() const { return folder_ / "checkpoints"; }
    std::filesystem::path metrics() const { return folder_ / "metrics.jsonl"; }

    // Those of an earlier start, or `pairs` unknown ones.
    std::vector<ReferenceLogps> load_reference(std::int64_t pairs) const;
    void save_reference(const std::vector<ReferenceLogps> &values) const;

private:
    std::filesystem::path folder_;
    int lock_ = -1;
};

} // namespace m3po::engine
