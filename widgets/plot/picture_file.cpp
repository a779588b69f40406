// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot/picture_file.h"

#include "widgets/dialogs/dialogs.h"
#include "widgets/dialogs/export_action.h"

#include <QAction>
#include <QCoreApplication>
#include <QImage>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>
#include <QWidget>

namespace m3po {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Pictures)
};

constexpr int fine = 2; // of a PNG: pixels for each of the screen's

bool paintOn(QPaintDevice *device, QSize size, const QColor &background, const std::function<void(QPainter &)> &paint)
{
    QPainter painter;
    if (!painter.begin(device))
        return false;
    painter.fillRect(QRect({}, size), background);
    paint(painter);
    return painter.end();
}

} // namespace

pictures::Kind pictures::kindOf(const QString &file)
{
    const auto ends = [&](const char *ending) { return file.endsWith(QLatin1String(ending), Qt::CaseInsensitive); };
    return ends(".png") ? Kind::Png : ends(".svg") ? Kind::Svg : ends(".pdf") ? Kind::Pdf : Kind::Unknown;
}

QString pictures::unknownEnding(const QString &file) { return Words::tr("%1: a name that ends in .png, .svg or .pdf was expected.").arg(file); }
QString pictures::notWritten(const QString &file) { return Words::tr("%1 could not be written. Choose another folder, or free some space.").arg(file); }

QString writePicture(const QString &file, QSize size, const QColor &background, const std::function<void(QPainter &)> &paint)
{
    bool written = false;
    switch (pictures::kindOf(file)) {
    case pictures::Kind::Png: {
        QImage image(size * fine, QImage::Format_RGB32);
        image.setDevicePixelRatio(fine);
        written = paintOn(&image, size, background, paint) && image.save(file);
        break;
    }
    case pictures::Kind::Svg: {
        QSvgGenerator svg;
        svg.setFileName(file);
        svg.setSize(size);
        svg.setViewBox(QRect({}, size));
        written = paintOn(&svg, size, background, paint);
        break;
    }
    case pictures::Kind::Pdf: {
        QPdfWriter pdf(file);
        pdf.setResolution(72); // a point a pixel
        pdf.setPageSize(QPageSize(QSizeF(size), QPageSize::Point));
        pdf.setPageMargins(QMarginsF());
        written = paintOn(&pdf, size, background, paint);
        break;
    }
    case pictures::Kind::Unknown: return pictures::unknownEnding(file);
    }
    return written ? QString() : pictures::notWritten(file);
}

void choosePicture(QWidget *parent, const QString &suggestion, const PictureWriter &write)
{
    const auto file = dialogs::saveFile(parent, Words::tr("Export the plot"), suggestion + QLatin1String(".png"), Words::tr("Pictures (*.png *.svg *.pdf)"));
    if (file.isEmpty())
        return;
    if (const auto trouble = write(file); !trouble.isEmpty())
        dialogs::complain(parent, Words::tr("Export"), trouble);
}

QAction *offerPicture(QWidget *widget, const QString &suggestion, const PictureWriter &write)
{
    auto *action = addExportAction(widget, Words::tr("Export the plot “%1”…").arg(suggestion));
    QObject::connect(action, &QAction::triggered, widget, [widget, suggestion, write] { choosePicture(widget, suggestion, write); });
    return action;
}

} // namespace m3po
