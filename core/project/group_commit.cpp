// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/group_commit.h"

#include <iterator>
#include <utility>

namespace m3po {

GroupCommit::GroupCommit(const std::filesystem::path &project, std::size_t most)
    : project_(std::move(Project::open(project)).value()), most_(most), thread_([this](std::stop_token stop) { work(stop); })
{
}

GroupCommit::~GroupCommit()
{
    thread_.request_stop();
    thread_.join();
}

std::future<void> GroupCommit::add(Group group)
{
    std::unique_lock lock(mutex_);
    room_.wait(lock, [this] { return waiting_.size() < most_; });
    auto &waiting = waiting_.emplace_back(Waiting{std::move(group), {}});
    auto done = waiting.done.get_future();
    lock.unlock();
    more_.notify_one();
    return done;
}

void GroupCommit::work(std::stop_token stop)
{
    std::vector<Waiting> groups;
    while (true) {
        groups.clear();
        {
            std::unique_lock lock(mutex_);
            more_.wait(lock, stop, [this] { return !waiting_.empty(); });
            if (waiting_.empty())
                return; // it was asked to end, and everything is written
            groups.assign(std::make_move_iterator(waiting_.begin()), std::make_move_iterator(waiting_.end()));
            waiting_.clear();
        }
        room_.notify_all();
        write(groups);
    }
}

void GroupCommit::write(std::vector<Waiting> &groups)
{
    try {
        Transaction transaction(project_);
        for (auto &waiting : groups)
            waiting.group(project_);
        transaction.commit();
    } catch (...) {
        // One of them, or the disk: each by itself, so that only what fails is told to have failed.
        for (auto &waiting : groups)
            write_alone(waiting);
        return;
    }
    for (auto &waiting : groups)
        waiting.done.set_value();
}

void GroupCommit::write_alone(Waiting &waiting)
{
    try {
        Transaction transaction(project_);
        waiting.group(project_);
        transaction.commit();
        waiting.done.set_value();
    } catch (...) {
        waiting.done.set_exception(std::current_exception());
    }
}

} // namespace m3po
