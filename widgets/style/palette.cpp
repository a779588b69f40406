// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/style/palette.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace m3po::style {

QColor blend(const QColor &under, const QColor &over, double share)
{
    const auto mix = [share](int from, int to) { return int(std::lround(from + (to - from) * share)); };
    return QColor(mix(under.red(), over.red()), mix(under.green(), over.green()), mix(under.blue(), over.blue()));
}

bool isDark(const QPalette &palette) { return palette.color(QPalette::Base).lightness() < 128; }

QColor heat(double logp, const QPalette &palette)
{
    // Nothing at probability 1, all at 0.7 % (e^-5) and below; by the root, because doubt begins near 1. Never so strong
    // that text loses its contrast.
    const double strength = std::isfinite(logp) ? std::sqrt(std::clamp(-logp / 5.0, 0.0, 1.0)) : 1.0;
    QColor colour = isDark(palette) ? QColor(0x8A, 0x4B, 0x00) : QColor(0xF0, 0xA0, 0x30);
    colour.setAlphaF(float(0.65 * strength));
    return colour;
}

QString number(double value)
{
    if (!std::isfinite(value))
        return QStringLiteral("—");
    const double size = std::abs(value);
    const int decimals = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
    return QLocale().toString(value, 'f', decimals);
}

QString count(qint64 value) { return QLocale().toString(value); }

} // namespace m3po::style
