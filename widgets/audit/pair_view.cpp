// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/audit/pair_view.h"

#include "widgets/audit/aligned_texts.h"
#include "widgets/audit/answer_scores.h"
#include "widgets/audit/pair_editor.h"
#include "widgets/audit/pair_story.h"
#include "widgets/audit/ranked_answers_model.h"
#include "widgets/image/image_view.h"
#include "widgets/style/badge.h"

#include <QApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QStyledItemDelegate>
#include <QTreeView>
#include <QVBoxLayout>

namespace m3po {
namespace {

class BadgeDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        auto own = option;
        initStyleOption(&own, index);
        const auto badge = index.data(RankedAnswersModel::BadgeRole).toString();
        if (!badge.isEmpty())
            own.text.clear();
        const auto *style = own.widget ? own.widget->style() : QApplication::style();
        style->drawControl(QStyle::CE_ItemViewItem, &own, painter, own.widget);
        const double side = qMin(18, option.rect.height() - 4);
        if (!badge.isEmpty())
            style::paintBadge(painter, {option.rect.center().x() - side / 2, option.rect.center().y() - side / 2 + 0.5, side, side}, badge == QLatin1String("W"), option.font, option.palette);
    }
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return {QStyledItemDelegate::sizeHint(option, index).width(), option.fontMetrics.height() + 8};
    }
};

QLabel *plainLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

PairView::PairView(QWidget *parent)
    : QWidget(parent), model_(new RankedAnswersModel(this)), image_(new ImageView), instruction_(plainLabel(this)), story_(plainLabel(this)), state_(plainLabel(this)),
      middle_(new QStackedWidget), texts_(new AlignedTexts), editor_(new PairEditor), scores_(new AnswerScores), list_(new QTreeView), note_(new QLineEdit(this))
{
    auto font = instruction_->font();
    font.setPointSizeF(font.pointSizeF() * 1.15);
    instruction_->setFont(font);
    instruction_->setAccessibleName(tr("Instruction"));
    auto larger = texts_->font();
    larger.setPointSizeF(larger.pointSizeF() * 1.15);
    texts_->setFont(larger);
    story_->setAccessibleName(tr("Why this pair"));
    state_->setAccessibleName(tr("What was said of this pair"));
    middle_->addWidget(texts_);
    middle_->addWidget(editor_);

    list_->setModel(model_);
    list_->setRootIsDecorated(false);
    list_->setUniformRowHeights(true);
    list_->setFrameShape(QFrame::NoFrame);
    list_->setAllColumnsShowFocus(true);
    list_->setItemDelegateForColumn(RankedAnswersModel::Badge, new BadgeDelegate(list_));
    list_->setAccessibleName(tr("The sample's answers, by MAS"));
    list_->header()->setStretchLastSection(true);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->header()->setMinimumSectionSize(24);
    const auto wide = [this](const QString &text) { return list_->fontMetrics().horizontalAdvance(text) + 16; };
    list_->setColumnWidth(RankedAnswersModel::Rank, wide(QStringLiteral("00")));
    list_->setColumnWidth(RankedAnswersModel::Badge, 28);
    for (const int column : {RankedAnswersModel::Mas, RankedAnswersModel::Logp, RankedAnswersModel::Score})
        list_->setColumnWidth(column, wide(QStringLiteral("−0.000")));
    list_->setMinimumHeight(4 * (list_->fontMetrics().height() + 6));

    note_->setPlaceholderText(tr("Note (N)"));
    note_->setToolTip(tr("A note on this pair (N). Return keeps it, Escape leaves it as it was."));
    note_->setAccessibleName(tr("Note"));
    note_->installEventFilter(this);
    note_->setMaxLength(10'000);

    auto *asked = new QScrollArea; // a long instruction scrolls rather than push the answers away
    asked->setWidget(instruction_);
    asked->setWidgetResizable(true);
    asked->setFrameShape(QFrame::NoFrame);
    asked->viewport()->installEventFilter(this);
    asked_ = asked;
    instruction_->setAlignment(Qt::AlignLeft | Qt::AlignTop);

    auto *upper = new QWidget;
    auto *upperLayout = new QVBoxLayout(upper);
    upperLayout->setContentsMargins(0, 0, 0, 0);
    upperLayout->addWidget(asked);
    upperLayout->addWidget(middle_, 1);
    auto *lower = new QWidget;
    auto *lowerLayout = new QVBoxLayout(lower);
    lowerLayout->setContentsMargins(0, 0, 0, 0);
    lowerLayout->addWidget(story_);
    lowerLayout->addWidget(scores_);
    lowerLayout->addWidget(list_, 1);
    lowerLayout->addWidget(state_);
    lowerLayout->addWidget(note_);
    auto *right = new QSplitter(Qt::Vertical);
    right->setObjectName(QStringLiteral("scores"));
    right->addWidget(upper);
    right->addWidget(lower);
    right->setStretchFactor(0, 1);
    right->setStretchFactor(1, 1);
    right->setSizes({300, 400}); // the reason and all scores are seen whole, and some of the other answers
    auto *all = new QSplitter(Qt::Horizontal);
    all->setObjectName(QStringLiteral("picture"));
    all->addWidget(image_);
    all->addWidget(right);
    all->setStretchFactor(0, 1);
    all->setStretchFactor(1, 1);
    all->setSizes({600, 600});
    for (auto *split : {right, all}) {
        split->setChildrenCollapsible(false);
        split->setHandleWidth(9);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(all);

    connect(list_, &QTreeView::doubleClicked, this, [this](const QModelIndex &index) {
        emit takeWanted(QApplication::keyboardModifiers() & Qt::ShiftModifier ? Side::Chosen : Side::Rejected, index.row());
    });
    connect(editor_, &PairEditor::keepWanted, this, &PairView::keep);
    connect(editor_, &PairEditor::leaveWanted, this, &PairView::leave);
}

const SampleAnswers &PairView::answers() const { return model_->answers(); }
QString PairView::story() const { return story_->text(); }

QString PairView::text(bool chosen) const
{
    const auto &edited = chosen ? seen_.chosen : seen_.rejected;
    const int rank = answers().rank(chosen ? seen_.chosen_id : seen_.rejected_id);
    return QString::fromStdString(edited ? *edited : rank >= 0 ? answers().answers[std::size_t(rank)].candidate.text : std::string());
}

void PairView::showPair(SampleAnswers answers, const SelectedPair &pair, const Review &review, const QString &image)
{
    seen_ = reviewed_pair(pair, review);
    review_ = review;
    const int chosen = answers.rank(seen_.chosen_id), rejected = answers.rank(seen_.rejected_id);
    image_->setFile(image);
    instruction_->setText(QString::fromStdString(answers.sample.instruction));
    fitInstruction();
    story_->setText(pairStory(answers, pair, review, chosen, rejected));
    scores_->setRows(scoreRows(answers, chosen, rejected));
    model_->setAnswers(std::move(answers), chosen, rejected);
    if (rejected >= 0)
        list_->scrollTo(model_->index(rejected, 0));
    texts_->setTexts(text(true), text(false));
    const QString names[]{QString(), tr("Accepted"), tr("Rejected"), tr("Swapped"), tr("Edited")};
    QStringList said;
    if (verdict_of(review) != Verdict::Pending)
        said << names[int(verdict_of(review))];
    if (review.flagged)
        said << tr("Flagged");
    state_->setText(said.join(QStringLiteral(" · ")));
    state_->setVisible(!said.isEmpty());
    if (editing_ != Editing::Note)
        note_->setText(QString::fromStdString(review.note));
}

// As high as it needs, up to four lines; a longer one scrolls.
void PairView::fitInstruction()
{
    const int needed = instruction_->heightForWidth(asked_->viewport()->width());
    asked_->setFixedHeight(qBound(instruction_->fontMetrics().height(), needed, 4 * instruction_->fontMetrics().lineSpacing()) + 2);
}

void PairView::setEditing(Editing editing)
{
    if (editing == editing_)
        return;
    const auto before = editing_;
    editing_ = editing;
    middle_->setCurrentIndex(editing == Editing::Texts ? 1 : 0);
    if (before == Editing::Note)
        note_->clearFocus();
    if (editing == Editing::Nothing)
        texts_->setFocus();
    emit editingChanged();
}

void PairView::editTexts()
{
    editor_->setTexts(text(true), text(false));
    setEditing(Editing::Texts);
    editor_->edit(true)->setFocus();
}

void PairView::editNote()
{
    setEditing(Editing::Note);
    note_->setFocus();
    note_->selectAll();
}

void PairView::keep()
{
    if (editing_ == Editing::Note) {
        const auto written = note_->text();
        setEditing(Editing::Nothing);
        if (written.toStdString() != review_.note)
            emit noted(written);
        return;
    }
    if (editing_ != Editing::Texts)
        return;
    const auto chosen = editor_->chosen(), rejected = editor_->rejected();
    if (chosen.trimmed().isEmpty() || rejected.trimmed().isEmpty()) {
        emit refused(tr("An answer without a text cannot be learned from. Write one, or leave with Escape."));
        return;
    }
    if (chosen == rejected) {
        emit refused(tr("Both texts are the same: there is nothing to prefer. Change one, or leave with Escape."));
        return;
    }
    const bool changed = chosen != text(true) || rejected != text(false);
    const auto by_hand = [this](const QString &written, std::int64_t candidate) -> std::optional<std::string> {
        const int rank = answers().rank(candidate);
        auto bytes = written.toStdString();
        if (rank >= 0 && answers().answers[std::size_t(rank)].candidate.text == bytes)
            return std::nullopt;
        return bytes;
    };
    const auto one = by_hand(chosen, seen_.chosen_id), other = by_hand(rejected, seen_.rejected_id);
    setEditing(Editing::Nothing);
    if (changed)
        emit edited(one, other);
}

void PairView::leave()
{
    note_->setText(QString::fromStdString(review_.note));
    setEditing(Editing::Nothing);
}

bool PairView::eventFilter(QObject *object, QEvent *event)
{
    if (asked_ && object == asked_->viewport() && event->type() == QEvent::Resize)
        fitInstruction();
    if (object == note_) {
        if (event->type() == QEvent::FocusIn && editing_ == Editing::Nothing) {
            setEditing(Editing::Note); // clicked into
        } else if (event->type() == QEvent::FocusOut && editing_ == Editing::Note && static_cast<QFocusEvent *>(event)->reason() != Qt::PopupFocusReason &&
                   static_cast<QFocusEvent *>(event)->reason() != Qt::ActiveWindowFocusReason) {
            keep();
        } else if (event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride) {
            auto *key = static_cast<QKeyEvent *>(event);
            const bool keeps = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter, leaves = key->key() == Qt::Key_Escape;
            if (keeps || leaves) {
                event->accept();
                if (event->type() == QEvent::KeyPress)
                    keeps ? keep() : leave();
                return true;
            }
        }
    }
    return QWidget::eventFilter(object, event);
}

} // namespace m3po
