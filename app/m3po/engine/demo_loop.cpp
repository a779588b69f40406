// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/m3po/engine/demo_loop.h"

#include "app/m3po/run_verb.h"
#include "app/m3po/terminal.h"
#include "core/base/file.h"
#include "core/demo/dataset.h"
#include "core/demo/language.h"
#include "core/formats/pope.h"

#include <spdlog/fmt/fmt.h>

#include <chrono>
#include <cmath>
#include <map>

namespace m3po::app {
namespace fs = std::filesystem;
using nlohmann::json;

std::vector<DemoArm> paper_arms()
{
    return {{"vanilla DPO (random pairs)", "random", {"--selector", "random"}, true},
            {"max-min pairs", "max-min", {"--selector", "max-min"}},
            {"M3PO, α = 0", "m3po-alpha0", {"--selector", "m3p", "--alpha", "0"}},
            {"M3PO", "m3po", {"--selector", "m3p"}}};
}

namespace {

constexpr const char *descriptions_file = "demo_descriptions.json";

// The figures of one model: {group: {figure: value}}.
json figures(const json &pope, const json &descriptions)
{
    json out;
    PopeScore all;
    for (const auto &[set, values] : pope.at("sets").items()) {
        all.true_positives += values.at("TP").get<std::int64_t>();
        all.false_positives += values.at("FP").get<std::int64_t>();
        all.true_negatives += values.at("TN").get<std::int64_t>();
        all.false_negatives += values.at("FN").get<std::int64_t>();
        out["pope_" + set] = {{"accuracy", values.at("accuracy")}, {"f1", values.at("f1")}};
    }
    const auto whole = to_json(all);
    out["pope"] = {{"accuracy", whole.at("accuracy")}, {"f1", whole.at("f1")}, {"yes_ratio", whole.at("yes_ratio")}};
    const auto &told = descriptions.at("sets").at("descriptions");
    out["descriptions"] = {{"hallucinated", told.at("hallucinated")}, {"missed", told.at("missed")}, {"faultless", told.at("faultless")}};
    return out;
}

// Means, and their standard errors where there is more than one run.
json mean_over_runs(const std::vector<json> &runs)
{
    json out;
    for (const auto &[group, figures] : runs.front().items()) {
        for (const auto &[figure, ignored] : figures.items()) {
            std::vector<double> values;
            for (const auto &run : runs)
                if (const auto &value = run.at(group).at(figure); !value.is_null())
                    values.push_back(value.get<double>());
            const auto n = double(values.size());
            double mean = 0, variance = 0;
            for (const auto value : values)
                mean += value / n;
            for (const auto value : values)
                variance += (value - mean) * (value - mean) / std::max(n - 1, 1.0);
            out[group][figure] = values.empty() ? json() : json(mean);
            out[group][figure + "_se"] = values.size() < 2 ? json() : json(std::sqrt(variance / n));
        }
    }
    return out;
}

class Runner {
public:
    Runner(const DemoLoop &loop, const Context &context) : loop_(loop), context_(context), project_((loop.out / "demo.m3po").string()) {}

    json run()
    {
        draw();
        if (!fs::exists(project_))
            step("import", {"init", project_, "--images", loop_.out.string()});
        step("import", {"import", project_, (loop_.out / "train.json").string()});
        step("generate", {"generate", project_, "--model", model("base"), "--n", std::to_string(loop_.n), "--temperature", "1", "--top-p", "0.95",
                          "--max-new-tokens", "96"});
        step("score", {"score", project_, "--clip", model("evaluator"), "--judge", model("judge"), "--accuracy-prompt", m3po::demo::accuracy_prompt,
                       "--adherence-prompt", m3po::demo::adherence_prompt});
        json rows = json::array(), selections = json::object();
        rows.push_back(row("base", {measured("")}));
        for (const auto &arm : paper_arms()) {
            std::vector<json> runs;
            std::int64_t pairs = 0;
            for (const auto seed : loop_.seeds) {
                const auto selection = arm.seeded ? fmt::format("{}-seed{}", arm.name, seed) : arm.name;
                if (arm.seeded || seed == loop_.seeds.front()) {
                    std::vector<std::string> select{"select", project_, "--name", selection, "--seed", std::to_string(seed)};
                    select.insert(select.end(), arm.selector.begin(), arm.selector.end());
                    selections[selection] = step("select", select).at("statistics");
                    pairs = selections[selection].at("pairs").get<std::int64_t>();
                }
                const auto out = (loop_.out / "runs" / fmt::format("{}-seed{}", arm.name, seed)).string();
                step("train", {"train", project_, "--selection", selection, "--model", model("base"), "--out", out, "--learning-rate",
                               fmt::format("{:g}", loop_.learning_rate), "--epochs", fmt::format("{:g}", loop_.epochs), "--seed", std::to_string(seed)});
                runs.push_back(measured(out));
            }
            rows.push_back(row(arm.title, runs));
            rows.back()["pairs"] = pairs;
        }
        json seconds;
        for (const auto &[stage, spent] : seconds_)
            seconds[stage] = std::round(spent * 10) / 10;
        const json result{{"rows", rows}, {"selections", selections}, {"seconds", seconds},
                          {"settings", {{"training_scenes", loop_.training_scenes}, {"questions", loop_.questions}, {"unseen_scenes", loop_.unseen_scenes},
                                        {"n", loop_.n}, {"seeds", loop_.seeds}, {"learning_rate", loop_.learning_rate}, {"epochs", loop_.epochs}}},
                          {"program_version", M3PO_VERSION}};
        write_file_atomically(loop_.out / "table.json", result.dump(2) + "\n").value();
        return result;
    }

private:
    std::string model(const char *name) const { return (loop_.models / name).string(); }

    template <typename F>
    auto timed(const std::string &stage, F &&work)
    {
        if (context_.stop.stop_requested())
            throw Failure(Error::cancelled());
        struct Clock {
            double &total;
            std::chrono::steady_clock::time_point begun = std::chrono::steady_clock::now();
            ~Clock() { total += std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count(); }
        } clock{seconds_[stage]};
        return work();
    }

    json step(const std::string &stage, const std::vector<std::string> &arguments)
    {
        tell(context_, "$ " + command_line(arguments));
        return timed(stage, [&] { return run_verb(arguments, context_); });
    }

    void draw()
    {
        timed("draw", [&] {
            using namespace m3po::demo;
            fs::create_directories(loop_.out);
            const auto progress = progress_on_stderr(context_);
            write_images(loop_.out, first_training_scene, loop_.training_scenes, progress, context_.stop).value();
            write_images(loop_.out, first_unseen_scene, loop_.unseen_scenes, progress, context_.stop).value();
            write_instructions(loop_.out / "train.json", first_training_scene, loop_.training_scenes, loop_.questions).value();
            write_pope(loop_.out, first_unseen_scene, loop_.unseen_scenes).value();
            write_descriptions(loop_.out / descriptions_file, first_unseen_scene, loop_.unseen_scenes).value();
        });
    }

    // The base, or the base with the adapter in this folder, on the scenes that nobody has seen.
    json measured(const std::string &adapter)
    {
        json scores[2];
        const std::vector<std::string> common{"--images", loop_.out.string(), "--model", model("base"), "--project", project_};
        std::vector<std::string> pope{"evaluate", "--benchmark", "pope", "--questions"};
        for (const auto &file : m3po::demo::pope_files(loop_.out))
            pope.push_back(file.string());
        std::vector<std::string> told{"evaluate", "--benchmark", "demo-descriptions", "--questions", (loop_.out / descriptions_file).string(),
                                      "--max-new-tokens", "96"};
        int which = 0;
        for (auto *arguments : {&pope, &told}) {
            arguments->insert(arguments->end(), common.begin(), common.end());
            if (!adapter.empty())
                arguments->insert(arguments->end(), {"--adapter", adapter, "--adapter-only"});
            scores[which++] = step("evaluate", *arguments).at("runs").at(0);
        }
        return figures(scores[0], scores[1]);
    }

    static json row(const std::string &name, const std::vector<json> &runs)
    {
        auto row = mean_over_runs(runs);
        row["name"] = name;
        row["runs"] = runs;
        return row;
    }

    const DemoLoop &loop_;
    const Context &context_;
    std::string project_;
    std::map<std::string, double> seconds_;
};

} // namespace

json run_demo_loop(const DemoLoop &loop, const Context &context) { return Runner(loop, context).run(); }

} // namespace m3po::app
