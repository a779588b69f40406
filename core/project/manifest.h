// SPDX-License-Identifier: GPL-3.0-or-later
// What was done to a project, in order: one entry for every stage that changed it. Throw Failure.
#pragma once

#include "core/project/project.h"

#include <cstdint>
#include <string>
#include <vector>

namespace m3po {

struct ManifestEntry {
    std::int64_t id = 0;
    std::string at;
    std::string stage;            // import, generate, score, select, train, evaluate, export
    std::string program_version;
    std::string details = "{}";   // JSON: fingerprints, parameters, counts
};

namespace manifest {

void add(Project &project, const std::string &stage, const std::string &details);
std::vector<ManifestEntry> list(Project &project);

} // namespace manifest
} // namespace m3po
