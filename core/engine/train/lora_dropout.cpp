// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/train/lora_dropout.h"

#include "core/base/philox.h"

#include <ATen/ATen.h>
#include <ATen/Context.h>

#include <mutex>

namespace m3po::engine {

LoraDropout::LoraDropout(LanguageModel &language, double probability, at::Device device)
    : language_(language), probability_(probability), device_(device)
{
    if (probability_ > 0) {
        for (auto *linear : language_.linears()) {
            if (linear->lora_a.defined())
                linear->lora_dropout = probability_;
        }
    }
}

LoraDropout::~LoraDropout()
{
    if (probability_ > 0) {
        for (auto *linear : language_.linears())
            linear->lora_dropout = 0;
    }
}

void LoraDropout::key(std::uint64_t seed, std::int64_t step, std::int64_t example) const
{
    if (probability_ <= 0)
        return;
    // ATen's generator is a counter (Philox) on CUDA and a Mersenne twister on the CPU; seeded afresh for every
    // example, both give masks that depend on its place alone.
    auto generator = at::globalContext().defaultGenerator(device_);
    const std::lock_guard lock(generator.mutex());
    const auto words = philox4x32({static_cast<std::uint32_t>(step), static_cast<std::uint32_t>(example), 0, 0},
                                  {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)});
    generator.set_current_seed(std::uint64_t{words[0]} << 32 | words[1]);
}

} // namespace m3po::engine
