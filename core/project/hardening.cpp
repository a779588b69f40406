// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/hardening.h"

#include "core/project/query.h"
#include "core/project/schema.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <map>
#include <mutex>
#include <tuple>

namespace m3po {
namespace {

constexpr std::array<std::pair<int, int>, 7> switches{{
    {SQLITE_DBCONFIG_DEFENSIVE, 1},
    {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
    {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
    {SQLITE_DBCONFIG_ENABLE_VIEW, 0},
    {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
    {SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0},
    {SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0},
}};

constexpr std::array<std::pair<int, int>, 10> limits{{
    {SQLITE_LIMIT_LENGTH, 256 << 20}, // of a value or a row; an embedding, an answer or a statistic is far below
    {SQLITE_LIMIT_SQL_LENGTH, 1 << 20},
    {SQLITE_LIMIT_COLUMN, 64},
    {SQLITE_LIMIT_EXPR_DEPTH, 100},
    {SQLITE_LIMIT_COMPOUND_SELECT, 16},
    {SQLITE_LIMIT_FUNCTION_ARG, 16},
    {SQLITE_LIMIT_ATTACHED, 0},
    {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000},
    {SQLITE_LIMIT_TRIGGER_DEPTH, 16}, // foreign keys' cascades count as triggers
    {SQLITE_LIMIT_WORKER_THREADS, 0},
}};

// Type, name, table, and the text that made it. SQLite's own statistics (`ANALYZE`) are a person's business.
using Schema = std::vector<std::tuple<std::string, std::string, std::string, std::string>>;

Schema schema_of(SQLite::Database &database)
{
    SQLite::Statement query(database, "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema "
                                      "WHERE name NOT LIKE 'sqlite\\_stat%' ESCAPE '\\' ORDER BY 1, 2, 3, 4");
    Schema schema;
    while (query.executeStep())
        schema.emplace_back(query.getColumn(0).getString(), query.getColumn(1).getString(), query.getColumn(2).getString(),
                            query.getColumn(3).getString());
    return schema;
}

// What this program's own migrations make, from an empty database in memory; made once a version.
const Schema &expected_schema(int version)
{
    static std::mutex mutex;
    static std::map<int, Schema> made;
    std::lock_guard lock(mutex);
    if (const auto known = made.find(version); known != made.end())
        return known->second;
    SQLite::Database database(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    for (int i = 0; i < version; ++i)
        database.exec(migrations()[static_cast<std::size_t>(i)]);
    return made.emplace(version, schema_of(database)).first->second;
}

} // namespace

void harden(Project::Connection &connection)
{
    auto *handle = connection.database->getHandle();
    for (const auto &[option, value] : switches)
        if (sqlite3_db_config(handle, option, value, nullptr) != SQLITE_OK)
            throw Failure(Error::internal(connection.file.string() + ": SQLite does not know a switch that makes opening it safe"));
    for (const auto &[limit, value] : limits)
        sqlite3_limit(handle, limit, value);
    connection.execute("PRAGMA cell_size_check=ON"); // a damaged page is told where it is read
    connection.execute("PRAGMA mmap_size=0");        // a file that shrinks under us is an error, not a signal
}

void check_schema(Project::Connection &connection, int version)
{
    try {
        const auto found = schema_of(*connection.database);
        const auto &expected = expected_schema(version);
        for (const auto &entry : found)
            if (std::find(expected.begin(), expected.end(), entry) == expected.end())
                throw Failure(Error::invalid_input(connection.file.string() + ": its " + std::get<0>(entry) + " '" + std::get<1>(entry) +
                                                   "' is not of this program's making; a project's own tables alone were expected"));
        for (const auto &entry : expected)
            if (std::find(found.begin(), found.end(), entry) == found.end())
                throw Failure(Error::invalid_input(connection.file.string() + ": is damaged (its " + std::get<0>(entry) + " '" +
                                                   std::get<1>(entry) + "' is missing)"));
    } catch (const SQLite::Exception &exception) {
        connection.fail(exception);
    }
}

} // namespace m3po
