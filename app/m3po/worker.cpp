// SPDX-License-Identifier: GPL-3.0-or-later
// m3po worker: runs commands for the window, one after the other; core/protocol/messages.h says how they talk.
#include "app/m3po/run_verb.h"
#include "app/m3po/worker_voice.h"
#include "core/base/result.h"
#include "core/protocol/line_reader.h"

#include <array>
#include <cerrno>
#include <deque>
#include <optional>
#include <poll.h>
#include <sys/eventfd.h>
#include <thread>
#include <unistd.h>

namespace m3po::app {
namespace {

class Worker {
public:
    explicit Worker(std::stop_token stop) : voice_([this] { end(); }), stopping_(stop, [this] { end(); }) {}

    ~Worker() { ::close(wake_); }
    Worker(const Worker &) = delete;
    Worker &operator=(const Worker &) = delete;

    // Listens in a thread of its own, works in this one.
    void run()
    {
        voice_.say(protocol::Hello{protocol::version, M3PO_VERSION, ::getpid()});
        std::thread listener([this] { listen(); });
        while (auto job = next())
            work(*job);
        wake();
        listener.join();
    }

private:
    struct Job {
        std::int64_t id;
        std::vector<std::string> arguments;
        std::stop_source stop;
    };

    // Blocks; nothing when the worker is to end.
    std::optional<Job> next()
    {
        std::unique_lock lock(mutex_);
        current_ = 0;
        changed_.wait(lock, [this] { return ending_ || !waiting_.empty() || detached_; });
        if (ending_ || waiting_.empty())
            return std::nullopt;
        auto job = std::move(waiting_.front());
        waiting_.pop_front();
        current_ = job.id;
        current_stop_ = job.stop;
        paused_ = false;
        return job;
    }

    void work(const Job &job)
    {
        voice_.say(protocol::Running{job.id});
        Context context;
        context.stop = job.stop.get_token();
        context.progress = [this, id = job.id](const Progress &progress) {
            voice_.say(protocol::Progressed{id, progress});
            hold_while_paused(id);
        };
        context.log = [this, id = job.id](const std::string &line) { voice_.say(protocol::Logged{id, line}); };
        auto result = catching([&] { return run_verb(job.arguments, context).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace); });
        if (result)
            voice_.say(protocol::Done{job.id, *result});
        else
            voice_.say(protocol::Failed{job.id, result.error().kind, result.error().message});
    }

    // In the job's thread, between two pieces of work.
    void hold_while_paused(std::int64_t id)
    {
        std::unique_lock lock(mutex_);
        if (!paused_)
            return;
        lock.unlock();
        voice_.say(protocol::Paused{id});
        lock.lock();
        changed_.wait(lock, [this] { return !paused_; });
        lock.unlock();
        voice_.say(protocol::Running{id});
    }

    void listen()
    {
        protocol::LineReader reader;
        std::array<char, 1 << 16> buffer{};
        std::array<pollfd, 2> wait_for{pollfd{STDIN_FILENO, POLLIN, 0}, pollfd{wake_, POLLIN, 0}};
        std::size_t complained = 0;
        for (;;) {
            if (::poll(wait_for.data(), wait_for.size(), -1) < 0 && errno != EINTR)
                break;
            if (wait_for[1].revents != 0)
                return; // the work has ended
            if (wait_for[0].revents == 0)
                continue;
            const auto count = ::read(STDIN_FILENO, buffer.data(), buffer.size());
            if (count < 0 && errno == EINTR)
                continue;
            if (count <= 0)
                break;
            reader.feed({buffer.data(), std::size_t(count)}, [this](std::string_view line) { take(line); });
            for (; complained < reader.passed_over(); ++complained)
                voice_.say(protocol::Complaint{"a line of more than 4 MiB was passed over"});
        }
        if (const std::lock_guard lock(mutex_); detached_)
            return;
        end();
    }

    void take(std::string_view line)
    {
        const auto request = protocol::parse_request(line);
        if (!request) {
            voice_.say(protocol::Complaint{request.error().message});
            return;
        }
        std::visit([this](const auto &message) { take(message); }, *request);
    }

    void take(const protocol::Hello &hello)
    {
        if (hello.protocol == protocol::version)
            return;
        voice_.say(protocol::Complaint{"the window speaks version " + std::to_string(hello.protocol) + " of the protocol, this worker version " +
                                       std::to_string(protocol::version)});
        end();
    }

    void take(const protocol::Run &run)
    {
        if (const std::lock_guard lock(mutex_); waiting_.size() < most_waiting) {
            waiting_.push_back({run.id, run.arguments, {}});
            changed_.notify_all();
            return;
        }
        voice_.say(protocol::Failed{run.id, ErrorKind::Conflict, "too many jobs wait already"});
    }

    void take(const protocol::Cancel &cancel)
    {
        {
            const std::lock_guard lock(mutex_);
            if (cancel.id == current_) {
                current_stop_.request_stop();
                paused_ = false;
                changed_.notify_all();
                return;
            }
            if (std::erase_if(waiting_, [&](const Job &job) { return job.id == cancel.id; }) == 0)
                return; // over already
        }
        voice_.say(protocol::Failed{cancel.id, ErrorKind::Cancelled, "cancelled before it began"});
    }

    void take(const protocol::Pause &pause) { set_paused(pause.id, true); }
    void take(const protocol::Resume &resume) { set_paused(resume.id, false); }

    void set_paused(std::int64_t id, bool paused)
    {
        const std::lock_guard lock(mutex_);
        if (id != current_)
            return;
        paused_ = paused;
        changed_.notify_all();
    }

    void take(const protocol::Detach &)
    {
        voice_.fall_silent();
        const std::lock_guard lock(mutex_);
        detached_ = true;
        paused_ = false;
        changed_.notify_all();
    }

    void take(const protocol::Shutdown &) { end(); }

    // The job stops at its group's end, and none follows.
    void end()
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
        paused_ = false;
        current_stop_.request_stop();
        changed_.notify_all();
    }

    void wake()
    {
        const std::uint64_t one = 1;
        [[maybe_unused]] const auto written = ::write(wake_, &one, sizeof one);
    }

    static constexpr std::size_t most_waiting = 1000;

    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Job> waiting_;
    std::int64_t current_ = 0; // 0 for none
    std::stop_source current_stop_;
    bool paused_ = false, ending_ = false, detached_ = false;
    const int wake_ = ::eventfd(0, EFD_CLOEXEC);
    WorkerVoice voice_;
    std::stop_callback<std::function<void()>> stopping_;
};

} // namespace

void add_worker(CLI::App &app, Context &context)
{
    auto *verb = app.add_subcommand("worker", "run commands for the window: JSON lines on standard input and output");
    verb->callback([&context] { Worker(context.stop).run(); });
}

} // namespace m3po::app
