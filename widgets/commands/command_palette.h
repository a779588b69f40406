// SPDX-License-Identifier: GPL-3.0-or-later
// Every action by a few letters of its name: type, Return. Actions that cannot be done now are shown last, greyed.
#pragma once

#include <QAction>
#include <QDialog>
#include <QPointer>

class QLineEdit;
class QListWidget;

namespace m3po {

class CommandPalette : public QDialog {
    Q_OBJECT
public:
    struct Command {
        QString path; // "Selection: Freeze…", as menus name it
        QPointer<QAction> action;
    };
    CommandPalette(std::vector<Command> commands, QWidget *parent);

    // Every action that the window's menus and panels offer, menus first, each once.
    static std::vector<Command> commandsOf(QWidget *window);

    QLineEdit *line() const { return line_; }
    QListWidget *list() const { return list_; }

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void search(const QString &text);
    void take();

    std::vector<Command> commands_;
    QLineEdit *line_;
    QListWidget *list_;
};

// How well the letters of `text` are found in `name`, in their order; negative where they are not. Words' beginnings and
// letters that follow each other count more.
int matchScore(const QString &name, const QString &text);

} // namespace m3po
