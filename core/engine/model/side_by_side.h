// SPDX-License-Identifier: GPL-3.0-or-later
// Independent pieces of work of a model whose products are too small for threads to share without waiting for each other:
// several pieces at once, each on one thread. Larger models get one piece at a time, and all threads inside of it.
#pragma once

#include "core/engine/model/vision_language_model.h"

#include <ATen/Parallel.h>
#include <ATen/core/grad_mode.h>

#include <cstdint>

namespace m3po::engine {

// How many pieces the model does best at once; 1 on anything but the CPU.
inline std::int64_t pieces_at_once(const VisionLanguageModel &model)
{
    // Up to here a layer's product takes a few milliseconds, threads meet hundreds of times a second, and what a piece more
    // keeps for its backward is some hundred megabytes.
    constexpr std::int64_t small = 1024;
    return model.device().is_cpu() && model.language().config().hidden_size <= small ? at::get_num_threads() : 1;
}

// job(0) ... job(count - 1), each once; at most `at_once` at a time. Gradients are kept inside where they are outside.
// Throws what a job threw.
template <typename Job> void side_by_side(std::int64_t count, std::int64_t at_once, const Job &job)
{
    if (at_once <= 1 || count <= 1) {
        for (std::int64_t i = 0; i < count; ++i)
            job(i);
        return;
    }
    const bool gradients = at::GradMode::is_enabled();
    at::parallel_for(0, count, 1, [&](std::int64_t begin, std::int64_t end) {
        const at::AutoGradMode mode(gradients); // ATen's threads have a mode of their own
        for (auto i = begin; i < end; ++i)
            job(i);
    });
}

} // namespace m3po::engine
