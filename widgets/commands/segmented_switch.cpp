// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/segmented_switch.h"

#include "widgets/style/palette.h"

#include <QAction>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolButton>

namespace m3po {
namespace {

enum class Place { First, Middle, Last };
constexpr double rounding = 4;

class Segment : public QToolButton {
public:
    Segment(QAction *action, Place place, QWidget *parent) : QToolButton(parent), place_(place)
    {
        setDefaultAction(action);
        setToolButtonStyle(Qt::ToolButtonTextOnly);
        setFocusPolicy(Qt::StrongFocus);
        setAccessibleName(action->iconText());
    }
    QSize sizeHint() const override { return {fontMetrics().horizontalAdvance(text()) + 32, fontMetrics().height() + 12}; }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void keyPressEvent(QKeyEvent *event) override
    {
        if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right)
            event->ignore(); // the switch's
        else
            QToolButton::keyPressEvent(event);
    }
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const auto &colours = palette();
        const auto group = isEnabled() ? QPalette::Active : QPalette::Disabled;
        // Half pixels, so that lines are sharp; a neighbour's edge is this one's edge.
        const auto box = QRectF(rect()).adjusted(place_ == Place::First ? 0.5 : -0.5, 0.5, -0.5, -0.5);
        QPainterPath outline;
        outline.setFillRule(Qt::WindingFill);
        if (place_ == Place::Middle)
            outline.addRect(box);
        else
            outline.addRoundedRect(box, rounding, rounding);
        if (place_ == Place::First)
            outline.addRect(box.adjusted(rounding, 0, 0, 0));
        else if (place_ == Place::Last)
            outline.addRect(box.adjusted(0, 0, -rounding, 0));
        const auto button = colours.color(group, QPalette::Button);
        const auto fill = isChecked() ? colours.color(group, QPalette::Highlight)
                          : underMouse() && isEnabled() ? style::blend(button, colours.color(group, QPalette::Highlight), 0.2) : button;
        painter.setPen(style::blend(colours.color(QPalette::Window), colours.color(QPalette::WindowText), 0.3));
        painter.setBrush(fill);
        painter.drawPath(outline.simplified());
        painter.setPen(colours.color(group, isChecked() ? QPalette::HighlightedText : QPalette::ButtonText));
        painter.drawText(rect(), Qt::AlignCenter, text());
        if (hasFocus()) {
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(QRectF(rect()).adjusted(3.5, 3.5, -3.5, -3.5), 2, 2);
        }
    }

private:
    Place place_;
};

} // namespace

SegmentedSwitch::SegmentedSwitch(const QList<QAction *> &actions, QWidget *parent) : QWidget(parent)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(4, 4, 4, 4);
    layout->setSpacing(0);
    for (auto *action : actions) {
        auto *segment = new Segment(action, action == actions.first() ? Place::First : action == actions.last() ? Place::Last : Place::Middle, this);
        layout->addWidget(segment);
        buttons_ << segment;
    }
}

void SegmentedSwitch::keyPressEvent(QKeyEvent *event)
{
    const int step = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
    const auto at = std::find_if(buttons_.begin(), buttons_.end(), [](const QToolButton *button) { return button->hasFocus(); });
    const auto next = at - buttons_.begin() + step;
    if (step == 0 || at == buttons_.end() || next < 0 || next >= buttons_.size()) {
        QWidget::keyPressEvent(event);
        return;
    }
    buttons_[next]->setFocus(Qt::TabFocusReason);
    buttons_[next]->click();
}

} // namespace m3po
