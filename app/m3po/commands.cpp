// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/m3po/commands.h"

#include <vector>

namespace m3po::app {

// Declared here and nowhere else: a verb's file defines its function, this list names it.
void add_init(CLI::App &app, Context &context);
void add_import(CLI::App &app, Context &context);
#if M3PO_ENGINE
void add_generate(CLI::App &app, Context &context);
#endif
void add_select(CLI::App &app, Context &context);
#if M3PO_ENGINE
void add_train(CLI::App &app, Context &context);
#endif
void add_metrics(CLI::App &app, Context &context);
void add_export(CLI::App &app, Context &context);
void add_info(CLI::App &app, Context &context);
void add_inspect(CLI::App &app, Context &context);
void add_bench(CLI::App &app, Context &context);
#if M3PO_ENGINE
void add_score(CLI::App &app, Context &context);
void add_evaluate(CLI::App &app, Context &context);
void add_demo(CLI::App &app, Context &context);
#endif

std::span<const AddCommand> commands()
{
    static const std::vector<AddCommand> list{
        add_init,
        add_import,
#if M3PO_ENGINE
        add_generate,
        add_score,
#endif
        add_select,
#if M3PO_ENGINE
        add_train,
        add_evaluate,
#endif
        add_metrics,
        add_export,
        add_info,
        add_inspect,
        add_bench,
#if M3PO_ENGINE
        add_demo,
#endif
    };
    return list;
}

} // namespace m3po::app
