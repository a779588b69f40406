// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/selections.h"

#include "core/project/corpus_state.h"
#include "core/project/query.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

namespace m3po::selections {

namespace {

constexpr auto columns =
    "SELECT id, name, selector, parameters, run_id, statistics, program_version, created FROM selections ";

Selection read(const Query &query)
{
    return {query.integer(0), query.text(1), query.text(2), query.text(3),
            query.integer(4), query.text(5), query.text(6), query.text(7)};
}

// For as long as it lives the connection takes references at their word, and deletes no rows for the sake of others'.
// To be made outside of a transaction.
class ReferencesAreKnown {
public:
    explicit ReferencesAreKnown(Project &project) : handle_(project.connection().database->getHandle()) { check(false); }
    ~ReferencesAreKnown() { check(true); }
    ReferencesAreKnown(const ReferencesAreKnown &) = delete;
    ReferencesAreKnown &operator=(const ReferencesAreKnown &) = delete;

private:
    // Not by a PRAGMA: that needs memory, and references must be looked up again whatever happens.
    void check(bool on) { sqlite3_db_config(handle_, SQLITE_DBCONFIG_ENABLE_FKEY, on ? 1 : 0, nullptr); }

    sqlite3 *handle_;
};

// In the transaction that is open.
void put(Project &project, const Selection &selection, std::span<const SelectedPair> pairs)
{
    Query reviewed(project,
                   "SELECT count(*) FROM reviews WHERE selection_id = (SELECT id FROM selections WHERE name = ?1)",
                   selection.name);
    reviewed.step();
    if (reviewed.integer(0) > 0)
        throw Failure(Error::conflict(project.file().string() + ": the selection '" + selection.name
                                      + "' has been reviewed and would lose that; a new name was expected"));
    // All that refers to it: references may be off, and on their own account rows go one by one.
    for (const auto *table : {"selected_pairs", "review_history"})
        Query(project, std::string("DELETE FROM ") + table + " WHERE selection_id = (SELECT id FROM selections WHERE name = ?1)", selection.name).run();
    Query(project, "DELETE FROM selections WHERE name = ?1", selection.name).run();
    Query(project,
          "INSERT INTO selections(name, selector, parameters, run_id, statistics, program_version, created) "
          "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
          selection.name, selection.selector, selection.parameters, selection.run_id, selection.statistics,
          M3PO_VERSION, timestamp_now())
        .run();
    const auto id = last_inserted_id(project);
    Query row(project, "INSERT INTO selected_pairs(selection_id, sample_id, ordinal, chosen_id, rejected_id, score, reason) "
                       "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
    for (const auto &pair : pairs) {
        const auto reason = pair.chosen_id ? std::nullopt : std::optional<std::string_view>(pair.reason);
        row.run_with(id, pair.sample_id, pair.ordinal, pair.chosen_id, pair.rejected_id, pair.score, reason);
    }
}

} // namespace

Selection save(Project &project, const Selection &selection, std::span<const SelectedPair> pairs, const std::string &known_in)
{
    bool saved = false;
    if (!known_in.empty()) {
        const ReferencesAreKnown known(project);
        Transaction transaction(project);
        if (corpus_state(project) == known_in) {
            put(project, selection, pairs);
            transaction.commit();
            saved = true;
        }
    }
    if (!saved) {
        Transaction transaction(project);
        put(project, selection, pairs);
        transaction.commit();
    }
    return get(project, selection.name);
}

std::optional<Selection> find(Project &project, const std::string &name)
{
    Query query(project, std::string(columns) + "WHERE name = ?1", name);
    if (!query.step())
        return std::nullopt;
    return read(query);
}

Selection get(Project &project, const std::string &name)
{
    if (auto selection = find(project, name))
        return *std::move(selection);
    std::string names;
    for (const auto &selection : list(project))
        names += (names.empty() ? "" : ", ") + selection.name;
    throw Failure(Error::not_found(project.file().string() + ": holds no selection '" + name + "'; it has "
                                   + (names.empty() ? "none" : names)));
}

std::vector<Selection> list(Project &project)
{
    Query query(project, std::string(columns) + "ORDER BY id");
    std::vector<Selection> result;
    while (query.step())
        result.push_back(read(query));
    return result;
}

std::vector<SelectedPair> pairs(Project &project, std::int64_t selection, bool with_pairs_only)
{
    Query query(project,
                "SELECT sample_id, ordinal, chosen_id, rejected_id, score, reason FROM selected_pairs "
                "WHERE selection_id = ?1 AND (chosen_id IS NOT NULL OR NOT ?2) ORDER BY sample_id, ordinal",
                selection, with_pairs_only ? 1 : 0);
    std::vector<SelectedPair> result;
    while (query.step())
        result.push_back({query.integer(0), static_cast<int>(query.integer(1)), query.optional_integer(2),
                          query.optional_integer(3), query.real(4), query.optional_text(5).value_or("")});
    return result;
}

std::int64_t pair_count(Project &project, std::int64_t selection)
{
    Query query(project, "SELECT count(chosen_id) FROM selected_pairs WHERE selection_id = ?1", selection);
    query.step();
    return query.integer(0);
}

} // namespace m3po::selections
