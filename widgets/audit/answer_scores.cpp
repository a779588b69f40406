// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/audit/answer_scores.h"

#include "widgets/style/palette.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace m3po {
namespace {

constexpr int gap = 8, barWidth = 110;

} // namespace

AnswerScores::AnswerScores(QWidget *parent) : QWidget(parent)
{
    setAccessibleName(tr("Scores of both answers"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

int AnswerScores::rowHeight() const { return fontMetrics().height() + 6; }

QSize AnswerScores::sizeHint() const
{
    int names = 0;
    for (const auto &row : rows_)
        names = qMax(names, fontMetrics().horizontalAdvance(row.name));
    const int numbers = fontMetrics().horizontalAdvance(QStringLiteral("−0.0000"));
    return {names + barWidth + 2 * numbers + 3 * gap, int(rows_.size() + 1) * rowHeight()};
}

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
    const int names = qMax(0, width() - barWidth - 2 * numbers - 3 * gap);
    const int bars = names + gap, first = bars + barWidth + gap, second = first + numbers + gap / 2;
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(QRect(first, 0, numbers, height), Qt::AlignRight | Qt::AlignVCenter, QStringLiteral("R_w"));
    painter.drawText(QRect(second, 0, numbers, height), Qt::AlignRight | Qt::AlignVCenter, QStringLiteral("R_l"));
    int y = height;
    for (const auto &row : rows_) {
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawText(QRect(0, y, names, height), Qt::AlignLeft | Qt::AlignVCenter, fontMetrics().elidedText(row.name, Qt::ElideRight, names));
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
        y += height;
    }
}

bool AnswerScores::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    auto *help = static_cast<QHelpEvent *>(event);
    const int row = help->pos().y() / rowHeight() - 1;
    if (row < 0 || row >= int(rows_.size())) {
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
