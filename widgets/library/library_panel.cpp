// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/library/library_panel.h"

#include "widgets/library/library_delegate.h"
#include "widgets/library/library_model.h"
#include "widgets/library/thumbnails.h"
#include "widgets/style/palette.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QToolButton>

namespace m3po {
namespace {

using Stage = LibraryModel::Stage;
using Order = LibraryModel::Order;

} // namespace

LibraryPanel::LibraryPanel(Workspace *workspace, QWidget *parent)
    : QWidget(parent), workspace_(workspace), model_(new LibraryModel(workspace, this)), text_(new QLineEdit(this)), stage_(new QComboBox(this)),
      order_(new QComboBox(this)), count_(new QLabel(this)), empty_(new QLabel(this)), brush_(new QToolButton(this)), view_(new QListView(this))
{
    text_->setPlaceholderText(tr("Filter"));
    text_->setClearButtonEnabled(true);
    text_->setAccessibleName(tr("Filter samples by text"));
    for (const auto &[stage, name] : {std::pair{Stage::All, tr("All samples")}, {Stage::WithPair, tr("With a pair")}, {Stage::WithoutPair, tr("Without a pair")},
                                      {Stage::Changed, tr("Pair changed")}, {Stage::WithoutCandidates, tr("Without candidates")},
                                      {Stage::WithoutScores, tr("Without scores")}})
        stage_->addItem(name, int(stage));
    stage_->setAccessibleName(tr("Filter samples by state"));
    for (const auto &[order, descending, name] :
         {std::tuple{Order::AsImported, false, tr("As imported")}, {Order::Score, true, tr("S, highest first")}, {Order::MasGap, true, tr("MAS gap, widest first")},
          {Order::MasGap, false, tr("MAS gap, narrowest first")}, {Order::LogpGap, false, tr("Surest of R_l first")}, {Order::Instruction, false, tr("Instruction")}})
        order_->addItem(name, QVariantList{int(order), descending});
    order_->setAccessibleName(tr("Order of the samples"));
    brush_->setAccessibleName(tr("Clear the brush"));
    brush_->setToolTip(tr("Show all samples again"));
    count_->setTextFormat(Qt::PlainText);
    empty_->setTextFormat(Qt::PlainText);
    empty_->setWordWrap(true);
    empty_->setAlignment(Qt::AlignCenter);

    auto *thumbnails = new Thumbnails(this);
    view_->setModel(model_);
    view_->setItemDelegate(new LibraryDelegate(thumbnails, view_));
    view_->setViewMode(QListView::IconMode);
    view_->setMovement(QListView::Static);
    view_->setResizeMode(QListView::Adjust);
    view_->setUniformItemSizes(true);
    view_->setGridSize(LibraryDelegate::cell);
    view_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    view_->setFrameShape(QFrame::NoFrame);
    view_->setAccessibleName(tr("Samples"));

    auto *combos = new QHBoxLayout;
    combos->addWidget(stage_, 1);
    combos->addWidget(order_, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(text_);
    layout->addLayout(combos);
    layout->addWidget(count_);
    layout->addWidget(brush_);
    layout->addWidget(empty_, 1);
    layout->addWidget(view_, 1);

    typed_.setSingleShot(true);
    typed_.setInterval(80);
    connect(text_, &QLineEdit::textChanged, &typed_, qOverload<>(&QTimer::start));
    connect(&typed_, &QTimer::timeout, this, [this] { model_->setText(text_->text()); });
    connect(stage_, &QComboBox::currentIndexChanged, this, [this] { model_->setStage(Stage(stage_->currentData().toInt())); });
    connect(order_, &QComboBox::currentIndexChanged, this, [this] {
        const auto order = order_->currentData().toList();
        model_->setOrder(Order(order[0].toInt()), order[1].toBool());
    });
    connect(brush_, &QToolButton::clicked, this, [this] { workspace_->setFilter(std::nullopt, {}); });
    connect(thumbnails, &Thumbnails::ready, view_->viewport(), qOverload<>(&QWidget::update));
    connect(view_->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &current) {
        if (current.isValid())
            workspace_->setCurrentSample(model_->sample(current));
    });
    connect(workspace, &Workspace::currentSampleChanged, this, &LibraryPanel::showCurrent);
    connect(model_, &QAbstractItemModel::modelReset, this, [this] {
        showCount();
        showCurrent();
    });
    // In the panel only: elsewhere the letters may be typed.
    for (const auto &[key, rows, name] : {std::tuple{Qt::Key_J, 1, tr("Next sample")}, {Qt::Key_K, -1, tr("Previous sample")}}) {
        auto *action = new QAction(name, this);
        action->setShortcut(key);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        connect(action, &QAction::triggered, this, [this, rows = rows] { step(rows); });
        addAction(action);
    }
    showCount();
    showCurrent();
}

void LibraryPanel::step(int rows)
{
    const int row = view_->currentIndex().row() + rows;
    if (row >= 0 && row < model_->rowCount())
        view_->setCurrentIndex(model_->index(row));
}

void LibraryPanel::showCount()
{
    const auto corpus = workspace_->corpus();
    const int all = corpus ? corpus->size() : 0, left = model_->rowCount();
    count_->setText(left == all ? tr("%1 samples").arg(style::count(all)) : tr("%1 of %2").arg(style::count(left), style::count(all)));
    brush_->setVisible(workspace_->filter().has_value());
    brush_->setText(QStringLiteral("✕ ") + QString(workspace_->filterDescription()).replace(QLatin1Char('&'), QLatin1String("&&")));
    empty_->setText(!corpus      ? tr("No project is open. Open one from the Project menu, or drop it here.")
                        : all == 0 ? tr("This project has no samples yet. `m3po import` fills it.")
                                   : tr("No sample is left. Clear the filter to see all of them."));
    empty_->setVisible(left == 0);
    view_->setVisible(left > 0);
}

void LibraryPanel::showCurrent()
{
    const auto index = model_->indexOf(workspace_->currentSample());
    if (index == view_->currentIndex())
        return;
    if (index.isValid())
        view_->setCurrentIndex(index);
    else
        view_->selectionModel()->clear();
}

QString LibraryPanel::countText() const { return count_->text(); }

} // namespace m3po
