// SPDX-License-Identifier: GPL-3.0-or-later
// The colours that mean something, readable by colour-blind eyes, and numbers as every panel writes them.
#pragma once

#include <QColor>
#include <QPalette>
#include <QString>

namespace m3po::style {

inline const QColor chosen(0x00, 0x72, 0xB2);   // R_w
inline const QColor rejected(0xD5, 0x5E, 0x00); // R_l

// `share` of `over` upon `under`.
QColor blend(const QColor &under, const QColor &over, double share);
bool isDark(const QPalette &palette);
// Behind a token of this log-probability: one hue, the stronger the less likely; text stays readable upon it.
QColor heat(double logp, const QPalette &palette);
// At most three significant digits, "—" for what is not a number.
QString number(double value);
// "12,481" as the person's language groups digits.
QString count(qint64 value);

} // namespace m3po::style
