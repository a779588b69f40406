// SPDX-License-Identifier: GPL-3.0-or-later
// m3po bench generate: how long N answers to a prompt take, the image's decoding and encoding included, the model's loading not.
#include "app/m3po/engine/bench_engine.h"
#include "app/m3po/engine/model_options.h"
#include "app/m3po/inspect.h"
#include "app/m3po/terminal.h"
#include "core/engine/generate/generator.h"

namespace m3po::app {

void add_bench_generate(CLI::App &bench, Context &context)
{
    struct Options {
        ModelOptions model;
        RowOptions rows;
        engine::GenerateOptions generate;
    };
    auto options = std::make_shared<Options>();
    auto *command = bench.add_subcommand(
        "generate", "rows {\"image\", \"prompt\" or \"messages\", \"n\", \"max_new_tokens\"} on standard input; n answers each");
    add_model_options(*command, options->model);
    add_row_options(*command, options->rows);
    command->add_option("--seed", options->generate.seed, "of the draws")->capture_default_str();
    command->callback([options, &context] {
        const auto model = load_model(options->model);
        answer_lines(context, [&](const nlohmann::json &row) {
            return blaming_row([&]() -> nlohmann::json {
                auto generate = options->generate;
                generate.n = generate.slots = row.value("n", std::int64_t{32});
                generate.max_new_tokens = row.value("max_new_tokens", std::int64_t{64});
                const DeviceMemory memory(model->device());
                const Stopwatch watch;
                auto prompt = read_prompt_row(*model, options->rows, row);
                const auto prompt_tokens = prompt.prompt.ids.size();
                std::optional<engine::GenerateRequest> request{engine::GenerateRequest{}};
                request->prompt = std::move(prompt.prompt);
                request->features = prompt.features;
                std::int64_t tokens = 0;
                nlohmann::json ids = nlohmann::json::array(), logprobs = nlohmann::json::array();
                engine::Generator(*model, generate).run(
                    [&] { return std::exchange(request, std::nullopt); },
                    [&](std::int64_t, Result<std::vector<engine::GeneratedCandidate>> candidates) {
                        for (const auto &candidate : *candidates) {
                            tokens += static_cast<std::int64_t>(candidate.ids.size());
                            ids.push_back(candidate.ids);
                            logprobs.push_back(candidate.logprobs);
                        }
                    });
                auto result = watch.json();
                memory.add_to(result);
                result["tokens"] = tokens;
                result["prompt_tokens"] = prompt_tokens;
                result["ids"] = std::move(ids);
                result["logprobs"] = std::move(logprobs);
                return result;
            });
        });
    });
}

} // namespace m3po::app
