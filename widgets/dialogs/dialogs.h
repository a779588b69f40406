// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that asks a person something in a window of its own, with a seam where a test answers instead. Texts are
// shown as they are, never as markup.
#pragma once

#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

class QWidget;

namespace m3po::dialogs {

// "" where the person thought better of it.
QString saveFile(QWidget *parent, const QString &title, const QString &suggestion, const QString &filter);
QString openFile(QWidget *parent, const QString &title, const QString &filter);
QStringList openFiles(QWidget *parent, const QString &title, const QString &filter); // a test answers with one a line
QString openFolder(QWidget *parent, const QString &title);
QString askText(QWidget *parent, const QString &title, const QString &label, const QString &suggestion);
QString askChoice(QWidget *parent, const QString &title, const QString &label, const QStringList &choices, int current = 0);
// Which of `buttons` was pressed; -1 for none (Escape). The last one is the harmless one.
int ask(QWidget *parent, const QString &title, const QString &sentence, const QStringList &buttons);
void complain(QWidget *parent, const QString &title, const QString &sentence);

// In place of the person: gets the title and what is asked, returns the text or the number that would have come back;
// nullopt leaves it to the person. Null to take it away. One for the program.
using Answer = std::function<std::optional<QString>(const QString &title, const QString &asked)>;
void answerWith(Answer answer);

} // namespace m3po::dialogs
