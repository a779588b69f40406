// SPDX-License-Identifier: GPL-3.0-or-later
// `m3po worker` spoken to as the window speaks to it.
#include "core/base/file.h"
#include "core/base/hash.h"
#include "core/base/sanitized.h"
#include "core/project/generations.h"
#include "core/project/samples.h"
#include "core/protocol/messages.h"
#include "tests/cli/run_program.h"
#include "tests/faults/soak.h"
#include "tests/support.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include <chrono>
#include <fstream>
#include <thread>

#include <fcntl.h>
#include <spawn.h>

extern char **environ;

namespace m3po {
namespace {

using namespace protocol;
using ::testing::HasSubstr;
using nlohmann::json;
using testing::run_m3po;

// A worker that lives as long as this does.
class Conversation {
public:
    Conversation()
    {
        std::array<int, 2> in{}, out{};
        if (::pipe2(in.data(), O_CLOEXEC) != 0 || ::pipe2(out.data(), O_CLOEXEC) != 0)
            throw std::runtime_error("no pipe could be made");
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
        posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
        const auto program = (std::filesystem::path(M3PO_BIN_DIR) / "m3po").string();
        char name[] = "m3po", verb[] = "worker";
        char *argv[] = {name, verb, nullptr};
        if (::posix_spawn(&child, program.c_str(), &actions, nullptr, argv, environ) != 0)
            throw std::runtime_error("the worker could not be started");
        posix_spawn_file_actions_destroy(&actions);
        ::close(in[0]);
        ::close(out[1]);
        to_ = in[1];
        from_ = out[0];
    }
    ~Conversation()
    {
        hang_up();
        if (child > 0) {
            ::kill(child, SIGKILL);
            ::waitpid(child, nullptr, 0);
        }
        ::close(from_);
    }

    void say(std::string_view line)
    {
        while (!line.empty()) {
            const auto written = ::write(to_, line.data(), line.size());
            ASSERT_GT(written, 0);
            line.remove_prefix(std::size_t(written));
        }
    }
    void say(const Request &request) { say(to_line(request)); }

    // The next answer of this kind; whatever comes before it is dropped.
    template <typename Kind>
    Kind hear()
    {
        const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds(60);
        while (std::chrono::steady_clock::now() < patience) {
            const auto end = held_.find('\n');
            if (end == std::string::npos) {
                pollfd wait{from_, POLLIN, 0};
                std::array<char, 65536> buffer;
                if (::poll(&wait, 1, 1000) <= 0)
                    continue;
                const auto count = ::read(from_, buffer.data(), buffer.size());
                if (count <= 0)
                    throw std::runtime_error("the worker fell silent before it said what was expected");
                held_.append(buffer.data(), std::size_t(count));
                continue;
            }
            const auto answer = parse_answer(std::string_view(held_).substr(0, end));
            held_.erase(0, end + 1);
            if (!answer)
                throw std::runtime_error(answer.error().message);
            if (const auto *found = std::get_if<Kind>(&*answer))
                return *found;
        }
        throw std::runtime_error("the worker did not say what was expected within a minute");
    }

    void hang_up()
    {
        if (to_ >= 0)
            ::close(to_);
        to_ = -1;
    }
    // Its exit code, or 128 + the signal.
    int end()
    {
        int status = 0;
        ::waitpid(child, &status, 0);
        child = 0;
        return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }

    pid_t child = 0;

private:
    int to_ = -1, from_ = -1;
    std::string held_;
};

class WorkerTest : public ::testing::Test {
protected:
    std::string path(const char *name) const { return (folder / name).string(); }

    // A project of as many questions on one picture, and the command that answers each four times.
    std::vector<std::string> generation(int questions)
    {
        ::setenv("OMP_NUM_THREADS", "1", 0); // the tiny model gains nothing from more
        std::ofstream(path("template.jinja")) << "{% for m in messages %}USER: {% for c in m['content'] %}{% if c['type'] == 'image' %}<image>"
                                                 "{% else %}{{ c['text'] }}{% endif %}{% endfor %} ASSISTANT:{% endfor %}";
        auto project = std::move(*Project::create(folder / "p.m3po", {.images_root = testing::data("models")}));
        const auto picture = *read_file(testing::data("models/picture.png"));
        Transaction transaction(project);
        for (int i = 0; i < questions; ++i) {
            Sample sample;
            sample.image = {"picture.png", std::int64_t(picture.size()), sha256(picture), 8, 8};
            sample.instruction = "how many objects " + std::to_string(i);
            sample.source = "test";
            sample.source_row = i;
            samples::add(project, sample);
        }
        transaction.commit();
        return {"generate", path("p.m3po"), "--model", testing::data("models/llava").string(), "--template", path("template.jinja"),
                "-n", "4", "--max-new-tokens", "12"};
    }
    std::int64_t candidates()
    {
        auto project = std::move(*Project::open(folder / "p.m3po", Project::Mode::ReadOnly));
        const auto runs = generations::list(project);
        return runs.empty() ? 0 : generations::candidate_count(project, runs.front().id);
    }

    // Until the first of them are in the project: they are stored in groups.
    std::int64_t wait_for_candidates()
    {
        for (int i = 0; i < 600 && candidates() == 0; ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        return candidates();
    }
    static constexpr int questions = 1500;

    testing::TemporaryFolder folder;
};

TEST_F(WorkerTest, RunsOneCommandAfterTheOtherAndGoesWhenAsked)
{
    Conversation worker;
    const auto hello = worker.hear<Hello>();
    EXPECT_EQ(hello.protocol, version);
    EXPECT_EQ(hello.pid, worker.child);
    worker.say(Hello{});
    worker.say(protocol::Run{1, {"init", path("a.m3po"), "--images", folder.path().string()}});
    worker.say(protocol::Run{2, {"info", path("a.m3po")}});
    worker.say(protocol::Run{3, {"info", path("none.m3po")}});
    worker.say(protocol::Run{4, {"dance"}});
    worker.say(protocol::Run{5, {"--help"}});
    EXPECT_EQ(worker.hear<Done>().id, 1);
    const auto second = worker.hear<Done>();
    EXPECT_EQ(second.id, 2);
    EXPECT_EQ(json::parse(second.result)["samples"], 0) << second.result;
    const auto third = worker.hear<Failed>();
    EXPECT_EQ(third.id, 3);
    EXPECT_EQ(third.kind, ErrorKind::NotFound);
    EXPECT_THAT(third.message, HasSubstr("none.m3po"));
    EXPECT_EQ(worker.hear<Failed>().kind, ErrorKind::Usage);
    EXPECT_EQ(worker.hear<Failed>().kind, ErrorKind::Usage);
    EXPECT_GE(worker.hear<Heartbeat>().count, 1);
    worker.say(Shutdown{});
    EXPECT_EQ(worker.end(), 0);
}

TEST_F(WorkerTest, GarbageIsAnsweredAndCostsNothing)
{
    Conversation worker;
    worker.say("{\"id\":1,\n");
    EXPECT_THAT(worker.hear<Complaint>().message, HasSubstr("not a message"));
    worker.say("{\"id\":1,\"dance\":true}\n");
    EXPECT_THAT(worker.hear<Complaint>().message, HasSubstr("was expected"));
    worker.say(std::string(5 << 20, 'x') + "\n");
    EXPECT_THAT(worker.hear<Complaint>().message, HasSubstr("passed over"));
    worker.say(Cancel{77});
    worker.say(protocol::Run{1, {"init", path("a.m3po"), "--images", folder.path().string()}});
    EXPECT_EQ(worker.hear<Done>().id, 1);
    worker.say("{\"hello\":{\"protocol\":99}}\n");
    EXPECT_THAT(worker.hear<Complaint>().message, HasSubstr("version 99"));
    EXPECT_EQ(worker.end(), 0);
}

TEST_F(WorkerTest, PausesBetweenGroupsAndGoesOn)
{
    const auto command = generation(questions);
    Conversation worker;
    worker.say(protocol::Run{1, command});
    ASSERT_GT(wait_for_candidates(), 0);
    worker.say(Pause{1});
    worker.hear<Paused>();
    const auto held = candidates();
    EXPECT_LT(held, 4 * questions);
    std::this_thread::sleep_for(std::chrono::milliseconds(500));
    EXPECT_EQ(candidates(), held);
    worker.say(Resume{1});
    EXPECT_EQ(worker.hear<Running>().id, 1);
    EXPECT_EQ(json::parse(worker.hear<Done>().result)["candidates"], 4 * questions);
    EXPECT_EQ(candidates(), 4 * questions);
}

TEST_F(WorkerTest, CancelEndsAtAGroupsEndAndTheSameCommandGoesOn)
{
    const auto command = generation(questions);
    Conversation worker;
    worker.say(protocol::Run{1, command});
    worker.say(protocol::Run{2, {"info", path("p.m3po")}});
    ASSERT_GT(wait_for_candidates(), 0);
    worker.say(Cancel{2});
    EXPECT_EQ(worker.hear<Failed>().id, 2);
    worker.say(Cancel{1});
    const auto failed = worker.hear<Failed>();
    EXPECT_EQ(failed.id, 1);
    EXPECT_EQ(failed.kind, ErrorKind::Cancelled);
    EXPECT_LT(candidates(), 4 * questions);
    worker.say(protocol::Run{3, command});
    worker.hear<Done>();
    EXPECT_EQ(candidates(), 4 * questions);
}

TEST_F(WorkerTest, WhenTheWindowGoesTheJobStopsAtItsGroupsEnd)
{
    const auto command = generation(questions);
    Conversation worker;
    worker.say(protocol::Run{1, command});
    worker.hear<Progressed>();
    worker.hang_up();
    EXPECT_EQ(worker.end(), 0);
    EXPECT_EQ(candidates() % 4, 0);
    EXPECT_LT(candidates(), 4 * questions);
}

TEST_F(WorkerTest, DetachedItFinishesAlone)
{
    const auto command = generation(questions);
    Conversation worker;
    worker.say(protocol::Run{1, command});
    worker.hear<Progressed>();
    worker.say(Detach{});
    worker.hang_up();
    EXPECT_EQ(worker.end(), 0);
    EXPECT_EQ(candidates(), 4 * questions);
}

TEST_F(WorkerTest, KilledItLosesNothingThatWasAcknowledged)
{
    const auto command = generation(questions);
    std::int64_t held = 0;
    {
        Conversation worker;
        worker.say(protocol::Run{1, command});
        held = wait_for_candidates();
        ASSERT_GT(held, 0);
        ::kill(worker.child, SIGKILL);
        EXPECT_EQ(worker.end(), 128 + SIGKILL);
    }
    EXPECT_GE(candidates(), held);
    Conversation worker;
    worker.say(protocol::Run{1, command});
    worker.hear<Done>();
    EXPECT_EQ(candidates(), 4 * questions);
}

// MiB of memory that the process has had at most.
long peak_memory(pid_t process)
{
    std::ifstream status("/proc/" + std::to_string(process) + "/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmHWM:"))
            return std::atol(line.c_str() + 6) / 1024;
    return -1;
}

TEST_F(WorkerTest, AnEndlessLineCostsNoMemory)
{
    Conversation worker;
    worker.hear<Hello>();
    const auto before = peak_memory(worker.child);
    const std::string piece(1 << 20, 'x');
    const int mebibytes = testing::times(64, 1024);
    for (int i = 0; i < mebibytes; ++i)
        worker.say(piece);
    worker.say("\n");
    EXPECT_THAT(worker.hear<Complaint>().message, HasSubstr("passed over"));
    EXPECT_LT(peak_memory(worker.child) - before, 24);
    worker.say(Shutdown{});
    EXPECT_EQ(worker.end(), 0);
}

TEST_F(WorkerTest, AFloodIsAnsweredPieceByPieceAndDoesNotGrow)
{
    Conversation worker;
    worker.hear<Hello>();
    const auto before = peak_memory(worker.child);
    constexpr int requests = 50'000;
    // Beside the listening below: who does not listen is not listened to, which is what keeps both small.
    std::thread flood([&] {
        std::string lines;
        for (int i = 1; i <= requests; ++i)
            lines += i % 2 == 0 ? to_line(Request(protocol::Run{i, {"no-such-verb"}})) : std::string("{\"what\":") + std::to_string(i) + "}\n";
        worker.say(lines);
        worker.say(protocol::Run{requests + 1, {"no-such-verb"}});
    });
    int complaints = 0;
    for (; complaints < requests / 2; ++complaints)
        worker.hear<Complaint>();
    flood.join();
    if (!sanitized) { // which keeps what was freed
        EXPECT_LT(peak_memory(worker.child) - before, 64);
    }
    worker.say(Shutdown{});
    EXPECT_EQ(worker.end(), 0);
}

TEST_F(WorkerTest, HalfALineIsNoRequest)
{
    Conversation worker;
    worker.hear<Hello>();
    worker.say(R"({"id":1,"run":["init",")" + path("made.m3po"));
    worker.hang_up();
    EXPECT_EQ(worker.end(), 0);
    EXPECT_FALSE(std::filesystem::exists(path("made.m3po")));
}

TEST_F(WorkerTest, AnotherVersionIsToldAndTheWorkerGoes)
{
    Conversation worker;
    worker.say(Hello{version + 1, "", 0});
    EXPECT_THAT(worker.hear<Complaint>().message, HasSubstr("version"));
    EXPECT_EQ(worker.end(), 0);
}

TEST_F(WorkerTest, WhicheverMessageTheWindowDiesBehindTheWorkerGoes)
{
    const std::vector<Request> talk{Hello{}, protocol::Run{1, {"no-such-verb"}}, Pause{1}, Resume{1}, Cancel{1}, protocol::Run{2, {"no-such-verb"}}, Shutdown{}};
    for (std::size_t said = 0; said <= talk.size(); ++said) {
        Conversation worker;
        for (std::size_t i = 0; i < said; ++i)
            worker.say(talk[i]);
        worker.hang_up();
        EXPECT_EQ(worker.end(), 0) << said;
    }
}

} // namespace
} // namespace m3po
