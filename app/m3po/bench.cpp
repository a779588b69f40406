// SPDX-License-Identifier: GPL-3.0-or-later
// m3po bench: how fast it is on this machine.
#include "app/m3po/command.h"

namespace m3po::app {

// Declared here and nowhere else: a measurement's file defines its function, add_bench() names it.
void add_bench_ingest(CLI::App &bench, Context &context);
void add_bench_open(CLI::App &bench, Context &context);
void add_bench_project(CLI::App &bench, Context &context);
void add_bench_select(CLI::App &bench, Context &context);
#if M3PO_ENGINE
void add_bench_clip(CLI::App &bench, Context &context);
void add_bench_generate(CLI::App &bench, Context &context);
void add_bench_logprobs(CLI::App &bench, Context &context);
void add_bench_train(CLI::App &bench, Context &context);
#endif

void add_bench(CLI::App &app, Context &context)
{
    auto *bench = app.add_subcommand("bench", "how fast this program is on this machine, and a large project to try it on");
    bench->require_subcommand(1);
    bench->fallthrough();
    add_bench_ingest(*bench, context);
    add_bench_open(*bench, context);
    add_bench_project(*bench, context);
    add_bench_select(*bench, context);
#if M3PO_ENGINE
    add_bench_clip(*bench, context);
    add_bench_generate(*bench, context);
    add_bench_logprobs(*bench, context);
    add_bench_train(*bench, context);
#endif
}

} // namespace m3po::app
