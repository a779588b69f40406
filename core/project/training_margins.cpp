// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/training_margins.h"

#include "core/project/query.h"

namespace m3po::training_margins {

void put(Project &project, std::int64_t run, std::span<const PairMargin> margins)
{
    for (const auto &m : margins)
        Query(project,
              "INSERT INTO training_pair_margins(run_id, position, first_step, first_margin, last_step, last_margin) "
              "VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO UPDATE SET last_step = excluded.last_step, last_margin = excluded.last_margin",
              run, m.position, m.first_step, m.first_margin, m.last_step, m.last_margin)
            .run();
}

void forget_after(Project &project, std::int64_t run, std::int64_t step)
{
    Query(project, "DELETE FROM training_pair_margins WHERE run_id = ?1 AND first_step > ?2", run, step).run();
    Query(project,
          "UPDATE training_pair_margins SET last_step = first_step, last_margin = first_margin WHERE run_id = ?1 AND last_step > ?2", run, step)
        .run();
}

std::vector<PairMargin> list(Project &project, std::int64_t run, Order order, int limit)
{
    const std::string sql =
        "SELECT m.position, m.first_step, m.first_margin, m.last_step, m.last_margin, p.sample_id, coalesce(s.instruction, ''), "
        "p.chosen, p.rejected FROM training_pair_margins m JOIN training_runs r ON r.id = m.run_id "
        "JOIN preference_pairs p ON p.set_id = r.preference_set_id AND p.position = m.position "
        "LEFT JOIN samples s ON s.id = p.sample_id WHERE m.run_id = ?1 ORDER BY m.last_margin ";
    Query query(project, sql + (order == Order::LargestFirst ? "DESC" : "ASC") + ", m.position LIMIT ?2", run, limit);
    std::vector<PairMargin> result;
    while (query.step()) {
        PairMargin m;
        m.position = static_cast<int>(query.integer(0));
        m.first_step = query.integer(1);
        m.first_margin = query.real(2);
        m.last_step = query.integer(3);
        m.last_margin = query.real(4);
        m.sample_id = query.optional_integer(5);
        m.instruction = query.text(6);
        m.chosen = query.text(7);
        m.rejected = query.text(8);
        result.push_back(std::move(m));
    }
    return result;
}

} // namespace m3po::training_margins
