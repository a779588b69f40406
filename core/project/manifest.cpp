// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/manifest.h"

#include "core/project/query.h"

namespace m3po::manifest {

void add(Project &project, const std::string &stage, const std::string &details)
{
    Query(project, "INSERT INTO manifest(at, stage, program_version, details) VALUES (?1, ?2, ?3, ?4)",
          timestamp_now(), stage, M3PO_VERSION, details)
        .run();
}

std::vector<ManifestEntry> list(Project &project)
{
    Query query(project, "SELECT id, at, stage, program_version, details FROM manifest ORDER BY id");
    std::vector<ManifestEntry> entries;
    while (query.step())
        entries.push_back({query.integer(0), query.text(1), query.text(2), query.text(3), query.text(4)});
    return entries;
}

} // namespace m3po::manifest
