// SPDX-License-Identifier: GPL-3.0-or-later
// m3po bench logprobs: how long the log-probabilities of given answers to one prompt take, the image included.
#include "app/m3po/engine/bench_engine.h"
#include "app/m3po/engine/model_options.h"
#include "app/m3po/inspect.h"
#include "app/m3po/terminal.h"
#include "core/engine/generate/logprobs.h"

#include <numeric>

namespace m3po::app {

void add_bench_logprobs(CLI::App &bench, Context &context)
{
    struct Options {
        ModelOptions model;
        RowOptions rows;
    };
    auto options = std::make_shared<Options>();
    auto *command = bench.add_subcommand(
        "logprobs", "rows {\"image\", \"prompt\" or \"messages\", \"answers\"} on standard input; all answers of a row at once");
    add_model_options(*command, options->model);
    add_row_options(*command, options->rows);
    command->callback([options, &context] {
        const auto model = load_model(options->model);
        answer_lines(context, [&](const nlohmann::json &row) {
            return blaming_row([&]() -> nlohmann::json {
                if (!row.contains("answers") || !row["answers"].is_array())
                    throw Failure(Error::invalid_input("\"answers\": a list of strings was expected"));
                const DeviceMemory memory(model->device());
                const Stopwatch watch;
                const auto prompt = read_prompt_row(*model, options->rows, row);
                std::vector<std::vector<std::int64_t>> answers;
                for (const auto &answer : row["answers"])
                    answers.push_back(model->answer_ids(answer.get<std::string>()));
                const auto values = engine::answer_logprobs(*model, prompt.prompt, prompt.features, answers);
                auto result = watch.json();
                memory.add_to(result);
                for (std::size_t i = 0; i < answers.size(); ++i) {
                    result["tokens"].push_back(answers[i].size());
                    result["sums"].push_back(std::accumulate(values[i].begin(), values[i].end(), 0.0));
                }
                result["prompt_tokens"] = prompt.prompt.ids.size();
                return result;
            });
        });
    });
}

} // namespace m3po::app
