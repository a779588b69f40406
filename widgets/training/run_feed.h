// SPDX-License-Identifier: GPL-3.0-or-later
// The project's training runs as they are now: read every second while something trains, every few seconds otherwise,
// by a connection of its own and away from the GUI's thread. Steps are read once each; where a run was resumed and
// began again behind what is known, all of its steps are read anew.
//
// Lives in the GUI's thread.
#pragma once

#include "widgets/training/run_series.h"

#include "core/base/result.h"

#include <QFutureWatcher>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <filesystem>
#include <memory>

namespace m3po {

using RunViews = std::vector<std::shared_ptr<const RunView>>; // oldest first; unchanged runs keep their address

class RunFeed : public QObject {
    Q_OBJECT
public:
    explicit RunFeed(QObject *parent = nullptr);
    ~RunFeed() override;

    void setFile(const QString &file); // "" for none
    // Whose every step is wanted; those of the others are not read.
    void setWanted(const QSet<qint64> &runs);
    const QSet<qint64> &wanted() const { return wanted_; }
    void setBusy(bool busy); // something trains: look every second
    void look();             // now, or as soon as the present look has ended

    const RunViews &runs() const { return runs_; }
    std::shared_ptr<const RunView> run(qint64 id) const; // null where there is none

signals:
    void changed();
    void failed(const QString &sentence); // what was known stays

private:
    void looked();
    void schedule();

    std::filesystem::path file_;
    QSet<qint64> wanted_;
    RunViews runs_;
    bool busy_ = false, again_ = false;
    int generation_ = 0, lookingFor_ = 0; // answers for a project that was left are dropped
    QTimer timer_;
    QFutureWatcher<Result<RunViews>> looking_;
};

} // namespace m3po
