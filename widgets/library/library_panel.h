// SPDX-License-Identifier: GPL-3.0-or-later
// All samples as a grid of pictures, filtered and ordered; the chosen one is in view everywhere.
#pragma once

#include <QFutureWatcher>
#include <QStringList>
#include <QTimer>
#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QListView;
class QToolButton;

namespace m3po {

class LibraryModel;
struct LibraryRule;
class Workspace;

class LibraryPanel : public QWidget {
    Q_OBJECT
public:
    explicit LibraryPanel(Workspace *workspace, QWidget *parent = nullptr);
    ~LibraryPanel() override;

    LibraryModel *model() const { return model_; }
    QListView *view() const { return view_; }
    QLineEdit *text() const { return text_; }
    QComboBox *stage() const { return stage_; }
    QComboBox *order() const { return order_; }
    QToolButton *fold() const { return fold_; }   // shows and hides the filters below
    QToolButton *reset() const { return reset_; }
    QToolButton *views() const { return views_; } // with the menu of saved views
    QString countText() const;
    class LibraryFilters *filters() const { return filters_; }
    void applyRule(const LibraryRule &rule); // and shows it
    // Saved views: the rule under a name in the project.
    void saveView();
    void applyView(const QString &name);
    void forgetView(const QString &name);
    QStringList viewNames() const;
    void exportSamples(); // as CSV; asks for a file

private:
    void showCount();
    void changeRule();
    void showViews();
    void showCurrent();
    void step(int rows);

    Workspace *workspace_;
    LibraryModel *model_;
    QLineEdit *text_;
    QComboBox *stage_, *order_;
    class LibraryFilters *filters_;
    QToolButton *fold_, *views_, *reset_;
    QLabel *count_, *empty_;
    QToolButton *brush_;
    QListView *view_;
    QTimer typed_; // a search begins when the typing pauses
    QFutureWatcher<QString> exporting_;
};

} // namespace m3po
