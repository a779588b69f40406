// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/views.h"

#include "core/project/query.h"

namespace m3po::views {

void put(Project &project, const View &view)
{
    Query(project, "INSERT INTO views(name, rule) VALUES (?1, ?2) ON CONFLICT(name) DO UPDATE SET rule = excluded.rule", view.name, view.rule).run();
}

void forget(Project &project, const std::string &name) { Query(project, "DELETE FROM views WHERE name = ?1", name).run(); }

std::vector<View> list(Project &project)
{
    Query query(project, "SELECT name, rule FROM views ORDER BY name");
    std::vector<View> found;
    while (query.step())
        found.push_back({query.text(0), query.text(1)});
    return found;
}

} // namespace m3po::views
