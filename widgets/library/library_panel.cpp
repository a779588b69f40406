// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/library/library_panel.h"

#include "core/project/views.h"
#include "widgets/dialogs/dialogs.h"
#include "widgets/dialogs/export_action.h"
#include "widgets/image/thumbnails.h"
#include "widgets/library/library_delegate.h"
#include "widgets/library/library_file.h"
#include "widgets/library/library_filters.h"
#include "widgets/library/library_grid.h"
#include "widgets/library/library_model.h"
#include "widgets/style/palette.h"
#include "widgets/workspace/background.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QShortcut>
#include <QSignalBlocker>
#include <QToolButton>

namespace m3po {
namespace {

using Stage = LibraryModel::Stage;
using Order = LibraryModel::Order;

} // namespace

LibraryPanel::LibraryPanel(Workspace *workspace, QWidget *parent)
    : QWidget(parent), workspace_(workspace), model_(new LibraryModel(workspace, this)), text_(new QLineEdit(this)), stage_(new QComboBox(this)),
      order_(new QComboBox(this)), filters_(new LibraryFilters(this)), fold_(new QToolButton(this)), views_(new QToolButton(this)), reset_(new QToolButton(this)), count_(new QLabel(this)), empty_(new QLabel(this)), brush_(new QToolButton(this)), view_(new LibraryGrid(LibraryDelegate::cell, this))
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
         {std::tuple{Order::AsImported, false, tr("As imported")}, {Order::AsImported, true, tr("Last imported first")}, {Order::Instruction, false, tr("Instruction")},
          {Order::Instruction, true, tr("Instruction, from the end")}, {Order::Score, true, tr("S, highest first")}, {Order::Score, false, tr("S, lowest first")},
          {Order::MasGap, true, tr("MAS gap, widest first")}, {Order::MasGap, false, tr("MAS gap, narrowest first")}, {Order::LogpGap, false, tr("Surest of R_l first")},
          {Order::LogpGap, true, tr("Surest of R_w first")}, {Order::ChosenMas, true, tr("MAS of R_w, highest first")}, {Order::ChosenMas, false, tr("MAS of R_w, lowest first")},
          {Order::Disagreement, true, tr("Disagreement, widest first")}, {Order::Disagreement, false, tr("Disagreement, narrowest first")}})
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
    view_->setAccessibleName(tr("Samples"));

    auto *combos = new QHBoxLayout;
    combos->addWidget(stage_, 1);
    combos->addWidget(order_, 1);
    for (auto *combo : {stage_, order_})
        combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    fold_->setText(tr("Filters"));
    fold_->setCheckable(true);
    fold_->setToolTip(tr("Filter by review and by scores"));
    views_->setText(tr("Views"));
    views_->setToolTip(tr("Saved views: filters and order under a name, kept in the project"));
    views_->setPopupMode(QToolButton::InstantPopup);
    views_->setMenu(new QMenu(views_));
    reset_->setText(tr("Reset"));
    reset_->setToolTip(tr("All samples, as imported"));
    auto *tools = new QHBoxLayout;
    tools->addWidget(count_, 1);
    for (auto *button : {reset_, fold_, views_}) {
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setAccessibleName(button->text());
        tools->addWidget(button);
    }
    filters_->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(text_);
    layout->addLayout(combos);
    layout->addWidget(filters_);
    layout->addLayout(tools);
    layout->addWidget(brush_);
    layout->addWidget(empty_, 1);
    layout->addWidget(view_, 1);

    typed_.setSingleShot(true);
    typed_.setInterval(80);
    connect(text_, &QLineEdit::textChanged, &typed_, qOverload<>(&QTimer::start));
    connect(&typed_, &QTimer::timeout, this, &LibraryPanel::changeRule);
    connect(stage_, &QComboBox::currentIndexChanged, this, &LibraryPanel::changeRule);
    connect(order_, &QComboBox::currentIndexChanged, this, &LibraryPanel::changeRule);
    connect(filters_, &LibraryFilters::changed, this, &LibraryPanel::changeRule);
    connect(fold_, &QToolButton::toggled, filters_, &QWidget::setVisible);
    connect(reset_, &QToolButton::clicked, this, [this] {
        applyRule({});
        workspace_->setFilter(std::nullopt, {});
    });
    connect(views_->menu(), &QMenu::aboutToShow, this, &LibraryPanel::showViews);
    connect(brush_, &QToolButton::clicked, this, [this] { workspace_->setFilter(std::nullopt, {}); });
    const auto showPictures = [this, thumbnails] { thumbnails->setRoot(workspace_->imagesFolder()); };
    connect(workspace, &Workspace::opened, this, showPictures);
    showPictures();
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
    for (const auto &[key, rows] : {std::pair{Qt::Key_J, 1}, {Qt::Key_K, -1}})
        new QShortcut(key, this, this, [this, rows = rows] { step(rows); }, Qt::WidgetWithChildrenShortcut);
    connect(addExportAction(view_, tr("Export “%1” as CSV…").arg(tr("samples"))), &QAction::triggered, this, &LibraryPanel::exportSamples);
    connect(&exporting_, &QFutureWatcherBase::finished, this, [this] {
        if (const auto trouble = exporting_.result(); !trouble.isEmpty())
            dialogs::complain(this, tr("Export the table"), trouble);
    });
    showCount();
    showCurrent();
}

LibraryPanel::~LibraryPanel() { exporting_.waitForFinished(); }

void LibraryPanel::exportSamples()
{
    if (!workspace_->corpus() || exporting_.isRunning())
        return;
    const auto file = dialogs::saveFile(this, tr("Export the table"), tr("samples") + QLatin1String(".csv"), tr("Tables (*.csv)"));
    if (!file.isEmpty())
        exporting_.setFuture(inBackground([inputs = model_->inputs(), samples = model_->samples(), file] { return writeSamples(inputs, samples, file); }));
}

void LibraryPanel::changeRule()
{
    LibraryRule rule;
    rule.text = text_->text();
    rule.stage = Stage(stage_->currentData().toInt());
    const auto order = order_->currentData().toList();
    rule.order = Order(order[0].toInt());
    rule.descending = order[1].toBool();
    filters_->fill(rule);
    fold_->setText(filters_->isUsed() ? tr("Filters •", "some are in use") : tr("Filters"));
    model_->setRule(rule);
}

void LibraryPanel::applyRule(const LibraryRule &rule)
{
    const QSignalBlocker quietText(text_), quietStage(stage_), quietOrder(order_);
    text_->setText(rule.text);
    stage_->setCurrentIndex(qMax(0, stage_->findData(int(rule.stage))));
    for (int i = 0; i < order_->count(); ++i)
        if (const auto order = order_->itemData(i).toList(); order[0].toInt() == int(rule.order) && order[1].toBool() == rule.descending)
            order_->setCurrentIndex(i);
    filters_->showRule(rule);
    fold_->setChecked(fold_->isChecked() || filters_->isUsed());
    changeRule();
}

QStringList LibraryPanel::viewNames() const
{
    QStringList names;
    if (auto *project = workspace_->project())
        if (const auto listed = catching([&] { return views::list(*project); }); listed.ok())
            for (const auto &view : *listed)
                names << QString::fromStdString(view.name);
    return names;
}

void LibraryPanel::saveView()
{
    auto *project = workspace_->project();
    const auto name = project ? dialogs::askText(this, tr("Save view"), tr("Its filters and its order are kept under this name:"), text_->text()) : QString();
    if (name.isEmpty())
        return;
    if (const auto saved = catching([&] { views::put(*project, {name.toStdString(), toJson(model_->rule())}); }); !saved.ok())
        dialogs::complain(this, tr("Save view"), QString::fromStdString(saved.error().message));
}

void LibraryPanel::applyView(const QString &name)
{
    const auto listed = catching([&] { return views::list(*workspace_->project()); });
    for (const auto &view : listed.ok() ? *listed : std::vector<View>()) {
        if (view.name != name.toStdString())
            continue;
        if (const auto rule = ruleOfJson(view.rule))
            applyRule(*rule);
        else
            dialogs::complain(this, tr("Saved view"), tr("“%1” was saved by another version, which knows filters that this one lacks.").arg(name));
    }
}

void LibraryPanel::forgetView(const QString &name)
{
    if (const auto gone = catching([&] { views::forget(*workspace_->project(), name.toStdString()); }); !gone.ok())
        dialogs::complain(this, tr("Saved view"), QString::fromStdString(gone.error().message));
}

void LibraryPanel::showViews()
{
    auto *menu = views_->menu();
    menu->clear();
    const auto names = viewNames();
    const auto escaped = [](QString name) { return name.replace(QLatin1Char('&'), QLatin1String("&&")); };
    for (const auto &name : names)
        menu->addAction(escaped(name), this, [this, name] { applyView(name); });
    menu->addSeparator();
    menu->addAction(tr("Save this view…"), this, &LibraryPanel::saveView)->setEnabled(workspace_->project());
    if (names.isEmpty())
        return;
    auto *forget = menu->addMenu(tr("Forget"));
    for (const auto &name : names)
        forget->addAction(escaped(name), this, [this, name] { forgetView(name); });
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
    count_->setText(left == all ? tr("%Ln samples", nullptr, all) : tr("%1 of %2").arg(style::count(left), style::count(all)));
    brush_->setVisible(workspace_->filter().has_value());
    brush_->setText(QStringLiteral("✕ ") + QString(workspace_->filterDescription()).replace(QLatin1Char('&'), QLatin1String("&&")));
    empty_->setText(!corpus      ? tr("No project is open. Open one from the Project menu, or drop it here.")
                        : all == 0 ? tr("This project has no samples yet. Import a data set (Project: Import…).")
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
