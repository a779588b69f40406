// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/screenshots.h"

#include "app/workbench/main_window.h"
#include "widgets/commands/command_palette.h"
#include "widgets/plot/plot.h"
#include "widgets/stages/stages.h"
#include "widgets/start/new_project.h"
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

// Says why, where it is not there.
bool waitForProject(MainWindow &window, const QString &project)
{
    const auto *workspace = window.workspace();
    QString trouble;
    const auto failed = QObject::connect(workspace, &Workspace::failed, [&](const QString &sentence) { trouble = sentence; });
    window.openProject(project);
    QElapsedTimer clock;
    clock.start();
    const auto ready = [&] { return workspace->corpus() && window.isProjectShown() && (workspace->corpus()->columns().rows() == 0 || workspace->selection()); };
    while (!ready() && trouble.isEmpty() && clock.elapsed() < 60'000)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
    QObject::disconnect(failed);
    if (!ready())
        std::fprintf(stderr, "m3po-workbench: %s\n", qPrintable(trouble.isEmpty() ? project + QStringLiteral(": was not open within a minute") : trouble));
    return ready();
}

// Pictures of one theme, at 1× and 2×.
class Pictures {
public:
    Pictures(QString folder, Theme theme) : folder_(std::move(folder)), theme_(theme) {}

    void take(QWidget *widget, const QString &name)
    {
        for (const int scale : {1, 2})
            write(widget, scale, QStringLiteral("%1/%2-%3-%4x.png").arg(folder_, name, themeKey(theme_)).arg(scale));
    }
    void takeDialog(QDialog &&dialog, const QString &name)
    {
        dialog.show();
        settle(300);
        take(&dialog, name);
    }
    int written() const { return written_; }
    bool failed() const { return failed_; }

private:
    void write(QWidget *widget, int scale, const QString &file)
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
        if (image.save(file)) {
            ++written_;
        } else {
            failed_ = true;
            std::fprintf(stderr, "%s: could not be written\n", qPrintable(file));
        }
    }

    QString folder_;
    Theme theme_;
    int written_ = 0;
    bool failed_ = false;
};

void takeWorkspaces(MainWindow &window, Pictures &pictures)
{
    for (const auto &[kind, name] : {std::pair{Layouts::Explore, "explore"}, {Layouts::Audit, "audit"}, {Layouts::Train, "train"}}) {
        window.showWorkspace(kind);
        settle(1500);
        pictures.take(&window, QStringLiteral("workspace-") + QLatin1String(name));
        for (auto *dock : window.docks()) {
            if (!dock->toggleViewAction()->isChecked())
                continue;
            dock->raise();
            settle(300);
            pictures.take(dock->widget(), dock->objectName());
        }
    }
}

void takeDialogs(MainWindow &window, Pictures &pictures)
{
    const auto &workspace = *window.workspace();
    const auto images = QString::fromStdString(workspace.corpus()->imagesRoot.string());
    pictures.takeDialog(NewProject(images, {}, &window), QStringLiteral("dialog-new-project"));
    pictures.takeDialog(CommandPalette(CommandPalette::commandsOf(&window), &window), QStringLiteral("dialog-commands"));
    pictures.takeDialog(StageForm(importStage(workspace), &window), QStringLiteral("dialog-import"));
    pictures.takeDialog(StageForm(generateStage(workspace), &window), QStringLiteral("dialog-generate"));
    pictures.takeDialog(StageForm(scoreStage(workspace), &window), QStringLiteral("dialog-score"));
    pictures.takeDialog(StageForm(exportStage(workspace, {QStringLiteral("m3p")}), &window), QStringLiteral("dialog-export"));
}

} // namespace

int takeScreenshots(MainWindow &window, const QString &project, const QString &folder)
{
    QDir().mkpath(folder);
    int written = 0;
    bool failed = false;
    for (const auto theme : {Theme::Light, Theme::Dark}) {
        applyTheme(theme);
        Pictures pictures(folder, theme);
        window.showStart();
        settle(500);
        pictures.take(&window, QStringLiteral("start"));
        if (!waitForProject(window, project))
            return -1;
        takeWorkspaces(window, pictures);
        takeDialogs(window, pictures);
        written += pictures.written();
        failed = failed || pictures.failed();
    }
    return failed ? -1 : written;
}

} // namespace m3po
