// SPDX-License-Identifier: GPL-3.0-or-later
// LoRA dropout for the time of a training step, with masks that are a function of (seed, step, example) alone: a
// resumed run draws the same ones.
#pragma once

#include "core/engine/model/language_model.h"

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace m3po::engine {

// Switches the adapted layers' dropout on while it lives. Cheap where the probability is 0.
class LoraDropout {
public:
    LoraDropout(LanguageModel &language, double probability, at::Device device);
    ~LoraDropout();
    LoraDropout(const LoraDropout &) = delete;
    LoraDropout &operator=(const LoraDropout &) = delete;

    // Masks drawn from here on are those of this seed, step and example.
    void key(std::uint64_t seed, std::int64_t step, std::int64_t example) const;

private:
    LanguageModel &language_;
    double probability_;
    at::Device device_;
};

} // namespace m3po::engine
