// SPDX-License-Identifier: GPL-3.0-or-later
// Memory runs out at any allocation of core's, or of SQLite's under it: the work fails with a sentence, nothing that was
// acknowledged is lost, and with memory again the same work ends in the same state. The work is a process of its own, because
// it may end with the memory: nlohmann::json's destructor allocates, and what is thrown out of a destructor ends a program.
#include "core/base/philox.h"
#include "core/base/result.h"
#include "core/formats/import.h"
#include "tests/faults/day_of_work.h"
#include "tests/faults/soak.h"
#include "tests/support.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <csignal>
#include <cstdlib>
#include <iostream>
#include <new>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

// Counts allocations while `armed`; from the `fail_from`-th on, `fail_times` of them fail. The test's thread alone.
struct Allocations {
    bool armed = false;
    long long seen = 0, fail_from = 0, fail_times = 0, failed = 0;

    bool next_fails()
    {
        if (!armed)
            return false;
        ++seen;
        const bool fails = fail_from > 0 && seen >= fail_from && seen < fail_from + fail_times;
        failed += fails;
        return fails;
    }
};
thread_local Allocations allocations;

void *allocate(std::size_t size)
{
    if (allocations.next_fails())
        throw std::bad_alloc();
    if (void *memory = std::malloc(size ? size : 1))
        return memory;
    throw std::bad_alloc();
}

sqlite3_mem_methods systems_memory;

// Before anything initialises SQLite.
const bool sqlite_counts = [] {
    if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &systems_memory) != SQLITE_OK)
        return false;
    auto counting = systems_memory;
    counting.xMalloc = [](int size) -> void * { return allocations.next_fails() ? nullptr : systems_memory.xMalloc(size); };
    counting.xRealloc = [](void *old, int size) -> void * { return allocations.next_fails() ? nullptr : systems_memory.xRealloc(old, size); };
    return sqlite3_config(SQLITE_CONFIG_MALLOC, &counting) == SQLITE_OK;
}();

} // namespace

void *operator new(std::size_t size) { return allocate(size); }
void *operator new[](std::size_t size) { return allocate(size); }
void operator delete(void *memory) noexcept { std::free(memory); }
void operator delete[](void *memory) noexcept { std::free(memory); }
void operator delete(void *memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void *memory, std::size_t) noexcept { std::free(memory); }

namespace m3po::testing {
namespace {

// Runs the day with failures from the n-th allocation on; 0 for none.
Status day_with_failures(const std::filesystem::path &folder, long long from, long long times, std::size_t &acknowledged)
{
    allocations = {.armed = true, .fail_from = from, .fail_times = times};
    const auto status = catching([&] {
        day_of_work(folder, [&](Project &) { ++acknowledged; });
    });
    allocations.armed = false;
    return status;
}

TEST(OutOfMemory, AtAnyAllocationLosesNothing)
{
    ASSERT_TRUE(sqlite_counts);
    std::string end;
    std::vector<std::string> states;
    long long total = 0;
    {
        TemporaryFolder folder;
        prepare_day(folder.path());
        {
            auto project = make_project(folder.path());
            states.push_back(digest(project));
        }
        std::size_t acknowledged = 0;
        ASSERT_TRUE(day_with_failures(folder.path(), 0, 0, acknowledged));
        total = allocations.seen;
        auto project = *Project::open(project_file(folder.path()));
        end = digest(project);
    }
    {
        TemporaryFolder folder;
        prepare_day(folder.path());
        { auto project = make_project(folder.path()); }
        day_of_work(folder.path(), [&](Project &project) { states.push_back(digest(project)); });
    }
    ASSERT_EQ(states.back(), end);
    ASSERT_GT(total, 10'000);

    const int runs = times(25, 2000);
    int failed = 0, ended = 0;
    auto *acknowledged = static_cast<std::size_t *>(::mmap(nullptr, sizeof(std::size_t), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
    ASSERT_NE(acknowledged, MAP_FAILED);
    for (int i = 0; i < runs && !HasFailure(); ++i) {
        TemporaryFolder folder;
        prepare_day(folder.path());
        { auto project = make_project(folder.path()); }
        const auto from = 1 + static_cast<long long>(uniform(512, static_cast<std::uint64_t>(i)) * static_cast<double>(total));
        const auto where = "allocation " + std::to_string(from) + " of " + std::to_string(total);
        *acknowledged = 0;
        const pid_t child = ::fork();
        ASSERT_GE(child, 0);
        if (child == 0) {
            ::close(STDERR_FILENO);
            const auto status = day_with_failures(folder.path(), from, i % 3 == 0 ? 1 : 50, *acknowledged);
            ::_exit(status ? 0 : status.error().message.empty() ? 2 : 1);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        EXPECT_TRUE(WIFSIGNALED(status) ? WTERMSIG(status) == SIGABRT : WEXITSTATUS(status) < 2) << where << ": " << status;
        ended += WIFSIGNALED(status);
        failed += status != 0;
        {
            auto project = *Project::open(project_file(folder.path()));
            EXPECT_EQ(integrity(project), "ok") << where;
            const auto now = digest(project);
            EXPECT_TRUE(now == states[*acknowledged] || (*acknowledged + 1 < states.size() && now == states[*acknowledged + 1])) << where;
        }
        const auto again = catching([&] { day_of_work(folder.path()); });
        ASSERT_TRUE(again.ok()) << where << ": " << again.error().message;
        auto project = *Project::open(project_file(folder.path()));
        EXPECT_EQ(digest(project), end) << where;
    }
    ::munmap(acknowledged, sizeof(std::size_t));
    RecordProperty("failures", failed);
    RecordProperty("ended", ended);
    std::cout << runs << " runs out of memory: " << failed << " failed, " << ended << " of them by the program's end\n";
    EXPECT_GT(failed, runs / 2);
}

// A row whose picture cannot be read is passed over; one for which there was no memory just then must not be.
TEST(OutOfMemory, CostsAnImportNoRow)
{
    ASSERT_TRUE(sqlite_counts);
    const auto import = [](const TemporaryFolder &folder, long long from) -> Result<ImportReport> {
        auto project = *Project::open(project_file(folder.path()));
        const auto rows = folder / "rows.json";
        const ImportOptions options;
        allocations = {.armed = true, .fail_from = from, .fail_times = 1};
        auto report = import_dataset(project, rows, options);
        allocations.armed = false;
        return report;
    };
    long long total = 0;
    {
        TemporaryFolder folder;
        prepare_day(folder.path());
        { auto project = make_project(folder.path()); }
        ASSERT_EQ((*import(folder, 0)).problem_count, 0);
        total = allocations.seen;
    }
    int failed = 0;
    for (long long from = 1; from <= total; from += times(23, 1)) {
        TemporaryFolder folder;
        prepare_day(folder.path());
        { auto project = make_project(folder.path()); }
        const pid_t child = ::fork();
        ASSERT_GE(child, 0);
        if (child == 0) {
            ::close(STDERR_FILENO);
            const auto report = import(folder, from);
            ::_exit(!report ? 1 : report->problem_count == 0 ? 0 : 2);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        EXPECT_TRUE(WIFSIGNALED(status) ? WTERMSIG(status) == SIGABRT : WEXITSTATUS(status) < 2) << "allocation " << from << " of " << total;
        failed += status != 0;
    }
    std::cout << failed << " imports out of memory, each told\n";
    EXPECT_GT(failed, 0);
}

} // namespace
} // namespace m3po::testing
