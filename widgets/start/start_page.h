// SPDX-License-Identifier: GPL-3.0-or-later
// What is seen while no project is open: recent projects, the demo, and where to drop things. Asks by signals.
#pragma once

#include <QStringList>
#include <QWidget>

class QLabel;
class QListWidget;
class QPushButton;

namespace m3po {

class StartPage : public QWidget {
    Q_OBJECT
public:
    explicit StartPage(QWidget *parent = nullptr);

    void setRecent(const QStringList &files);
    void setSentence(const QString &sentence); // "Opening…", or what went wrong
    QListWidget *recent() const { return recent_; }

signals:
    void openWanted(const QString &file); // "" asks which
    void newWanted();
    void demoWanted();
    void forgetWanted(const QString &file); // takes it from the list

private:
    QListWidget *recent_;
    QLabel *none_, *sentence_;
};

} // namespace m3po
