// SPDX-License-Identifier: GPL-3.0-or-later
// m3po inspect next: the distribution that the next token is drawn from.
#include "app/m3po/engine/model_options.h"
#include "app/m3po/inspect.h"
#include "core/engine/generate/prefill.h"
#include "core/engine/generate/warp.h"

namespace m3po::app {

void add_inspect_next(CLI::App &inspect, Context &context)
{
    struct Options {
        ModelOptions model;
        RowOptions rows;
        engine::WarpOptions warp;
    };
    auto options = std::make_shared<Options>();
    auto *command = inspect.add_subcommand(
        "next", "rows {\"image\", \"prompt\" or \"messages\"} to the next token's distribution {\"ids\", \"probs\"}");
    add_model_options(*command, options->model);
    add_row_options(*command, options->rows);
    command->add_option("--temperature", options->warp.temperature, "divides the logits")->capture_default_str();
    command->add_option("--top-k", options->warp.top_k, "the k likeliest tokens; 0: all")->capture_default_str();
    command->add_option("--top-p", options->warp.top_p, "the likeliest tokens that together reach p; 1: all")
        ->capture_default_str();
    command->callback([options, &context] {
        engine::Warper warp(options->warp);
        const auto model = load_model(options->model);
        answer_lines(context, [&](const nlohmann::json &row) {
            return blaming_row([&]() -> nlohmann::json {
                const auto prompt = read_prompt_row(*model, options->rows, row);
                const auto &warped = warp(engine::prefill(*model, prompt.prompt, prompt.features).logits);
                return {{"ids", warped.ids}, {"probs", warped.probs}};
            });
        });
    });
}

} // namespace m3po::app
