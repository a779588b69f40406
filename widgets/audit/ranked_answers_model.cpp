// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/audit/ranked_answers_model.h"

#include "widgets/style/palette.h"

namespace m3po {

void RankedAnswersModel::setAnswers(SampleAnswers answers, int chosen, int rejected)
{
    beginResetModel();
    answers_ = std::move(answers);
    chosen_ = chosen;
    rejected_ = rejected;
    endResetModel();
}

int RankedAnswersModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(answers_.answers.size()); }
int RankedAnswersModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : NUM_COLUMNS; }

QString RankedAnswersModel::badge(int row) const { return row == chosen_ ? QStringLiteral("W") : row == rejected_ ? QStringLiteral("L") : QString(); }

QString RankedAnswersModel::display(int row, int column) const
{
    const auto &answer = answers_.answers[std::size_t(row)];
    switch (column) {
    case Rank: return QString::number(row + 1);
    case Badge: return badge(row);
    case Mas: return style::number(answer.mas);
    case Logp: return style::number(answer.logp());
    case Score: return chosen_ < 0 || row == chosen_ ? QStringLiteral("—") : style::number(pair_terms(answers_, chosen_, row).score);
    case Answer: {
        auto text = QString::fromStdString(answer.candidate.text).simplified();
        return answer.equals.empty() ? text : tr("×%1  %2").arg(answer.equals.size() + 1).arg(text);
    }
    default: return {};
    }
}

QVariant RankedAnswersModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    switch (role) {
    case Qt::DisplayRole: return display(index.row(), index.column());
    case BadgeRole: return index.column() == Badge ? badge(index.row()) : QString();
    case Qt::TextAlignmentRole: return int(Qt::AlignVCenter | (index.column() == Answer ? Qt::AlignLeft : Qt::AlignRight));
    case Qt::ToolTipRole: // from data: shown as the plain text that it is
        return QStringLiteral("<p style='white-space:pre-wrap'>%1</p>")
            .arg(tr("%1\n\nDouble click: R_l; with Shift: R_w").arg(QString::fromStdString(answers_.answers[std::size_t(index.row())].candidate.text)).toHtmlEscaped());
    default: return {};
    }
}

QVariant RankedAnswersModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (section == Answer ? Qt::AlignLeft : Qt::AlignRight));
    if (role == Qt::ToolTipRole)
        return section == Rank    ? tr("By MAS; 1 to 9 choose R_l, with Shift R_w")
             : section == Score ? tr("S against R_w, by the equation")
                                : QVariant();
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Rank: return tr("#");
    case Mas: return tr("MAS");
    case Logp: return tr("log P");
    case Score: return tr("S");
    case Answer: return tr("Answer");
    default: return QString();
    }
}

} // namespace m3po
