// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/m3po/engine/training_rows.h"

#include "core/formats/format.h"
#include "core/project/selections.h"

#include <spdlog/fmt/fmt.h>

namespace m3po::app {

namespace {

class Collect : public DatasetSink {
public:
    bool sample(DatasetRow &&row) override
    {
        throw Failure(Error::invalid_input(fmt::format("{}: expected \"chosen\" and \"rejected\" answers", row.place)));
    }
    bool preference(PreferenceRow &&row, std::int64_t) override
    {
        if (row.images.size() > 1)
            throw Failure(Error::unsupported(fmt::format("{}: has {} images, expected at most one", row.place, row.images.size())));
        engine::PreferenceRow taken;
        taken.place = row.place;
        taken.prompt = nlohmann::json::parse(row.prompt);
        taken.image = row.images.empty() ? std::string() : row.images.front();
        taken.chosen = std::move(row.chosen);
        taken.rejected = std::move(row.rejected);
        rows.push_back(std::move(taken));
        return true;
    }
    bool unusable(const std::string &place, const std::string &why) override
    {
        throw Failure(Error::invalid_input(fmt::format("{}: {}", place, why)));
    }
    std::vector<engine::PreferenceRow> rows;
};

std::string only_selection(Project &project)
{
    std::string names;
    const auto all = selections::list(project);
    for (const auto &one : all)
        names += fmt::format("{}{}", names.empty() ? "" : ", ", one.name);
    if (all.size() != 1)
        throw Failure(Error::usage(all.empty()
                                       ? fmt::format("{}: has no selection yet; m3po select makes one", project.file().string())
                                       : fmt::format("{}: has the selections {}; expected one of them by --selection", project.file().string(), names)));
    return all.front().name;
}

} // namespace

std::vector<engine::PreferenceRow> rows_of_file(const std::filesystem::path &file)
{
    Collect collect;
    detect_format(file).read(file, {}, collect);
    if (collect.rows.empty())
        throw Failure(Error::invalid_input(fmt::format("{}: holds no preferences", file.string())));
    return std::move(collect.rows);
}

PreferenceSet freeze_for_training(Project &project, const std::string &selection)
{
    const auto name = selection.empty() ? only_selection(project) : selection;
    for (int version = 1;; ++version) {
        try {
            return preference_sets::freeze_selection(project, name, version == 1 ? name : fmt::format("{}-{}", name, version));
        } catch (const Failure &failure) {
            // Other rows under this name; a person re-selects under one name many times, but not this many.
            if (failure.error().kind != ErrorKind::Conflict || version == 1000)
                throw;
        }
    }
}

std::vector<engine::PreferenceRow> rows_of_set(Project &project, const PreferenceSet &set)
{
    std::vector<engine::PreferenceRow> rows;
    for (const auto &pair : preference_sets::pairs(project, set.id)) {
        engine::PreferenceRow row;
        row.place = fmt::format("{}: preference set {}: pair {}", project.file().string(), set.name, pair.position);
        row.prompt = nlohmann::json::parse(pair.prompt);
        row.image = pair.image;
        row.chosen = pair.chosen;
        row.rejected = pair.rejected;
        row.chosen_ids.assign(pair.chosen_ids.begin(), pair.chosen_ids.end());
        row.rejected_ids.assign(pair.rejected_ids.begin(), pair.rejected_ids.end());
        rows.push_back(std::move(row));
    }
    if (rows.empty())
        throw Failure(Error::invalid_input(fmt::format("{}: preference set {} has no pairs", project.file().string(), set.name)));
    return rows;
}

} // namespace m3po::app
