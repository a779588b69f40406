// SPDX-License-Identifier: GPL-3.0-or-later
// A step of decoding on a GPU. The step is some four hundred small pieces of work, which take longer to ask for than to do: so it
// is recorded once, over memory that stays where it is, and done again by one call for each token. Only what changes from step to
// step, the slots' tokens, places and prefixes, is put there before.
//
// Belongs to one cache and one thread. What was recorded holds the layers as they were: an adapter is attached before the
// cache is made, and stays.
#pragma once

#include "core/engine/kernels/device_kernels.h"
#include "core/engine/model/language_model.h"
#include "core/engine/model/rotary.h"

#include <functional>
#include <memory>
#include <span>

namespace m3po::engine {

class DeviceDecoding {
public:
    // Null where the kernels do not serve this model and device. `like` is a weight: of the model's type, on its device.
    static std::shared_ptr<DeviceDecoding> create(const TextConfig &config, std::int64_t slots, const at::Tensor &like);

    // One layer's attention: q (S, H, d), k, v (S, Hkv, d), not rotated yet -> (S, H · d).
    using Attend = std::function<at::Tensor(std::size_t layer, const at::Tensor &q, const at::Tensor &k, const at::Tensor &v)>;
    // All layers over x (S, D) -> hidden (S, D).
    using Layers = std::function<at::Tensor(const at::Tensor &x, const Attend &attend)>;

    // x (S, D), angles of each slot's position (Rotary::at_positions) -> hidden (S, D). The cache's lengths are those before the
    // step; the caller raises them.
    at::Tensor step(std::span<const DecodeGroup> groups, const SuffixCache &cache, const RotaryAngles &angles, const at::Tensor &x,
                    const Layers &layers);

private:
    DeviceDecoding(const DeviceKernels &kernels, const TextConfig &config, std::int64_t slots, const at::Tensor &like);
    void place_prefixes(std::span<const DecodeGroup> groups, std::int64_t tile);

    const DeviceKernels &kernels_;
    at::Tensor x_, cos_, sin_, lengths_, prefixes_; // (S, D), (S, d), (S, d), (S), (layers, S / tile, 3)
    std::int64_t tile_ = 0;
    std::unique_ptr<DeviceGraph> graph_;
    at::Tensor hidden_; // where the recorded step leaves its result
};

} // namespace m3po::engine
