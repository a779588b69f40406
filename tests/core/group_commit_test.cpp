// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/group_commit.h"

#include "core/project/generations.h"
#include "tests/core/project_fixture.h"

#include <atomic>

namespace m3po {
namespace {

class GroupCommits : public ProjectFixture {
protected:
    void SetUp() override
    {
        ProjectFixture::SetUp();
        auto project = create();
        run_ = generations::find_or_create(project, run(2)).id;
        for (int i = 1; i <= 200; ++i)
            samples::add(project, sample(i));
    }

    GroupCommit::Group group(std::int64_t sample) const
    {
        return [this, sample](Project &project) {
            generations::add(project, run_, std::vector{candidate(sample, 0, "a", -1), candidate(sample, 1, "b", -2)});
        };
    }

    std::int64_t stored() const
    {
        auto project = *Project::open(file, Project::Mode::ReadOnly);
        return generations::candidate_count(project, run_);
    }

    std::int64_t run_ = 0;
};

TEST_F(GroupCommits, WhatIsAcknowledgedIsThere)
{
    GroupCommit commit(file, 8); // whoever comes ninth waits
    std::vector<std::jthread> writers;
    std::atomic<int> acknowledged = 0;
    for (int writer = 0; writer < 4; ++writer)
        writers.emplace_back([&, writer] {
            for (int i = 0; i < 50; ++i) {
                commit.add(group(writer * 50 + i + 1)).get();
                ++acknowledged;
                EXPECT_GE(stored(), 2 * i); // at least this writer's own
            }
        });
    writers.clear();
    EXPECT_EQ(acknowledged, 200);
    EXPECT_EQ(stored(), 400);
}

TEST_F(GroupCommits, WhatFailsFailsAlone)
{
    GroupCommit commit(file);
    std::vector<std::future<void>> done;
    for (const std::int64_t sample : {1, 2, 1, 3, 9999, 4}) // one that is there already, and one of a sample that there is not
        done.push_back(commit.add(group(sample)));
    int failed = 0;
    for (auto &one : done) {
        try {
            one.get();
        } catch (const Failure &failure) {
            EXPECT_EQ(failure.error().kind, ErrorKind::Conflict);
            ++failed;
        }
    }
    EXPECT_EQ(failed, 2);
    EXPECT_EQ(stored(), 8);
}

TEST_F(GroupCommits, TheEndWritesWhatWaits)
{
    {
        GroupCommit commit(file);
        for (int i = 1; i <= 100; ++i)
            commit.add(group(i));
    }
    EXPECT_EQ(stored(), 200);
}

} // namespace
} // namespace m3po
