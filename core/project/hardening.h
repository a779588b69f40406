// SPDX-License-Identifier: GPL-3.0-or-later
// A project file may come from a stranger. What SQLite would do at a file's word alone is turned off before the first page
// of it is read, sizes are capped, and a schema that is not exactly ours is refused.
#pragma once

#include "core/project/project.h"

namespace m3po {

// Before anything is read: no triggers, no views, no extensions, no functions or virtual tables out of the schema, no
// direct writes to the schema, and SQLite's limits as low as a project needs.
void harden(Project::Connection &connection);

// InvalidInput where the file's tables and indexes are not those that this program makes for format `version`, or where
// there is anything besides: a trigger, a view, a virtual table, a check or an index of somebody else's.
void check_schema(Project::Connection &connection, int version);

} // namespace m3po
