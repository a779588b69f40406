// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/image/image_view.h"

#include "widgets/image/picture.h"
#include "widgets/workspace/background.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include <cmath>

namespace m3po {
namespace {

constexpr int smallest = 256; // halves are made down to about this

} // namespace

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
    held_.reset();
    if (file.isEmpty()) {
        image_ = {};
        levels_.clear();
        sentence_.clear();
        update();
    } else if (!watcher_.isRunning()) {
        decode();
    }
}

void ImageView::decode()
{
    decoding_ = file_;
    watcher_.setFuture(inBackground([file = file_]() -> Read {
        auto levels = catching([&] {
            QList<QImage> made{*readPicture(file)};
            while (qMin(made.last().width(), made.last().height()) > 2 * smallest) {
                const auto half = made.last().scaled(made.last().size() / 2, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
                if (half.isNull()) // no memory: the larger ones will do
                    break;
                made.append(half);
            }
            return made;
        });
        if (!levels.ok())
            return {{}, QString::fromStdString(levels.error().message)};
        return {std::move(levels).value(), {}};
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
    const auto read = watcher_.result();
    levels_ = read.levels;
    image_ = levels_.value(0);
    sentence_ = read.sentence;
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

void ImageView::holdFullSize(bool on)
{
    if (on && !held_ && hasImage()) {
        held_ = {zoom_, centre_};
        zoomTo(1 / devicePixelRatioF(), rect().center());
    } else if (!on && held_) {
        zoom_ = held_->zoom;
        centre_ = held_->centre;
        held_.reset();
        update();
    }
}

void ImageView::zoomTo(double zoom, const QPointF &about)
{
    if (image_.isNull())
        return;
    const QPointF middle(width() / 2.0, height() / 2.0);
    const double before = this->zoom();
    const auto centre = zoom_ > 0 ? centre_ : QPointF(image_.width() / 2.0, image_.height() / 2.0);
    const auto under = centre + (about - middle) / before; // stays where it is
    zoom_ = qBound(qMin(fitting() / 4, 1 / devicePixelRatioF()), zoom, qMax(fitting(), 64.0)); // full size and fitting are always in reach
    centreOn(under - (about - middle) / zoom_);
}

// The middle stays on the picture, so that it cannot be lost.
void ImageView::centreOn(const QPointF &point)
{
    centre_ = {qBound(0.0, point.x(), double(image_.width())), qBound(0.0, point.y(), double(image_.height()))};
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
    int level = 0;
    while (level + 1 < levels_.size() && levels_[level + 1].width() >= target.width() * devicePixelRatioF())
        ++level;
    painter.drawImage(target, levels_[level]);
}

void ImageView::wheelEvent(QWheelEvent *event) { zoomTo(zoom() * std::pow(1.0015, event->angleDelta().y()), event->position()); }

void ImageView::mousePressEvent(QMouseEvent *event) { dragged_ = event->position(); }

void ImageView::mouseMoveEvent(QMouseEvent *event)
{
    if (!(event->buttons() & Qt::LeftButton) || image_.isNull())
        return;
    if (zoom_ <= 0)
        zoomTo(zoom(), event->position());
    centreOn(centre_ - (event->position() - dragged_) / zoom_);
    dragged_ = event->position();
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
