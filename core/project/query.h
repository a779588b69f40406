// SPDX-License-Identifier: GPL-3.0-or-later
// Prepared statements on loan from the connection's cache; for the files of core/project alone.
// SQLite's errors leave here as Failures with a sentence.
#pragma once

#include "core/project/project.h"

#include <concepts>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace SQLite {
class Exception;
}
struct sqlite3_stmt;

namespace m3po {

// A prepared statement of SQLite's.
class Statement {
public:
    Statement(sqlite3_stmt *statement, bool changes_corpus) : statement_(statement), changes_corpus_(changes_corpus) {}
    ~Statement();
    Statement(const Statement &) = delete;
    Statement &operator=(const Statement &) = delete;
    sqlite3_stmt *get() const { return statement_; }
    bool changes_corpus() const { return changes_corpus_; } // what corpus_state.h speaks of

private:
    sqlite3_stmt *statement_;
    bool changes_corpus_;
};

struct Project::Connection {
    Connection(std::filesystem::path file, OpenOptions options);
    ~Connection();

    std::filesystem::path file;
    OpenOptions options;
    std::unique_ptr<SQLite::Database> database;
    // Idle prepared statements by their text; one text may be in use twice at a time.
    std::unordered_map<std::string, std::vector<std::unique_ptr<Statement>>> idle;

    bool preparing_a_change_of_corpus = false; // set by SQLite's authorizer, while a statement is prepared
    bool corpus_has_new_state = false;         // in the transaction that is open

    void execute(const char *sql);
    // The sentence for a failure of SQLite's.
    [[noreturn]] void fail(const SQLite::Exception &exception) const;
    [[noreturn]] void fail(int code) const; // of the call that was made last
};

class Query {
public:
    // Binds `values` to the statement's ?1, ?2, ...: integers, floating point numbers (NaN is stored as NULL),
    // texts, spans of int32 or float (as BLOB), and optionals of these.
    template <typename... Values>
    Query(Project &project, std::string_view sql, const Values &...values) : Query(project.connection(), sql)
    {
        bind_all(values...);
    }
    ~Query();
    Query(const Query &) = delete;
    Query &operator=(const Query &) = delete;

    // To the next row; false at the end.
    bool step();
    // Runs a statement that gives no rows; returns the number of rows changed. May be bound and run again.
    // What changes the corpus must be run, not stepped: with it the corpus' state becomes another.
    int run();
    // Runs it with these values, which are not copied: for row after row.
    template <typename... Values>
    void run_with(const Values &...values)
    {
        reset();
        copies_ = false;
        bind_all(values...);
        copies_ = true;
        run();
    }
    // Fresh values for the next run.
    template <typename... Values>
    Query &with(const Values &...values)
    {
        reset();
        bind_all(values...);
        return *this;
    }

    bool is_null(int column) const;
    std::int64_t integer(int column) const;
    double real(int column) const; // NaN where NULL
    std::string text(int column) const;
    std::string_view text_view(int column) const; // until the next step
    std::optional<std::string> optional_text(int column) const;
    std::optional<std::int64_t> optional_integer(int column) const;
    template <typename T>
    std::vector<T> numbers(int column) const
    {
        const auto bytes = blob(column);
        std::vector<T> values(bytes.size() / sizeof(T));
        if (!values.empty())
            std::memcpy(values.data(), bytes.data(), values.size() * sizeof(T));
        return values;
    }

private:
    Query(Project::Connection &connection, std::string_view sql);
    void reset();
    void check(int code) const;
    bool advance();
    int change_corpus();
    std::string_view blob(int column) const;

    template <typename... Values>
    void bind_all(const Values &...values)
    {
        int index = 0;
        (bind(++index, values), ...);
    }
    template <std::integral T>
    void bind(int index, T value) { bind_integer(index, static_cast<std::int64_t>(value)); }
    template <std::floating_point T>
    void bind(int index, T value) { bind_real(index, value); }
    void bind(int index, std::string_view text) { bind_text(index, text); }
    void bind(int index, const std::string &text) { bind_text(index, text); }
    void bind(int index, const char *text) { bind_text(index, text); }
    template <typename T>
    void bind(int index, const std::vector<T> &values) { bind_blob(index, values.data(), values.size() * sizeof(T)); }
    template <typename T>
    void bind(int index, std::span<const T> values) { bind_blob(index, values.data(), values.size_bytes()); }
    void bind(int index, std::nullptr_t) { bind_null(index); }
    template <typename T>
    void bind(int index, const std::optional<T> &value)
    {
        if (value)
            bind(index, *value);
        else
            bind_null(index);
    }
    void bind_integer(int index, std::int64_t value);
    void bind_real(int index, double value);
    void bind_text(int index, std::string_view text);
    void bind_blob(int index, const void *data, std::size_t size);
    void bind_null(int index);

    Project::Connection &connection_;
    std::string sql_;
    std::unique_ptr<Statement> statement_;
    bool copies_ = true; // of texts and BLOBs, when they are bound
};

// The id of the row that was inserted last on this connection.
std::int64_t last_inserted_id(Project &project);

} // namespace m3po
