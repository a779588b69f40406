// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/m3po/commands.h"

#include <vector>

namespace m3po::app {

// Declared here and nowhere else: a verb's file defines its function, this list names it. Those that need libtorch lie in
// engine/; in a build without it, without_engine/ stands for them.
void add_init(CLI::App &app, Context &context);
void add_relocate(CLI::App &app, Context &context);
void add_import(CLI::App &app, Context &context);
void add_generate(CLI::App &app, Context &context);
void add_select(CLI::App &app, Context &context);
void add_review(CLI::App &app, Context &context);
void add_train(CLI::App &app, Context &context);
void add_metrics(CLI::App &app, Context &context);
void add_export(CLI::App &app, Context &context);
void add_info(CLI::App &app, Context &context);
void add_inspect(CLI::App &app, Context &context);
void add_worker(CLI::App &app, Context &context);
void add_bench(CLI::App &app, Context &context);
void add_score(CLI::App &app, Context &context);
void add_evaluate(CLI::App &app, Context &context);
void add_demo(CLI::App &app, Context &context);

std::span<const AddCommand> commands()
{
    static const std::vector<AddCommand> list{
        add_init,
        add_relocate,
        add_import,
        add_generate,
        add_score,
        add_select,
        add_review,
        add_train,
        add_evaluate,
        add_metrics,
        add_export,
        add_info,
        add_inspect,
        add_worker,
        add_bench,
        add_demo,
    };
    return list;
}

} // namespace m3po::app
