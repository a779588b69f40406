// SPDX-License-Identifier: GPL-3.0-or-later
// What the colours of the candidates mean: the shades of a MAS bar's components, and the heat of a token.
#pragma once

#include <QStringList>
#include <QWidget>

namespace m3po {

// The shade of component `index` of `count`, in the bar and in its legend.
QColor componentShade(QColor ink, qsizetype index, qsizetype count);

class ComponentLegend : public QWidget {
    Q_OBJECT
public:
    explicit ComponentLegend(QWidget *parent = nullptr);
    void setNames(const QStringList &names);
    QStringList names() const { return names_; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QStringList names_;
};

class HeatLegend : public QWidget {
    Q_OBJECT
public:
    explicit HeatLegend(QWidget *parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace m3po
