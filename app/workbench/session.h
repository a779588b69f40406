// SPDX-License-Identifier: GPL-3.0-or-later
// What the window remembers from one sitting to the next, besides layouts: recent projects, the one that was open, and in
// each the sample in view, the whole request that the sliders and switches stood at, and the library's rule.
#pragma once

#include "widgets/library/library_rule.h"

#include <QString>
#include <QStringList>

namespace m3po {

class Workspace;

class Session {
public:
    QStringList recent() const;
    void addRecent(const QString &project);
    void forgetRecent(const QString &project);

    QString lastProject() const; // "" where none was open
    void setLastProject(const QString &project);

    // Of the project that is open.
    void remember(const Workspace &workspace, const LibraryRule &rule) const;
    LibraryRule restore(Workspace &workspace) const; // leaves what no longer fits

    QByteArray jobs() const;
    void setJobs(const QByteArray &saved);
};

} // namespace m3po
