// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/session.h"

#include "core/select/selector.h"
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

QString Session::lastProject() const { return QSettings().value(QStringLiteral("open")).toString(); }
void Session::setLastProject(const QString &project) { QSettings().setValue(QStringLiteral("open"), project); }

void Session::remember(const Workspace &workspace) const
{
    const auto corpus = workspace.corpus();
    if (!corpus)
        return;
    QSettings settings;
    settings.beginGroup(group(fileOf(workspace)));
    const auto &request = workspace.request();
    settings.setValue(QStringLiteral("selector"), QString::fromStdString(request.selector));
    settings.setValue(QStringLiteral("alpha"), request.options.alpha);
    settings.setValue(QStringLiteral("delta"), request.options.delta);
    settings.setValue(QStringLiteral("baseline"), workspace.baselineName());
    if (const int sample = workspace.currentSample(); sample >= 0)
        settings.setValue(QStringLiteral("sample"), qint64(corpus->columns().sample_ids[std::size_t(sample)]));
}

void Session::restore(Workspace &workspace) const
{
    const auto corpus = workspace.corpus();
    QSettings settings;
    settings.beginGroup(group(fileOf(workspace)));
    if (!settings.contains(QStringLiteral("alpha")))
        return;
    auto request = workspace.request();
    if (const auto selector = settings.value(QStringLiteral("selector")).toString().toStdString(); catching([&] { find_selector(selector); }).ok())
        request.selector = selector;
    request.options.alpha = qBound(0.0, settings.value(QStringLiteral("alpha")).toDouble(), 1e3);
    request.options.delta = qBound(0.0, settings.value(QStringLiteral("delta")).toDouble(), 1.0);
    workspace.setRequest(request);
    const auto baseline = settings.value(QStringLiteral("baseline")).toString();
    const auto &saved = workspace.saved();
    if (baseline != workspace.baselineName() && std::any_of(saved.begin(), saved.end(), [&](const Selection &s) { return s.name == baseline.toStdString(); }))
        workspace.setBaseline(baseline);
    const auto &ids = corpus->columns().sample_ids;
    const auto sample = std::find(ids.begin(), ids.end(), settings.value(QStringLiteral("sample")).toLongLong());
    if (sample != ids.end())
        workspace.setCurrentSample(int(sample - ids.begin()));
}

QByteArray Session::jobs() const { return QSettings().value(QStringLiteral("jobs")).toByteArray(); }
void Session::setJobs(const QByteArray &saved) { QSettings().setValue(QStringLiteral("jobs"), saved); }

} // namespace m3po
