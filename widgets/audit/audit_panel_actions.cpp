// SPDX-License-Identifier: GPL-3.0-or-later
// The audit's keys: actions with shortcuts, and what a shortcut cannot stand for.
#include "widgets/audit/audit_panel.h"

#include "widgets/audit/digit_key.h"
#include "widgets/audit/pair_view.h"
#include "widgets/image/image_view.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QShortcut>
#include <QToolBar>
#include <QToolButton>

namespace m3po {
namespace {

bool isTypedInto(const QWidget *widget)
{
    const auto *plain = qobject_cast<const QPlainTextEdit *>(widget);
    return qobject_cast<const QLineEdit *>(widget) || (plain && !plain->isReadOnly()) || qobject_cast<const QAbstractSpinBox *>(widget);
}

// An event that nobody took goes on to the parents: whom it was for.
const QWidget *firstReceiver(const QObject *receiver)
{
    const auto *widget = qobject_cast<const QWidget *>(receiver), *focus = QApplication::focusWidget();
    return widget && focus && widget->isAncestorOf(focus) ? focus : widget;
}

// Something between the receiver and its window has a meaning of its own for these keys: the library's J, say.
bool isClaimed(const QWidget *receiver, const QKeySequence &keys, const QObject *panel)
{
    for (; receiver && !receiver->isWindow(); receiver = receiver->parentWidget()) {
        for (const auto *action : receiver->actions())
            if (action->parent() != panel && action->isEnabled() && action->shortcuts().contains(keys))
                return true;
        for (const auto *shortcut : receiver->findChildren<QShortcut *>(Qt::FindDirectChildrenOnly))
            if (shortcut->isEnabled() && shortcut->key() == keys)
                return true;
    }
    return false;
}

} // namespace

QAction *AuditPanel::makeAction(const QString &text, const QString &tip, const QList<QKeySequence> &keys, const std::function<void()> &what)
{
    auto *action = new QAction(text, this);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut); // in the rest of the window by the event filter
    action->setToolTip(keys.isEmpty() ? tip : tr("%1 (%2)").arg(tip, keys.first().toString(QKeySequence::NativeText)));
    connect(action, &QAction::triggered, this, what);
    addAction(action);
    return action;
}

void AuditPanel::buildActions()
{
    using namespace review_steps;
    const auto ofPair = [this](const QString &text, const QString &tip, Qt::Key key, const std::function<void()> &what) {
        auto *action = makeAction(text, tip, {QKeySequence(key)}, what);
        ofPair_ << action;
        actions_ << action;
        return action;
    };
    const QList<QAction *> shown{
        ofPair(tr("&Accept"), tr("Keep the pair as it is seen, and go on"), Qt::Key_A, [this] { judge(accept); }),
        ofPair(tr("&Reject"), tr("Leave the pair out, and go on"), Qt::Key_R, [this] { judge(refuse); }),
        ofPair(tr("&Swap"), tr("Exchange R_w and R_l, and go on"), Qt::Key_S, [this] { judge(review_steps::swap); }),
        ofPair(tr("&Flag"), tr("Mark the pair to be looked at again, or take the mark away"), Qt::Key_F, [this] { say(flag); }),
        ofPair(tr("&Edit texts"), tr("Write either answer anew"), Qt::Key_E, [this] { view_->editTexts(); }),
        ofPair(tr("&Note"), tr("Write a note on the pair"), Qt::Key_N, [this] { view_->editNote(); }),
    };
    undo_ = makeAction(tr("&Undo verdict"), tr("Take back what was said last"), {QKeySequence(Qt::Key_U), QKeySequence(Qt::CTRL | Qt::Key_Z)}, [this] { session_.undo(); });
    redo_ = makeAction(tr("Re&do verdict"), tr("Say again what was taken back"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z)}, [this] { session_.redo(); });
    auto *next = makeAction(tr("Ne&xt pair"), tr("The next pair of the queue"), {QKeySequence(Qt::Key_J)}, [this] { step(true); });
    auto *previous = makeAction(tr("&Previous pair"), tr("The pair of the queue before this one"), {QKeySequence(Qt::Key_K)}, [this] { step(false); });
    // Space presses buttons, too, and is held: the event filter knows when it is meant for the picture.
    fullSize_ = makeAction(tr("Picture at full si&ze"), tr("Show the picture at full size; hold Space for a moment's look"), {}, [this] { view_->image()->holdFullSize(fullSize_->isChecked()); });
    fullSize_->setCheckable(true);
    auto *keys = makeAction(tr("&Keys…"), tr("The list of keys"), {QKeySequence(Qt::Key_Question)}, [this] { showKeys(); });
    ofPair_ << next << previous << fullSize_;
    actions_ << undo_ << redo_ << next << previous << fullSize_ << keys;
    for (int side = 0; side < 2; ++side) {
        for (int rank = 0; rank < 9; ++rank) {
            const bool best = Side(side) == Side::Chosen;
            const int key = Qt::Key_1 + rank;
            takes_[side] << makeAction(best ? tr("R_w: answer %1").arg(rank + 1) : tr("R_l: answer %1").arg(rank + 1),
                                      best ? tr("Take this answer, by MAS, as R_w") : tr("Take this answer, by MAS, as R_l"),
                                      {best ? QKeySequence(Qt::SHIFT | Qt::Key(key)) : QKeySequence(key)}, [this, side, rank] { take(Side(side), rank); });
        }
    }
    // The keys along the foot, each a button that tells its own.
    for (auto *action : shown + QList<QAction *>{undo_, previous, next, keys}) {
        keyBar_->addAction(action);
        auto *button = qobject_cast<QToolButton *>(keyBar_->widgetForAction(action));
        const auto name = QString(action->text()).remove(QLatin1Char('&'));
        const auto text = QStringLiteral("%1  %2").arg(name, action->shortcut().toString(QKeySequence::NativeText));
        button->setAccessibleName(name);
        button->setFocusPolicy(Qt::TabFocus);
        button->setText(text);
        // A default action's text comes back whenever it changes: enabling it is such a change.
        connect(action, &QAction::changed, button, [button, text] { button->setText(text); });
    }
}

void AuditPanel::showActions()
{
    const bool seen = isVisible() && !view_->isEditing(), pair = seen && current_ >= 0;
    for (auto *action : actions_)
        action->setEnabled(seen);
    for (auto *action : ofPair_)
        action->setEnabled(pair);
    for (const auto side : {Side::Chosen, Side::Rejected})
        for (int rank = 0; rank < takes_[int(side)].size(); ++rank)
            takes_[int(side)][rank]->setEnabled(pair && std::size_t(rank) < view_->answers().answers.size());
    for (auto *action : {undo_, redo_})
        action->setEnabled(seen && session_.hasList());
}

void AuditPanel::showKeys()
{
    if (keys_) {
        keys_->close();
        return;
    }
    keys_ = new QDialog(this);
    keys_->setAttribute(Qt::WA_DeleteOnClose);
    keys_->setWindowTitle(tr("Keys of the audit"));
    auto *grid = new QGridLayout(keys_);
    grid->setHorizontalSpacing(24);
    const auto add = [&](const QString &keys, const QString &what) {
        const int row = grid->rowCount();
        auto *key = new QLabel(keys), *says = new QLabel(what);
        for (auto *label : {key, says})
            label->setTextFormat(Qt::PlainText);
        auto bold = key->font();
        bold.setBold(true);
        key->setFont(bold);
        grid->addWidget(key, row, 0);
        grid->addWidget(says, row, 1);
    };
    for (const auto *action : actions_) {
        QStringList keys;
        for (const auto &key : action->shortcuts())
            keys << key.toString(QKeySequence::NativeText);
        auto tip = action->toolTip();
        if (!keys.isEmpty())
            tip.chop(keys.first().size() + 3); // the tip tells it, too
        add(keys.isEmpty() ? tr("Space") : keys.join(QStringLiteral(", ")), tip);
    }
    add(tr("1 … 9"), tr("Take the answer of that number as R_l"));
    add(tr("Shift+1 … 9"), tr("Take the answer of that number as R_w"));
    add(tr("Ctrl+Return, Escape"), tr("Keep an edited text; leave it as it was"));
    keys_->show();
}

// Whether a key that goes to `receiver` is for the audit: something in its window that nobody types into.
bool AuditPanel::takesKeys(QObject *receiver) const
{
    const auto *widget = qobject_cast<QWidget *>(receiver);
    return widget && isVisible() && !view_->isEditing() && widget->window() == window() && !isTypedInto(widget) && !QApplication::activePopupWidget();
}

bool AuditPanel::eventFilter(QObject *object, QEvent *event)
{
    const auto type = event->type();
    if (type != QEvent::KeyPress && type != QEvent::KeyRelease && type != QEvent::ShortcutOverride)
        return false;
    auto *key = static_cast<QKeyEvent *>(event);
    if (key->key() == Qt::Key_Space && key->modifiers() == Qt::NoModifier) {
        if (type == QEvent::KeyRelease && !key->isAutoRepeat() && !fullSize_->isChecked())
            view_->image()->holdFullSize(false);
        if (!takesKeys(object) || qobject_cast<QAbstractButton *>(object) || qobject_cast<QComboBox *>(object))
            return false;
        if (type == QEvent::KeyPress)
            view_->image()->holdFullSize(true);
        event->accept();
        return true;
    }
    if (type == QEvent::KeyRelease || !takesKeys(object))
        return false;
    auto *action = actionOf(*key, firstReceiver(object));
    if (!action)
        return false;
    event->accept(); // no shortcut, then
    if (type == QEvent::KeyPress)
        action->trigger();
    return true;
}

// Wherever in the window the keys go to; null for those that mean nothing here.
QAction *AuditPanel::actionOf(const QKeyEvent &key, const QWidget *receiver) const
{
    if (const int digit = digitKey(key)) // what a layout writes with Shift is no matter
        return takes_[int(key.modifiers() & Qt::ShiftModifier ? Side::Chosen : Side::Rejected)][digit - 1];
    const QKeySequence keys(key.keyCombination()), unshifted(key.key()); // a question mark needs Shift on most keyboards
    for (auto *action : actions_) {
        const auto own = action->shortcuts();
        if (action->isEnabled() && (own.contains(keys) || (key.key() == Qt::Key_Question && own.contains(unshifted))) && !isClaimed(receiver, keys, this))
            return action;
    }
    return nullptr;
}

} // namespace m3po
