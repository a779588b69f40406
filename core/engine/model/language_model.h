// SPDX-License-Identifier: GPL-3.0-or-later
// A decoder-only language model as the stages see it: a prompt is run once, its continuations share the prompt's
// keys and values.
//
// All functions are differentiable where gradients are enabled and their inputs or the parameters ask for them;
// under at::InferenceMode or at::NoGradGuard they keep nothing. What is const may be called from several threads at once,
// as long as nobody changes layers meanwhile (an adapter, dropout); see side_by_side.h.
#pragma once

#include "core/engine/model/config.h"
#include "core/engine/model/linear.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace m3po::engine {

class DeviceDecoding;

// Keys and values of one prompt, which its continuations share. Per layer: (Hkv, P, d), rotary applied to keys.
struct PrefixCache {
    std::vector<at::Tensor> keys, values;
    std::int64_t length = 0; // P
};

// Keys and values of S slots of continuations, written in place. Per layer: (S, Hkv, capacity, d).
struct SuffixCache {
    std::vector<at::Tensor> keys, values;
    std::vector<std::int64_t> lengths; // tokens held by each slot
    std::int64_t capacity = 0;
    std::shared_ptr<DeviceDecoding> device; // on a GPU, where its kernels serve the model (device_decoding.h); or null
};

// Slots [first, first + count) continue the prompt held by `prefix`.
struct DecodeGroup {
    const PrefixCache *prefix = nullptr;
    std::int64_t first = 0, count = 0;
};

class LanguageModel {
public:
    virtual ~LanguageModel() = default;
    virtual const TextConfig &config() const = 0;

    // ids (...), int64 -> (..., D)
    virtual at::Tensor embed(const at::Tensor &ids) const = 0;

    // Causal run from position 0; x (B, T, D) -> hidden after the last norm (B, T, D). Rows of different lengths are
    // padded on the right, which causality makes harmless. With `keep` (REQUIRES B == 1) the keys and values are kept.
    virtual at::Tensor forward(const at::Tensor &x, PrefixCache *keep = nullptr) const = 0;

    // B continuations of one prompt; x (B, T, D) at positions P, P+1, ...; each sees the whole prefix and its own
    // past. -> (B, T, D). The prefix is never copied per row.
    virtual at::Tensor extend(const PrefixCache &prefix, const at::Tensor &x) const = 0;

    // Rows whose tokens do not all see what stands before them; x (B, T, D), token t of row b at positions[b · T + t], seeing
    // the tokens of its row for which mask (B, T, T), bool, is true: at least one. -> (B, T, D)
    virtual at::Tensor forward_masked(const at::Tensor &x, std::span<const std::int64_t> positions, const at::Tensor &mask) const = 0;

    // One token for every slot; x (S, D) -> hidden (S, D). Slot s stands at position prefix.length + lengths[s]; its
    // key and value are written to the cache and lengths[s] grows by one.
    // REQUIRES: groups cover slots 0..S-1 in order without gaps; lengths[s] < capacity; no gradients.
    virtual at::Tensor decode(std::span<const DecodeGroup> groups, SuffixCache &cache, const at::Tensor &x) const = 0;

    virtual SuffixCache make_cache(std::int64_t slots, std::int64_t capacity) const = 0;

    // hidden (..., D) -> logits (..., V), in the model's type.
    virtual at::Tensor logits(const at::Tensor &hidden) const = 0;

    // Every linear layer that an adapter may sit on, in layer order.
    virtual std::vector<Linear *> linears() = 0;
    virtual std::vector<const Linear *> linears() const = 0;
    // Every weight with its hub name ("language_model.model.layers.0.input_layernorm.weight").
    virtual std::vector<std::pair<std::string, at::Tensor>> parameters() const = 0;
};

} // namespace m3po::engine
