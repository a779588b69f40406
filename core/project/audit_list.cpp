// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/audit_list.h"

#include "core/project/query.h"

#include <algorithm>
#include <tuple>

namespace m3po {

std::int64_t AuditList::place(const PairKey &key) const
{
    const auto found = std::lower_bound(pairs.begin(), pairs.end(), key, [](const SelectedPair &pair, const PairKey &wanted) {
        return std::tie(pair.sample_id, pair.ordinal) < std::tie(wanted.sample_id, wanted.ordinal);
    });
    const bool there = found != pairs.end() && found->sample_id == key.sample_id && found->ordinal == key.ordinal && key.selection_id == selection.id;
    return there ? found - pairs.begin() : -1;
}

namespace audit_list {

AuditList read(Project &project, const std::string &name)
{
    AuditList list;
    list.selection = selections::get(project, name);
    Query query(project,
                "SELECT p.sample_id, p.ordinal, p.chosen_id, p.rejected_id, p.score, w.logp_sum, l.logp_sum FROM selected_pairs p "
                "JOIN candidates w ON w.id = p.chosen_id JOIN candidates l ON l.id = p.rejected_id "
                "WHERE p.selection_id = ?1 ORDER BY p.sample_id, p.ordinal",
                list.selection.id);
    while (query.step()) {
        SelectedPair pair;
        pair.sample_id = query.integer(0);
        pair.ordinal = static_cast<int>(query.integer(1));
        pair.chosen_id = query.integer(2);
        pair.rejected_id = query.integer(3);
        pair.score = query.real(4);
        list.terms.push_back({pair.score, query.real(5) - query.real(6)});
        Review none;
        none.pair = {list.selection.id, pair.sample_id, pair.ordinal};
        list.reviews.push_back(std::move(none));
        list.pairs.push_back(std::move(pair));
    }
    for (auto &review : reviews::list(project, list.selection.id))
        if (const auto place = list.place(review.pair); place >= 0)
            list.reviews[static_cast<std::size_t>(place)] = std::move(review);
    return list;
}

} // namespace audit_list
} // namespace m3po
