// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/style/core_words.h"

#include <QCoreApplication>

namespace m3po {

QString coreWords(std::string_view english)
{
    [[maybe_unused]] static const char *const known[] = {
        QT_TRANSLATE_NOOP("core", "fewer than two candidates"),
        QT_TRANSLATE_NOOP("core", "scores missing"),
        QT_TRANSLATE_NOOP("core", "log-probability missing"),
        QT_TRANSLATE_NOOP("core", "all answers equal"),
        QT_TRANSLATE_NOOP("core", "all scores equal"),
        QT_TRANSLATE_NOOP("core", "below the minimum gap"),
        QT_TRANSLATE_NOOP("core", "left out for length balance"),
        QT_TRANSLATE_NOOP("core", "the best answer against the worse one that the model is most confident of (M3P-Selection)"),
        QT_TRANSLATE_NOOP("core", "the best answer against the worst, by MAS alone"),
        QT_TRANSLATE_NOOP("core", "pairs drawn from all whose scores differ, with length balance (RLAIF-V)"),
        QT_TRANSLATE_NOOP("core", "best against worst by a mix of the ranks of MAS and of the model's own log-probability (CSR)"),
        QT_TRANSLATE_NOOP("core", "two different answers at random, the one with the higher MAS chosen (vanilla DPO)"),
        QT_TRANSLATE_NOOP("core", "draw"),
        QT_TRANSLATE_NOOP("core", "import"),
        QT_TRANSLATE_NOOP("core", "generate"),
        QT_TRANSLATE_NOOP("core", "score"),
        QT_TRANSLATE_NOOP("core", "reference"),
        QT_TRANSLATE_NOOP("core", "train"),
        QT_TRANSLATE_NOOP("core", "evaluate"),
        QT_TRANSLATE_NOOP("core", "visual relevance"),
        QT_TRANSLATE_NOOP("core", "semantic accuracy"),
        QT_TRANSLATE_NOOP("core", "instruction adherence"),
    };
    return QCoreApplication::translate("core", std::string(english).c_str());
}

QString componentName(std::string_view component)
{
    std::string name(component);
    for (auto &letter : name)
        if (letter == '_')
            letter = ' ';
    return coreWords(name);
}

} // namespace m3po
