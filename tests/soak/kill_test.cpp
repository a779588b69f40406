// SPDX-License-Identifier: GPL-3.0-or-later
// kill -9 at random moments of everything that writes: import, generate, score, select, train and export, by the programs
// themselves with the tests' small models, and the window on the same project. After each kill the project opens, is whole, and
// has all that it had; at the end the same commands have come to the same state.
#include "core/base/file.h"
#include "core/base/hash.h"
#include "core/base/philox.h"
#include "core/project/query.h"
#include "tests/cli/run_program.h"
#include "tests/faults/soak.h"
#include "tests/support.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <spdlog/fmt/fmt.h>

#include <chrono>
#include <fcntl.h>
#include <fstream>
#include <iostream>
#include <map>

namespace m3po {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using testing::data;

// What the commands have made of their inputs; times and speeds aside.
const std::vector<std::string> results{"SELECT path, sha256, width, height FROM images ORDER BY 1",
                                       "SELECT id, external_id, instruction, conversation, reference_answer, identity FROM samples ORDER BY 1",
                                       "SELECT sample_id, position, text, token_ids, token_logps, logp_sum, finish_reason FROM candidates ORDER BY 1, 2",
                                       "SELECT candidate_id, value, raw FROM component_scores ORDER BY 1",
                                       "SELECT sample_id, ordinal, chosen_id, rejected_id, score, reason FROM selected_pairs ORDER BY 1, 2",
                                       "SELECT position, prompt, chosen, rejected, chosen_ids, rejected_ids FROM preference_pairs ORDER BY 1",
                                       "SELECT step FROM training_steps ORDER BY 1"};

std::int64_t rows_of(Project &project)
{
    std::int64_t rows = 0;
    for (const auto *table : {"samples", "candidates", "component_scores"}) // those that only grow
        rows += project.connection().database->execAndGet(fmt::format("SELECT count(*) FROM {}", table)).getInt64();
    return rows;
}

class Kills : public ::testing::Test {
protected:
    static void SetUpTestSuite() { ::setenv("OMP_NUM_THREADS", "1", 1); }

    struct Site {
        fs::path folder;
        fs::path project() const { return folder / "p.m3po"; }
        std::vector<std::vector<std::string>> commands() const
        {
            const auto p = project().string();
            return {{"import", p, (folder / "rows.json").string()},
                    {"generate", p, "--model", data("models/llava").string(), "--template", (folder / "template.jinja").string(), "--temperature", "1",
                     "--max-new-tokens", "10", "-n", "4", "--seed", "3"},
                    {"score", p, "--clip", data("score/clip").string(), "--components", "visual_relevance"},
                    {"select", p, "--name", "m3p"},
                    {"train", p, "--selection", "m3p", "--model", data("models/llava").string(), "--template", (folder / "template.jinja").string(), "--out",
                     (folder / "run").string(), "--max-steps", "6", "--batch-size", "2", "--rank", "2", "--checkpoint-steps", "2", "--dtype", "float32"},
                    {"export", p, "--format", "trl", "--selection", "m3p", "--out", (folder / "out").string()}};
        }
    };

    Site make_site(const std::string &name)
    {
        Site site{temporary.path() / name};
        fs::create_directories(site.folder / "images");
        const auto picture = *read_file(data("models/picture.png"));
        auto rows = nlohmann::json::array();
        for (int i = 0; i < 6; ++i) {
            std::ofstream(site.folder / fmt::format("images/{}.png", i), std::ios::binary) << picture;
            rows.push_back({{"id", std::to_string(i)}, {"image", fmt::format("{}.png", i)}, {"conversations", {{{"from", "human"}, {"value", fmt::format("how many objects {}", i)}}}}});
        }
        std::ofstream(site.folder / "rows.json") << rows.dump();
        std::ofstream(site.folder / "template.jinja") << "{% for m in messages %}USER: {% for c in m['content'] %}{% if c['type'] == 'image' %}<image>"
                                                         "{% else %}{{ c['text'] }}{% endif %}{% endfor %} ASSISTANT:{% endfor %}";
        (void)*Project::create(site.project(), {.images_root = site.folder / "images"});
        return site;
    }

    // Whether it was killed; else it has ended by itself before its time, and well.
    static bool run_and_kill(const fs::path &program, std::vector<std::string> words, double seconds)
    {
        auto name = program.string();
        std::vector<char *> argv{name.data()};
        for (auto &word : words)
            argv.push_back(word.data());
        argv.push_back(nullptr);
        const pid_t child = ::fork();
        if (child == 0) {
            const int nowhere = ::open("/dev/null", O_RDWR);
            for (const int stream : {0, 1, 2})
                ::dup2(nowhere, stream);
            ::execv(name.c_str(), argv.data());
            ::_exit(127);
        }
        const auto until = Clock::now() + std::chrono::duration<double>(seconds);
        int status = 0;
        while (Clock::now() < until) {
            if (::waitpid(child, &status, WNOHANG) == child) {
                EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << words[0] << ": " << status;
                return false;
            }
            ::usleep(500);
        }
        ::kill(child, SIGKILL);
        ::waitpid(child, &status, 0);
        return WIFSIGNALED(status);
    }

    static std::int64_t expect_whole(const Site &site, std::int64_t before, const std::string &where)
    {
        auto opened = Project::open(site.project());
        EXPECT_TRUE(opened.ok()) << where << ": " << (opened.ok() ? "" : opened.error().message);
        if (!opened)
            return before;
        auto project = std::move(*opened);
        EXPECT_EQ(project.connection().database->execAndGet("PRAGMA integrity_check").getString(), "ok") << where;
        const auto now = rows_of(project);
        EXPECT_GE(now, before) << where;
        return now;
    }

    static std::string state(const Site &site)
    {
        auto project = *Project::open(site.project(), Project::Mode::ReadOnly);
        Sha256 hash;
        for (const auto &sql : results) {
            SQLite::Statement rows(*project.connection().database, sql);
            while (rows.executeStep())
                for (int column = 0; column < rows.getColumnCount(); ++column)
                    hash.update("|" + rows.getColumn(column).getString());
        }
        hash.update(*read_file(site.folder / "out/m3p.jsonl"));
        hash.update(*read_file(site.folder / "run/adapter_model.safetensors"));
        return hash.hex();
    }

    testing::TemporaryFolder temporary;
};

TEST_F(Kills, AtRandomMomentsOfEveryCommandLoseNothing)
{
    const auto program = fs::path(M3PO_BIN_DIR) / "m3po";
    const auto window = fs::path(M3PO_BIN_DIR) / "m3po-workbench";
    ::setenv("QT_QPA_PLATFORM", "offscreen", 1);
    ::setenv("HOME", temporary.path().c_str(), 1);
    const auto whole = make_site("whole");
    std::vector<double> seconds;
    for (const auto &words : whole.commands()) {
        const auto start = Clock::now();
        const auto ran = testing::run_m3po(words);
        ASSERT_EQ(ran.exit_code, 0) << words[0] << ": " << ran.err;
        seconds.push_back(std::chrono::duration<double>(Clock::now() - start).count());
    }
    const auto end = state(whole);

    const int wanted = testing::times(14, 1000);
    std::uint64_t draw = 0;
    std::map<std::string, int> kills;
    int total = 0;
    for (int round = 0; total < wanted && !HasFailure(); ++round) {
        const auto site = make_site("killed-" + std::to_string(round));
        std::int64_t rows = 0;
        for (std::size_t i = 0; i < site.commands().size() && !HasFailure(); ++i) {
            const auto words = site.commands()[i];
            // Twice on its way, then to its end.
            for (int attempt = 0; attempt < 2 && total < wanted; ++attempt) {
                if (run_and_kill(program, words, seconds[i] * uniform(9, draw++))) {
                    ++kills[words[0]];
                    ++total;
                }
                rows = expect_whole(site, rows, words[0]);
            }
            const auto ran = testing::run_m3po(words);
            ASSERT_EQ(ran.exit_code, 0) << words[0] << ": " << ran.err;
            rows = expect_whole(site, rows, words[0]);
            if (fs::exists(window) && (i == 1 || i == 3) && total < wanted) {
                if (run_and_kill(window, {site.project().string()}, 0.2 + 1.5 * uniform(10, draw++))) {
                    ++kills["window"];
                    ++total;
                }
                rows = expect_whole(site, rows, "window");
            }
        }
        EXPECT_EQ(state(site), end) << "round " << round;
        fs::remove_all(site.folder);
    }
    for (const auto &[what, count] : kills)
        std::cout << what << ": " << count << " kills\n";
    EXPECT_GE(total, wanted);
}

} // namespace
} // namespace m3po
