// SPDX-License-Identifier: GPL-3.0-or-later
// m3po demo train: makes the demo's models anew, as those under resources/demo were made.
#include "app/m3po/engine/demo.h"

#include "app/m3po/terminal.h"
#include "core/engine/demo/make_models.h"

#include <nlohmann/json.hpp>
#include <spdlog/fmt/fmt.h>

#include <cstdio>
#include <memory>

namespace m3po::app {
namespace {

engine::demo::LessonSink lessons_on_stderr(const Context &context)
{
    if (context.quiet)
        return {};
    return [json = context.json](const engine::demo::LessonReport &report) {
        const bool worth_a_line = report.step == report.steps || report.step % 50 == 0;
        if (!worth_a_line)
            return;
        if (json)
            std::fprintf(stderr, "%s\n",
                         nlohmann::json{{"lesson", report.lesson}, {"step", report.step}, {"steps", report.steps}, {"loss", report.loss}, {"accuracy", report.accuracy}}
                             .dump().c_str());
        else if (report.lesson == "scenes")
            std::fprintf(stderr, "scenes %ld of %ld\n", long(report.step), long(report.steps));
        else
            std::fprintf(stderr, "%s: step %ld of %ld, loss %.4f, accuracy %.3f\n", report.lesson.c_str(), long(report.step), long(report.steps), report.loss,
                         report.accuracy);
    };
}

} // namespace

void add_demo_train(CLI::App &demo, Context &context)
{
    auto settings = std::make_shared<engine::demo::MakeModelsSettings>();
    auto *verb = demo.add_subcommand("train", "make the demo's models anew: base, judge and evaluator");
    verb->add_option("--out", settings->out, "folder for the three model folders")->required();
    verb->add_option("--model", settings->models, "which of base, judge, evaluator; all by default");
    verb->add_option("--seed", settings->seed, "of weights, order and questions")->capture_default_str();
    verb->add_option("--effort", settings->effort, "scales scenes and steps; 1 is what the shipped models had")->capture_default_str();
    verb->callback([settings, &context] {
        settings->stop = context.stop;
        settings->report = lessons_on_stderr(context);
        engine::demo::make_models(*settings).value();
        if (context.json)
            print_json({{"out", settings->out.string()}, {"models", settings->models}});
        else
            fmt::print("{}: done\n", settings->out.string());
    });
}

} // namespace m3po::app
