// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/faulty_disk.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <stdexcept>

namespace m3po::testing {
namespace {

sqlite3_vfs *system_vfs = nullptr;

// What SQLite allocates for a file of ours; the system's file lies behind it.
struct File {
    sqlite3_file base;
    std::string *name; // null for temporary files
};

sqlite3_file *real(sqlite3_file *file) { return reinterpret_cast<sqlite3_file *>(reinterpret_cast<File *>(file) + 1); }
const std::string *name_of(sqlite3_file *file) { return reinterpret_cast<File *>(file)->name; }

int close_file(sqlite3_file *file)
{
    const int status = real(file)->pMethods->xClose(real(file));
    delete reinterpret_cast<File *>(file)->name;
    return status;
}
int read_file(sqlite3_file *file, void *to, int size, sqlite3_int64 offset) { return real(file)->pMethods->xRead(real(file), to, size, offset); }
int write_file(sqlite3_file *file, const void *from, int size, sqlite3_int64 offset)
{
    if (const auto *name = name_of(file))
        if (const int status = FaultyDisk::instance().wrote(*name, offset, from, static_cast<std::size_t>(size)); status != SQLITE_OK)
            return status;
    return real(file)->pMethods->xWrite(real(file), from, size, offset);
}
int truncate_file(sqlite3_file *file, sqlite3_int64 size)
{
    if (const auto *name = name_of(file))
        if (const int status = FaultyDisk::instance().truncated(*name, size); status != SQLITE_OK)
            return status;
    return real(file)->pMethods->xTruncate(real(file), size);
}
int sync_file(sqlite3_file *file, int) { return name_of(file) ? FaultyDisk::instance().synced(*name_of(file)) : SQLITE_OK; }
int size_of_file(sqlite3_file *file, sqlite3_int64 *size) { return real(file)->pMethods->xFileSize(real(file), size); }
int lock(sqlite3_file *file, int kind) { return real(file)->pMethods->xLock(real(file), kind); }
int unlock(sqlite3_file *file, int kind) { return real(file)->pMethods->xUnlock(real(file), kind); }
int is_reserved(sqlite3_file *file, int *answer) { return real(file)->pMethods->xCheckReservedLock(real(file), answer); }
int control(sqlite3_file *file, int what, void *with) { return real(file)->pMethods->xFileControl(real(file), what, with); }
int sector_size(sqlite3_file *file) { return real(file)->pMethods->xSectorSize(real(file)); }
int characteristics(sqlite3_file *file) { return real(file)->pMethods->xDeviceCharacteristics(real(file)); }
int map_shared(sqlite3_file *file, int page, int size, int extend, void volatile **to)
{
    return real(file)->pMethods->xShmMap(real(file), page, size, extend, to);
}
int lock_shared(sqlite3_file *file, int offset, int n, int flags) { return real(file)->pMethods->xShmLock(real(file), offset, n, flags); }
void shared_barrier(sqlite3_file *file) { real(file)->pMethods->xShmBarrier(real(file)); }
int unmap_shared(sqlite3_file *file, int remove) { return real(file)->pMethods->xShmUnmap(real(file), remove); }

const sqlite3_io_methods methods{2, close_file, read_file, write_file, truncate_file, sync_file, size_of_file, lock, unlock,
                                 is_reserved, control, sector_size, characteristics, map_shared, lock_shared, shared_barrier,
                                 unmap_shared, nullptr, nullptr};

std::string last_part(const char *path) { return std::filesystem::path(path).filename().string(); }

int open_file(sqlite3_vfs *, const char *path, sqlite3_file *file, int flags, int *flags_out)
{
    auto *own = reinterpret_cast<File *>(file);
    own->base.pMethods = nullptr;
    own->name = nullptr;
    const int status = system_vfs->xOpen(system_vfs, path, real(file), flags, flags_out);
    if (!real(file)->pMethods)
        return status;
    if (path && (flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL)) != 0)
        own->name = new std::string(last_part(path));
    own->base.pMethods = &methods;
    return status;
}

int delete_file(sqlite3_vfs *, const char *path, int)
{
    const int status = system_vfs->xDelete(system_vfs, path, 0);
    if (status == SQLITE_OK)
        FaultyDisk::instance().removed(last_part(path));
    return status;
}

constexpr std::size_t sector = 512;

void put(std::string &contents, std::int64_t offset, std::string_view bytes)
{
    const auto end = static_cast<std::size_t>(offset) + bytes.size();
    if (contents.size() < end)
        contents.resize(end, '\0');
    std::memcpy(contents.data() + offset, bytes.data(), bytes.size());
}

void apply(std::string &contents, const DiskOperation &operation)
{
    if (operation.kind == DiskOperation::Write)
        put(contents, operation.offset, operation.bytes);
    else
        contents.resize(static_cast<std::size_t>(operation.offset), '\0');
}

} // namespace

FaultyDisk &FaultyDisk::instance()
{
    static FaultyDisk disk;
    return disk;
}

FaultyDisk::FaultyDisk()
{
    system_vfs = sqlite3_vfs_find(nullptr);
    static sqlite3_vfs own = *system_vfs;
    own.pNext = nullptr;
    own.zName = "faulty-disk";
    own.szOsFile = static_cast<int>(sizeof(File)) + system_vfs->szOsFile;
    own.xOpen = open_file;
    own.xDelete = delete_file;
    if (sqlite3_vfs_register(&own, 1) != SQLITE_OK)
        throw std::runtime_error("SQLite does not take the test's disk");
}

void FaultyDisk::record()
{
    log_.clear();
    recording_ = true;
    writes_ = 0;
}

std::vector<DiskOperation> FaultyDisk::stop()
{
    recording_ = false;
    return std::move(log_);
}

void FaultyDisk::acknowledged()
{
    if (recording_)
        log_.push_back({DiskOperation::Acknowledged, ""});
}

void FaultyDisk::break_at(std::int64_t n, Fault fault)
{
    break_at_ = n;
    fault_ = fault;
    writes_ = syncs_ = 0;
    broken_ = false;
}

void FaultyDisk::mend() { break_at_ = 0; }

int FaultyDisk::wrote(const std::string &file, std::int64_t offset, const void *bytes, std::size_t size)
{
    ++writes_;
    if (break_at_ > 0 && fault_ != Fault::SyncFails && writes_ >= break_at_) {
        broken_ = true;
        return fault_ == Fault::Full ? SQLITE_FULL : SQLITE_IOERR_WRITE;
    }
    if (recording_)
        log_.push_back({DiskOperation::Write, file, offset, std::string(static_cast<const char *>(bytes), size)});
    return SQLITE_OK;
}

int FaultyDisk::truncated(const std::string &file, std::int64_t size)
{
    if (recording_)
        log_.push_back({DiskOperation::Truncate, file, size});
    return SQLITE_OK;
}

int FaultyDisk::synced(const std::string &file)
{
    ++syncs_;
    if (break_at_ > 0 && fault_ == Fault::SyncFails && syncs_ >= break_at_) {
        broken_ = true;
        return SQLITE_IOERR_FSYNC;
    }
    if (recording_)
        log_.push_back({DiskOperation::Sync, file});
    return SQLITE_OK;
}

void FaultyDisk::removed(const std::string &file)
{
    if (recording_)
        log_.push_back({DiskOperation::Delete, file});
}

DiskContents after_power_cut(const DiskContents &at_start, const std::vector<DiskOperation> &log, std::size_t cut,
                             const std::function<std::uint32_t()> &chance)
{
    struct State {
        std::optional<std::string> durable;        // what is on the disk for certain
        std::optional<std::string> not_yet_removed; // the file of this name before a removal that may not have reached the disk
        std::vector<const DiskOperation *> pending;
    };
    std::map<std::string, State> files;
    for (const auto &[name, bytes] : at_start)
        files[name].durable = bytes;
    for (std::size_t i = 0; i < cut; ++i) {
        const auto &operation = log[i];
        if (operation.kind == DiskOperation::Acknowledged)
            continue;
        auto &state = files[operation.file];
        switch (operation.kind) {
        case DiskOperation::Write:
        case DiskOperation::Truncate:
            state.pending.push_back(&operation);
            break;
        case DiskOperation::Sync:
            if (!state.durable)
                state.durable.emplace();
            for (const auto *pending : state.pending)
                apply(*state.durable, *pending);
            state.pending.clear();
            state.not_yet_removed.reset();
            break;
        default:
            if (state.durable)
                state.not_yet_removed = std::move(state.durable);
            state.durable.reset();
            state.pending.clear();
        }
    }

    enum Way { AllLost, AllThere, Some, Torn, Prefix };
    const auto way = static_cast<Way>(chance() % 5);
    DiskContents contents;
    for (auto &[name, state] : files) {
        auto bytes = state.durable;
        if (!bytes && state.not_yet_removed && chance() % 2 == 0) {
            contents[name] = *state.not_yet_removed;
            continue;
        }
        const auto reached = way == Prefix && !state.pending.empty() ? chance() % (state.pending.size() + 1) : state.pending.size();
        for (std::size_t i = 0; i < reached; ++i) {
            const auto &operation = *state.pending[i];
            if (way == AllLost || (way != AllThere && way != Prefix && chance() % 2 == 0))
                continue;
            if (!bytes)
                bytes.emplace();
            const bool torn = operation.kind == DiskOperation::Write && (way == Torn || (way == Prefix && i + 1 == reached));
            if (!torn) {
                apply(*bytes, operation);
                continue;
            }
            for (std::size_t at = 0; at < operation.bytes.size(); at += sector)
                if (chance() % 2 == 0)
                    put(*bytes, operation.offset + static_cast<std::int64_t>(at), std::string_view(operation.bytes).substr(at, sector));
        }
        if (bytes)
            contents[name] = *std::move(bytes);
    }
    return contents;
}

} // namespace m3po::testing
