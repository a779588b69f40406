// SPDX-License-Identifier: GPL-3.0-or-later
// The options with which a verb's models are loaded, under the same names everywhere.
#pragma once

#include "core/engine/model/vision_language_model.h"

#include <CLI/CLI.hpp>

#include <string>

namespace m3po::app {

struct ModelLoading {
    std::string device = "auto", dtype = "auto", chat_template;
    bool no_exif = false;

    // --device, --dtype, --no-exif; with `with_template` --template.
    void add_to(CLI::App &command, bool with_template);
    // Throws Failure. "auto" is float32 on a CPU and bfloat16 on CUDA: never a probe's answer, which could be another
    // tomorrow, for what is stored goes by it.
    engine::LoadOptions load_options() const;
};

} // namespace m3po::app
