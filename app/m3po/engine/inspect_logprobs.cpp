// SPDX-License-Identifier: GPL-3.0-or-later
// m3po inspect logprobs: log-probabilities of given answers.
#include "app/m3po/engine/model_options.h"
#include "app/m3po/inspect.h"
#include "core/engine/generate/logprobs.h"

#include <numeric>

namespace m3po::app {

void add_inspect_logprobs(CLI::App &inspect, Context &context)
{
    struct Options {
        ModelOptions model;
        RowOptions rows;
    };
    auto options = std::make_shared<Options>();
    auto *command = inspect.add_subcommand(
        "logprobs", "rows {\"image\", \"prompt\" or \"messages\", \"answer\"} to {\"ids\", \"logprobs\", \"sum\", \"mean\"}");
    add_model_options(*command, options->model);
    add_row_options(*command, options->rows);
    command->callback([options, &context] {
        const auto model = load_model(options->model);
        answer_lines(context, [&](const nlohmann::json &row) {
            return blaming_row([&]() -> nlohmann::json {
                const auto prompt = read_prompt_row(*model, options->rows, row);
                if (!row.contains("answer") || !row["answer"].is_string())
                    throw Failure(Error::invalid_input("\"answer\": a string was expected"));
                const std::vector<std::vector<std::int64_t>> answers{model->answer_ids(row["answer"].get<std::string>())};
                const auto values = engine::answer_logprobs(*model, prompt.prompt, prompt.features, answers).front();
                const double sum = std::accumulate(values.begin(), values.end(), 0.0);
                return {{"ids", answers.front()},
                        {"logprobs", values},
                        {"sum", sum},
                        {"mean", sum / static_cast<double>(values.size())}};
            });
        });
    });
}

} // namespace m3po::app
