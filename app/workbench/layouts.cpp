// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/layouts.h"

#include <QDockWidget>
#include <QSettings>
#include <QSplitter>

namespace m3po {
namespace {

constexpr int version = 4; // of the docks; a state of others would leave some of them anywhere

QString key(int kind) { return QStringLiteral("layout/%1").arg(kind); }
QString key(const QString &division) { return QStringLiteral("divisions/") + division; }

} // namespace

Layouts::Layouts(QMainWindow *window, QHash<QString, QDockWidget *> docks) : window_(window), docks_(std::move(docks))
{
    for (const auto *dock : docks_)
        for (auto *splitter : dock->findChildren<QSplitter *>())
            if (!splitter->objectName().isEmpty())
                divisions_ << Division{dock->objectName() + QLatin1Char('/') + splitter->objectName(), splitter, splitter->saveState()};
}

void Layouts::keep()
{
    if (!start_)
        states_[current_] = window_->saveState(version);
}

void Layouts::show(Kind kind)
{
    if (!start_ && kind == current_)
        return;
    keep();
    start_ = false;
    current_ = kind;
    // Explore has the picture in the middle; the others need the whole of it for their docks.
    window_->centralWidget()->setVisible(kind == Explore);
    // What goes makes room before something comes: both at once may need more than the screen has, and the window would grow.
    for (auto *dock : docks_)
        dock->hide();
    if (states_[kind].isEmpty() || !window_->restoreState(states_[kind], version))
        arrange(kind);
}

void Layouts::reset()
{
    if (start_)
        return;
    arrange(current_);
    for (const auto &division : divisions_)
        division.splitter->restoreState(division.made);
}

void Layouts::showStart()
{
    keep();
    start_ = true;
    window_->centralWidget()->show();
    for (auto *dock : docks_)
        dock->hide();
}

QList<QDockWidget *> Layouts::there(const QStringList &names) const
{
    QList<QDockWidget *> found;
    for (const auto &name : names)
        if (auto *dock = docks_.value(name))
            found << dock;
    return found;
}

void Layouts::place(const QString &name, Qt::DockWidgetArea area)
{
    for (auto *dock : there({name})) {
        window_->addDockWidget(area, dock);
        dock->show();
    }
}

void Layouts::divide(const QString &first, const QString &second, Qt::Orientation orientation)
{
    if (const auto both = there({first, second}); both.size() == 2) {
        window_->splitDockWidget(both[0], both[1], orientation);
        both[1]->show();
    }
}

void Layouts::stack(const QString &first, const QString &second)
{
    if (const auto both = there({first, second}); both.size() == 2) {
        window_->tabifyDockWidget(both[0], both[1]);
        both[1]->show();
        both[0]->raise();
    }
}

void Layouts::widen(const QStringList &names, const QList<int> &sizes, Qt::Orientation orientation)
{
    if (const auto docks = there(names); docks.size() == sizes.size())
        window_->resizeDocks(docks, sizes, orientation);
}

void Layouts::arrange(Kind kind)
{
    for (auto *dock : docks_) {
        dock->setFloating(false);
        window_->removeDockWidget(dock);
    }
    const auto library = QStringLiteral("library"), candidates = QStringLiteral("candidates"), selection = QStringLiteral("selection"),
               scatter = QStringLiteral("scatter"), audit = QStringLiteral("audit"), training = QStringLiteral("training"),
               evaluation = QStringLiteral("evaluation"), jobs = QStringLiteral("jobs");
    switch (kind) {
    case Explore:
        place(library, Qt::LeftDockWidgetArea);
        place(candidates, Qt::RightDockWidgetArea);
        divide(candidates, selection, Qt::Horizontal);
        place(scatter, Qt::BottomDockWidgetArea);
        widen({library, candidates, selection}, {300, 520, 330}, Qt::Horizontal);
        widen({scatter}, {window_->height() * 2 / 5}, Qt::Vertical);
        break;
    case Audit:
        place(library, Qt::LeftDockWidgetArea);
        place(audit, Qt::RightDockWidgetArea);
        widen({library, audit}, {260, window_->width() - 260}, Qt::Horizontal);
        break;
    case Train:
        place(training, Qt::LeftDockWidgetArea);
        divide(training, jobs, Qt::Vertical);
        stack(training, evaluation);
        widen({training, jobs}, {window_->height() * 4 / 5, window_->height() / 5}, Qt::Vertical);
        break;
    case NUM_KINDS: break;
    }
    // The rest is hidden, but has its place: what a saved state does not name stays visible when that is restored.
    for (auto *dock : docks_)
        if (window_->dockWidgetArea(dock) == Qt::NoDockWidgetArea) {
            window_->addDockWidget(Qt::RightDockWidgetArea, dock);
            dock->hide();
        }
}

void Layouts::save()
{
    keep();
    QSettings settings;
    for (int kind = 0; kind < NUM_KINDS; ++kind)
        settings.setValue(key(kind), states_[kind]);
    settings.setValue(QStringLiteral("layout/current"), int(current_));
    for (const auto &division : divisions_)
        settings.setValue(key(division.name), division.splitter->saveState());
}

void Layouts::load()
{
    const QSettings settings;
    for (int kind = 0; kind < NUM_KINDS; ++kind)
        states_[kind] = settings.value(key(kind)).toByteArray();
    for (const auto &division : divisions_)
        if (const auto kept = settings.value(key(division.name)).toByteArray(); !kept.isEmpty())
            division.splitter->restoreState(kept);
    current_ = Kind(qBound(0, settings.value(QStringLiteral("layout/current")).toInt(), NUM_KINDS - 1));
}

} // namespace m3po
