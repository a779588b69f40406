// SPDX-License-Identifier: GPL-3.0-or-later
// m3po-workbench [PROJECT]: the window.
#include "app/workbench/main_window.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QTimer>

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
    parser.addPositionalArgument(QStringLiteral("PROJECT"), QCoreApplication::translate("main", "the project file to open"), QStringLiteral("[PROJECT]"));
    parser.process(application);

    m3po::MainWindow window;
    window.show();
    if (const auto files = parser.positionalArguments(); !files.isEmpty())
        QTimer::singleShot(0, &window, [&window, file = files.first()] { window.openProject(file); });
    return QApplication::exec();
}
