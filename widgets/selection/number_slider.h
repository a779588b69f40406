// SPDX-License-Identifier: GPL-3.0-or-later
// A number as slider and exact field. Arrows move by 0.01, with Shift by 0.1; a double click goes back to the
// paper's value; the field takes what lies beyond the slider's range too.
#pragma once

#include <QWidget>

class QDoubleSpinBox;
class QSlider;

namespace m3po {

class NumberSlider : public QWidget {
    Q_OBJECT
public:
    // The slider goes from 0 to `reach`, the field to `most`.
    NumberSlider(const QString &name, double paper, double reach, double most, QWidget *parent = nullptr);

    double value() const;
    void setValue(double value); // tells nobody
    QSlider *slider() const { return slider_; }
    QDoubleSpinBox *field() const { return field_; }

signals:
    void changed(double value); // by the person, while dragging too

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    double paper_;
    QSlider *slider_;
    QDoubleSpinBox *field_;
};

} // namespace m3po
