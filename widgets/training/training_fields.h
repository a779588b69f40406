// SPDX-License-Identifier: GPL-3.0-or-later
// What can be said to `m3po train`, as one table: the form is built from it, the command line is made from it, and a
// former run's parameters are read back through it.
#pragma once

#include <QHash>
#include <QString>
#include <QStringList>

#include <string>
#include <vector>

namespace m3po {

struct TrainingField {
    enum class Kind {
        Name, Selection, Folder, File, // texts that are chosen
        Choice,                        // one of `choices`
        Losses,                        // names with weights: sigmoid:0.8,sft:1
        Text,
        Number, Count,                 // above or equal to `least`; an empty Count: not given
        Flag,                          // "1" or ""
    };

    QString option;     // without its dashes; also its key
    Kind kind;
    QString label, tip; // for people
    QString standard;   // what holds where the command is not told
    bool paper = false; // the standard is the paper's value
    bool common = false; // stands above "More"
    QString parameter;  // its key in the run's parameters; "" where they lack it
    QStringList choices = {};
    double least = 0;
    bool above = false; // `least` itself is refused
};

// In the form's order.
const std::vector<TrainingField> &trainingFields();
const TrainingField &trainingField(const QString &option); // REQUIRES: there is one

// By option. A missing one has its standard value.
using TrainingValues = QHash<QString, QString>;
QString valueOf(const TrainingValues &values, const QString &option);

// {"train", project, "--selection", …}: project, selection, model, out and name always, the rest where it differs from
// the standard. What the queue runs and what the form shows.
QStringList trainingArguments(const TrainingValues &values, const QString &project);
// As a person would type it into a POSIX shell: `m3po` and the arguments, quoted where a shell needs it.
QString shellLine(const QStringList &arguments);

// What is wrong with a field's text on its own, as a sentence, or "".
QString troubleWith(const TrainingField &field, const QString &text);

// The values that a stored run was begun with (its parameters, JSON), as far as they say.
TrainingValues valuesOfParameters(const std::string &parameters);

} // namespace m3po
