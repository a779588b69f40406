// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/candidates/candidates_model.h"

#include "core/project/chosen_folders.h"
#include "core/select/m3p.h"
#include "widgets/dialogs/table_file.h"
#include "widgets/style/palette.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace m3po {

CandidatesModel::CandidatesModel(Workspace *workspace, QObject *parent)
    : QAbstractTableModel(parent), workspace_(workspace)
{
    connect(workspace, &Workspace::opened, this, &CandidatesModel::read);
    connect(workspace, &Workspace::currentSampleChanged, this, &CandidatesModel::read);
    connect(workspace, &Workspace::selectionChanged, this, [this] {
        beginResetModel();
        rank();
        endResetModel();
    });
    read();
}

void CandidatesModel::read()
{
    beginResetModel();
    rows_.clear();
    const auto corpus = workspace_->corpus();
    const int sample = workspace_->currentSample();
    if (corpus && sample >= 0) {
        if (tokenizerFolder_ != corpus->run.model) {
            tokenizerFolder_ = corpus->run.model;
            // Without the model's folder the answers are shown all the same, only not token by token.
            // So they are where the project is a stranger's, whose word for a folder is not taken.
            tokenizer_.reset();
            if (chosen_folders::may_follow(corpus->file, tokenizerFolder_))
                if (auto loaded = Tokenizer::load(tokenizerFolder_); loaded.ok())
                    tokenizer_ = std::move(loaded).value();
        }
        const auto &columns = corpus->columns();
        const auto begin = columns.offsets[std::size_t(sample)], end = columns.offsets[std::size_t(sample) + 1];
        for (auto &candidate : workspace_->candidates(sample)) {
            const auto found = std::find(columns.candidate_ids.begin() + begin, columns.candidate_ids.begin() + end, candidate.id);
            const auto at = found - columns.candidate_ids.begin();
            if (at == end) // sampled since the columns were read
                continue;
            const auto same = std::find_if(rows_.begin(), rows_.end(), [&](const Row &row) { return row.candidate.text == candidate.text; });
            if (same != rows_.end())
                ++same->times;
            else
                rows_.push_back({std::move(candidate), at, 1});
        }
    }
    rank();
    endResetModel();
}

void CandidatesModel::rank()
{
    std::stable_sort(rows_.begin(), rows_.end(), [this](const Row &a, const Row &b) {
        const double left = mas(a), right = mas(b);
        if (std::isnan(left) || std::isnan(right))
            return !std::isnan(left) && std::isnan(right);
        return left != right ? left > right : a.candidate.position < b.candidate.position;
    });
}

int CandidatesModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(rows_.size()); }
int CandidatesModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : NUM_COLUMNS; }

double CandidatesModel::mas(const Row &row) const
{
    const auto live = workspace_->selection();
    return live && row.column < workspace_->corpus()->columns().rows() ? (*live->mas)[row.column] : std::numeric_limits<double>::quiet_NaN();
}

double CandidatesModel::score(const Row &row) const
{
    const auto live = workspace_->selection();
    constexpr auto none = std::numeric_limits<double>::quiet_NaN();
    if (!live || live->request.selector != "m3p")
        return none;
    const auto &choice = live->choice(workspace_->currentSample());
    if (choice.chosen < 0 || badge(row) == QLatin1String("W"))
        return none;
    const auto &columns = workspace_->corpus()->columns();
    const auto &o = live->request.options;
    const auto logp = [&](std::int64_t at) {
        const double sum = columns.logp_sum[std::size_t(at)];
        return o.confidence == Confidence::PerToken ? sum / columns.token_counts[std::size_t(at)] : sum;
    };
    return m3p_score((*live->mas)[choice.chosen] - mas(row), logp(choice.chosen), logp(row.column), o);
}

QString CandidatesModel::badge(const Row &row) const
{
    const auto live = workspace_->selection();
    if (!live)
        return {};
    const auto &keys = workspace_->corpus()->columns().text_keys;
    const auto &choice = live->choice(workspace_->currentSample());
    const auto is = [&](std::int64_t at) { return at >= 0 && keys[std::size_t(at)] == keys[std::size_t(row.column)]; };
    return is(choice.chosen) ? QStringLiteral("W") : is(choice.rejected) ? QStringLiteral("L") : QString();
}

QVariantList CandidatesModel::parts(const Row &row) const
{
    const auto live = workspace_->selection();
    const auto &columns = workspace_->corpus()->columns();
    QVariantList shares;
    double sum = 0;
    for (std::size_t k = 0; live && k < columns.components.size(); ++k) {
        double weight = live->request.weights.empty() ? 1 : 0;
        for (const auto &[name, value] : live->request.weights)
            if (name == columns.component_names[k])
                weight = value;
        sum += weight;
        shares.append(weight > 0 ? weight * double(columns.components[k][std::size_t(row.column)]) : 0.0);
    }
    for (auto &share : shares)
        share = sum > 0 ? share.toDouble() / sum : 0.0;
    return shares;
}

QVariant CandidatesModel::display(const Row &row, int rank, int column) const
{
    switch (column) {
    case Rank: return rank + 1;
    case Pair: return badge(row);
    case Mas: return style::number(mas(row));
    case Logp: return style::number(row.candidate.logp_sum);
    case Score: return style::number(score(row));
    case Tokens: return style::count(qint64(row.candidate.token_ids.size()));
    case Times: return row.times > 1 ? QStringLiteral("×%1").arg(row.times) : QString();
    case Answer: return QString::fromStdString(row.candidate.text).simplified();
    default: return {};
    }
}

QVariant CandidatesModel::sortValue(const Row &row, int rank, int column) const
{
    // What is not a number stands below every number.
    const auto last = [](double value) { return std::isnan(value) ? -std::numeric_limits<double>::infinity() : value; };
    switch (column) {
    case Mas: return last(mas(row));
    case Logp: return last(row.candidate.logp_sum);
    case Score: return last(score(row));
    case Tokens: return qlonglong(row.candidate.token_ids.size());
    case Times: return row.times;
    default: return display(row, rank, column);
    }
}

QString CandidatesModel::exact(const Row &row, int column) const
{
    const auto full = [](double value) { return QString::number(value, 'g', 9); };
    switch (column) {
    case Mas: {
        QStringList lines{tr("MAS %1").arg(full(mas(row)))};
        const auto &columns = workspace_->corpus()->columns();
        for (std::size_t k = 0; k < columns.components.size(); ++k)
            lines << QStringLiteral("%1 %2").arg(QString::fromStdString(columns.component_names[k]), full(columns.components[k][std::size_t(row.column)]));
        return lines.join(QLatin1Char('\n')).toHtmlEscaped().replace(QLatin1Char('\n'), QLatin1String("<br>"));
    }
    case Logp: return tr("log P %1, sum over %n token(s)", nullptr, int(row.candidate.token_ids.size())).arg(full(row.candidate.logp_sum));
    case Score: return tr("S %1").arg(full(score(row)));
    case Pair: return badge(row) == QLatin1String("W") ? tr("R_w, the best answer") : badge(row) == QLatin1String("L") ? tr("R_l, the hard negative") : QString();
    default: return {};
    }
}

QVariant CandidatesModel::exactValue(const Row &row, int column) const
{
    const auto full = [](double value) { return std::isnan(value) ? QString() : QString::number(value, 'g', 9); };
    switch (column) {
    case Mas: return full(mas(row));
    case Logp: return full(row.candidate.logp_sum);
    case Score: return full(score(row));
    case Times: return row.times;
    case Answer: return QString::fromStdString(row.candidate.text);
    default: return {};
    }
}

QVariant CandidatesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &row = rows_[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole: return display(row, index.row(), index.column());
    case SortRole: return sortValue(row, index.row(), index.column());
    case PartsRole: return index.column() == Mas ? QVariant(parts(row)) : QVariant();
    case BadgeRole: return badge(row);
    case exactRole: return exactValue(row, index.column());
    case Qt::ToolTipRole: return exact(row, index.column());
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter | (index.column() == Answer || index.column() == Pair ? Qt::AlignLeft : Qt::AlignRight));
    default: return {};
    }
}

QVariant CandidatesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (section == Answer || section == Pair ? Qt::AlignLeft : Qt::AlignRight));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Rank: return tr("#");
    case Pair: return tr("Pair");
    case Mas: return tr("MAS");
    case Logp: return tr("log P");
    case Score: return tr("S");
    case Tokens: return tr("Tokens");
    case Times: return tr("Times");
    case Answer: return tr("Answer");
    default: return {};
    }
}

std::vector<TokenSpan> CandidatesModel::spans(int row) const { return tokenSpans(rows_[std::size_t(row)].candidate, tokenizer_.get()); }

int CandidatesModel::rowOf(const QString &wanted) const
{
    for (std::size_t row = 0; row < rows_.size(); ++row)
        if (badge(rows_[row]) == wanted)
            return int(row);
    return -1;
}

} // namespace m3po
