// SPDX-License-Identifier: GPL-3.0-or-later
// The three workspaces: each an arrangement of the same docks, as it was made here or as the person has left it. So are the
// divisions within the panels: every splitter that has a name.
#pragma once

#include <QHash>
#include <QMainWindow>

class QSplitter;

namespace m3po {

class Layouts {
public:
    enum Kind { Explore, Audit, Train, NUM_KINDS };

    // `docks` by their object names; a layout passes over those that are not there. The window outlives this.
    Layouts(QMainWindow *window, QHash<QString, QDockWidget *> docks);

    Kind current() const { return current_; }
    void show(Kind kind);  // keeps the present one first
    void reset();          // the present one, and the divisions of its panels, as they were made
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
    struct Division {
        QString name; // its dock's, its own
        QSplitter *splitter;
        QByteArray made;
    };
    QList<Division> divisions_;
    QByteArray states_[NUM_KINDS];
    Kind current_ = Explore;
    bool start_ = true;
};

} // namespace m3po
