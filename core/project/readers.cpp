// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/readers.h"

#include "core/project/corpus_state.h"
#include "core/project/query.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>

namespace m3po {

namespace {

// Whoever reads a range once finds nothing again in a large cache; a small one stays in the processor's.
constexpr auto cache_of_a_scan = "PRAGMA cache_size=-8192"; // 8 MiB

} // namespace

Readers::Readers(Project &project, int wanted) : project_(project)
{
    own_transaction_ = sqlite3_get_autocommit(project.connection().database->getHandle()) != 0;
    if (own_transaction_)
        project.connection().execute("BEGIN");
    state_ = corpus_state(project); // the transaction's first look: from here on it sees nothing newer
    wanted = std::min(wanted, static_cast<int>(std::thread::hardware_concurrency()));
    for (int i = 1; own_transaction_ && !state_.empty() && i < wanted; ++i) {
        auto other = Project::open(project.file(), Project::Mode::ReadOnly);
        if (!other)
            break; // slower, and no harm otherwise
        other->connection().execute(cache_of_a_scan);
        other->connection().execute("BEGIN");
        if (corpus_state(*other) != state_)
            break;
        others_.push_back(std::move(other).value());
    }
}

Readers::~Readers()
{
    if (own_transaction_)
        project_.connection().database->tryExec("ROLLBACK"); // nothing was written
}

void Readers::run(int count, const std::function<void(Project &, int)> &job)
{
    std::atomic<int> next = 0;
    std::mutex mutex;
    std::exception_ptr trouble;
    const auto work = [&](Project &project) {
        try {
            for (int i = next++; i < count; i = next++)
                job(project, i);
        } catch (...) {
            next = count;
            const std::lock_guard lock(mutex);
            trouble = std::current_exception();
        }
    };
    {
        std::vector<std::jthread> helpers;
        for (std::size_t i = 0; i < others_.size() && static_cast<int>(i) + 1 < count; ++i)
            helpers.emplace_back([&work, &other = others_[i]] { work(other); });
        work(project_);
    }
    if (trouble)
        std::rethrow_exception(trouble);
}

} // namespace m3po
