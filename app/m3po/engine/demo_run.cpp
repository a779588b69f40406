// SPDX-License-Identifier: GPL-3.0-or-later
// m3po demo run: the paper's loop on the demo world, ending in a table.
#include "app/m3po/engine/demo.h"
#include "app/m3po/engine/demo_loop.h"
#include "app/m3po/terminal.h"
#include "core/base/result.h"

#include <chrono>
#include <iostream>
#include <memory>

namespace m3po::app {
namespace {

namespace fs = std::filesystem;

fs::path program_folder()
{
    std::error_code ignored;
    return fs::read_symlink("/proc/self/exe", ignored).parent_path();
}

// Beside the source tree's build folder, or where the program was installed.
fs::path shipped_models()
{
    const auto program = program_folder();
    for (const auto *place : {"../../resources/demo", "../../share/m3po-workbench/demo"})
        if (fs::exists(program / place / "base" / "config.json"))
            return fs::weakly_canonical(program / place);
    return program / "../../resources/demo";
}

} // namespace

void add_demo_run(CLI::App &demo, Context &context)
{
    auto loop = std::make_shared<DemoLoop>();
    loop->models = shipped_models();
    loop->out = "demo";
    auto *verb = demo.add_subcommand("run", "from scenes to a table: generate, score, select, train, evaluate");
    verb->add_option("OUT", loop->out, "folder for project, pictures, adapters and table; a stopped run goes on there")->capture_default_str();
    verb->add_option("--models", loop->models, "folder with base/, judge/ and evaluator/");
    verb->add_option("--training-scenes", loop->training_scenes)->check(CLI::PositiveNumber)->capture_default_str();
    verb->add_option("--unseen-scenes", loop->unseen_scenes)->check(CLI::PositiveNumber)->capture_default_str();
    verb->add_option("--n", loop->n, "candidates a question")->check(CLI::PositiveNumber)->capture_default_str();
    verb->add_option("--seeds", loop->seeds, "of the training runs")->delimiter(',')->capture_default_str();
    verb->add_option("--learning-rate", loop->learning_rate)->capture_default_str();
    verb->add_option("--epochs", loop->epochs)->capture_default_str();
    verb->callback([loop, &context] {
        if (!fs::exists(loop->models / "base" / "config.json"))
            throw Failure(Error::not_found(loop->models.string() + ": holds no demo models; base/, judge/ and evaluator/ were expected (m3po demo train makes them)"));
        const auto begun = std::chrono::steady_clock::now();
        const auto result = run_demo_loop(*loop, context);
        if (context.json) {
            print_json(result);
        } else {
            const auto spent = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
            std::cout << "\n" << demo_table(result) << "\nTook " << duration_text(spent) << ". Project: " << (loop->out / "demo.m3po").string() << std::endl;
        }
    });
}

} // namespace m3po::app
