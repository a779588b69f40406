// SPDX-License-Identifier: GPL-3.0-or-later
// The verbs that need libtorch, where there is none: each says so.
#include "app/m3po/command.h"
#include "core/base/result.h"

#include <string>

namespace m3po::app {

namespace {

void add_missing(CLI::App &app, const std::string &name)
{
    auto *verb = app.add_subcommand(name, "needs libtorch, which is not installed");
    verb->fallthrough(false)->allow_extras(); // its own options are not known here
    verb->set_help_flag();
    verb->callback([name] {
        throw Failure(Error::unsupported(name + ": needs libtorch, which is not installed; the package m3po-libtorch brings it, and "
                                                "in a source tree ./run fetches it"));
    });
}

} // namespace

void add_generate(CLI::App &app, Context &) { add_missing(app, "generate"); }
void add_score(CLI::App &app, Context &) { add_missing(app, "score"); }
void add_train(CLI::App &app, Context &) { add_missing(app, "train"); }
void add_evaluate(CLI::App &app, Context &) { add_missing(app, "evaluate"); }
void add_demo(CLI::App &app, Context &) { add_missing(app, "demo"); }

} // namespace m3po::app
