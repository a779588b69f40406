// SPDX-License-Identifier: GPL-3.0-or-later
// m3po export --format trl|llama-factory: a selection or a preference set as a data set.
#include "app/m3po/export.h"
#include "core/formats/export.h"
#include "core/project/file_system.h"
#include "core/project/manifest.h"
#include "core/project/selections.h"

#include <nlohmann/json.hpp>

namespace m3po::app {

namespace {

class DatasetExport final : public ExportTarget {
public:
    std::vector<std::string> formats() const override
    {
        std::vector<std::string> names;
        for (const auto *format : m3po::formats()) {
            if (format->holds_preferences())
                names.emplace_back(format->name());
        }
        return names;
    }

    void add_options(CLI::App &verb) override
    {
        auto *selection = verb.add_option("--selection", selection_, "data sets: the selection's name");
        verb.add_option("--set", set_, "data sets: the preference set's name")->excludes(selection);
    }

    std::vector<std::filesystem::path> run(const ExportRequest &request, const Context &) override
    {
        if (request.project.empty() || selection_.empty() == set_.empty())
            throw Failure(Error::usage("a data set needs PROJECT and either --selection or --set"));
        auto project = std::move(open_as_disk_allows(request.project)).value();
        const auto pairs = set_.empty()
            ? preference_sets::pairs_of_selection(project, selections::get(project, selection_).id)
            : preference_sets::pairs(project, preference_sets::get(project, set_).id);
        const auto &source = set_.empty() ? selection_ : set_;
        const auto &name = request.name.empty() ? source : request.name;
        auto files = *export_pairs(pairs, find_format(request.format), name, request.out);
        if (project.mode() == Project::Mode::ReadWrite)
            manifest::add(project, "export",
                          nlohmann::json{{"format", request.format}, {"source", source}, {"pairs", pairs.size()}}.dump());
        return files;
    }

private:
    std::string selection_;
    std::string set_;
};

} // namespace

std::unique_ptr<ExportTarget> dataset_export() { return std::make_unique<DatasetExport>(); }

} // namespace m3po::app
