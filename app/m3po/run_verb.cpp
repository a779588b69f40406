// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/m3po/run_verb.h"

#include "app/m3po/commands.h"
#include "core/base/result.h"

#include <iostream>
#include <sstream>

namespace m3po::app {
namespace {

// Standard output's stream for as long as this lives; a verb within a verb (the demo's) has its own.
class Caught {
public:
    Caught() : before_(std::cout.rdbuf(text_.rdbuf())) {}
    ~Caught() { std::cout.rdbuf(before_); }
    Caught(const Caught &) = delete;
    Caught &operator=(const Caught &) = delete;
    std::string text() const { return text_.str(); }

private:
    std::ostringstream text_;
    std::streambuf *before_;
};

nlohmann::json documents(const std::string &output)
{
    std::vector<nlohmann::json> found;
    std::istringstream lines(output);
    for (std::string line; std::getline(lines, line);)
        if (!line.empty())
            found.push_back(nlohmann::json::parse(line));
    return found.size() == 1 ? found.front() : nlohmann::json(found);
}

} // namespace

void add_commands(CLI::App &app, Context &context)
{
    app.require_subcommand(1);
    app.set_version_flag("--version", M3PO_VERSION);
    app.add_flag("--json", context.json, "print JSON on standard output, and progress as JSON on standard error");
    app.add_flag("--text-progress", context.text_progress, "with --json: progress on standard error as text");
    app.add_flag("--quiet", context.quiet, "no progress on standard error");
    app.fallthrough();
    for (const auto add : commands())
        add(app, context);
}

nlohmann::json run_verb(const std::vector<std::string> &arguments, const Context &outer)
{
    Context context = outer;
    CLI::App app{"m3po"};
    add_commands(app, context);
    context.json = true;
    context.text_progress = true;
    std::vector<std::string> reversed(arguments.rbegin(), arguments.rend()); // CLI11 takes them from the back
    Caught output;
    try {
        app.parse(std::move(reversed));
    } catch (const CLI::Success &) { // --help and --version have no document
        throw Failure(Error::usage(command_line(arguments) + ": is no command that does work"));
    } catch (const CLI::ParseError &error) {
        throw Failure(Error::usage(command_line(arguments) + ": " + error.what()));
    }
    try {
        return documents(output.text());
    } catch (const nlohmann::json::parse_error &) {
        throw Failure(Error::internal(command_line(arguments) + ": printed something other than JSON"));
    }
}

std::string command_line(const std::vector<std::string> &arguments)
{
    std::string text = "m3po";
    for (const auto &argument : arguments) {
        const bool plain = !argument.empty() && argument.find_first_of(" \n\"'{}$*?") == std::string::npos;
        std::string shown;
        for (const char c : argument)
            shown += c == '\n' ? std::string("\\n") : std::string(1, c);
        text += " " + (plain ? shown : "'" + shown + "'");
    }
    return text;
}

} // namespace m3po::app
