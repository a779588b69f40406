// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/audit/answers_ahead.h"

#include "core/base/result.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <optional>

namespace m3po {

struct AnswersAhead::Shelf {
    std::filesystem::path file;
    Selection selection;
    std::optional<Project> project; // the reading thread's

    std::mutex mutex; // of what follows
    std::vector<std::int64_t> wanted;
    std::map<std::int64_t, SampleAnswers> there;
    bool reading = false;

    // The first that is wanted and not there; nullopt, and no longer reading, where all are.
    std::optional<std::int64_t> next()
    {
        const std::lock_guard lock(mutex);
        const auto found = std::find_if(wanted.begin(), wanted.end(), [&](auto sample) { return !there.contains(sample); });
        reading = found != wanted.end();
        return reading ? std::optional(*found) : std::nullopt;
    }

    void read()
    {
        // What cannot be read is read again, and told, when it is asked for.
        const auto done = catching([&] {
            if (!project)
                project = std::move(Project::open(file, Project::Mode::ReadOnly)).value();
            while (const auto sample = next()) {
                auto answers = sample_answers(*project, selection, *sample);
                const std::lock_guard lock(mutex);
                if (std::find(wanted.begin(), wanted.end(), *sample) != wanted.end())
                    there.emplace(*sample, std::move(answers));
            }
        });
        if (!done.ok()) {
            const std::lock_guard lock(mutex);
            wanted.clear();
            reading = false;
        }
    }
};

AnswersAhead::AnswersAhead() { thread_.setMaxThreadCount(1); }

AnswersAhead::~AnswersAhead()
{
    close();
    thread_.waitForDone();
}

void AnswersAhead::close()
{
    want({});
    shelf_.reset();
}

void AnswersAhead::open(std::filesystem::path file, const Selection &selection)
{
    close();
    shelf_ = std::make_shared<Shelf>();
    shelf_->file = std::move(file);
    shelf_->selection = selection;
}

void AnswersAhead::want(std::vector<std::int64_t> samples)
{
    if (!shelf_)
        return;
    const std::lock_guard lock(shelf_->mutex);
    shelf_->wanted = std::move(samples);
    const auto &wanted = shelf_->wanted;
    std::erase_if(shelf_->there, [&](const auto &one) { return std::find(wanted.begin(), wanted.end(), one.first) == wanted.end(); });
    if (wanted.empty() || shelf_->reading)
        return;
    shelf_->reading = true;
    thread_.start([shelf = shelf_] { shelf->read(); });
}

bool AnswersAhead::has(std::int64_t sample) const
{
    if (!shelf_)
        return false;
    const std::lock_guard lock(shelf_->mutex);
    return shelf_->there.contains(sample);
}

SampleAnswers AnswersAhead::get(Project &project, std::int64_t sample) const
{
    {
        const std::lock_guard lock(shelf_->mutex);
        if (const auto found = shelf_->there.find(sample); found != shelf_->there.end())
            return found->second;
    }
    return sample_answers(project, shelf_->selection, sample);
}

} // namespace m3po
