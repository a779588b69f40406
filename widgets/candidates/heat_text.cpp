// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/candidates/heat_text.h"

#include "widgets/style/palette.h"

#include <QHelpEvent>
#include <QToolTip>

namespace m3po {

HeatText::HeatText(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setReadOnly(true);
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(tr("Answer, tokens coloured by log-probability"));
    setPlaceholderText(tr("Choose a candidate to read its answer."));
}

void HeatText::setSpans(std::vector<TokenSpan> spans)
{
    spans_ = std::move(spans);
    lay();
}

void HeatText::lay()
{
    clear();
    auto cursor = textCursor();
    for (const auto &span : spans_) {
        QTextCharFormat format;
        format.setBackground(style::heat(span.logp, palette()));
        cursor.insertText(span.text, format);
    }
    moveCursor(QTextCursor::Start);
}

void HeatText::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        lay();
}

bool HeatText::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QPlainTextEdit::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    auto at = cursorForPosition(viewport()->mapFrom(this, help->pos())).position();
    for (const auto &span : spans_) {
        if (at < span.text.size()) {
            QToolTip::showText(help->globalPos(), tr("log P %1").arg(span.logp, 0, 'f', 4), this);
            return true;
        }
        at -= span.text.size();
    }
    QToolTip::hideText();
    return true;
}

} // namespace m3po
