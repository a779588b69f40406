// SPDX-License-Identifier: GPL-3.0-or-later
// What two models answered to the same questions, and what tuning changed: pure, so that it is read away from the GUI's
// thread.
#pragma once

#include "core/project/evaluations.h"

#include <QString>

#include <optional>
#include <vector>

namespace m3po {

struct AnsweredQuestion {
    struct Answer {
        QString text, readAs;
        std::optional<bool> right; // nothing where the project does not tell
        std::optional<double> logOdds;
    };
    // The order in which people want to read them: what went wrong first.
    enum class Change { Broken, BothWrong, Fixed, Wrong, Unjudged, Right, BothRight };

    QString id, question, expected;
    QString image;                      // relative to the evaluation's images; "" where not known
    std::optional<Answer> first, second; // nothing where one was not asked, or has not answered yet
    Change change = Change::Unjudged;

    bool isWrong() const { return change == Change::Broken || change == Change::BothWrong || change == Change::Fixed || change == Change::Wrong; }
    bool differs() const { return first && second && first->text != second->text; }
};

// Wrong ones first, each kind by the questions' own order. `second` may be null.
std::vector<AnsweredQuestion> sideBySide(const std::vector<EvaluationAnswer> &first, const std::vector<EvaluationAnswer> *second);

} // namespace m3po
