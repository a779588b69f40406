// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot/plot.h"

#include "widgets/dialogs/dialogs.h"
#include "widgets/style/palette.h"

#include <QSvgGenerator>

namespace m3po {

Plot::Plot(QWidget *parent)
    : QCustomPlot(parent)
{
    Plot::restyle();
}

void Plot::restyle()
{
    const auto text = palette().color(QPalette::Text), base = palette().color(QPalette::Base);
    setBackground(base);
    for (auto *rect : axisRects())
        for (auto *axis : rect->axes()) {
            axis->setBasePen(QPen(text, 1));
            axis->setTickPen(QPen(text, 1));
            axis->setSubTicks(false);
            axis->setTickLabelColor(text);
            axis->setLabelColor(text);
            axis->setLabelFont(font());
            axis->setTickLabelFont(font());
            axis->ticker()->setTickCount(4);
            axis->grid()->setPen(QPen(style::blend(base, text, 0.12), 1));
            axis->grid()->setZeroLinePen(Qt::NoPen);
        }
}

void Plot::changeEvent(QEvent *event)
{
    QCustomPlot::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange) {
        restyle();
        replot(rpQueuedReplot);
    }
}

QString Plot::exportTo(const QString &file)
{
    bool written = false;
    if (file.endsWith(QLatin1String(".png"), Qt::CaseInsensitive)) {
        written = savePng(file, 0, 0, 2);
    } else if (file.endsWith(QLatin1String(".pdf"), Qt::CaseInsensitive)) {
        written = savePdf(file);
    } else if (file.endsWith(QLatin1String(".svg"), Qt::CaseInsensitive)) {
        QSvgGenerator svg;
        svg.setFileName(file);
        svg.setSize(size());
        svg.setViewBox(rect());
        QCPPainter painter;
        written = painter.begin(&svg);
        if (written) {
            toPainter(&painter, width(), height());
            written = painter.end();
        }
    } else {
        return tr("%1: a name that ends in .png, .svg or .pdf was expected.").arg(file);
    }
    return written ? QString() : tr("%1 could not be written. Choose another folder, or free some space.").arg(file);
}

void Plot::chooseExport(const QString &suggestion)
{
    const auto file = dialogs::saveFile(this, tr("Export the plot"), suggestion + QLatin1String(".png"), tr("Pictures (*.png *.svg *.pdf)"));
    if (file.isEmpty())
        return;
    if (const auto trouble = exportTo(file); !trouble.isEmpty())
        dialogs::complain(this, tr("Export"), trouble);
}

} // namespace m3po
