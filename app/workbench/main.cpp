// SPDX-License-Identifier: GPL-3.0-or-later
// m3po-workbench [PROJECT]: the window.
#include "app/workbench/desktop_scheme.h"
#include "app/workbench/language.h"
#include "app/workbench/main_window.h"
#include "app/workbench/screenshots.h"
#include "widgets/image/decoder.h"
#include "widgets/style/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QSettings>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <optional>
#include <span>
#include <string_view>

namespace {

struct CommandLine {
    QCommandLineParser parser;
    QCommandLineOption demo{QStringLiteral("demo"), QCoreApplication::translate("main", "run the demo in this folder as a job, and open its project; what follows -- are options of m3po demo run"),
                            QStringLiteral("FOLDER")};
    QCommandLineOption screenshot{QStringLiteral("screenshot"), QCoreApplication::translate("main", "write pictures of every panel on PROJECT into this folder, and end"), QStringLiteral("DIR")};

    CommandLine()
    {
        parser.setApplicationDescription(QCoreApplication::translate("main", "Audit, steer and export preference pairs."));
        parser.addHelpOption();
        parser.addVersionOption();
        parser.addPositionalArgument(QStringLiteral("PROJECT"), QCoreApplication::translate("main", "the project file to open; else the one that was open last"),
                                     QStringLiteral("[PROJECT]"));
        parser.addOption(demo);
        parser.addOption(screenshot);
    }
};

void nameProgram()
{
    QCoreApplication::setApplicationName(QStringLiteral("m3po-workbench"));
    QCoreApplication::setOrganizationName(QStringLiteral("m3po"));
    QCoreApplication::setApplicationVersion(QStringLiteral(M3PO_VERSION));
    m3po::applyLanguage(QSettings().value(QStringLiteral("language")).toString());
}

bool isOneOf(std::string_view argument, std::initializer_list<std::string_view> options)
{
    return std::find(options.begin(), options.end(), argument) != options.end();
}

} // namespace

int main(int argc, char **argv)
{
    if (argc == 2 && std::string_view(argv[1]) == m3po::decodeOption) { // the window's own child; needs no display
        const QCoreApplication application(argc, argv);
        return m3po::decodePictures();
    }
    const std::span<char *const> all(argv, std::size_t(argc));
    const std::span given(all.begin(), std::find(all.begin(), all.end(), std::string_view("--")));
    const auto asks = [&](std::initializer_list<std::string_view> options) {
        return std::any_of(given.begin(), given.end(), [&](const char *argument) { return isOneOf(argument, options); });
    };
    if (asks({"-h", "--help", "--help-all", "-v", "--version"})) { // needs no display
        QCoreApplication application(argc, argv);
        nameProgram();
        CommandLine line;
        line.parser.process(application);
        return 0;
    }
    const bool picturesWanted = std::any_of(given.begin(), given.end(), [](std::string_view argument) { return argument.starts_with("--screenshot"); });
    if (qEnvironmentVariableIsEmpty("DISPLAY") && qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY") && qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM") && !asks({"-platform"})) {
        if (!picturesWanted) {
            std::fputs("m3po-workbench: there is no display (DISPLAY and WAYLAND_DISPLAY are not set); the command line m3po does the same work without one\n", stderr);
            return 2;
        }
        qputenv("QT_QPA_PLATFORM", "offscreen"); // pictures are drawn without one
    }
    QApplication application(argc, argv);
    // Pictures show the window as it is made, not as somebody has arranged it; and leave no trace.
    std::optional<QTemporaryDir> settings;
    if (picturesWanted) {
        settings.emplace();
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings->path());
    }
    nameProgram();
    QApplication::setApplicationDisplayName(QStringLiteral("M3PO Workbench"));
    CommandLine line;
    line.parser.process(application);
    const auto rest = line.parser.positionalArguments();

    m3po::applyTheme(m3po::themeOf(QSettings().value(QStringLiteral("theme")).toString()));
    const m3po::DesktopScheme scheme;
    m3po::MainWindow window(QCoreApplication::applicationDirPath() + QStringLiteral("/m3po"));
    window.show();
    if (line.parser.isSet(line.screenshot)) {
        if (rest.isEmpty()) {
            std::fputs("m3po-workbench: --screenshot needs a PROJECT\n", stderr);
            return 2;
        }
        return m3po::takeScreenshots(window, rest.first(), line.parser.value(line.screenshot)) < 0 ? 1 : 0;
    }
    QTimer::singleShot(0, &window, [&] {
        if (line.parser.isSet(line.demo))
            window.runDemo(line.parser.value(line.demo), rest);
        else if (!rest.isEmpty())
            window.openProject(rest.first());
        else
            window.openLast();
    });
    return QApplication::exec();
}
