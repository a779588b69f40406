// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot/plot.h"

#include "widgets/plot/picture_file.h"
#include "widgets/style/palette.h"

#include <QSvgGenerator>

namespace m3po {

Plot::Plot(QWidget *parent)
    : QCustomPlot(parent)
{
    setPlottingHint(QCP::phCacheLabels, false); // kept ones are blurred where a picture is finer than the screen
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
    switch (pictures::kindOf(file)) {
    case pictures::Kind::Png: written = savePng(file, 0, 0, 2); break;
    case pictures::Kind::Pdf: written = savePdf(file); break;
    case pictures::Kind::Svg: {
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
        break;
    }
    case pictures::Kind::Unknown: return pictures::unknownEnding(file);
    }
    return written ? QString() : pictures::notWritten(file);
}

QAction *Plot::offerExport(const QString &suggestion)
{
    return offerPicture(this, suggestion, [this](const QString &file) { return exportTo(file); });
}

void Plot::chooseExport(const QString &suggestion)
{
    choosePicture(this, suggestion, [this](const QString &file) { return exportTo(file); });
}

} // namespace m3po
