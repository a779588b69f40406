// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/audit/audit_panel.h"

#include "widgets/audit/pair_view.h"
#include "widgets/audit/queue_delegate.h"
#include "widgets/dialogs/dialogs.h"
#include "widgets/image/image_view.h"
#include "widgets/image/thumbnails.h"
#include "widgets/style/palette.h"
#include "widgets/workspace/workspace.h"

#include <QAction>
#include <QApplication>
#include <QButtonGroup>
#include <QComboBox>
#include <QDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace m3po {
namespace {

constexpr int thumbnailMemory = 8 * 1024; // KiB: a strip shows few at a time

QString escaped(QString text) { return text.replace(QLatin1Char('&'), QLatin1String("&&")); }

QLabel *plainLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace

AuditPanel::AuditPanel(Workspace *workspace, QWidget *parent)
    : QWidget(parent), workspace_(workspace), queue_(new AuditQueue(&session_, this)), chooser_(new QComboBox(this)), kinds_(new QButtonGroup(this)),
      request_(new QToolButton(this)), filterChip_(new QToolButton(this)), middle_(new QStackedWidget), view_(new PairView), empty_(plainLabel(this)), told_(plainLabel(this)),
      progress_(plainLabel(this)), agreement_(plainLabel(this)), bar_(new QProgressBar), offer_(new QPushButton), strip_(new QListView)
{
    auto *nothing = new QWidget;
    auto *nothingLayout = new QVBoxLayout(nothing);
    empty_->setAlignment(Qt::AlignCenter);
    nothingLayout->addStretch(1);
    nothingLayout->addWidget(empty_);
    nothingLayout->addWidget(offer_, 0, Qt::AlignCenter);
    nothingLayout->addStretch(1);
    middle_->addWidget(nothing);
    middle_->addWidget(view_);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    buildHeader(layout);
    layout->addWidget(middle_, 1);
    buildFoot(layout);
    buildActions();

    connect(workspace, &Workspace::opened, this, &AuditPanel::openSelection);
    connect(workspace, &Workspace::savedChanged, this, &AuditPanel::openSelection);
    connect(workspace, &Workspace::baselineChanged, this, &AuditPanel::openSelection);
    connect(workspace, &Workspace::filterChanged, this, &AuditPanel::filter);
    connect(workspace, &Workspace::currentSampleChanged, this, &AuditPanel::sampleChanged);
    connect(workspace, &Workspace::selectionChanged, this, [this] {
        if (current_ < 0)
            showEmpty();
    });
    connect(workspace, &Workspace::auditRequested, this, [this](const QString &selection, const std::vector<int> &samples, const QString &description) {
        chosen_ = selection;
        requested_ = samples;
        requestedFor_ = description;
        wantsFirst_ = true;
        openSelection();
    });
    connect(&session_, &AuditSession::opened, this, &AuditPanel::listOpened);
    connect(&session_, &AuditSession::changed, this, [this](int place) {
        if (place == current_)
            showPair();
    });
    connect(&session_, &AuditSession::walked, this, &AuditPanel::setCurrent);
    connect(&session_, &AuditSession::nothingLeft, this, [this](bool undo) { tell(undo ? tr("Nothing is left to take back.") : tr("Nothing was taken back.")); });
    connect(&session_, &AuditSession::written, workspace, &Workspace::noteReviewed);
    connect(&session_, &AuditSession::failed, this, [this](const QString &sentence) { tell(tr("Not kept: %1").arg(sentence)); });
    connect(queue_, &AuditQueue::countsChanged, this, &AuditPanel::showCounts);
    connect(view_, &PairView::edited, this, [this](const std::optional<std::string> &chosen, const std::optional<std::string> &rejected) {
        judge([&](Review review) { return review_steps::edit(std::move(review), chosen, rejected); });
    });
    connect(view_, &PairView::noted, this, [this](const QString &note) {
        say([&](Review review) { return review_steps::note(std::move(review), note.toStdString()); });
    });
    connect(view_, &PairView::takeWanted, this, &AuditPanel::take);
    connect(view_, &PairView::refused, this, &AuditPanel::tell);
    connect(view_, &PairView::editingChanged, this, [this] {
        tell({});
        showActions();
    });
    connect(offer_, &QPushButton::clicked, this, [this] {
        if (const auto offered = offered_)
            offered();
    });
    qApp->installEventFilter(this);
    openSelection();
}

AuditPanel::~AuditPanel() = default;

void AuditPanel::buildHeader(QBoxLayout *layout)
{
    auto *row = new QHBoxLayout;
    chooser_->setAccessibleName(tr("Audited selection"));
    chooser_->setToolTip(tr("The saved selection whose pairs are audited"));
    chooser_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
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
    request_->setToolTip(tr("Audit all pairs of the selection"));
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
    keyRow_ = new QHBoxLayout;
    keyRow_->setSpacing(2);
    layout->addLayout(keyRow_);

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

// The workspace's baseline, unless another one was named; that is read whenever something may have changed it.
void AuditPanel::openSelection()
{
    const auto &saved = workspace_->saved();
    const auto isSaved = [&](const QString &name) { return std::any_of(saved.begin(), saved.end(), [&](const Selection &one) { return one.name == name.toStdString(); }); };
    if (workspace_->baselineName() != baseline_) {
        baseline_ = workspace_->baselineName();
        if (!requested_ || chosen_ == baseline_)
            chosen_.clear();
    }
    auto name = chosen_;
    if (!isSaved(name))
        name = isSaved(baseline_) ? baseline_ : saved.empty() ? QString() : QString::fromStdString(saved.back().name);
    if (name != chosen_ && requested_ && name != session_.name())
        requested_.reset();
    session_.open(workspace_->corpus(), name);
    showChooser();
    filter();
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

void AuditPanel::filter()
{
    auto left = workspace_->filter();
    if (requested_ && left) {
        std::vector<int> both;
        std::set_intersection(left->begin(), left->end(), requested_->begin(), requested_->end(), std::back_inserter(both));
        left = std::move(both);
    } else if (requested_) {
        left = requested_;
    }
    queue_->setSamples(std::move(left));
    filterChip_->setVisible(workspace_->filter().has_value());
    filterChip_->setText(QStringLiteral("✕ ") + escaped(workspace_->filterDescription()));
    request_->setVisible(requested_.has_value());
    request_->setText(QStringLiteral("✕ ") + escaped(requestedFor_));
    if (current_ < 0 || queue_->rowOf(current_) < 0)
        setCurrent(queue_->first());
}

void AuditPanel::setKind(AuditQueue::Kind kind)
{
    if (view_->isEditing())
        view_->keep();
    kinds_->button(kind)->setChecked(true);
    queue_->setKind(kind);
    setCurrent(queue_->rowOf(current_) >= 0 ? current_ : queue_->first());
}

void AuditPanel::listOpened()
{
    const auto known = key_ && session_.hasList() && key_->selection_id == session_.selection().id ? key_ : std::nullopt;
    int place = -1;
    for (int i = 0; known && i < session_.size() && place < 0; ++i)
        if (session_.review(i).pair == *known)
            place = i;
    if (wantsFirst_ && session_.hasList()) {
        wantsFirst_ = false;
        place = queue_->first();
    }
    if (place < 0)
        if (const int seen = session_.placeOfSample(workspace_->currentSample()); queue_->rowOf(seen) >= 0)
            place = seen;
    current_ = -1; // another list: what was read of the old one does not hold
    setCurrent(place >= 0 ? place : queue_->first());
}

// A person has chosen another sample elsewhere. What is being edited stays.
void AuditPanel::sampleChanged(int sample)
{
    if (moving_ || view_->isEditing() || !isVisible() || !session_.hasList() || (current_ >= 0 && session_.sample(current_) == sample))
        return;
    setCurrent(session_.placeOfSample(sample));
}

void AuditPanel::setCurrent(int place)
{
    if (place != current_ && view_->isEditing())
        view_->keep();
    current_ = place;
    if (place < 0) {
        showEmpty();
        return;
    }
    key_ = session_.review(place).pair;
    showPair();
    if (isVisible()) {
        moving_ = true;
        workspace_->setCurrentSample(session_.sample(place));
        moving_ = false;
    }
}

void AuditPanel::showPair()
{
    if (!isVisible() || current_ < 0 || !workspace_->project())
        return; // showEvent() does it
    auto answers = catching([&] { return sample_answers(*workspace_->project(), session_.selection(), session_.pair(current_).sample_id); });
    if (!answers.ok()) {
        tell(QString::fromStdString(answers.error().message));
        current_ = -1;
        showEmpty();
        return;
    }
    view_->showPair(std::move(answers).value(), session_.pair(current_), session_.review(current_), workspace_->imageFile(session_.sample(current_)));
    middle_->setCurrentIndex(1);
    if (const int row = queue_->rowOf(current_); row >= 0) {
        strip_->setCurrentIndex(queue_->index(row));
        strip_->scrollTo(queue_->index(row), QAbstractItemView::PositionAtCenter);
    } else {
        strip_->selectionModel()->clear();
    }
    showCounts();
    showActions();
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

void AuditPanel::say(const std::function<Review(Review)> &step)
{
    if (current_ < 0)
        return;
    tell({});
    const auto before = session_.review(current_);
    if (const auto after = step(before); !(after == before))
        session_.put(current_, after);
}

// The next pair is what follows in the queue; where the pair has left the queue, and it was the last, the first of those
// that were passed over.
void AuditPanel::judge(const std::function<Review(Review)> &step)
{
    if (current_ < 0)
        return;
    const int judged = current_;
    say(step);
    int next = queue_->after(judged);
    if (next < 0 && queue_->rowOf(judged) < 0)
        next = queue_->first();
    if (next >= 0)
        setCurrent(next);
    else if (queue_->rowOf(judged) < 0)
        setCurrent(-1);
}

void AuditPanel::take(Side side, int rank)
{
    const auto &answers = view_->answers().answers;
    if (current_ < 0 || rank < 0 || std::size_t(rank) >= answers.size())
        return;
    const auto done = catching([&] {
        say([&](Review review) {
            const auto &pair = session_.pair(current_);
            const auto seen = reviewed_pair(pair, review);
            // Equal texts are one answer: the one that stands there already stays.
            const auto now = side == Side::Chosen ? seen.chosen_id : seen.rejected_id, other = side == Side::Chosen ? seen.rejected_id : seen.chosen_id;
            if (view_->answers().rank(now) == rank)
                return review;
            const auto own = side == Side::Chosen ? pair.chosen_id : pair.rejected_id;
            auto id = view_->answers().rank(other) == rank ? other : answers[std::size_t(rank)].candidate.id;
            if (own && view_->answers().rank(*own) == rank)
                id = *own;
            return review_steps::take(std::move(review), pair, side, id);
        });
    });
    if (!done.ok())
        tell(side == Side::Chosen ? tr("Answer %1 is R_l of this pair.").arg(rank + 1) : tr("Answer %1 is R_w of this pair.").arg(rank + 1));
}

void AuditPanel::step(bool forward)
{
    tell({});
    if (const int place = forward ? queue_->after(current_) : queue_->before(current_); place >= 0)
        setCurrent(place);
    else
        tell(forward ? tr("This is the last pair of the queue.") : tr("This is the first pair of the queue."));
}

void AuditPanel::saveSelection()
{
    const auto name = dialogs::askText(this, tr("Save selection"), tr("Name"), QString::fromStdString(workspace_->request().selector));
    if (!name.isEmpty())
        workspace_->saveSelection(name, [this](const QString &trouble) { tell(trouble); });
}

void AuditPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    const int seen = session_.placeOfSample(workspace_->currentSample());
    if (current_ >= 0 && (seen < 0 || session_.sample(current_) == workspace_->currentSample()))
        setCurrent(current_);
    else if (seen >= 0 && queue_->rowOf(seen) >= 0)
        setCurrent(seen);
    else
        setCurrent(current_ >= 0 ? current_ : queue_->first());
}

void AuditPanel::hideEvent(QHideEvent *event)
{
    view_->keep(); // what was written is not lost
    view_->leave();
    QWidget::hideEvent(event);
    showActions();
}

} // namespace m3po
