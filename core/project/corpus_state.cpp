// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/corpus_state.h"

#include "core/project/query.h"

namespace m3po {

std::string corpus_state(Project &project)
{
    Query query(project, "SELECT state FROM corpus_state WHERE id = 1");
    return query.step() ? query.text(0) : std::string();
}

} // namespace m3po
