// SPDX-License-Identifier: GPL-3.0-or-later
// Checkpoints of a run: FOLDER/step-000120/ with the weights, optimizer.safetensors and state.json. A checkpoint is
// there whole or not at all; the newest few are kept.
//
// The order of the data and all random draws are functions of (seed, step), so no generator's state is stored.
#pragma once

#include "core/engine/train/adamw.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace m3po::engine {

// What a run trains: leaf tensors with names that do not change, and how they are kept in a folder.
struct TrainableParameters {
    std::vector<std::pair<std::string, at::Tensor>> tensors;
    // Write into an existing folder; read back into the same tensors. Throw Failure.
    std::function<void(const std::filesystem::path &folder)> save;
    std::function<void(const std::filesystem::path &folder)> load;

    std::vector<at::Tensor> list() const;
};

struct CheckpointState {
    std::int64_t step = 0;       // optimizer steps done
    std::int64_t num_tokens = 0; // seen so far
};

class CheckpointStore {
public:
    explicit CheckpointStore(std::filesystem::path folder, int keep = 2);

    // Returns the checkpoint's folder. Throws Failure.
    std::filesystem::path save(const CheckpointState &state, const TrainableParameters &parameters, const AdamW &optimizer) const;
    // Brings the newest back into parameters and optimizer; nothing where there is none. Throws Failure.
    std::optional<CheckpointState> load_newest(const TrainableParameters &parameters, AdamW &optimizer) const;
    std::vector<std::pair<std::int64_t, std::filesystem::path>> list() const; // by step

private:
    std::filesystem::path folder_;
    int keep_;
};

} // namespace m3po::engine
