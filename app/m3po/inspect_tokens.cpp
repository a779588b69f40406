// SPDX-License-Identifier: GPL-3.0-or-later
// m3po inspect tokens: a JSON string a line to its ids, or a list of ids a line back to text.
#include "app/m3po/inspect.h"
#include "core/base/result.h"
#include "core/text/tokenizer.h"

#include <spdlog/fmt/fmt.h>

#include <cstdint>
#include <limits>
#include <vector>

namespace m3po::app {

namespace {

std::vector<std::int32_t> ids_of(const nlohmann::json &row)
{
    std::vector<std::int32_t> ids;
    if (!row.is_array())
        throw Failure(Error::invalid_input("a JSON list of token ids was expected"));
    for (const auto &id : row) {
        if (!id.is_number_integer() || id.get<std::int64_t>() < std::numeric_limits<std::int32_t>::min() ||
            id.get<std::int64_t>() > std::numeric_limits<std::int32_t>::max())
            throw Failure(Error::invalid_input(fmt::format("entry {}: a token id was expected", ids.size())));
        ids.push_back(id.get<std::int32_t>());
    }
    return ids;
}

} // namespace

void add_inspect_tokens(CLI::App &inspect, Context &context)
{
    struct Options {
        std::string model;
        bool special = false;
        bool decode = false;
    };
    auto options = std::make_shared<Options>();
    auto *command = inspect.add_subcommand("tokens", "JSON strings on standard input to token ids, and back");
    command->add_option("--model", options->model, "a folder with a tokenizer; nothing else is needed in it")
        ->required();
    command->add_flag("--special", options->special,
                      "with the tokenizer's own begin and end tokens; with --decode: write special tokens out");
    command->add_flag("--decode", options->decode, "lists of ids to strings");
    command->callback([options, &context] {
        const auto tokenizer = *Tokenizer::load(options->model);
        answer_lines(context, [&](const nlohmann::json &row) -> nlohmann::json {
            if (options->decode)
                return tokenizer->decode(ids_of(row), !options->special);
            if (!row.is_string())
                throw Failure(Error::invalid_input("a JSON string was expected"));
            return tokenizer->encode(row.get_ref<const std::string &>(), options->special);
        });
    });
}

} // namespace m3po::app
