// SPDX-License-Identifier: GPL-3.0-or-later
// The language that the window speaks: the desktop's where there is a translation, or one that the person has chosen.
#pragma once

#include <QList>
#include <QString>

namespace m3po {

struct Language {
    QString key;  // as settings keep it: "de", "zh_CN"
    QString name; // in itself: "Deutsch"
};

// English first.
const QList<Language> &languages();

// Before the first widget is made; texts do not change afterwards. A key that is none of the above, "" too, is the
// desktop's language. From the GUI's thread, once.
void applyLanguage(const QString &key);

} // namespace m3po
