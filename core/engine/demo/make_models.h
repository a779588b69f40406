// SPDX-License-Identifier: GPL-3.0-or-later
// Makes the demo's three models from nothing: `base` (a LLaVA layout that describes carelessly and is to be tuned),
// `judge` (a LLaVA layout that says yes or no to answers) and `evaluator` (a CLIP layout). base shares neither scenes,
// seeds nor weights with the other two.
#pragma once

#include "core/base/result.h"
#include "core/engine/demo/lessons.h"

#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

namespace m3po::engine::demo {

struct MakeModelsSettings {
    std::filesystem::path out;                              // base/, judge/ and evaluator/ are written below it
    std::vector<std::string> models{"base", "judge", "evaluator"}; // evaluator looks through judge's vision tower
    std::uint64_t seed = 20261123;
    double effort = 1;                                      // scales scenes and steps; tests use little
    LessonSink report;
    std::stop_token stop;
};

// Each folder is replaced when its model is done, with training.json in it: seed, lessons, steps, last losses, seconds.
Status make_models(const MakeModelsSettings &settings);

} // namespace m3po::engine::demo
