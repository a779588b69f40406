// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/evaluation/answers_model.h"

#include "widgets/dialogs/table_file.h"
#include "widgets/style/palette.h"

#include <cmath>

namespace m3po {

using Change = AnsweredQuestion::Change;

void AnswersModel::setQuestions(std::vector<AnsweredQuestion> questions, const QString &firstName, const QString &secondName)
{
    beginResetModel();
    questions_ = std::move(questions);
    firstName_ = firstName;
    secondName_ = secondName;
    endResetModel();
}

int AnswersModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(questions_.size()); }
int AnswersModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : NUM_COLUMNS; }

QString AnswersModel::verdictText(Change change)
{
    switch (change) {
    case Change::Broken: return tr("broken");
    case Change::BothWrong: return tr("both wrong");
    case Change::Fixed: return tr("fixed");
    case Change::Wrong: return tr("wrong");
    case Change::Unjudged: return tr("not judged");
    case Change::Right: return tr("right");
    case Change::BothRight: return tr("both right");
    }
    return {};
}

QString AnswersModel::markedAnswer(const std::optional<AnsweredQuestion::Answer> &answer)
{
    if (!answer)
        return QStringLiteral("—");
    const auto mark = !answer->right ? QString() : *answer->right ? QStringLiteral("✓ ") : QStringLiteral("✗ ");
    return mark + answer->text.simplified();
}

std::optional<double> AnswersModel::odds(const AnsweredQuestion &question, int column) const
{
    const auto &answer = column == FirstOdds ? question.first : question.second;
    return answer ? answer->logOdds : std::nullopt;
}

QString AnswersModel::display(const AnsweredQuestion &question, int column) const
{
    switch (column) {
    case Verdict: return verdictText(question.change);
    case Question: return question.question.isEmpty() ? tr("question %1").arg(question.id) : question.question.simplified();
    case Expected: return question.expected.simplified();
    case First: return markedAnswer(question.first);
    case Second: return markedAnswer(question.second);
    case FirstOdds:
    case SecondOdds: {
        const auto value = odds(question, column);
        return value ? style::number(*value) : QString();
    }
    default: return {};
    }
}

QVariant AnswersModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &question = questions_[std::size_t(index.row())];
    const int column = index.column();
    const bool number = column == FirstOdds || column == SecondOdds;
    switch (role) {
    case Qt::DisplayRole: return display(question, column);
    case Qt::TextAlignmentRole: return int(Qt::AlignVCenter | (number ? Qt::AlignRight : Qt::AlignLeft));
    case SortRole: {
        if (column == Verdict)
            return int(question.change);
        if (!number)
            return display(question, column);
        const auto value = odds(question, column);
        return value && !std::isnan(*value) ? *value : -std::numeric_limits<double>::infinity();
    }
    case exactRole: {
        if (number) {
            const auto value = odds(question, column);
            return value ? QString::number(*value, 'g', 9) : QString();
        }
        if (column == First || column == Second) {
            const auto &answer = column == First ? question.first : question.second;
            return answer ? answer->text : QString();
        }
        return column == Question && !question.question.isEmpty() ? QVariant(question.question) : QVariant();
    }
    case Qt::ToolTipRole: {
        if (number) {
            const auto value = odds(question, column);
            return value ? QString::number(*value, 'g', 9) : QVariant();
        }
        const auto &answer = column == First ? question.first : question.second;
        const auto said = column == First || column == Second ? (answer && !answer->readAs.isEmpty() ? tr("%1\nread as: %2").arg(answer->text, answer->readAs) : answer ? answer->text : QString())
                                                              : display(question, column);
        return said.isEmpty() ? QVariant() : QVariant(QStringLiteral("<p style='white-space:pre-wrap'>%1</p>").arg(said.toHtmlEscaped()));
    }
    default: return {};
    }
}

QVariant AnswersModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    const bool number = section == FirstOdds || section == SecondOdds;
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (number ? Qt::AlignRight : Qt::AlignLeft));
    if (role == Qt::ToolTipRole && number)
        return tr("log P(yes) − log P(no) at the answer's first token, of %1").arg(section == FirstOdds ? firstName_ : secondName_).toHtmlEscaped();
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Verdict: return tr("Verdict");
    case Question: return tr("Question");
    case Expected: return tr("Label");
    case First: return firstName_;
    case Second: return secondName_;
    case FirstOdds: return secondName_.isEmpty() ? tr("Log odds\nof yes") : tr("Log odds\nfirst");
    case SecondOdds: return tr("Log odds\nsecond");
    default: return {};
    }
}

void AnswersFilter::setKind(Kind kind)
{
    kind_ = kind;
    invalidateFilter();
}

void AnswersFilter::setText(const QString &text)
{
    text_ = text;
    invalidateFilter();
}

bool AnswersFilter::filterAcceptsRow(int row, const QModelIndex &) const
{
    const auto &question = static_cast<const AnswersModel *>(sourceModel())->question(row);
    switch (kind_) {
    case WrongInEither:
        if (!question.isWrong())
            return false;
        break;
    case Broken:
        if (question.change != Change::Broken)
            return false;
        break;
    case Fixed:
        if (question.change != Change::Fixed)
            return false;
        break;
    case Different:
        if (!question.differs())
            return false;
        break;
    default: break;
    }
    const auto holds = [this](const QString &text) { return text.contains(text_, Qt::CaseInsensitive); };
    return text_.isEmpty() || holds(question.question) || holds(question.id) || holds(question.expected) || (question.first && holds(question.first->text)) ||
           (question.second && holds(question.second->text));
}

} // namespace m3po
