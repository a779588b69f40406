// SPDX-License-Identifier: GPL-3.0-or-later
// m3po export --format peft|merged: a trained adapter for PEFT, or merged into its base for programs that take no
// adapters.
#include "app/m3po/export.h"
#include "core/engine/model/lora.h"
#include "core/engine/model/vision_language_model.h"
#include "core/project/manifest.h"
#include "core/project/training_runs.h"

#include <nlohmann/json.hpp>
#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <optional>

namespace m3po::app {

namespace {

namespace fs = std::filesystem;

class AdapterExport final : public ExportTarget {
public:
    std::vector<std::string> formats() const override { return {"peft", "merged"}; }

    void add_options(CLI::App &verb) override
    {
        auto *run = verb.add_option("--run", run_, "adapters: the project's training run");
        verb.add_option("--adapter", adapter_, "adapters: the adapter's folder, as a training run leaves it")->excludes(run);
        verb.add_option("--model", model_, "adapters: the base model's folder; else the run's");
        verb.add_flag("--new-names", new_names_, "peft: keys of Transformers 4.52 and later; the older ones load in both");
    }

    std::vector<fs::path> run(const ExportRequest &request, const Context &) override
    {
        std::optional<Project> project;
        if (!run_.empty()) {
            if (request.project.empty())
                throw Failure(Error::usage("--run needs PROJECT"));
            project = *Project::open(request.project);
            const auto found = training_runs::find(*project, run_);
            if (!found)
                throw Failure(Error::not_found(fmt::format("{}: has no training run {}", request.project.string(), run_)));
            adapter_ = found->output;
            if (model_.empty())
                model_ = found->model;
        }
        if (adapter_.empty() || model_.empty())
            throw Failure(Error::usage("an adapter needs PROJECT and --run, or --adapter and --model"));
        auto files = write(request);
        if (project)
            manifest::add(*project, "export", nlohmann::json{{"format", request.format}, {"run", run_}}.dump());
        return files;
    }

private:
    std::vector<fs::path> write(const ExportRequest &request) const
    {
        // Sizes and names decide here; the narrow type halves the memory and touches neither the adapter nor what is
        // merged, which is read from the files.
        engine::LoadOptions options;
        options.dtype = at::kBFloat16;
        const auto model = std::move(*engine::VisionLanguageModel::load(model_, options));
        const auto adapter = *engine::Adapter::load(adapter_, *model);
        if (request.format == "merged") {
            engine::write_merged_folder(model_, adapter, request.out).value();
        } else {
            using Naming = engine::Adapter::Naming;
            adapter.save(request.out, model_.string(), new_names_ ? Naming::SinceTransformers452 : Naming::BeforeTransformers452).value();
        }
        std::vector<fs::path> files;
        for (const auto &entry : fs::directory_iterator(request.out)) {
            if (entry.is_regular_file())
                files.push_back(entry.path());
        }
        std::sort(files.begin(), files.end());
        return files;
    }

    std::string run_;
    fs::path adapter_, model_;
    bool new_names_ = false;
};

} // namespace

std::unique_ptr<ExportTarget> adapter_export() { return std::make_unique<AdapterExport>(); }

} // namespace m3po::app
