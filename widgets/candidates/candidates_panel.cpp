// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/candidates/candidates_panel.h"

#include "widgets/candidates/candidates_delegate.h"
#include "widgets/candidates/candidates_model.h"
#include "widgets/candidates/heat_text.h"
#include "widgets/candidates/legends.h"
#include "widgets/dialogs/table_file.h"
#include "widgets/style/core_words.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QTreeView>
#include <QVBoxLayout>

namespace m3po {

CandidatesPanel::CandidatesPanel(Workspace *workspace, QWidget *parent)
    : QWidget(parent), workspace_(workspace), model_(new CandidatesModel(workspace, this)), sorted_(new QSortFilterProxyModel(this)),
      instruction_(new QLabel(this)), empty_(new QWidget(this)), view_(new QTreeView(this)), components_(new ComponentLegend(this)), text_(new HeatText(this))
{
    instruction_->setTextFormat(Qt::PlainText);
    instruction_->setWordWrap(true);
    instruction_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    instruction_->setAccessibleName(tr("Instruction"));
    auto *says = new QLabel(tr("No candidates yet. The model can answer each sample 32 times."), empty_);
    says->setTextFormat(Qt::PlainText);
    says->setWordWrap(true);
    says->setAlignment(Qt::AlignCenter);
    auto *generate = new QPushButton(tr("Generate candidates…"), empty_);
    connect(generate, &QPushButton::clicked, this, [this] { workspace_->wish(Workspace::Wish::Generate); });
    auto *emptyLayout = new QVBoxLayout(empty_);
    emptyLayout->addStretch(1);
    emptyLayout->addWidget(says);
    emptyLayout->addWidget(generate, 0, Qt::AlignCenter);
    emptyLayout->addStretch(1);

    sorted_->setSourceModel(model_);
    sorted_->setSortRole(CandidatesModel::SortRole);
    view_->setModel(sorted_);
    view_->setItemDelegate(new CandidatesDelegate(view_));
    view_->setRootIsDecorated(false);
    view_->setUniformRowHeights(true);
    view_->setAllColumnsShowFocus(true);
    view_->setSortingEnabled(true);
    view_->sortByColumn(CandidatesModel::Rank, Qt::AscendingOrder);
    view_->setFrameShape(QFrame::NoFrame);
    view_->setAccessibleName(tr("Candidates"));
    offerCsv(view_, tr("candidates"));
    const auto character = view_->fontMetrics().horizontalAdvance(QLatin1Char('0'));
    for (const auto &[column, width] : {std::pair{CandidatesModel::Rank, 4}, {CandidatesModel::Pair, 5}, {CandidatesModel::Mas, 13},
                                        {CandidatesModel::Logp, 7}, {CandidatesModel::Score, 7}, {CandidatesModel::Tokens, 7},
                                        {CandidatesModel::Times, 6}, {CandidatesModel::Answer, 6}}) // an answer takes what is left
        view_->setColumnWidth(column, width * character);

    auto *answer = new QWidget(this);
    auto *answerLayout = new QVBoxLayout(answer);
    answerLayout->setContentsMargins(0, 0, 0, 0);
    answerLayout->addWidget(text_, 1);
    answerLayout->addWidget(new HeatLegend(answer));
    answer_ = answer;

    auto *ranked = new QWidget(this);
    auto *rankedLayout = new QVBoxLayout(ranked);
    rankedLayout->setContentsMargins(0, 0, 0, 0);
    rankedLayout->addWidget(view_, 1);
    rankedLayout->addWidget(components_);
    ranked_ = ranked;
    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->setObjectName(QStringLiteral("answer"));
    splitter->addWidget(ranked);
    splitter->addWidget(answer);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({540, 180});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(instruction_);
    layout->addWidget(empty_, 1);
    layout->addWidget(splitter, 1);

    connect(view_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &CandidatesPanel::showRow);
    connect(model_, &QAbstractItemModel::modelReset, this, &CandidatesPanel::showSample);
    showSample();
}

void CandidatesPanel::showSample()
{
    const auto corpus = workspace_->corpus();
    const int sample = workspace_->currentSample();
    instruction_->setText(corpus && sample >= 0 ? corpus->samples[std::size_t(sample)].instruction : QString());
    const bool any = model_->rowCount() > 0;
    empty_->setVisible(!any && corpus && sample >= 0);
    ranked_->setVisible(any);
    QStringList names;
    if (corpus)
        for (const auto &name : corpus->columns().component_names)
            names << componentName(name);
    components_->setNames(names);
    answer_->setVisible(any);
    // The hard negative is what people come to see; without one, the best.
    const int row = qMax(0, model_->rowOf(QStringLiteral("L")));
    if (any)
        view_->setCurrentIndex(sorted_->mapFromSource(model_->index(row, 0)));
    showRow();
}

void CandidatesPanel::showRow()
{
    const auto index = sorted_->mapToSource(view_->currentIndex());
    text_->setSpans(index.isValid() ? model_->spans(index.row()) : std::vector<TokenSpan>());
}

} // namespace m3po
