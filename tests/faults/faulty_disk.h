// SPDX-License-Identifier: GPL-3.0-or-later
// A disk under SQLite that can lose power, be full, or fail: a VFS over the system's own that writes down what is done to a
// project's files, and from that tells what a disk might hold if the power had gone at any moment. One thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace m3po::testing {

struct DiskOperation {
    enum Kind { Write, Truncate, Sync, Delete, Acknowledged } kind;
    std::string file; // its name without the folder
    std::int64_t offset = 0; // of a write; the new size of a truncation
    std::string bytes = {};
};

class FaultyDisk {
public:
    // SQLite's default VFS from the first call on. Syncs are written down but not passed on: the test is its own disk.
    static FaultyDisk &instance();

    void record(); // from now on, into an empty log
    std::vector<DiskOperation> stop();
    // What was done until here was promised to a person.
    void acknowledged();

    enum class Fault { Full, WriteFails, SyncFails };
    // The n-th write (or sync) from now on fails, and all after it; n from 1.
    void break_at(std::int64_t n, Fault fault);
    void mend();
    bool broken() const { return broken_; } // whether the fault has shown itself since break_at
    std::int64_t writes() const { return writes_; } // since break_at or record

    // For the VFS's own functions.
    int wrote(const std::string &file, std::int64_t offset, const void *bytes, std::size_t size);
    int truncated(const std::string &file, std::int64_t size);
    int synced(const std::string &file);
    void removed(const std::string &file);

private:
    FaultyDisk();

    bool recording_ = false;
    std::vector<DiskOperation> log_;
    std::int64_t writes_ = 0, syncs_ = 0, break_at_ = 0;
    Fault fault_ = Fault::Full;
    bool broken_ = false;
};

// Files by name, as a disk may hold them where the power went after the first `cut` operations: what was synced is there;
// of each write since, `chance` decides whether it is there, in part (sectors of 512 bytes, in any order), or not at all.
using DiskContents = std::map<std::string, std::string>;
DiskContents after_power_cut(const DiskContents &at_start, const std::vector<DiskOperation> &log, std::size_t cut,
                             const std::function<std::uint32_t()> &chance);

} // namespace m3po::testing
