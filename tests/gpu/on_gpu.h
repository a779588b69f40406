// SPDX-License-Identifier: GPL-3.0-or-later
// Tests on a CUDA device; skipped with a message where there is none. M3PO_GPU_TESTS=cpu runs them on the processor, which
// shows that the tests themselves are right and nothing more.
#pragma once

#include "core/engine/model/device.h"
#include "tests/engine/model_fixture.h"

#include <cstdlib>
#include <string>

namespace m3po::testing {

class OnGpu : public ::testing::Test {
protected:
    void SetUp() override
    {
        const char *wanted = std::getenv("M3PO_GPU_TESTS");
        const auto found = engine::choose_device(wanted ? wanted : "cuda");
        if (!found)
            GTEST_SKIP() << "no GPU here: " << found.error().message;
        device = *found;
    }

    std::unique_ptr<engine::VisionLanguageModel> load_there(const std::string &name, at::ScalarType dtype = at::kFloat) const
    {
        return load_model(name, {.dtype = dtype, .device = device});
    }

    at::Device device = at::kCPU;
};

} // namespace m3po::testing
