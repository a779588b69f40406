// SPDX-License-Identifier: GPL-3.0-or-later
// m3po bench ingest: how many candidates a second become durable, in groups as the stages write them.
#include "app/m3po/command.h"
#include "app/m3po/measured.h"
#include "app/m3po/terminal.h"
#include "core/bench/answers.h"
#include "core/demo/dataset.h"
#include "core/demo/random.h"
#include "core/project/generations.h"
#include "core/project/samples.h"

#include <nlohmann/json.hpp>
#include <spdlog/fmt/fmt.h>

#include <chrono>
#include <fcntl.h>
#include <iostream>
#include <memory>
#include <unistd.h>

namespace m3po::app {
namespace fs = std::filesystem;

namespace {

using nlohmann::json;
using Clock = std::chrono::steady_clock;

struct Options {
    std::string folder;
    int samples = 16384, candidates = 32;
};

// A folder of its own, gone in the end.
class Scratch {
public:
    explicit Scratch(const std::string &parent) : path_((fs::path(parent) / fmt::format("m3po-bench-{}", ::getpid())))
    {
        fs::create_directories(path_ / "images");
    }
    ~Scratch()
    {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    Scratch(const Scratch &) = delete;
    Scratch &operator=(const Scratch &) = delete;
    const fs::path &path() const { return path_; }

private:
    fs::path path_;
};

// What the disk takes for a page written and synced: no transaction can be durable sooner.
double sync_milliseconds(const fs::path &folder, const Context &context)
{
    const int fd = ::open((folder / "sync").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0)
        throw Failure(Error::io(folder.string() + ": cannot be written"));
    const std::string page(4096, 'x');
    const auto times = measured(50, context, [&](int i) {
        if (::pwrite(fd, page.data(), page.size(), 4096 * i) < 0 || ::fdatasync(fd) != 0)
            throw Failure(Error::io(folder.string() + ": cannot be synced"));
    });
    ::close(fd);
    return times.at("median").get<double>();
}

Project make_project(const fs::path &file, const Options &options)
{
    auto project = std::move(Project::create(file, {.images_root = file.parent_path() / "images"})).value();
    Transaction transaction(project);
    for (int i = 0; i < options.samples; ++i) {
        Sample sample;
        sample.external_id = std::to_string(i);
        sample.image = {fmt::format("{}.png", i % 64), 1, std::string(64, 'a'), 8, 8};
        sample.instruction = "What is this?";
        samples::add(project, sample);
    }
    transaction.commit();
    return project;
}

// One group a sample, as generate writes them.
std::vector<std::vector<Candidate>> make_groups(const Options &options)
{
    const auto prompts = bench::prompts(demo::first_training_scene);
    std::vector<std::vector<Candidate>> groups;
    for (int i = 0; i < options.samples; ++i) {
        demo::Random random(static_cast<std::uint64_t>(i) + 1);
        const auto &prompt = random.pick(prompts);
        auto &group = groups.emplace_back();
        for (int position = 0; position < options.candidates; ++position)
            group.push_back(bench::draw(random.pick(prompt.answers), i + 1, position, random));
    }
    return groups;
}

GenerationRun run_of(Project &project, const Options &options)
{
    GenerationRun run;
    run.model = run.model_fingerprint = run.template_hash = "bench";
    run.candidates = options.candidates;
    return generations::find_or_create(project, run);
}

// One group after the other; a transaction ends with the first of them after `every`.
void ingest(Project &project, std::int64_t run, const std::vector<std::vector<Candidate>> &groups, Clock::duration every, std::stop_token stop)
{
    for (auto group = groups.begin(); group != groups.end();) {
        if (stop.stop_requested())
            throw Failure(Error::cancelled());
        const auto begun = Clock::now();
        Transaction transaction(project);
        do
            generations::add(project, run, *group++);
        while (group != groups.end() && Clock::now() - begun < every);
        transaction.commit();
    }
}

} // namespace

void add_bench_ingest(CLI::App &bench, Context &context)
{
    auto options = std::make_shared<Options>();
    auto *verb = bench.add_subcommand("ingest", "how many candidates a second become durable, in groups of a sample's");
    verb->add_option("FOLDER", options->folder, "on the disk that is measured; what is made there goes again")->required()->check(CLI::ExistingDirectory);
    verb->add_option("--samples", options->samples, "how many groups")->capture_default_str()->check(CLI::Range(1, 1'000'000));
    verb->add_option("--candidates", options->candidates, "of a group")->capture_default_str()->check(CLI::Range(1, 1000));
    verb->callback([options, &context] {
        const Scratch scratch(options->folder);
        const auto groups = make_groups(*options);
        const auto rows = static_cast<double>(options->samples) * options->candidates;
        json report{{"rows", rows}, {"group", options->candidates}, {"sync_milliseconds", sync_milliseconds(scratch.path(), context)}};

        // A transaction a group; and as the stages do it, one for the groups of a second.
        for (const auto &[way, every] : {std::pair{"a_sync_a_group", Clock::duration(0)}, std::pair{"a_sync_a_second", Clock::duration(std::chrono::seconds(1))}}) {
            auto project = make_project(scratch.path() / (std::string(way) + ".m3po"), *options);
            const auto run = run_of(project, *options).id;
            auto &times = report[way] = measured(1, context, [&](int) { ingest(project, run, groups, every, context.stop); });
            if (generations::candidate_count(project, run) != static_cast<std::int64_t>(rows))
                throw Failure(Error::internal("a group that was acknowledged is missing"));
            times["rows_a_second"] = rows / times["median"].get<double>() * 1e3;
            times["rows_a_processor_second"] = rows / times["processor"].get<double>() * 1e3;
        }
        if (context.json)
            return print_json(report);
        std::cout << fmt::format("{:.0f} candidates in groups of {}; a page is synced in {:.3f} ms\n", rows, options->candidates, report["sync_milliseconds"].get<double>());
        for (const auto &[name, way] : {std::pair{"a sync a group", "a_sync_a_group"}, std::pair{"a sync a second", "a_sync_a_second"}})
            std::cout << fmt::format("{:<15} {:>9.0f} rows a second, {:>9.0f} a second of processors\n", name, report[way]["rows_a_second"].get<double>(),
                                     report[way]["rows_a_processor_second"].get<double>());
        std::cout << std::flush;
    });
}

} // namespace m3po::app
