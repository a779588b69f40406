// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/selection/compare_selections.h"

#include "widgets/dialogs/table_file.h"
#include "widgets/style/palette.h"
#include "widgets/workspace/background.h"
#include "widgets/workspace/workspace.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTableWidget>

#include <algorithm>
#include <cmath>

namespace m3po {
namespace {

enum Columns { What, Samples, Share, NUM_COLUMNS };

} // namespace

CompareSelections::CompareSelections(Workspace *workspace, QWidget *parent)
    : QDialog(parent), workspace_(workspace), first_(new QComboBox(this)), second_(new QComboBox(this)), summary_(new QLabel(this)), table_(new QTableWidget(NUM_ROWS, NUM_COLUMNS, this)),
      library_(new QPushButton(tr("Show in the library"), this)), audit_(new QPushButton(tr("Audit"), this))
{
    setWindowTitle(tr("Compare saved selections"));
    first_->setAccessibleName(tr("First selection"));
    second_->setAccessibleName(tr("Second selection"));
    summary_->setTextFormat(Qt::PlainText);
    summary_->setWordWrap(true);
    summary_->setAccessibleName(tr("What they have in common"));
    library_->setToolTip(tr("Leave only these samples in the library"));
    audit_->setToolTip(tr("Read these pairs one by one, as the first selection has them; those that it lacks, as the second has them"));
    table_->setHorizontalHeaderLabels({tr("Pairs"), tr("Samples"), tr("%", "share")});
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table_->setShowGrid(false);
    table_->setFrameShape(QFrame::NoFrame);
    table_->setTabKeyNavigation(false);
    table_->verticalHeader()->hide();
    table_->verticalHeader()->setDefaultSectionSize(table_->fontMetrics().height() + 8);
    table_->horizontalHeader()->setHighlightSections(false);
    table_->horizontalHeader()->setSectionResizeMode(What, QHeaderView::Stretch);
    table_->setFixedHeight(table_->verticalHeader()->defaultSectionSize() * (NUM_ROWS + 1) + 12);
    table_->setAccessibleName(tr("Samples by what the two selections make of them"));
    for (int row = 0; row < NUM_ROWS; ++row)
        for (int column = 0; column < NUM_COLUMNS; ++column) {
            auto *item = new QTableWidgetItem;
            item->setTextAlignment(Qt::AlignVCenter | (column == What ? Qt::AlignLeft : Qt::AlignRight));
            table_->setItem(row, column, item);
        }
    offerCsv(table_, tr("compared selections"));
    auto *form = new QFormLayout;
    form->addRow(tr("First"), first_);
    form->addRow(tr("Second"), second_);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(library_);
    buttons->addWidget(audit_);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(summary_);
    layout->addWidget(table_);
    layout->addLayout(buttons);
    resize(520, sizeHint().height());

    for (auto *box : {first_, second_})
        connect(box, &QComboBox::currentIndexChanged, this, &CompareSelections::read);
    connect(table_, &QTableWidget::itemSelectionChanged, this, &CompareSelections::showButtons);
    connect(library_, &QPushButton::clicked, this, [this] { workspace_->setFilter(samples(), description()); });
    connect(table_, &QTableWidget::cellActivated, library_, &QPushButton::click);
    connect(audit_, &QPushButton::clicked, this, [this] {
        workspace_->audit(table_->currentRow() == OnlySecond ? second_->currentText() : first_->currentText(), samples(), description());
    });
    connect(&reading_, &QFutureWatcherBase::finished, this, &CompareSelections::taken);
    connect(workspace, &Workspace::savedChanged, this, &CompareSelections::listSaved);
    connect(workspace, &Workspace::opened, this, &CompareSelections::listSaved);
    listSaved();
    table_->selectRow(Differing);
}

CompareSelections::~CompareSelections() { reading_.waitForFinished(); }

void CompareSelections::listSaved()
{
    QStringList names;
    for (const auto &saved : workspace_->saved())
        names << QString::fromStdString(saved.name);
    int fresh = std::max(0, int(names.size()) - 2); // the last two, unless a person chose others
    for (auto *box : {first_, second_}) {
        const QSignalBlocker quiet(box);
        const auto before = box->currentText();
        box->clear();
        box->addItems(names);
        box->setCurrentIndex(names.contains(before) ? int(names.indexOf(before)) : std::min(fresh, int(names.size()) - 1));
        ++fresh;
    }
    read();
}

void CompareSelections::read()
{
    if (reading_.isRunning()) {
        stale_ = true;
        return;
    }
    stale_ = false;
    const auto corpus = workspace_->corpus();
    if (!corpus || first_->count() == 0) {
        summary_->setText(tr("There is no saved selection yet."));
        return;
    }
    reading_.setFuture(inBackground(
        [file = corpus->file, first = first_->currentText().toStdString(), second = second_->currentText().toStdString()]() -> Result<SelectionComparison> {
            return catching([&] {
                auto project = std::move(Project::open(file, Project::Mode::ReadOnly)).value();
                return compare_selections(selections::pairs(project, selections::get(project, first).id, true),
                                          selections::pairs(project, selections::get(project, second).id, true));
            });
        }));
}

void CompareSelections::taken()
{
    if (stale_) {
        read();
        return;
    }
    const auto read = reading_.result();
    found_ = read.ok() ? *read : SelectionComparison();
    const auto compared = found_.compared();
    const double agreement = found_.agreement();
    if (!read.ok())
        summary_->setText(QString::fromStdString(read.error().message));
    else if (compared == 0)
        summary_->setText(tr("Neither has a pair."));
    else
        summary_->setText(tr("%1 % of %2 samples with a pair have the same one. Of the others that have one in both, %3 have another R_w, %4 another R_l.")
                              .arg(QLocale().toString(100 * agreement, 'f', 1), style::count(compared), style::count(found_.chosen_differs), style::count(found_.rejected_differs)));
    const std::pair<QString, const std::vector<std::int64_t> *> rows[NUM_ROWS]{{tr("the same in both"), &found_.same},
                                                                              {tr("other ones"), &found_.differing},
                                                                              {tr("only in “%1”").arg(first_->currentText()), &found_.only_first},
                                                                              {tr("only in “%1”").arg(second_->currentText()), &found_.only_second}};
    for (int row = 0; row < NUM_ROWS; ++row) {
        const auto &[what, samples] = rows[row];
        table_->item(row, What)->setText(what);
        table_->item(row, Samples)->setText(style::count(qint64(samples->size())));
        table_->item(row, Samples)->setData(exactRole, qint64(samples->size()));
        table_->item(row, Share)->setText(compared > 0 ? QLocale().toString(100.0 * double(samples->size()) / double(compared), 'f', 1) : QString());
    }
    showButtons();
}

void CompareSelections::showButtons()
{
    const bool any = !samples().empty();
    library_->setEnabled(any);
    audit_->setEnabled(any);
}

std::vector<int> CompareSelections::samples() const
{
    const auto corpus = workspace_->corpus();
    if (!corpus)
        return {};
    const auto &of = table_->currentRow() == Same ? found_.same : table_->currentRow() == Differing ? found_.differing : table_->currentRow() == OnlyFirst ? found_.only_first : found_.only_second;
    const auto &ids = corpus->columns().sample_ids; // ascending, as `of` is
    std::vector<int> samples;
    for (const auto id : of)
        if (const auto found = std::lower_bound(ids.begin(), ids.end(), id); found != ids.end() && *found == id)
            samples.push_back(int(found - ids.begin()));
    return samples;
}

QString CompareSelections::description() const
{
    const auto first = first_->currentText(), second = second_->currentText();
    switch (table_->currentRow()) {
    case Same: return tr("pairs that “%1” and “%2” share").arg(first, second);
    case Differing: return tr("pairs that differ between “%1” and “%2”").arg(first, second);
    case OnlyFirst: return tr("pairs of “%1” that “%2” lacks").arg(first, second);
    default: return tr("pairs of “%1” that “%2” lacks").arg(second, first);
    }
}

QString CompareSelections::summary() const { return summary_->text(); }

} // namespace m3po
