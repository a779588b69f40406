// SPDX-License-Identifier: GPL-3.0-or-later
// Some actions of which one holds, as a row of joined buttons; the arrows go from one to the next.
#pragma once

#include <QList>
#include <QWidget>

class QAction;
class QToolButton;

namespace m3po {

class SegmentedSwitch : public QWidget {
    Q_OBJECT
public:
    // REQUIRES: checkable actions of one exclusive group, at least two.
    explicit SegmentedSwitch(const QList<QAction *> &actions, QWidget *parent = nullptr);

    const QList<QToolButton *> &buttons() const { return buttons_; }

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QList<QToolButton *> buttons_;
};

} // namespace m3po
