// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/m3po/engine/training_rows.h"

#include "core/formats/format.h"
#include "core/project/selections.h"

#include <spdlog/fmt/fmt.h>

namespace m3po::app {

namespace {

class Forward : public DatasetSink {
public:
    explicit Forward(const std::function<void(engine::PreferenceRow &&)> &each) : each_(each) {}
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
        each_(std::move(taken));
        any = true;
        return true;
    }
    bool unusable(const std::string &place, const std::string &why) override
    {
        throw Failure(Error::invalid_input(fmt::format("{}: {}", place, why)));
    }
    bool any = false;

private:
    const std::function<void(engine::PreferenceRow &&)> &each_;
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

engine::PreferenceRows rows_of_file(const std::filesystem::path &file)
{
    const auto &format = detect_format(file);
    return [file, &format](const auto &each) {
        Forward forward(each);
        format.read(file, {}, forward);
        if (!forward.any)
            throw Failure(Error::invalid_input(fmt::format("{}: holds no preferences", file.string())));
    };
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

engine::PreferenceRows rows_of_set(Project &project, const PreferenceSet &set)
{
    return [&project, set](const auto &each) {
        bool any = false;
        preference_sets::for_each_pair(project, set.id, [&](PreferencePair &&pair) {
            engine::PreferenceRow row;
            row.place = fmt::format("{}: preference set {}: pair {}", project.file().string(), set.name, pair.position);
            row.prompt = nlohmann::json::parse(pair.prompt);
            row.image = std::move(pair.image);
            row.chosen = std::move(pair.chosen);
            row.rejected = std::move(pair.rejected);
            row.chosen_ids.assign(pair.chosen_ids.begin(), pair.chosen_ids.end());
            row.rejected_ids.assign(pair.rejected_ids.begin(), pair.rejected_ids.end());
            each(std::move(row));
            any = true;
        });
        if (!any)
            throw Failure(Error::invalid_input(fmt::format("{}: preference set {} has no pairs", project.file().string(), set.name)));
    };
}

} // namespace m3po::app
