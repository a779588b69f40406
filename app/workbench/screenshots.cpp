// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/screenshots.h"

#include "app/workbench/main_window.h"
#include "widgets/plot/plot.h"
#include "widgets/style/theme.h"

#include <QDir>
#include <QDockWidget>
#include <QElapsedTimer>
#include <QImage>

#include <cstdio>

namespace m3po {
namespace {

// Lets timers, background reads and queued drawings have their turn.
void settle(int milliseconds)
{
    QElapsedTimer clock;
    clock.start();
    while (clock.elapsed() < milliseconds)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
}

bool waitForProject(MainWindow &window, const QString &project)
{
    window.openProject(project);
    QElapsedTimer clock;
    clock.start();
    const auto *workspace = window.workspace();
    const auto ready = [&] { return workspace->corpus() && (workspace->corpus()->columns().rows() == 0 || workspace->selection()); };
    while (!ready() && clock.elapsed() < 60'000)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
    return ready();
}

bool render(QWidget *widget, int scale, const QString &file)
{
    // A plot draws into pixels of its own, which must be as fine.
    for (auto *plot : widget->findChildren<Plot *>()) {
        plot->setBufferDevicePixelRatio(scale);
        plot->replot(QCustomPlot::rpImmediateRefresh);
    }
    QImage image(widget->size() * scale, QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    image.fill(widget->palette().color(QPalette::Window));
    widget->render(&image);
    if (image.save(file))
        return true;
    std::fprintf(stderr, "%s: could not be written\n", qPrintable(file));
    return false;
}

} // namespace

int takeScreenshots(MainWindow &window, const QString &project, const QString &folder)
{
    if (!waitForProject(window, project)) {
        std::fprintf(stderr, "%s: was not open within a minute\n", qPrintable(project));
        return -1;
    }
    QDir().mkpath(folder);
    int written = 0;
    for (const auto theme : {Theme::Light, Theme::Dark}) {
        applyTheme(theme);
        for (const auto &[kind, name] : {std::pair{Layouts::Explore, "explore"}, {Layouts::Audit, "audit"}, {Layouts::Train, "train"}}) {
            window.showWorkspace(kind);
            settle(1500);
            for (const int scale : {1, 2}) {
                const auto ending = QStringLiteral("-%1-%2x.png").arg(themeKey(theme)).arg(scale);
                if (!render(&window, scale, folder + QStringLiteral("/workspace-") + QLatin1String(name) + ending))
                    return -1;
                ++written;
                for (auto *dock : window.docks()) {
                    if (!dock->toggleViewAction()->isChecked())
                        continue;
                    dock->raise();
                    settle(300);
                    if (!render(dock->widget(), scale, folder + QLatin1Char('/') + dock->objectName() + ending))
                        return -1;
                    ++written;
                }
            }
        }
    }
    return written;
}

} // namespace m3po
