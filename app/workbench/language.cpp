// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

#include <algorithm>

static void takeTranslationsIn() { Q_INIT_RESOURCE(translations); } // which cannot stand in a namespace

namespace m3po {
namespace {

void install(const QLocale &locale, const QString &name, const QString &folder)
{
    auto *translator = new QTranslator(qApp);
    if (translator->load(locale, name, QStringLiteral("_"), folder))
        QCoreApplication::installTranslator(translator);
    else
        delete translator;
}

} // namespace

const QList<Language> &languages()
{
    static const QList<Language> list{{QStringLiteral("en"), QStringLiteral("English")},
                                      {QStringLiteral("de"), QStringLiteral("Deutsch")},
                                      {QStringLiteral("zh_CN"), QStringLiteral("简体中文")}};
    return list;
}

void applyLanguage(const QString &key)
{
    const bool chosen = std::any_of(languages().begin(), languages().end(), [&](const Language &language) { return language.key == key; });
    takeTranslationsIn();
    // Numbers are written as the language writes them; where the desktop speaks it, in the desktop's own way.
    const auto system = QLocale::system();
    const auto locale = chosen && QLocale(key).language() != system.language() ? QLocale(key) : system;
    QLocale::setDefault(locale);
    // English has its own for the sake of plurals; it stands below the others, for a desktop whose language we lack.
    install(QLocale(QStringLiteral("en")), QStringLiteral("m3po"), QStringLiteral(":/translations"));
    install(locale, QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    install(locale, QStringLiteral("m3po"), QStringLiteral(":/translations"));
}

} // namespace m3po
