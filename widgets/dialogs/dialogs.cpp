// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dialogs/dialogs.h"

#include <QFileDialog>
#include <QInputDialog>
#include <QMessageBox>
#include <QPushButton>

namespace m3po::dialogs {
namespace {

Answer answer;

std::optional<QString> answered(const QString &title, const QString &asked) { return answer ? answer(title, asked) : std::nullopt; }

} // namespace

void answerWith(Answer given) { answer = std::move(given); }

QString saveFile(QWidget *parent, const QString &title, const QString &suggestion, const QString &filter)
{
    const auto given = answered(title, suggestion);
    return given ? *given : QFileDialog::getSaveFileName(parent, title, suggestion, filter);
}

QString openFile(QWidget *parent, const QString &title, const QString &filter)
{
    const auto given = answered(title, filter);
    return given ? *given : QFileDialog::getOpenFileName(parent, title, {}, filter);
}

QStringList openFiles(QWidget *parent, const QString &title, const QString &filter)
{
    const auto given = answered(title, filter);
    return given ? given->split(QLatin1Char('\n'), Qt::SkipEmptyParts) : QFileDialog::getOpenFileNames(parent, title, {}, filter);
}

QString openFolder(QWidget *parent, const QString &title)
{
    const auto given = answered(title, {});
    return given ? *given : QFileDialog::getExistingDirectory(parent, title);
}

QString askText(QWidget *parent, const QString &title, const QString &label, const QString &suggestion)
{
    if (const auto given = answered(title, label))
        return *given;
    bool ok = false;
    const auto text = QInputDialog::getText(parent, title, label, QLineEdit::Normal, suggestion, &ok);
    return ok ? text : QString();
}

QString askChoice(QWidget *parent, const QString &title, const QString &label, const QStringList &choices, int current)
{
    if (const auto given = answered(title, label))
        return *given;
    bool ok = false;
    const auto text = QInputDialog::getItem(parent, title, label, choices, current, false, &ok);
    return ok ? text : QString();
}

int ask(QWidget *parent, const QString &title, const QString &sentence, const QStringList &buttons)
{
    if (const auto given = answered(title, sentence))
        return given->toInt();
    QMessageBox box(QMessageBox::Question, title, sentence, QMessageBox::NoButton, parent);
    box.setTextFormat(Qt::PlainText);
    QList<QAbstractButton *> added;
    for (const auto &button : buttons)
        added << box.addButton(button, button == buttons.last() ? QMessageBox::RejectRole : QMessageBox::AcceptRole);
    box.exec();
    return int(added.indexOf(box.clickedButton()));
}

void complain(QWidget *parent, const QString &title, const QString &sentence)
{
    if (answered(title, sentence))
        return;
    QMessageBox box(QMessageBox::Warning, title, sentence, QMessageBox::Ok, parent);
    box.setTextFormat(Qt::PlainText);
    box.exec();
}

} // namespace m3po::dialogs
