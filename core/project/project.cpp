// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/project.h"

#include "core/base/file.h"
#include "core/project/chosen_folders.h"
#include "core/project/file_system.h"
#include "core/project/hardening.h"
#include "core/project/query.h"
#include "core/project/schema.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>
#include <spdlog/fmt/chrono.h>
#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <fcntl.h>
#include <fstream>
#include <unistd.h>

namespace m3po {
namespace fs = std::filesystem;

namespace {

int open_flags(Project::Mode mode)
{
    // A connection belongs to one thread, so SQLite need not lock it: a fifth of the time of a long read.
    return (mode == Project::Mode::ReadOnly ? SQLite::OPEN_READONLY : SQLite::OPEN_READWRITE) | SQLite::OPEN_NOMUTEX | SQLite::OPEN_URI;
}

// What SQLite is to open. Beside a log SQLite keeps an index of it, which a frozen folder has no place for; without a log
// none is needed, and SQLite is told that the file does not change.
std::string sqlite_name(const fs::path &file, Project::Mode mode)
{
    std::string uri = "file:";
    for (const unsigned char byte : fs::absolute(file).string())
        uri += std::isalnum(byte) || byte == '/' ? std::string(1, static_cast<char>(byte)) : fmt::format("%{:02X}", byte);
    std::error_code code;
    const auto log = fs::file_size(file.string() + "-wal", code);
    if (mode == Project::Mode::ReadOnly && (code || log == 0) && is_frozen(file))
        uri += "?immutable=1";
    return uri;
}

std::int64_t pragma_integer(Project::Connection &connection, const char *pragma)
{
    try {
        return connection.database->execAndGet(pragma).getInt64();
    } catch (const SQLite::Exception &exception) {
        connection.fail(exception);
    }
}

void configure(Project::Connection &connection)
{
    connection.execute("PRAGMA foreign_keys=ON");
    connection.execute("PRAGMA cache_size=-65536"); // 64 MiB
    if (connection.options.mode == Project::Mode::ReadOnly)
        return;
    connection.execute("PRAGMA synchronous=FULL");
    connection.execute("PRAGMA wal_autocheckpoint=4096"); // pages, 16 MiB: pages that many groups change go into the file once
    std::string answer;
    try {
        answer = connection.database->execAndGet("PRAGMA journal_mode=WAL").getString();
    } catch (const SQLite::Exception &exception) {
        connection.fail(exception);
    }
    if (answer != "wal")
        throw Failure(Error::io(connection.file.string() + ": its file system cannot hold a write-ahead log (got '"
                                + answer + "'); a local disk was expected"));
}

// All missing migrations in one transaction: the file is of the old version or of the new one.
void migrate(Project::Connection &connection)
{
    connection.execute("BEGIN IMMEDIATE");
    try {
        // Another program may have done it since the file was looked at.
        auto version = pragma_integer(connection, "PRAGMA user_version");
        if (version < newest_schema()) {
            for (; version < newest_schema(); ++version)
                connection.execute(migrations()[static_cast<std::size_t>(version)]);
            connection.execute("UPDATE corpus_state SET state = lower(hex(randomblob(16))) WHERE id = 1");
            connection.execute(fmt::format("PRAGMA user_version={}", newest_schema()).c_str());
            connection.execute(fmt::format("PRAGMA application_id={}", project_application_id).c_str());
        }
        connection.execute("COMMIT");
    } catch (...) {
        if (sqlite3_get_autocommit(connection.database->getHandle()) == 0)
            connection.database->tryExec("ROLLBACK");
        throw;
    }
}

// The file itself is read by SQLite alone: whoever closes a descriptor of it takes away the locks that all connections of
// this program hold on it (POSIX), and another program then believes that nobody has it open.
void check_is_file(const fs::path &file)
{
    std::error_code code;
    if (!fs::exists(file, code))
        throw Failure(Error::not_found(file.string() + ": no such project; `m3po init` makes one"));
    if (!fs::is_regular_file(file, code))
        throw Failure(Error::invalid_input(file.string() + ": is not a file; a project file was expected"));
}

// A new name in a folder is on the disk when the folder is.
void sync_folder(const fs::path &folder)
{
    const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool synced = fd >= 0 && ::fsync(fd) == 0;
    if (fd >= 0)
        ::close(fd);
    if (!synced)
        throw Failure(Error::io(folder.string() + ": cannot be synced to disk"));
}

// A root below the project's folder is stored relative to it, so that both can be moved together.
std::string stored_root(const fs::path &file, const fs::path &root)
{
    std::error_code code;
    if (!fs::is_directory(root, code))
        throw Failure(Error::not_found(root.string() + ": no such folder; the folder of the images was expected"));
    const auto base = fs::canonical(fs::absolute(file).parent_path());
    const auto full = fs::canonical(root);
    const auto relative = full.lexically_relative(base);
    if (relative.empty() || *relative.begin() == "..")
        return full.string();
    return relative.string();
}

// SQLite tells what a statement that it prepares will do.
int note_change_of_corpus(void *connection, int action, const char *table, const char *, const char *, const char *)
{
    static constexpr std::array<std::string_view, 6> tables{"samples", "images", "generation_runs", "candidates", "evaluators", "component_scores"};
    if ((action == SQLITE_INSERT || action == SQLITE_UPDATE || action == SQLITE_DELETE) && table != nullptr
        && std::find(tables.begin(), tables.end(), table) != tables.end())
        static_cast<Project::Connection *>(connection)->preparing_a_change_of_corpus = true;
    return SQLITE_OK;
}

void forget_new_state(void *connection) { static_cast<Project::Connection *>(connection)->corpus_has_new_state = false; }

// A transaction's end, which ever way; the next one has its own state.
void follow_changes_of_corpus(Project::Connection &connection)
{
    auto *handle = connection.database->getHandle();
    sqlite3_set_authorizer(handle, note_change_of_corpus, &connection);
    sqlite3_rollback_hook(handle, forget_new_state, &connection);
    const auto committing = [](void *c) {
        forget_new_state(c);
        return 0;
    };
    sqlite3_commit_hook(handle, committing, &connection);
}

constexpr auto put_setting = "INSERT INTO settings(key, value) VALUES (?1, ?2) "
                             "ON CONFLICT(key) DO UPDATE SET value = excluded.value";

} // namespace

Project::Connection::Connection(fs::path path, OpenOptions given) : file(std::move(path)), options(given)
{
    // Before SQLite's first use: it counts its memory under one lock for all threads, and nobody asks for the count.
    static const int without_counts = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    static_cast<void>(without_counts);
    try {
        database = std::make_unique<SQLite::Database>(sqlite_name(file, options.mode), open_flags(options.mode),
                                                      static_cast<int>(options.busy_timeout.count()));
    } catch (const SQLite::Exception &exception) {
        fail(exception);
    }
    harden(*this);
    follow_changes_of_corpus(*this);
}

Project::Connection::~Connection()
{
    idle.clear(); // statements before their database
}

Project::Project(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
Project::Project(Project &&) noexcept = default;
Project &Project::operator=(Project &&) noexcept = default;
Project::~Project() = default;

Result<Project> Project::create(const fs::path &file, const CreateOptions &options)
{
    return catching([&]() -> Project {
        std::error_code code;
        if (fs::exists(fs::symlink_status(file, code)))
            throw Failure(Error::conflict(file.string() + ": is there already; a new name was expected"));
        const auto folder = fs::absolute(file).parent_path();
        if (!fs::is_directory(folder, code))
            throw Failure(Error::not_found(folder.string() + ": no such folder; the project's folder was expected"));
        const auto root = stored_root(file, options.images_root);
        chosen_folders::remember(options.images_root);
        // Made aside and put in place whole, so that no half-made project is ever seen.
        const auto temporary = fs::path(file.string() + ".part" + std::to_string(::getpid()));
        try {
            {
                std::ofstream touch(temporary, std::ios::binary);
                if (!touch)
                    throw Failure(Error::io(file.string() + ": cannot be made there"));
            }
            {
                Project made(std::make_unique<Connection>(temporary, OpenOptions{}));
                configure(*made.connection_);
                migrate(*made.connection_);
                Query put(made, put_setting, "images_root", root);
                put.run();
                put.with("created", timestamp_now()).run();
                put.with("program_version", M3PO_VERSION).run();
            }
            fs::rename(temporary, file);
            sync_folder(folder);
        } catch (...) {
            for (const auto *suffix : {"", "-wal", "-shm"})
                fs::remove(temporary.string() + suffix, code);
            throw;
        }
        return std::move(open(file, Mode::ReadWrite)).value();
    });
}

Result<Project> Project::open(const fs::path &file, Mode mode) { return open(file, OpenOptions{.mode = mode}); }

Result<Project> Project::open(const fs::path &file, const OpenOptions &options)
{
    return catching([&]() -> Project {
        check_is_file(file);
        if (options.mode == Mode::ReadWrite)
            check_writable(file);
        auto connection = std::make_unique<Connection>(file, options);
        connection->execute("BEGIN"); // one look, while another program may be bringing the file to date
        if (pragma_integer(*connection, "PRAGMA application_id") != project_application_id)
            throw Failure(Error::invalid_input(file.string() + ": is a database, but not an M3PO project"));
        const auto version = pragma_integer(*connection, "PRAGMA user_version");
        if (version > newest_schema())
            throw Failure(Error::unsupported(fmt::format(
                "{}: was made by a newer version of this program (its format is {}; up to {} was expected)",
                file.string(), version, newest_schema())));
        if (version < newest_schema() && options.mode == Mode::ReadOnly)
            throw Failure(Error::unsupported(fmt::format(
                "{}: has the older format {}; open it once for writing, which brings it to {}", file.string(), version,
                newest_schema())));
        if (version < 1)
            throw Failure(Error::invalid_input(fmt::format("{}: has format {}, which no version of this program made", file.string(), version)));
        check_schema(*connection, static_cast<int>(version));
        connection->execute("COMMIT");
        configure(*connection);
        if (version < newest_schema())
            migrate(*connection);
        return Project(std::move(connection));
    });
}

const fs::path &Project::file() const { return connection_->file; }
Project::Mode Project::mode() const { return connection_->options.mode; }

void Project::set_images_root(const fs::path &root)
{
    Query(*this, put_setting, "images_root", stored_root(file(), root)).run();
    chosen_folders::remember(root);
}

fs::path Project::image_file(const std::string &relative) const
{
    return std::move(path_inside(images_root(), relative)).value();
}

Transaction::Transaction(Project &project) : project_(project)
{
    project_.connection().execute("BEGIN IMMEDIATE");
}

Transaction::~Transaction()
{
    auto &database = *project_.connection().database;
    // After a full disk SQLite has rolled back by itself.
    if (open_ && sqlite3_get_autocommit(database.getHandle()) == 0)
        database.tryExec("ROLLBACK");
}

void Transaction::commit()
{
    project_.connection().execute("COMMIT");
    open_ = false;
}

std::string timestamp_now() { return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr))); }

} // namespace m3po
