// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/audit/pair_editor.h"

#include "widgets/style/badge.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace m3po {
namespace {

class BadgeLabel : public QWidget {
public:
    BadgeLabel(bool chosen, QWidget *parent) : QWidget(parent), chosen_(chosen) { setFixedSize(24, 24); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        style::paintBadge(&painter, QRectF(3, 3, 18, 18), chosen_, font(), palette());
    }

private:
    bool chosen_;
};

} // namespace

PairEditor::PairEditor(QWidget *parent) : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    const auto add = [&](bool chosen) {
        auto *row = new QHBoxLayout;
        auto *edit = addEdit(chosen);
        row->addWidget(new BadgeLabel(chosen, this), 0, Qt::AlignTop);
        row->addWidget(edit, 1);
        layout->addLayout(row, 1);
        return edit;
    };
    chosen_ = add(true);
    rejected_ = add(false);
    auto *buttons = new QHBoxLayout;
    auto *keep = new QPushButton(tr("Keep"), this), *leave = new QPushButton(tr("Leave as it was"), this);
    keep->setToolTip(tr("Keep both texts (Ctrl+Return)"));
    leave->setToolTip(tr("Forget what was written (Escape)"));
    buttons->addStretch(1);
    buttons->addWidget(leave);
    buttons->addWidget(keep);
    layout->addLayout(buttons);
    connect(keep, &QPushButton::clicked, this, &PairEditor::keepWanted);
    connect(leave, &QPushButton::clicked, this, &PairEditor::leaveWanted);
    for (auto *button : {keep, leave})
        button->installEventFilter(this);
}

QPlainTextEdit *PairEditor::addEdit(bool chosen)
{
    auto *edit = new QPlainTextEdit(this);
    edit->setTabChangesFocus(true);
    edit->setAccessibleName(chosen ? tr("Text of R_w") : tr("Text of R_l"));
    edit->installEventFilter(this);
    return edit;
}

void PairEditor::setTexts(const QString &chosen, const QString &rejected)
{
    before_[0] = chosen;
    before_[1] = rejected;
    chosen_->setPlainText(chosen);
    rejected_->setPlainText(rejected);
}

// An editor brings line breaks and no-break spaces into its own form: what nobody touched is what it was.
QString PairEditor::chosen() const { return chosen_->document()->isModified() ? chosen_->toPlainText() : before_[0]; }
QString PairEditor::rejected() const { return rejected_->document()->isModified() ? rejected_->toPlainText() : before_[1]; }

bool PairEditor::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride) {
        auto *key = static_cast<QKeyEvent *>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        const bool keeps = enter && key->modifiers() & Qt::ControlModifier, leaves = key->key() == Qt::Key_Escape;
        if (keeps || leaves) {
            event->accept();
            if (event->type() == QEvent::KeyPress)
                keeps ? emit keepWanted() : emit leaveWanted();
            return true;
        }
    }
    return QWidget::eventFilter(object, event);
}

} // namespace m3po
