// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/query.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <bit>
#include <cmath>
#include <limits>

namespace m3po {

// Token ids and log-probabilities lie in BLOBs in the machine's order, which the file fixes as little-endian.
static_assert(std::endian::native == std::endian::little);

void Project::Connection::fail(const SQLite::Exception &exception) const
{
    const auto name = file.string();
    switch (exception.getErrorCode() & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        throw Failure(Error::conflict(name + ": another program is writing to this project; try again when it is done"));
    case SQLITE_FULL:
        throw Failure(Error::io(name + ": the disk is full; what was stored before is kept, nothing of this step is"));
    case SQLITE_IOERR:
        throw Failure(Error::io(name + ": the disk failed to write or read (" + exception.what()
                                + "); what was stored before is kept, nothing of this step is"));
    case SQLITE_READONLY:
        throw Failure(Error::io(name + ": cannot be written (" + exception.what() + ")"));
    case SQLITE_CANTOPEN:
        throw Failure(Error::io(name + ": cannot be opened (" + exception.what() + ")"));
    case SQLITE_CORRUPT:
        throw Failure(Error::invalid_input(name + ": is damaged (" + exception.what() + ")"));
    case SQLITE_NOTADB:
        throw Failure(Error::invalid_input(name + ": is not a project file; an SQLite database was expected"));
    case SQLITE_CONSTRAINT:
        throw Failure(Error::conflict(name + ": a row contradicts what the project holds already ("
                                      + exception.what() + ")"));
    case SQLITE_NOMEM:
        throw Failure(Error::io(name + ": there is not enough memory; what was stored before is kept, nothing of this step is"));
    case SQLITE_TOOBIG:
        throw Failure(Error::invalid_input(name + ": a value is larger than a project can store"));
    default:
        throw Failure(Error::internal(name + ": " + exception.what()));
    }
}

void Project::Connection::execute(const char *sql)
{
    try {
        database->exec(sql);
    } catch (const SQLite::Exception &exception) {
        fail(exception);
    }
}

void Project::Connection::fail(int code) const { fail(SQLite::Exception(database->getHandle(), code)); }

Statement::~Statement() { sqlite3_finalize(statement_); }

Query::Query(Project::Connection &connection, std::string_view sql) : connection_(connection), sql_(sql)
{
    auto &pool = connection_.idle[sql_];
    if (!pool.empty()) {
        statement_ = std::move(pool.back());
        pool.pop_back();
        return;
    }
    sqlite3_stmt *prepared = nullptr;
    connection_.preparing_a_change_of_corpus = false;
    check(sqlite3_prepare_v3(connection_.database->getHandle(), sql_.data(), static_cast<int>(sql_.size()), SQLITE_PREPARE_PERSISTENT,
                             &prepared, nullptr));
    statement_ = std::make_unique<Statement>(prepared, connection_.preparing_a_change_of_corpus);
}

Query::~Query()
{
    if (!statement_)
        return;
    reset();
    sqlite3_clear_bindings(statement_->get());
    try {
        connection_.idle[sql_].push_back(std::move(statement_));
    } catch (const std::bad_alloc &) {
        // Then it is prepared anew the next time.
    }
}

void Query::check(int code) const
{
    if (code != SQLITE_OK)
        connection_.fail(code);
}

bool Query::advance()
{
    const int code = sqlite3_step(statement_->get());
    if (code != SQLITE_ROW && code != SQLITE_DONE)
        connection_.fail(code);
    return code == SQLITE_ROW;
}

bool Query::step()
{
    if (statement_->changes_corpus())
        throw Failure(Error::internal("a statement that changes the corpus was stepped through: " + sql_));
    return advance();
}

int Query::run()
{
    if (statement_->changes_corpus())
        return change_corpus();
    advance();
    const int changed = sqlite3_changes(connection_.database->getHandle());
    reset();
    return changed;
}

// Rows and state in one transaction, whether the caller has one or not.
int Query::change_corpus()
{
    const bool alone = sqlite3_get_autocommit(connection_.database->getHandle()) != 0;
    if (alone)
        connection_.execute("BEGIN IMMEDIATE");
    try {
        if (!connection_.corpus_has_new_state)
            Query(connection_, "UPDATE corpus_state SET state = lower(hex(randomblob(16))) WHERE id = 1").run();
        connection_.corpus_has_new_state = true;
        advance();
        const int changed = sqlite3_changes(connection_.database->getHandle());
        reset();
        if (alone)
            connection_.execute("COMMIT");
        return changed;
    } catch (...) {
        reset();
        if (alone && sqlite3_get_autocommit(connection_.database->getHandle()) == 0)
            connection_.database->tryExec("ROLLBACK");
        throw;
    }
}

// What it says was said by step() already.
void Query::reset() { sqlite3_reset(statement_->get()); }

// Columns are read from the statement itself: over millions of rows whatever lies between is most of the time.
bool Query::is_null(int column) const { return sqlite3_column_type(statement_->get(), column) == SQLITE_NULL; }
std::int64_t Query::integer(int column) const { return sqlite3_column_int64(statement_->get(), column); }

double Query::real(int column) const
{
    return is_null(column) ? std::numeric_limits<double>::quiet_NaN() : sqlite3_column_double(statement_->get(), column);
}

std::string Query::text(int column) const { return std::string(text_view(column)); }
std::string_view Query::text_view(int column) const { return blob(column); }

std::optional<std::string> Query::optional_text(int column) const
{
    if (is_null(column))
        return std::nullopt;
    return text(column);
}

std::optional<std::int64_t> Query::optional_integer(int column) const
{
    if (is_null(column))
        return std::nullopt;
    return integer(column);
}

std::string_view Query::blob(int column) const
{
    const auto *bytes = static_cast<const char *>(sqlite3_column_blob(statement_->get(), column));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_->get(), column));
    if (bytes == nullptr && size > 0)
        connection_.fail(SQLITE_NOMEM);
    return {bytes, bytes == nullptr ? 0 : size};
}

void Query::bind_integer(int index, std::int64_t value) { check(sqlite3_bind_int64(statement_->get(), index, value)); }

void Query::bind_real(int index, double value)
{
    if (std::isnan(value))
        bind_null(index);
    else
        check(sqlite3_bind_double(statement_->get(), index, value));
}

// A null pointer would bind NULL; an empty text and an empty BLOB are values of their own.
void Query::bind_text(int index, std::string_view text)
{
    check(sqlite3_bind_text64(statement_->get(), index, text.empty() ? "" : text.data(), text.size(), copies_ ? SQLITE_TRANSIENT : SQLITE_STATIC, SQLITE_UTF8));
}

void Query::bind_blob(int index, const void *data, std::size_t size)
{
    check(sqlite3_bind_blob64(statement_->get(), index, size == 0 ? "" : data, size, copies_ ? SQLITE_TRANSIENT : SQLITE_STATIC));
}

void Query::bind_null(int index) { check(sqlite3_bind_null(statement_->get(), index)); }

std::int64_t last_inserted_id(Project &project) { return project.connection().database->getLastInsertRowid(); }

} // namespace m3po
