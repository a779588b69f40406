// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/image/image_view.h"

#include "widgets/image/picture.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>
#include <QtConcurrent>

#include <cmath>
#include <tuple>

namespace m3po {

ImageView::ImageView(QWidget *parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(120, 90);
    setAccessibleName(tr("Picture"));
    setToolTip(tr("Wheel: zoom; drag: move; 0: fit; Space: full size"));
    connect(&watcher_, &QFutureWatcherBase::finished, this, &ImageView::decoded);
}

ImageView::~ImageView() { watcher_.waitForFinished(); }

void ImageView::setFile(const QString &file)
{
    if (file == file_)
        return;
    file_ = file;
    zoom_ = 0;
    if (file.isEmpty()) {
        image_ = {};
        sentence_.clear();
        update();
    } else if (!watcher_.isRunning()) {
        decode();
    }
}

void ImageView::decode()
{
    decoding_ = file_;
    watcher_.setFuture(QtConcurrent::run([file = file_]() -> Read {
        auto read = readPicture(file);
        if (!read.ok())
            return {{}, QString::fromStdString(read.error().message)};
        return {std::move(read).value(), {}};
    }));
}

void ImageView::decoded()
{
    if (file_.isEmpty())
        return;
    if (decoding_ != file_) { // another picture was asked for meanwhile: only the last is worth decoding
        decode();
        return;
    }
    std::tie(image_, sentence_) = watcher_.result();
    update();
}

double ImageView::fitting() const
{
    if (image_.isNull())
        return 1;
    return qMin(double(width()) / image_.width(), double(height()) / image_.height());
}

double ImageView::zoom() const { return zoom_ > 0 ? zoom_ : fitting(); }

void ImageView::fit()
{
    zoom_ = 0;
    update();
}

void ImageView::zoomTo(double zoom, const QPointF &about)
{
    if (image_.isNull())
        return;
    const QPointF middle(width() / 2.0, height() / 2.0);
    const double before = this->zoom();
    const auto centre = zoom_ > 0 ? centre_ : QPointF(image_.width() / 2.0, image_.height() / 2.0);
    const auto under = centre + (about - middle) / before; // stays where it is
    zoom_ = qBound(fitting() / 4, zoom, 64.0);
    centre_ = under - (about - middle) / zoom_;
    update();
}

void ImageView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    if (image_.isNull()) {
        painter.setPen(palette().color(QPalette::Text));
        painter.drawText(rect().adjusted(16, 16, -16, -16), int(Qt::AlignCenter) | Qt::TextWordWrap,
                         !sentence_.isEmpty() ? sentence_ : file_.isEmpty() ? tr("No sample is chosen. Choose one in the library.") : QString());
        return;
    }
    const double z = zoom();
    const auto centre = zoom_ > 0 ? centre_ : QPointF(image_.width() / 2.0, image_.height() / 2.0);
    const QRectF target(QPointF(width() / 2.0, height() / 2.0) - centre * z, QSizeF(image_.size()) * z);
    // Smooth when made smaller; larger than life a pixel is a pixel.
    painter.setRenderHint(QPainter::SmoothPixmapTransform, z * devicePixelRatioF() < 3);
    painter.drawImage(target, image_);
}

void ImageView::wheelEvent(QWheelEvent *event) { zoomTo(zoom() * std::pow(1.0015, event->angleDelta().y()), event->position()); }

void ImageView::mousePressEvent(QMouseEvent *event) { dragged_ = event->position(); }

void ImageView::mouseMoveEvent(QMouseEvent *event)
{
    if (!(event->buttons() & Qt::LeftButton) || image_.isNull())
        return;
    if (zoom_ <= 0)
        zoomTo(zoom(), event->position());
    centre_ -= (event->position() - dragged_) / zoom_;
    dragged_ = event->position();
    update();
}

void ImageView::mouseDoubleClickEvent(QMouseEvent *) { fit(); }

void ImageView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_0)
        fit();
    else if (event->key() == Qt::Key_Space)
        zoom_ > 0 ? fit() : zoomTo(1 / devicePixelRatioF(), rect().center());
    else
        QWidget::keyPressEvent(event);
}

} // namespace m3po
