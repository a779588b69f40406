// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/m3po/inspect.h"

#include "app/m3po/terminal.h"
#include "core/base/result.h"

#include <spdlog/fmt/fmt.h>

#include <iostream>
#include <string>

namespace m3po::app {

// Declared here and nowhere else: a question's file defines its function, add_inspect() names it.
void add_inspect_tokens(CLI::App &inspect, Context &context);
#if M3PO_ENGINE
void add_inspect_model(CLI::App &inspect, Context &context);
void add_inspect_logprobs(CLI::App &inspect, Context &context);
void add_inspect_next(CLI::App &inspect, Context &context);
#endif
void add_inspect_pixels(CLI::App &inspect, Context &context);
#if M3PO_ENGINE
void add_inspect_similarity(CLI::App &inspect, Context &context);
#endif

void add_inspect(CLI::App &app, Context &context)
{
    auto *inspect = app.add_subcommand("inspect", "what the program sees: tokens, pixels, log-probabilities, ...");
    inspect->require_subcommand(1);
    inspect->fallthrough();
    add_inspect_tokens(*inspect, context);
#if M3PO_ENGINE
    add_inspect_model(*inspect, context);
    add_inspect_logprobs(*inspect, context);
    add_inspect_next(*inspect, context);
#endif
    add_inspect_pixels(*inspect, context);
#if M3PO_ENGINE
    add_inspect_similarity(*inspect, context);
#endif
}

void answer_lines(const Context &context, const std::function<nlohmann::json(const nlohmann::json &row)> &answer)
{
    std::string line;
    for (std::size_t number = 1; !context.stop.stop_requested() && std::getline(std::cin, line); ++number) {
        if (line.find_first_not_of(" \t\r") == std::string::npos)
            continue;
        const auto row = nlohmann::json::parse(line, nullptr, false);
        if (row.is_discarded())
            throw Failure(Error::invalid_input(fmt::format("standard input: line {}: is not valid JSON", number)));
        try {
            print_json(answer(row));
        } catch (const Failure &failure) {
            auto error = failure.error();
            error.message = fmt::format("standard input: line {}: {}", number, error.message);
            throw Failure(error);
        }
    }
    if (context.stop.stop_requested())
        throw Failure(Error::cancelled());
}

} // namespace m3po::app
