// SPDX-License-Identifier: GPL-3.0-or-later
// Puts the panels beside each other as docks, and opens projects. It wires, and does nothing else.
#pragma once

#include "widgets/workspace/workspace.h"

#include <QMainWindow>

class QLabel;
class QMenu;

namespace m3po {

class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    explicit MainWindow(QWidget *parent = nullptr);

    void openProject(const QString &file);
    Workspace *workspace() { return &workspace_; }

protected:
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void addPanel(const QString &name, const QString &title, QWidget *panel);
    void buildMenus();
    void resetLayout();
    void chooseProject();
    void showRecent();
    void step(int by);

    Workspace workspace_;
    class LibraryPanel *library_;
    class SelectionPanel *selection_;
    QList<QDockWidget *> docks_; // library, candidates, scatter, selection
    QMenu *recent_ = nullptr;
    QLabel *status_;
};

} // namespace m3po
