// SPDX-License-Identifier: GPL-3.0-or-later
// The three workspaces: each an arrangement of the same docks, as it was made here or as the person has left it.
#pragma once

#include <QHash>
#include <QMainWindow>

namespace m3po {

class Layouts {
public:
    enum Kind { Explore, Audit, Train, NUM_KINDS };

    // `docks` by their object names; a layout passes over those that are not there. The window outlives this.
    Layouts(QMainWindow *window, QHash<QString, QDockWidget *> docks) : window_(window), docks_(std::move(docks)) {}

    Kind current() const { return current_; }
    void show(Kind kind);  // keeps the present one first
    void reset();          // the present one, as it was made
    void showStart();      // no docks: nothing is open
    void save();           // what there is, in the settings
    void load();

private:
    void keep();
    void arrange(Kind kind);
    QList<QDockWidget *> there(const QStringList &names) const;
    void place(const QString &dock, Qt::DockWidgetArea area);
    void divide(const QString &first, const QString &second, Qt::Orientation orientation);
    void stack(const QString &first, const QString &second); // as tabs, the first in front
    void widen(const QStringList &docks, const QList<int> &sizes, Qt::Orientation orientation);

    QMainWindow *window_;
    QHash<QString, QDockWidget *> docks_;
    QByteArray states_[NUM_KINDS];
    Kind current_ = Explore;
    bool start_ = true;
};

} // namespace m3po
