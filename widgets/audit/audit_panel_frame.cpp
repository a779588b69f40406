// SPDX-License-Identifier: GPL-3.0-or-later
// What stands around the pair: which selection and queue, the keys, the queue's strip, counts, and what an empty panel says.
#include "widgets/audit/audit_panel.h"

#include "widgets/audit/pair_view.h"
#include "widgets/audit/queue_delegate.h"
#include "widgets/image/thumbnails.h"
#include "widgets/style/palette.h"
#include "widgets/workspace/workspace.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace m3po {
namespace {

constexpr int widestChip = 240;
constexpr int thumbnailMemory = 8 * 1024; // KiB: a strip shows few at a time

void showChip(QToolButton *chip, const QString &text)
{
    const auto shown = chip->fontMetrics().elidedText(text, Qt::ElideRight, widestChip);
    chip->setText(QStringLiteral("✕ ") + QString(shown).replace(QLatin1Char('&'), QLatin1String("&&")));
}

} // namespace

void AuditPanel::buildHeader(QBoxLayout *layout)
{
    auto *row = new QHBoxLayout;
    chooser_->setAccessibleName(tr("Audited selection"));
    chooser_->setToolTip(tr("The saved selection whose pairs are audited"));
    chooser_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    chooser_->setMaximumWidth(widestChip);
    row->addWidget(chooser_);
    row->addSpacing(8);
    kinds_->setExclusive(true);
    const QString tips[]{tr("Pairs without a verdict"), tr("Pairs that are kept: as they were, swapped or edited"), tr("Pairs that are left out"), tr("Pairs to be looked at again, whatever the verdict"),
                         tr("All pairs")};
    for (int kind = 0; kind < AuditQueue::NUM_KINDS; ++kind) {
        auto *button = new QToolButton;
        button->setCheckable(true);
        button->setAutoRaise(true);
        button->setToolTip(tips[kind]);
        button->setFocusPolicy(Qt::TabFocus);
        kinds_->addButton(button, kind);
        row->addWidget(button);
    }
    kinds_->button(queue_->kind())->setChecked(true);
    row->addStretch(1);
    for (auto *chip : {filterChip_, request_}) {
        chip->setAutoRaise(true);
        chip->setFocusPolicy(Qt::TabFocus);
        chip->hide();
        row->addWidget(chip);
    }
    filterChip_->setToolTip(tr("Take the filter away"));
    filterChip_->setAccessibleName(filterChip_->toolTip());
    request_->setToolTip(tr("Audit all pairs of the selection"));
    request_->setAccessibleName(request_->toolTip());
    layout->addLayout(row);
    connect(kinds_, &QButtonGroup::idClicked, this, [this](int kind) { setKind(AuditQueue::Kind(kind)); });
    connect(filterChip_, &QToolButton::clicked, this, [this] { workspace_->setFilter(std::nullopt, {}); });
    connect(request_, &QToolButton::clicked, this, [this] {
        requested_.reset();
        filter();
    });
    connect(chooser_, &QComboBox::activated, this, [this](int row) {
        chosen_ = chooser_->itemText(row);
        requested_.reset();
        openSelection();
    });
}

void AuditPanel::buildFoot(QBoxLayout *layout)
{
    told_->setAccessibleName(tr("What the audit says"));
    told_->hide();
    layout->addWidget(told_);
    keyBar_ = new QToolBar(tr("Keys"));
    layout->addWidget(keyBar_);

    auto *thumbnails = new Thumbnails(this, thumbnailMemory);
    strip_->setModel(queue_);
    strip_->setFlow(QListView::LeftToRight);
    strip_->setWrapping(false);
    strip_->setUniformItemSizes(true);
    strip_->setFrameShape(QFrame::NoFrame);
    strip_->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    strip_->setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    strip_->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    strip_->setFocusPolicy(Qt::NoFocus); // J and K walk it
    strip_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    strip_->setItemDelegate(new QueueDelegate(thumbnails, [this](int sample) { return workspace_->imageFile(sample); }, strip_));
    strip_->setFixedHeight(QueueDelegate::cell.height() + strip_->horizontalScrollBar()->sizeHint().height() + 2);
    strip_->setAccessibleName(tr("Queue"));
    layout->addWidget(strip_);
    connect(thumbnails, &Thumbnails::ready, strip_->viewport(), qOverload<>(&QWidget::update));
    connect(strip_, &QListView::clicked, this, [this](const QModelIndex &index) {
        if (!view_->isEditing())
            setCurrent(index.data(AuditQueue::PlaceRole).toInt());
        else if (const int row = queue_->rowOf(current_); row >= 0)
            strip_->setCurrentIndex(queue_->index(row));
    });

    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    progress_->setWordWrap(false);
    bar_->setTextVisible(false);
    bar_->setFixedSize(120, 8);
    bar_->setAccessibleName(tr("Reviewed pairs"));
    agreement_->setAccessibleName(tr("How often you agree with the selection"));
    agreement_->setToolTip(tr("Pairs that you accepted as they were selected, of those with a verdict: by thirds of the selection's pairs by S, and by which answer the model prefers"));
    row->addWidget(progress_);
    row->addWidget(bar_, 0, Qt::AlignVCenter);
    row->addWidget(agreement_, 1);
    layout->addLayout(row);
}

QToolButton *AuditPanel::kindButton(AuditQueue::Kind kind) const { return qobject_cast<QToolButton *>(kinds_->button(kind)); }
QString AuditPanel::emptySentence() const { return middle_->currentIndex() == 0 ? empty_->text() : QString(); }
QString AuditPanel::progressText() const { return progress_->text(); }
QString AuditPanel::agreementText() const { return agreement_->text(); }

void AuditPanel::tell(const QString &sentence)
{
    told_->setText(sentence);
    told_->setVisible(!sentence.isEmpty());
}

void AuditPanel::showChooser()
{
    const QSignalBlocker blocker(chooser_);
    chooser_->clear();
    for (const auto &saved : workspace_->saved())
        chooser_->addItem(QString::fromStdString(saved.name));
    chooser_->setCurrentText(session_.name());
    chooser_->setEnabled(chooser_->count() > 0);
}

void AuditPanel::showChips()
{
    filterChip_->setVisible(workspace_->filter().has_value());
    showChip(filterChip_, workspace_->filterDescription());
    request_->setVisible(requested_.has_value());
    showChip(request_, requestedFor_);
}

void AuditPanel::showEmpty()
{
    offered_ = nullptr;
    const auto offer = [this](const QString &text, std::function<void()> what) {
        offer_->setText(text);
        offered_ = std::move(what);
    };
    const auto corpus = workspace_->corpus();
    QString says;
    if (!corpus) {
        says = tr("No project is open.");
    } else if (corpus->size() > 0 && corpus->columns().rows() == 0) {
        says = tr("An audit goes through the pairs of a selection. There are no candidates yet to select from.");
        offer(tr("Generate candidates…"), [this] { workspace_->wish(Workspace::Wish::Generate); });
    } else if (corpus->size() > 0 && corpus->columns().component_names.empty()) {
        says = tr("An audit goes through the pairs of a selection. The candidates have no scores yet to select by.");
        offer(tr("Score candidates…"), [this] { workspace_->wish(Workspace::Wish::Score); });
    } else if (workspace_->saved().empty()) {
        says = tr("An audit goes through the pairs of a saved selection, and none has been saved yet.");
        if (workspace_->selection())
            offer(tr("Save the selection…"), [this] { saveSelection(); });
    } else if (!session_.hasList() || session_.isReading()) {
        says = tr("Reading the pairs of “%1”…").arg(session_.name());
    } else if (session_.size() == 0) {
        says = tr("“%1” has no pairs.").arg(session_.name());
    } else if (queue_->first() >= 0) {
        says = tr("“%1” has no pair of this sample.").arg(session_.name());
        offer(tr("Next pair"), [this] { setCurrent(queue_->first()); });
    } else if (queue_->count(AuditQueue::All) == 0) {
        says = tr("“%1” has no pair among the samples that are left.").arg(session_.name());
        offer(tr("Take the filter away"), [this] {
            requested_.reset();
            workspace_->setFilter(std::nullopt, {});
        });
    } else {
        const QString nothing[]{tr("No pair is pending: all %1 have their verdict."), tr("None of %1 pairs has been accepted yet."), tr("None of %1 pairs has been rejected."),
                                tr("None of %1 pairs is flagged."), QString()};
        says = nothing[queue_->kind()].arg(style::count(queue_->count(AuditQueue::All)));
        offer(tr("Show all pairs"), [this] { setKind(AuditQueue::All); });
    }
    empty_->setText(says);
    offer_->setVisible(offered_ != nullptr);
    middle_->setCurrentIndex(0);
    strip_->selectionModel()->clear();
    showCounts();
    showActions();
}

void AuditPanel::showCounts()
{
    const QString names[]{tr("Pending"), tr("Accepted"), tr("Rejected"), tr("Flagged"), tr("All")};
    for (int kind = 0; kind < AuditQueue::NUM_KINDS; ++kind)
        kinds_->button(kind)->setText(QStringLiteral("%1  %2").arg(names[kind], style::count(queue_->count(AuditQueue::Kind(kind)))));
    const auto all = queue_->count(AuditQueue::All), reviewed = all - queue_->count(AuditQueue::Pending);
    progress_->setText(tr("%1 of %2 reviewed").arg(style::count(reviewed), style::count(all)));
    bar_->setRange(0, int(qMax<qint64>(1, all)));
    bar_->setValue(int(reviewed));
    QString said;
    if (const auto agreed = session_.hasList() ? session_.agreement() : Agreement(); agreed.all.reviewed() > 0) {
        const auto share = [](const AgreementShare &of) { return of.reviewed() > 0 ? tr("%1 of %2").arg(style::count(of.accepted), style::count(of.reviewed())) : QStringLiteral("—"); };
        said = tr("You agree in %1 (%2 %); by S: low %3, middle %4, high %5; the model prefers R_l %6, R_w %7")
                   .arg(share(agreed.all)).arg(100 * agreed.all.accepted / agreed.all.reviewed())
                   .arg(share(agreed.by_score[0]), share(agreed.by_score[1]), share(agreed.by_score[2]), share(agreed.by_preference[1]), share(agreed.by_preference[0]));
    }
    agreement_->setText(said);
}

} // namespace m3po
