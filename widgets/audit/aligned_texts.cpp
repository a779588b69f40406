// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/audit/aligned_texts.h"

#include "widgets/style/badge.h"
#include "widgets/style/palette.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace m3po {
namespace {

constexpr int gutter = 32;    // for the badges
constexpr int margin = 8;
constexpr double tint = 0.16; // behind what differs

} // namespace

// Where the next words go: both sides of one line. Where either is full, both go to the next.
struct AlignedTexts::Cursor {
    const QFontMetrics metrics;
    int width, row, space;
    int top = margin;
    int x[2] = {0, 0}; // R_w, R_l
    bool empty = true; // nothing stands on this line yet

    int lineHeight() const { return 2 * row + row / 2; }
    void align() { x[0] = x[1] = qMax(x[0], x[1]); }
};

AlignedTexts::AlignedTexts(QWidget *parent) : QAbstractScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMinimumSize(160, 90);
    viewport()->setBackgroundRole(QPalette::Base);
    setAccessibleName(tr("R_w and R_l, word under word"));
}

void AlignedTexts::setTexts(const QString &chosen, const QString &rejected)
{
    if (chosen == chosen_ && rejected == rejected_)
        return;
    chosen_ = chosen;
    rejected_ = rejected;
    chosenBytes_ = chosen.toStdString();
    rejectedBytes_ = rejected.toStdString();
    difference_ = word_difference(chosenBytes_, rejectedBytes_);
    setAccessibleDescription(tr("R_w: %1\nR_l: %2").arg(chosen, rejected));
    verticalScrollBar()->setValue(0);
    lay();
}

QString AlignedTexts::wordText(const Word &word, bool chosen) const
{
    if (word.line_break)
        return QStringLiteral("¶");
    const auto &bytes = chosen ? chosenBytes_ : rejectedBytes_;
    return QString::fromUtf8(bytes.data() + word.begin, qsizetype(word.end - word.begin));
}

void AlignedTexts::lay()
{
    placed_.clear();
    tops_.clear();
    const QFontMetrics metrics(font());
    Cursor cursor{metrics, qMax(40, viewport()->width() - gutter - 2 * margin), metrics.height() + 4, metrics.horizontalAdvance(QLatin1Char(' '))};
    if (!difference_.stretches.empty())
        tops_.push_back(cursor.top);
    for (const auto &stretch : difference_.stretches)
        placeStretch(cursor, stretch);
    height_ = tops_.empty() ? 0 : cursor.top + cursor.lineHeight() + margin;
    if (chosen_.isRightToLeft() || rejected_.isRightToLeft())
        for (auto &placed : placed_) // words that are read from the right begin there
            placed.rect.moveLeft(2 * (gutter + margin) + cursor.width - placed.rect.right() - 1);
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(cursor.lineHeight());
    verticalScrollBar()->setRange(0, qMax(0, height_ - viewport()->height()));
    viewport()->update();
}

void AlignedTexts::placeStretch(Cursor &cursor, const WordStretch &stretch)
{
    const auto newLine = [&] {
        cursor.top += cursor.lineHeight();
        cursor.x[0] = cursor.x[1] = 0;
        cursor.empty = true;
        tops_.push_back(cursor.top);
    };
    // Puts the word at the side's place where it fits; a word that is wider than the line is cut.
    const auto put = [&](const QString &text, bool spaced, int side, bool same) {
        int x = cursor.x[side] + (spaced && cursor.x[side] > 0 ? cursor.space : 0);
        const int width = qMax(1, cursor.metrics.horizontalAdvance(text));
        if (x + width > cursor.width && cursor.x[side] > 0)
            return false;
        placed_.push_back({text, QRect(gutter + margin + x, cursor.top + side * cursor.row, width, cursor.row), side == 0, same});
        cursor.x[side] = x + width;
        cursor.empty = false;
        return true;
    };
    // In pieces that fit a line of their own.
    const auto pieces = [&](const QString &text) {
        const int width = cursor.metrics.horizontalAdvance(text);
        QStringList result;
        const auto length = width <= cursor.width ? text.size() : qMax<qsizetype>(1, text.size() * cursor.width / (width + 1));
        for (qsizetype at = 0; at < text.size();) {
            auto end = qMin(at + length, text.size());
            if (end < text.size() && text[end].isLowSurrogate())
                ++end;
            result << text.mid(at, end - at);
            at = end;
        }
        return result;
    };

    if (stretch.same) {
        for (std::size_t i = 0; i < stretch.left_end - stretch.left; ++i) {
            const auto &left = difference_.left[stretch.left + i], &right = difference_.right[stretch.right + i];
            if (left.line_break) {
                if (cursor.empty) { // an empty line is a small gap
                    tops_.pop_back();
                    cursor.top += cursor.row / 2 - cursor.lineHeight();
                }
                newLine();
                continue;
            }
            cursor.align();
            const bool spaced = left.spaced || right.spaced;
            const auto texts = pieces(wordText(left, true)), others = pieces(wordText(right, false));
            for (qsizetype k = 0; k < qMax(texts.size(), others.size()); ++k) {
                const auto &over = texts.value(k), &under = others.value(k);
                const int x = cursor.x[0] + (spaced && k == 0 && cursor.x[0] > 0 ? cursor.space : 0);
                const int width = qMax(cursor.metrics.horizontalAdvance(over), cursor.metrics.horizontalAdvance(under));
                if (cursor.x[0] > 0 && x + width > cursor.width)
                    newLine();
                put(over, spaced && k == 0, 0, true);
                put(under, spaced && k == 0, 1, true);
                cursor.align();
            }
        }
        return;
    }
    cursor.align();
    // Either side flows on its own until one of the two lines is full.
    std::size_t next[2] = {stretch.left, stretch.right};
    const std::size_t ends[2] = {stretch.left_end, stretch.right_end};
    QStringList rest[2];
    while (true) {
        bool full = false;
        for (const int side : {0, 1}) {
            const auto &words = side == 0 ? difference_.left : difference_.right;
            bool fits = true;
            while (fits && (!rest[side].isEmpty() || next[side] < ends[side])) {
                bool spaced = false;
                if (rest[side].isEmpty()) {
                    const auto &word = words[next[side]++];
                    spaced = word.spaced || (word.begin > 0 && word.line_break);
                    rest[side] = pieces(wordText(word, side == 0));
                }
                fits = put(rest[side].first(), spaced, side, false);
                if (fits)
                    rest[side].removeFirst();
            }
            full = full || !fits;
        }
        if (!full)
            return;
        newLine();
    }
}

void AlignedTexts::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(0, -verticalScrollBar()->value());
    const auto seen = event->rect().translated(0, verticalScrollBar()->value());
    const int row = QFontMetrics(font()).height() + 4;
    const auto colours = palette();
    for (const auto top : tops_) {
        if (top + 2 * row < seen.top() || top > seen.bottom())
            continue;
        for (const bool chosen : {true, false}) {
            const int side = qMin(18, row - 2);
            const QRectF circle(margin, top + (chosen ? 0 : row) + (row - side) / 2.0, side, side);
            if (top == tops_.front()) {
                style::paintBadge(&painter, circle, chosen, font(), colours);
            } else {
                painter.setPen(colours.color(QPalette::PlaceholderText));
                painter.drawText(circle, Qt::AlignCenter, chosen ? QStringLiteral("W") : QStringLiteral("L"));
            }
        }
    }
    for (const auto &placed : placed_) {
        if (placed.rect.bottom() < seen.top() || placed.rect.top() > seen.bottom())
            continue;
        if (!placed.same) {
            auto colour = placed.chosen ? style::chosen : style::rejected;
            const auto ground = QRectF(placed.rect).adjusted(-1, 1, 1, -1);
            const QPointF from(ground.left(), ground.bottom()), to(ground.right(), ground.bottom());
            painter.setPen(QPen(colour, 2, placed.chosen ? Qt::SolidLine : Qt::DashLine, Qt::FlatCap));
            colour.setAlphaF(float(tint));
            painter.fillRect(ground, colour);
            painter.drawLine(from, to);
        }
        painter.setPen(colours.color(QPalette::Text));
        painter.drawText(placed.rect, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine | Qt::TextDontClip, placed.text);
    }
}

void AlignedTexts::resizeEvent(QResizeEvent *) { lay(); }

void AlignedTexts::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        lay();
}

void AlignedTexts::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu(this);
    menu.addAction(tr("Copy R_w"), this, [this] { QGuiApplication::clipboard()->setText(chosen_); });
    menu.addAction(tr("Copy R_l"), this, [this] { QGuiApplication::clipboard()->setText(rejected_); });
    menu.exec(event->globalPos());
}

} // namespace m3po
