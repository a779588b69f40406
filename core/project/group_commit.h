// SPDX-License-Identifier: GPL-3.0-or-later
// Groups of rows, each on the disk when it is acknowledged, by one sync for all groups that wait meanwhile.
//
// A disk's sync takes from a tenth of a millisecond to tens of them, whatever it syncs. Who hands in a group at a time and
// waits for each pays one a group; who hands in the next while others are under way shares them. add() may be called from any
// thread; one thread of its own, with a connection of its own, writes in the order of the calls.
#pragma once

#include "core/project/project.h"

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

namespace m3po {

class GroupCommit {
public:
    // A group: writes its rows through the connection that it is given, outside of a Transaction of its own, and may be
    // called again where another group of the same transaction fails.
    using Group = std::function<void(Project &)>;

    // At most `most` groups wait; whoever comes then waits, too. Throws Failure where the project cannot be opened.
    explicit GroupCommit(const std::filesystem::path &project, std::size_t most = 256);
    ~GroupCommit(); // writes what waits

    // Ready when the group is on the disk; otherwise it throws why the group is not, and nothing of it is.
    std::future<void> add(Group group);

private:
    struct Waiting {
        Group group;
        std::promise<void> done;
    };
    void work(std::stop_token stop);
    void write(std::vector<Waiting> &groups);
    void write_alone(Waiting &waiting);

    Project project_;
    std::size_t most_;
    std::mutex mutex_;
    std::condition_variable_any more_, room_;
    std::deque<Waiting> waiting_;
    std::jthread thread_; // last: it uses the others
};

} // namespace m3po
