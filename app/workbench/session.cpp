// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/session.h"

#include "core/select/saved.h"
#include "widgets/workspace/workspace.h"

#include <QCryptographicHash>
#include <QSettings>

#include <algorithm>

namespace m3po {
namespace {

constexpr int mostRecent = 8;

QString group(const QString &project)
{
    return QStringLiteral("projects/") + QString::fromLatin1(QCryptographicHash::hash(project.toUtf8(), QCryptographicHash::Sha1).toHex());
}

QString fileOf(const Workspace &workspace) { return QString::fromStdString(workspace.corpus()->file.string()); }

} // namespace

QStringList Session::recent() const { return QSettings().value(QStringLiteral("recent")).toStringList(); }

void Session::addRecent(const QString &project)
{
    auto files = recent();
    files.removeAll(project);
    files.prepend(project);
    QSettings().setValue(QStringLiteral("recent"), QStringList(files.mid(0, mostRecent)));
}

void Session::forgetRecent(const QString &project)
{
    auto files = recent();
    files.removeAll(project);
    QSettings().setValue(QStringLiteral("recent"), files);
}

QString Session::lastProject() const { return QSettings().value(QStringLiteral("open")).toString(); }
void Session::setLastProject(const QString &project) { QSettings().setValue(QStringLiteral("open"), project); }

void Session::remember(const Workspace &workspace, const LibraryRule &rule) const
{
    const auto corpus = workspace.corpus();
    if (!corpus)
        return;
    QSettings settings;
    settings.beginGroup(group(fileOf(workspace)));
    const auto &request = workspace.request();
    settings.setValue(QStringLiteral("selector"), QString::fromStdString(request.selector));
    settings.setValue(QStringLiteral("parameters"), QString::fromStdString(parameters_json(request, corpus->scores)));
    settings.setValue(QStringLiteral("baseline"), workspace.baselineName());
    settings.setValue(QStringLiteral("library"), QString::fromStdString(toJson(rule)));
    if (const int sample = workspace.currentSample(); sample >= 0)
        settings.setValue(QStringLiteral("sample"), qint64(corpus->columns().sample_ids[std::size_t(sample)]));
}

LibraryRule Session::restore(Workspace &workspace) const
{
    const auto corpus = workspace.corpus();
    QSettings settings;
    settings.beginGroup(group(fileOf(workspace)));
    if (settings.contains(QStringLiteral("parameters"))) {
        Selection kept;
        kept.selector = settings.value(QStringLiteral("selector")).toString().toStdString();
        kept.parameters = settings.value(QStringLiteral("parameters")).toString().toStdString();
        const auto request = catching([&] {
            auto read = request_of(kept);
            find_selector(read.selector);
            check_options(read.options);
            const auto &names = corpus->columns().component_names;
            std::erase_if(read.weights, [&](const auto &weight) { return std::find(names.begin(), names.end(), weight.first) == names.end(); });
            // Every component alike, also those that come later.
            if (std::all_of(read.weights.begin(), read.weights.end(), [](const auto &weight) { return weight.second == 1; }))
                read.weights.clear();
            return read;
        });
        if (request.ok())
            workspace.setRequest(*request);
        const auto baseline = settings.value(QStringLiteral("baseline")).toString();
        const auto &saved = workspace.saved();
        const bool there = baseline.isEmpty() || std::any_of(saved.begin(), saved.end(), [&](const Selection &s) { return s.name == baseline.toStdString(); });
        if (there && baseline != workspace.baselineName())
            workspace.setBaseline(baseline);
    }
    if (settings.contains(QStringLiteral("sample"))) {
        const auto &ids = corpus->columns().sample_ids; // ascending
        const auto id = settings.value(QStringLiteral("sample")).toLongLong();
        const auto sample = std::lower_bound(ids.begin(), ids.end(), id);
        if (sample != ids.end() && *sample == id)
            workspace.setCurrentSample(int(sample - ids.begin()));
    }
    return ruleOfJson(settings.value(QStringLiteral("library")).toString().toStdString()).value_or(LibraryRule());
}

QByteArray Session::jobs() const { return QSettings().value(QStringLiteral("jobs")).toByteArray(); }
void Session::setJobs(const QByteArray &saved) { QSettings().setValue(QStringLiteral("jobs"), saved); }

} // namespace m3po
