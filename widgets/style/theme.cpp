// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/style/theme.h"

#include "widgets/style/palette.h"

#include <QApplication>
#include <QPainter>
#include <QPalette>
#include <QProxyStyle>
#include <QStyleFactory>
#include <QStyleOption>

#include <utility>

namespace m3po {
namespace {

QPalette paletteOf(Theme theme)
{
    const bool dark = theme == Theme::Dark;
    const QColor window = dark ? QColor(0x23, 0x25, 0x28) : QColor(0xF3, 0xF3, 0xF4);
    const QColor base = dark ? QColor(0x1B, 0x1D, 0x1F) : QColor(0xFF, 0xFF, 0xFF);
    const QColor text = dark ? QColor(0xE4, 0xE4, 0xE4) : QColor(0x1E, 0x1E, 0x20);
    const QColor button = dark ? QColor(0x33, 0x36, 0x3A) : QColor(0xE9, 0xE9, 0xEB);
    const QColor accent = dark ? QColor(0x4A, 0x90, 0xD9) : QColor(0x2A, 0x6F, 0xBB);
    QPalette palette;
    palette.setColor(QPalette::Window, window);
    palette.setColor(QPalette::WindowText, text);
    palette.setColor(QPalette::Base, base);
    palette.setColor(QPalette::AlternateBase, style::blend(base, text, 0.04));
    palette.setColor(QPalette::Text, text);
    palette.setColor(QPalette::PlaceholderText, style::blend(base, text, 0.55));
    palette.setColor(QPalette::Button, button);
    palette.setColor(QPalette::ButtonText, text);
    palette.setColor(QPalette::BrightText, Qt::white);
    palette.setColor(QPalette::ToolTipBase, base);
    palette.setColor(QPalette::ToolTipText, text);
    palette.setColor(QPalette::Highlight, accent);
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::Link, accent);
    palette.setColor(QPalette::LinkVisited, accent);
    palette.setColor(QPalette::Light, style::blend(button, Qt::white, dark ? 0.12 : 0.8));
    palette.setColor(QPalette::Midlight, style::blend(button, Qt::white, dark ? 0.06 : 0.4));
    palette.setColor(QPalette::Mid, style::blend(button, Qt::black, 0.25));
    palette.setColor(QPalette::Dark, style::blend(button, Qt::black, 0.4));
    palette.setColor(QPalette::Shadow, style::blend(button, Qt::black, 0.7));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, style::blend(window, text, 0.45));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, style::blend(window, text, 0.3));
    return palette;
}

// The one style of Qt's own that takes every colour from the palette. It frames what is to be ticked darker than the window,
// which cannot be seen on a dark one.
class Fusion : public QProxyStyle {
public:
    Fusion() : QProxyStyle(QStringLiteral("Fusion")) {}
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const override
    {
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        const bool round = element == PE_IndicatorRadioButton;
        if ((!round && element != PE_IndicatorCheckBox) || !style::isDark(option->palette))
            return;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(style::blend(option->palette.color(QPalette::Window), option->palette.color(QPalette::WindowText), 0.5), 1));
        painter->setBrush(Qt::NoBrush);
        const auto frame = QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5);
        round ? painter->drawEllipse(frame) : painter->drawRoundedRect(frame, 2, 2);
        painter->restore();
    }
};

Theme chosen = Theme::System;
bool desktopIsDark = false;

} // namespace

void applyTheme(Theme theme)
{
    static const QString systemStyle = QApplication::style()->objectName();
    chosen = theme;
    if (theme == Theme::System) {
        QApplication::setStyle(QStyleFactory::create(systemStyle));
        QApplication::setPalette(QPalette());
        if (!desktopIsDark || style::isDark(QApplication::palette()))
            return;
        theme = Theme::Dark;
    }
    QApplication::setStyle(new Fusion);
    QApplication::setPalette(paletteOf(theme));
}

void setDesktopIsDark(bool dark)
{
    if (std::exchange(desktopIsDark, dark) != dark && chosen == Theme::System)
        applyTheme(chosen);
}

QString themeKey(Theme theme)
{
    return theme == Theme::Light ? QStringLiteral("light") : theme == Theme::Dark ? QStringLiteral("dark") : QStringLiteral("system");
}

Theme themeOf(const QString &key)
{
    return key == QLatin1String("light") ? Theme::Light : key == QLatin1String("dark") ? Theme::Dark : Theme::System;
}

} // namespace m3po
