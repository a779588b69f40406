// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/audit/audit_panel.h"

#include "widgets/audit/pair_view.h"
#include "widgets/dialogs/dialogs.h"
#include "widgets/image/image_view.h"
#include "widgets/workspace/workspace.h"

#include <QAction>
#include <QApplication>
#include <QButtonGroup>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QListView>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace m3po {
namespace {

constexpr int stepsAhead = 3; // pairs that are read before they are come to

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
      progress_(plainLabel(this)), agreement_(plainLabel(this)), bar_(new QProgressBar), offer_(new QPushButton(tr("Show all pairs"))), strip_(new QListView)
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
    connect(&session_, &AuditSession::writingChanged, workspace, &Workspace::setReviewsUnderWay);
    connect(&session_, &AuditSession::failed, this, [this](const QString &sentence) { tell(sentence); });
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

AuditPanel::~AuditPanel()
{
    view_->disconnect(this); // what is being edited loses the focus when its widgets go, and nobody is there to keep it
}

// The workspace's baseline, unless another one was named; that is read whenever something may have changed it.
void AuditPanel::openSelection()
{
    const auto corpus = workspace_->corpus();
    if (const auto file = corpus ? QString::fromStdString(corpus->file.string()) : QString(); file != file_) {
        file_ = file;
        chosen_.clear();
        baseline_.clear();
        requested_.reset();
        key_.reset();
    }
    // While a project is read again it has none for a moment.
    if (const auto baseline = workspace_->baselineName(); !baseline.isEmpty() && baseline != baseline_) {
        baseline_ = baseline;
        if (!requested_)
            chosen_.clear();
    }
    const auto &saved = workspace_->saved();
    const auto isSaved = [&](const QString &name) { return std::any_of(saved.begin(), saved.end(), [&](const Selection &one) { return one.name == name.toStdString(); }); };
    auto name = chosen_;
    if (!isSaved(name)) {
        name = isSaved(baseline_) ? baseline_ : saved.empty() ? QString() : QString::fromStdString(saved.back().name);
        requested_.reset();
    }
    session_.open(corpus, name);
    showChooser();
    filter();
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
    showChips();
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
    session_.hasList() ? ahead_.open(workspace_->corpus()->file, session_.selection()) : ahead_.close();
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
    auto answers = catching([&] { return ahead_.get(*workspace_->project(), session_.pair(current_).sample_id); });
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
    readAhead();
    showCounts();
    showActions();
}

// Where a verdict, J or K lead from here.
void AuditPanel::readAhead()
{
    std::vector<std::int64_t> samples{session_.pair(current_).sample_id};
    for (int place = current_, steps = 0; steps < stepsAhead && (place = queue_->after(place)) >= 0; ++steps)
        samples.push_back(session_.pair(place).sample_id);
    if (const int before = queue_->before(current_); before >= 0)
        samples.push_back(session_.pair(before).sample_id);
    ahead_.want(std::move(samples));
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
    if (!event->spontaneous()) { // not by being minimised
        view_->keep(); // what was written is not lost
        view_->leave();
    }
    QWidget::hideEvent(event);
    showActions();
}

} // namespace m3po
