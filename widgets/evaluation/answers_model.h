// SPDX-License-Identifier: GPL-3.0-or-later
// Questions with one answer or two beside each other, as views see them; and the filter over them.
#pragma once

#include "widgets/evaluation/side_by_side.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>

namespace m3po {

class AnswersModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Columns { Verdict, Question, Expected, First, Second, FirstOdds, SecondOdds, NUM_COLUMNS };
    enum Roles { SortRole = Qt::UserRole };

    using QAbstractTableModel::QAbstractTableModel;
    // `secondName` "" where only one answers.
    void setQuestions(std::vector<AnsweredQuestion> questions, const QString &firstName, const QString &secondName);
    const AnsweredQuestion &question(int row) const { return questions_[std::size_t(row)]; } // REQUIRES: a row of this model

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    static QString verdictText(AnsweredQuestion::Change change);
    static QString markedAnswer(const std::optional<AnsweredQuestion::Answer> &answer); // "✓ Yes"

private:
    QString display(const AnsweredQuestion &question, int column) const;
    std::optional<double> odds(const AnsweredQuestion &question, int column) const;

    std::vector<AnsweredQuestion> questions_;
    QString firstName_, secondName_;
};

class AnswersFilter : public QSortFilterProxyModel {
    Q_OBJECT
public:
    enum Kind { All, WrongInEither, Broken, Fixed, Different, NUM_KINDS };

    using QSortFilterProxyModel::QSortFilterProxyModel;
    void setKind(Kind kind);
    void setText(const QString &text); // in question, label or an answer; case does not matter

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    Kind kind_ = All;
    QString text_;
};

} // namespace m3po
