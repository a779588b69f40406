// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/layouts.h"

#include <QDockWidget>
#include <QSettings>

namespace m3po {
namespace {

constexpr int version = 2; // of the docks' names; an older state would leave some of them nowhere

QString key(int kind) { return QStringLiteral("layout/%1").arg(kind); }

} // namespace

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
    if (states_[kind].isEmpty() || !window_->restoreState(states_[kind], version))
        arrange(kind);
}

void Layouts::reset()
{
    if (!start_)
        arrange(current_);
}

void Layouts::showStart()
{
    keep();
    start_ = true;
    window_->centralWidget()->show();
    for (auto *dock : docks_)
        dock->hide();
}

void Layouts::place(const QString &name, Qt::DockWidgetArea area)
{
    auto *dock = docks_.value(name);
    dock->setFloating(false);
    window_->addDockWidget(area, dock);
    dock->show();
}

void Layouts::arrange(Kind kind)
{
    for (auto *dock : docks_) {
        dock->setFloating(false);
        window_->removeDockWidget(dock);
    }
    const auto dock = [this](const char *name) { return docks_.value(QLatin1String(name)); };
    const auto split = [&](const char *first, const char *second, Qt::Orientation orientation) {
        window_->splitDockWidget(dock(first), dock(second), orientation);
        dock(second)->show();
    };
    switch (kind) {
    case Explore:
        place(QStringLiteral("library"), Qt::LeftDockWidgetArea);
        place(QStringLiteral("candidates"), Qt::RightDockWidgetArea);
        split("candidates", "selection", Qt::Horizontal);
        place(QStringLiteral("scatter"), Qt::BottomDockWidgetArea);
        window_->resizeDocks({dock("library"), dock("candidates"), dock("selection")}, {300, 480, 330}, Qt::Horizontal);
        window_->resizeDocks({dock("scatter")}, {window_->height() * 2 / 5}, Qt::Vertical);
        break;
    case Audit:
        place(QStringLiteral("library"), Qt::LeftDockWidgetArea);
        place(QStringLiteral("audit"), Qt::RightDockWidgetArea);
        window_->resizeDocks({dock("library"), dock("audit")}, {260, window_->width() - 260}, Qt::Horizontal);
        break;
    case Train:
        place(QStringLiteral("training"), Qt::LeftDockWidgetArea);
        window_->tabifyDockWidget(dock("training"), dock("evaluation"));
        dock("evaluation")->show();
        dock("training")->raise();
        place(QStringLiteral("jobs"), Qt::BottomDockWidgetArea);
        window_->resizeDocks({dock("jobs")}, {window_->height() / 5}, Qt::Vertical);
        break;
    case NUM_KINDS: break;
    }
}

void Layouts::save()
{
    keep();
    QSettings settings;
    for (int kind = 0; kind < NUM_KINDS; ++kind)
        settings.setValue(key(kind), states_[kind]);
    settings.setValue(QStringLiteral("layout/current"), int(current_));
}

void Layouts::load()
{
    const QSettings settings;
    for (int kind = 0; kind < NUM_KINDS; ++kind)
        states_[kind] = settings.value(key(kind)).toByteArray();
    current_ = Kind(qBound(0, settings.value(QStringLiteral("layout/current")).toInt(), NUM_KINDS - 1));
}

} // namespace m3po
