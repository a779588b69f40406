// SPDX-License-Identifier: GPL-3.0-or-later
// The project file: one SQLite database (name.m3po) that holds a person's samples and everything made of them.
//
// Durable: WAL, synchronous=FULL; what commit() has returned for is on the disk. Many may read while one
// writes; a second writer waits for the busy time-out and then gets ErrorKind::Conflict, never longer.
// A Project is one connection and belongs to one thread. Rows are reached through the headers by subject
// (samples.h, generations.h, scores.h, selections.h, preference_sets.h, training_runs.h, evaluations.h,
// reviews.h, manifest.h); their functions take the Project and throw Failure.
#pragma once

#include "core/base/result.h"

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>

namespace SQLite {
class Database;
}

namespace m3po {

class Project {
public:
    enum class Mode { ReadWrite, ReadOnly };

    struct CreateOptions {
        std::filesystem::path images_root; // must be a folder; image paths are relative to it
    };
    struct OpenOptions {
        Mode mode = Mode::ReadWrite;
        std::chrono::milliseconds busy_timeout = std::chrono::seconds(5);
    };

    // Makes a new project file and opens it. Conflict where the file is there already.
    static Result<Project> create(const std::filesystem::path &file, const CreateOptions &options);
    // Opens one, and brings an older one up to date in one transaction (ReadWrite only).
    // NotFound, InvalidInput (not a project), Unsupported (made by a newer version), Conflict (busy).
    static Result<Project> open(const std::filesystem::path &file, const OpenOptions &options);
    static Result<Project> open(const std::filesystem::path &file, Mode mode = Mode::ReadWrite);

    Project(Project &&) noexcept;
    Project &operator=(Project &&) noexcept;
    ~Project();

    const std::filesystem::path &file() const;
    Mode mode() const;
    // The folder that holds the images; absolute. A root below the project's folder moves with it.
    std::filesystem::path images_root() const;
    void set_images_root(const std::filesystem::path &root);
    // Where `relative` (as stored with a sample) lies on this machine; throws where it leads out of the root.
    std::filesystem::path image_file(const std::string &relative) const;

    struct Connection; // query.h
    Connection &connection() { return *connection_; }

private:
    explicit Project(std::unique_ptr<Connection> connection);
    std::unique_ptr<Connection> connection_;
};

// A group of writes that becomes durable as one. Rolled back by the destructor unless committed. Taking it
// takes the writer's place at once (BEGIN IMMEDIATE), so a Conflict comes before any work is lost.
// Not nested.
class Transaction {
public:
    explicit Transaction(Project &project);
    ~Transaction();
    Transaction(const Transaction &) = delete;
    Transaction &operator=(const Transaction &) = delete;
    void commit();

private:
    Project &project_;
    bool open_ = true;
};

// UTC now, as every `created` column has it: 2026-01-31T12:00:00Z.
std::string timestamp_now();

} // namespace m3po
