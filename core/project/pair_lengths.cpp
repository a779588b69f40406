// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/pair_lengths.h"

#include "core/project/query.h"

namespace m3po {

PairLengths pair_lengths(Project &project, std::int64_t selection)
{
    PairLengths lengths;
    Query counts(project,
                 "SELECT count(*), count(DISTINCT s.image_id), coalesce(max(w.token_count), 0), "
                 "coalesce(max(max(w.token_count, l.token_count)), 0), coalesce(max(w.token_count + l.token_count), 0) "
                 "FROM selected_pairs p JOIN samples s ON s.id = p.sample_id JOIN candidates w ON w.id = p.chosen_id "
                 "JOIN candidates l ON l.id = p.rejected_id WHERE p.selection_id = ?1",
                 selection);
    counts.step();
    lengths.pairs = counts.integer(0);
    lengths.images = counts.integer(1);
    lengths.chosen = counts.integer(2);
    lengths.longest = counts.integer(3);
    lengths.both = counts.integer(4);
    Query longest(project,
                  "SELECT s.instruction FROM selected_pairs p JOIN samples s ON s.id = p.sample_id "
                  "WHERE p.selection_id = ?1 AND p.chosen_id IS NOT NULL ORDER BY length(s.instruction) DESC, s.id LIMIT 1",
                  selection);
    if (longest.step())
        lengths.longest_instruction = longest.text(0);
    return lengths;
}

} // namespace m3po
