// SPDX-License-Identifier: GPL-3.0-or-later
// m3po-workbench [PROJECT]: the window.
#include "app/workbench/main_window.h"
#include "app/workbench/screenshots.h"
#include "widgets/style/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QSettings>
#include <QTimer>

#include <cstdio>

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("m3po-workbench"));
    QApplication::setApplicationDisplayName(QStringLiteral("M3PO Workbench"));
    QApplication::setOrganizationName(QStringLiteral("m3po"));
    QApplication::setApplicationVersion(QStringLiteral(M3PO_VERSION));

    QCommandLineParser parser;
    parser.setApplicationDescription(QCoreApplication::translate("main", "Audit, steer and export preference pairs."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(QStringLiteral("PROJECT"), QCoreApplication::translate("main", "the project file to open; else the one that was open last"),
                                 QStringLiteral("[PROJECT]"));
    const QCommandLineOption demo(QStringLiteral("demo"), QCoreApplication::translate("main", "run the demo in this folder as a job, and open its project; what follows -- are options of m3po demo run"),
                                  QStringLiteral("FOLDER"));
    parser.addOption(demo);
    const QCommandLineOption screenshot(QStringLiteral("screenshot"), QCoreApplication::translate("main", "write pictures of every panel on PROJECT into this folder, and end"), QStringLiteral("DIR"));
    parser.addOption(screenshot);
    parser.process(application);
    const auto rest = parser.positionalArguments();

    m3po::applyTheme(m3po::themeOf(QSettings().value(QStringLiteral("theme")).toString()));
    m3po::MainWindow window(QCoreApplication::applicationDirPath() + QStringLiteral("/m3po"));
    window.show();
    if (parser.isSet(screenshot)) {
        if (rest.isEmpty()) {
            std::fputs("m3po-workbench: --screenshot needs a PROJECT\n", stderr);
            return 2;
        }
        return m3po::takeScreenshots(window, rest.first(), parser.value(screenshot)) < 0 ? 1 : 0;
    }
    QTimer::singleShot(0, &window, [&] {
        if (parser.isSet(demo))
            window.runDemo(parser.value(demo), rest);
        else if (!rest.isEmpty())
            window.openProject(rest.first());
        else
            window.openLast();
    });
    return QApplication::exec();
}
