// SPDX-License-Identifier: GPL-3.0-or-later
// The paper's loop on the demo world, from scenes to a table. Each step is a command of this very program, printed
// before it is run, so whatever the demo does can be typed by hand and done to one's own model; a step that is done
// already finds nothing to do, so a stopped loop goes on where it was.
#pragma once

#include "app/m3po/command.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace m3po::app {

// A way of making pairs; a row of the table.
struct DemoArm {
    std::string title;                 // "M3PO"
    std::string name;                  // of its selection: "m3po"
    std::vector<std::string> selector; // options of `m3po select`
    bool seeded = false;               // the pairs themselves are drawn anew for each seed
};
std::vector<DemoArm> paper_arms(); // vanilla DPO (random pairs), max-min, M3PO with α = 0, M3PO

struct DemoLoop {
    std::filesystem::path models; // folder with base/, judge/ and evaluator/
    std::filesystem::path out;    // project, pictures, adapters, table.json
    std::int64_t training_scenes = 160;
    int questions = 2;            // a scene; one is to describe it
    std::int64_t unseen_scenes = 120;
    std::int64_t n = 32;
    std::vector<std::uint64_t> seeds{1, 2, 3};
    // The paper's rate suits 7B parameters; this model is five thousand times smaller, and learns nothing from it in
    // the forty steps that the demo's pairs make.
    double learning_rate = 5e-4;
    double epochs = 1;
};

// {"rows": [{"name", "pairs", "pope": {"accuracy", "accuracy_se", ...}, "descriptions": {...}, "runs": [...]}],
//  "selections", "seconds", "settings"}; also left in out/table.json. Throws Failure.
nlohmann::json run_demo_loop(const DemoLoop &loop, const Context &context);

// For people, with the notes that the figures call for.
std::string demo_table(const nlohmann::json &result);

} // namespace m3po::app
