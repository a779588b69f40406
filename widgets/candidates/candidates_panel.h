// SPDX-License-Identifier: GPL-3.0-or-later
// The candidates of the sample in view, ranked, and the chosen one's answer token by token.
#pragma once

#include <QWidget>

class QLabel;
class QSortFilterProxyModel;
class QTreeView;

namespace m3po {

class CandidatesModel;
class ComponentLegend;
class HeatText;
class Workspace;

class CandidatesPanel : public QWidget {
    Q_OBJECT
public:
    explicit CandidatesPanel(Workspace *workspace, QWidget *parent = nullptr);

    CandidatesModel *model() const { return model_; }
    QTreeView *view() const { return view_; }
    HeatText *text() const { return text_; }

private:
    void showRow();
    void showSample();

    Workspace *workspace_;
    CandidatesModel *model_;
    QSortFilterProxyModel *sorted_;
    QLabel *instruction_;
    QWidget *empty_;
    QTreeView *view_;
    ComponentLegend *components_;
    HeatText *text_;
    QWidget *ranked_; // the candidates with their legend
    QWidget *answer_; // the text with its legend
};

} // namespace m3po
