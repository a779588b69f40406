// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/selection/number_slider.h"

#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QSignalBlocker>
#include <QSlider>

namespace m3po {

NumberSlider::NumberSlider(const QString &name, double paper, double reach, double most, QWidget *parent)
    : QWidget(parent), paper_(paper), slider_(new QSlider(Qt::Horizontal, this)), field_(new QDoubleSpinBox(this))
{
    slider_->setRange(0, qRound(reach * 100));
    slider_->setAccessibleName(name);
    slider_->setToolTip(tr("Arrows: 0.01, Shift: 0.1; double click: %1").arg(paper));
    slider_->installEventFilter(this);
    field_->setDecimals(3);
    field_->setRange(0, most);
    field_->setSingleStep(0.01);
    field_->setAccessibleName(tr("%1, exact").arg(name));
    setFocusProxy(slider_);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(slider_, 1);
    layout->addWidget(field_);
    setValue(paper);
    connect(slider_, &QSlider::valueChanged, this, [this](int hundredths) {
        const QSignalBlocker quiet(field_);
        field_->setValue(hundredths / 100.0);
        emit changed(value());
    });
    connect(field_, &QDoubleSpinBox::valueChanged, this, [this](double value) {
        const QSignalBlocker quiet(slider_);
        slider_->setValue(qRound(value * 100));
        emit changed(value);
    });
}

double NumberSlider::value() const { return field_->value(); }

void NumberSlider::setValue(double value)
{
    const QSignalBlocker quietSlider(slider_), quietField(field_);
    field_->setValue(value);
    slider_->setValue(qRound(value * 100));
}

bool NumberSlider::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::MouseButtonDblClick) {
        field_->setValue(paper_);
        return true;
    }
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const int direction = key->key() == Qt::Key_Left || key->key() == Qt::Key_Down ? -1
            : key->key() == Qt::Key_Right || key->key() == Qt::Key_Up                  ? 1
                                                                                        : 0;
        if (direction != 0) {
            slider_->setValue(slider_->value() + direction * (key->modifiers() & Qt::ShiftModifier ? 10 : 1));
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace m3po
