// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/audit/answer_scores.h"

#include "widgets/style/palette.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace m3po {
namespace {

constexpr int gap = 8, barWidth = 80, between = 24;

} // namespace

AnswerScores::AnswerScores(QWidget *parent) : QWidget(parent)
{
    setAccessibleName(tr("Scores of both answers"));
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

int AnswerScores::rowHeight() const { return fontMetrics().height() + 6; }

int AnswerScores::columnWidth() const
{
    int names = 0;
    for (const auto &row : rows_)
        names = qMax(names, fontMetrics().horizontalAdvance(row.name));
    return names + barWidth + 2 * fontMetrics().horizontalAdvance(QStringLiteral("−0.0000")) + 3 * gap;
}

int AnswerScores::columns(int width) const { return rows_.size() > 1 && width >= 2 * columnWidth() + between ? 2 : 1; }
int AnswerScores::heightForWidth(int width) const { return (perColumn(width) + 1) * rowHeight(); }

void AnswerScores::setRows(std::vector<ScoreRow> rows)
{
    rows_ = std::move(rows);
    QStringList said;
    for (const auto &row : rows_)
        said << tr("%1: R_w %2, R_l %3").arg(row.name, numberOf(row, row.chosen), numberOf(row, row.rejected));
    setAccessibleDescription(said.join(QStringLiteral("; ")));
    updateGeometry();
    update();
}

QString AnswerScores::numberOf(const ScoreRow &row, double value) const { return row.whole && value == value ? style::count(qint64(value)) : style::number(value); }

void AnswerScores::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int height = rowHeight(), numbers = fontMetrics().horizontalAdvance(QStringLiteral("−0.0000"));
    const int inOne = perColumn(width()), wide = columns(width()) == 2 ? (width() - between) / 2 : qMin(width(), 2 * columnWidth());
    for (int i = 0; i < int(rows_.size()); ++i) {
        const auto &row = rows_[std::size_t(i)];
        const int left = i / inOne * (wide + between), y = (i % inOne + 1) * height;
        const int names = qMax(0, wide - barWidth - 2 * numbers - 3 * gap);
        const int bars = left + names + gap, first = bars + barWidth + gap, second = first + numbers + gap / 2;
        if (i % inOne == 0) {
            painter.setPen(palette().color(QPalette::PlaceholderText));
            painter.drawText(QRect(first, 0, numbers, height), Qt::AlignRight | Qt::AlignVCenter, QStringLiteral("R_w"));
            painter.drawText(QRect(second, 0, numbers, height), Qt::AlignRight | Qt::AlignVCenter, QStringLiteral("R_l"));
        }
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawText(QRect(left, y, names, height), Qt::AlignLeft | Qt::AlignVCenter, fontMetrics().elidedText(row.name, Qt::ElideRight, names));
        const auto length = [&](double value) { return row.high > row.low ? barWidth * qBound(0.0, (value - row.low) / (row.high - row.low), 1.0) : 0.0; };
        const double thick = qMax(3.0, (height - 8) / 2.0);
        if (row.chosen == row.chosen)
            painter.fillRect(QRectF(bars, y + 3, qMax(1.0, length(row.chosen)), thick), style::chosen);
        if (row.rejected == row.rejected) {
            painter.setPen(QPen(style::rejected, 1));
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(QRectF(bars + 0.5, y + 4.5 + thick, qMax(1.0, length(row.rejected) - 1), thick - 1));
        }
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawText(QRect(first, y, numbers, height), Qt::AlignRight | Qt::AlignVCenter, numberOf(row, row.chosen));
        painter.drawText(QRect(second, y, numbers, height), Qt::AlignRight | Qt::AlignVCenter, numberOf(row, row.rejected));
    }
}

bool AnswerScores::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    auto *help = static_cast<QHelpEvent *>(event);
    const int inOne = perColumn(width()), line = help->pos().y() / rowHeight() - 1;
    const int row = columns(width()) == 2 && help->pos().x() > width() / 2 ? inOne + line : line;
    if (line < 0 || line >= inOne || row >= int(rows_.size())) {
        QToolTip::hideText();
        return true;
    }
    const auto &at = rows_[std::size_t(row)];
    const auto full = [](double value) { return QString::number(value, 'g', 9); };
    QToolTip::showText(help->globalPos(), QStringLiteral("<p style='white-space:pre'>%1</p>")
                                              .arg(tr("%1\nR_w %2\nR_l %3\n%4").arg(at.name, full(at.chosen), full(at.rejected), at.tip).toHtmlEscaped()), this);
    return true;
}

} // namespace m3po
