// SPDX-License-Identifier: GPL-3.0-or-later
// The power goes, the disk is full, the disk fails: at every kind of write of a project. Afterwards the project opens and is
// whole, holds every group that was acknowledged, and the same work ends in the same state.
#include "core/base/philox.h"
#include "core/project/query.h"
#include "tests/faults/day_of_work.h"
#include "tests/faults/faulty_disk.h"
#include "tests/faults/soak.h"
#include "tests/support.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <set>

namespace m3po::testing {
namespace {

namespace fs = std::filesystem;

DiskContents contents_of(const fs::path &folder)
{
    DiskContents contents;
    for (const auto &entry : fs::directory_iterator(folder)) {
        const auto name = entry.path().filename().string();
        if (!name.starts_with("day.m3po") || name.ends_with("-shm"))
            continue;
        std::ifstream in(entry.path(), std::ios::binary);
        contents[name] = {std::istreambuf_iterator<char>(in), {}};
    }
    return contents;
}

void put_contents(const fs::path &folder, const DiskContents &contents)
{
    for (const auto *suffix : {"", "-wal", "-shm", "-journal"})
        fs::remove(project_file(folder).string() + suffix);
    for (const auto &[name, bytes] : contents)
        std::ofstream(folder / name, std::ios::binary) << bytes;
}

// A day without any fault: its log, and the states that it went through.
struct GoodDay {
    DiskContents at_start;
    std::vector<DiskOperation> log;
    std::vector<std::string> states; // the first before any work, then one a group
    std::string end;
};

// `folder` is prepared, and has its first project made here.
GoodDay good_day(const TemporaryFolder &folder)
{
    auto &disk = FaultyDisk::instance();
    prepare_day(folder.path());
    GoodDay day;
    {
        auto project = make_project(folder.path());
        day.states.push_back(digest(project));
    }
    day.at_start = contents_of(folder.path());
    disk.record();
    day_of_work(folder.path(), [&](Project &project) {
        disk.acknowledged();
        day.states.push_back(digest(project));
    });
    day.log = disk.stop();
    auto project = *Project::open(project_file(folder.path()));
    day.end = digest(project);
    return day;
}

// Opens what a fault has left, and works on to the end.
void expect_whole(const fs::path &folder, const GoodDay &day, std::size_t acknowledged, const std::string &where)
{
    const auto checked = catching([&] {
        auto project = *Project::open(project_file(folder));
        EXPECT_EQ(integrity(project), "ok") << where;
        // What was acknowledged, or the group that was on its way, too.
        const auto now = digest(project);
        const auto first = day.states.begin() + static_cast<std::ptrdiff_t>(acknowledged);
        EXPECT_NE(std::find(first, std::min(first + 2, day.states.end()), now), std::min(first + 2, day.states.end())) << where;
    });
    ASSERT_TRUE(checked.ok()) << where << ": " << checked.error().message;
    const auto finished = catching([&] { day_of_work(folder); });
    ASSERT_TRUE(finished.ok()) << where << ": " << finished.error().message;
    auto project = *Project::open(project_file(folder));
    EXPECT_EQ(digest(project), day.end) << where;
    EXPECT_EQ(integrity(project), "ok") << where;
}

TEST(PowerCut, LosesNothingThatWasAcknowledged)
{
    FaultyDisk::instance();
    const TemporaryFolder folder; // the same one: a project knows the names of its data sets
    const auto day = good_day(folder);
    ASSERT_GT(day.log.size(), 200u);
    ASSERT_EQ(day.states.back(), day.end);
    const int cuts = times(40, 2000);
    RecordProperty("cuts", cuts);
    for (int i = 0; i < cuts && !HasFailure(); ++i) {
        std::uint32_t step = 1;
        const auto chance = [&] { return philox4x32({step++, static_cast<std::uint32_t>(i), 0, 0}, {20, 26})[0]; };
        const auto cut = chance() % (day.log.size() + 1);
        const auto acknowledged = static_cast<std::size_t>(std::count_if(day.log.begin(), day.log.begin() + static_cast<std::ptrdiff_t>(cut), [](const auto &operation) {
            return operation.kind == DiskOperation::Acknowledged;
        }));
        put_contents(folder.path(), after_power_cut(day.at_start, day.log, cut, chance));
        expect_whole(folder.path(), day, acknowledged, "cut " + std::to_string(i) + " after operation " + std::to_string(cut));
    }
}

// What the tests above rest on: a disk that forgets more than it may is seen.
TEST(PowerCut, ADiskThatLiesAboutSyncingIsSeen)
{
    FaultyDisk::instance();
    const TemporaryFolder folder;
    auto day = good_day(folder);
    std::erase_if(day.log, [](const auto &operation) { return operation.kind == DiskOperation::Sync; });
    int missing = 0;
    for (std::uint32_t i = 0; i < 20; ++i) {
        std::uint32_t step = 1;
        put_contents(folder.path(), after_power_cut(day.at_start, day.log, day.log.size(), [&] { return philox4x32({step++, i, 0, 0}, {1, 1})[0]; }));
        const auto state = catching([&] {
            auto project = *Project::open(project_file(folder.path()));
            return digest(project);
        });
        missing += !state || *state != day.end;
    }
    EXPECT_GT(missing, 5);
}

// At every `every`-th write (or sync) the disk fails and goes on failing; then it works again.
int break_at_every(int every, FaultyDisk::Fault fault, const GoodDay &day)
{
    auto &disk = FaultyDisk::instance();
    int breaks = 0;
    for (std::int64_t at = every;; at += every) {
        TemporaryFolder folder;
        prepare_day(folder.path());
        { auto project = make_project(folder.path()); }
        std::size_t acknowledged = 0;
        disk.break_at(at, fault);
        const auto worked = catching([&] { day_of_work(folder.path(), [&](Project &) { ++acknowledged; }); });
        const bool broke = disk.broken();
        disk.mend();
        if (!broke)
            return breaks;
        ++breaks;
        if (!worked) { // a fault of the closing alone is nobody's loss: the log is kept
            EXPECT_EQ(worked.error().kind, ErrorKind::Io) << worked.error().message;
        }
        expect_whole(folder.path(), day, acknowledged, "fault at " + std::to_string(at));
        if (::testing::Test::HasFailure())
            return breaks;
    }
}

TEST(FullDisk, AtEveryTenthWriteLosesNothing)
{
    FaultyDisk::instance();
    const int breaks = break_at_every(times(40, 10), FaultyDisk::Fault::Full, good_day(TemporaryFolder()));
    RecordProperty("breaks", breaks);
    EXPECT_GT(breaks, 5);
}

TEST(FailingDisk, AtWritesAndSyncsLosesNothing)
{
    FaultyDisk::instance();
    const auto day = good_day(TemporaryFolder());
    const int writes = break_at_every(times(97, 10), FaultyDisk::Fault::WriteFails, day);
    const int syncs = break_at_every(times(23, 3), FaultyDisk::Fault::SyncFails, day);
    RecordProperty("breaks", writes + syncs);
    EXPECT_GT(writes, 2);
    EXPECT_GT(syncs, 2);
}

} // namespace
} // namespace m3po::testing
