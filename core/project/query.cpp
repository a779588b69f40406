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

Query::Query(Project::Connection &connection, std::string_view sql) : connection_(connection), sql_(sql)
{
    auto &pool = connection_.idle[sql_];
    if (!pool.empty()) {
        statement_ = std::move(pool.back());
        pool.pop_back();
        return;
    }
    try {
        statement_ = std::make_unique<SQLite::Statement>(*connection_.database, sql_);
    } catch (const SQLite::Exception &exception) {
        connection_.fail(exception);
    }
}

Query::~Query()
{
    if (!statement_)
        return;
    statement_->tryReset();
    try {
        statement_->clearBindings();
        connection_.idle[sql_].push_back(std::move(statement_));
    } catch (const std::bad_alloc &) {
        // Then it is prepared anew the next time.
    }
}

bool Query::step()
{
    try {
        return statement_->executeStep();
    } catch (const SQLite::Exception &exception) {
        connection_.fail(exception);
    }
}

int Query::run()
{
    try {
        const int changed = statement_->exec();
        statement_->reset();
        return changed;
    } catch (const SQLite::Exception &exception) {
        connection_.fail(exception);
    }
}

void Query::reset() { statement_->tryReset(); }

bool Query::is_null(int column) const { return statement_->getColumn(column).isNull(); }
std::int64_t Query::integer(int column) const { return statement_->getColumn(column).getInt64(); }

double Query::real(int column) const
{
    const auto value = statement_->getColumn(column);
    return value.isNull() ? std::numeric_limits<double>::quiet_NaN() : value.getDouble();
}

std::string Query::text(int column) const { return statement_->getColumn(column).getString(); }

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
    const auto value = statement_->getColumn(column);
    return {static_cast<const char *>(value.getBlob()), static_cast<std::size_t>(value.getBytes())};
}

void Query::bind_integer(int index, std::int64_t value) { statement_->bind(index, value); }

void Query::bind_real(int index, double value)
{
    if (std::isnan(value))
        bind_null(index);
    else
        statement_->bind(index, value);
}

void Query::bind_text(int index, std::string_view text) { statement_->bind(index, std::string(text)); }

void Query::bind_blob(int index, const void *data, std::size_t size)
{
    // A null pointer would bind NULL; an empty BLOB is a value of its own.
    statement_->bind(index, size == 0 ? static_cast<const void *>("") : data, static_cast<int>(size));
}

void Query::bind_null(int index) { statement_->bind(index); }

std::int64_t last_inserted_id(Project &project) { return project.connection().database->getLastInsertRowid(); }

} // namespace m3po
