// SPDX-License-Identifier: GPL-3.0-or-later
// One picture: the wheel zooms about the pointer, a drag moves, 0 or a double click fits, Space shows full size.
// Decoding runs away from the GUI's thread; a picture that cannot be read is a sentence.
#pragma once

#include <QFutureWatcher>
#include <QImage>
#include <QList>
#include <QWidget>

#include <optional>

namespace m3po {

class ImageView : public QWidget {
    Q_OBJECT
public:
    explicit ImageView(QWidget *parent = nullptr);
    ~ImageView() override;

    void setFile(const QString &file); // "" for none
    bool hasImage() const { return !image_.isNull(); }
    QString sentence() const { return sentence_; } // instead of a picture
    double zoom() const;                           // screen pixels a picture's pixel
    void fit();
    void holdFullSize(bool on); // while it is held; then as it was before

protected:
    void paintEvent(QPaintEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Read {
        QList<QImage> levels; // the picture, then each half as large as the one before
        QString sentence;     // why there is none
    };
    void decode();
    void decoded();
    double fitting() const;
    void zoomTo(double zoom, const QPointF &about);
    void centreOn(const QPointF &point);

    QString file_, decoding_;
    QImage image_;
    QList<QImage> levels_; // image_ and its halves: a small one is sharp where it is made of one about its size
    QString sentence_;
    double zoom_ = 0;  // 0: fits
    QPointF centre_;   // the picture's point in the middle of the widget; used where zoom_ is set
    QPointF dragged_;
    struct Before {
        double zoom;
        QPointF centre;
    };
    std::optional<Before> held_;
    QFutureWatcher<Read> watcher_;
};

} // namespace m3po
