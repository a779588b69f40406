// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/library/library_filters.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QLabel>

namespace m3po {
namespace {

using Review = LibraryRule::Review;
using Quantity = LibraryRule::Quantity;

constexpr int none = -1;
constexpr double beyond = 1e300; // what a range ends at where nobody has narrowed it

struct Limits {
    double low, high;
};
// Before anybody narrows it, a range holds everything.
Limits limitsOf(int quantity)
{
    switch (quantity) {
    case int(Quantity::ChosenMas):
    case int(Quantity::MasGap):
    case int(Quantity::Disagreement): return {0, 1};
    default: return {-1000, 1000};
    }
}

} // namespace

LibraryFilters::LibraryFilters(QWidget *parent) : QWidget(parent), review_(new QComboBox(this))
{
    for (const auto &[review, name] : {std::pair{Review::Any, tr("Any review")}, {Review::Pending, tr("Pending")}, {Review::Accepted, tr("Accepted")},
                                       {Review::Refused, tr("Rejected")}, {Review::Swapped, tr("Swapped")}, {Review::Edited, tr("Edited")}, {Review::Flagged, tr("Flagged")}})
        review_->addItem(name, int(review));
    review_->setAccessibleName(tr("Filter samples by review"));
    review_->setToolTip(tr("What was said in the audit of the selection that is compared with"));
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(4);
    grid->addWidget(review_, 0, 0, 1, 3);
    for (int row = 0; row < rows; ++row)
        addRange(grid, row + 1);
    grid->setColumnStretch(0, 2);
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(2, 1);
    connect(review_, &QComboBox::currentIndexChanged, this, [this] {
        if (!showing_)
            emit changed();
    });
}

void LibraryFilters::addRange(QGridLayout *grid, int row)
{
    RangeRow made{new QComboBox(this), new QDoubleSpinBox(this), new QDoubleSpinBox(this)};
    made.quantity->addItem(tr("Any score"), none);
    for (const auto &[quantity, name, tip] :
         {std::tuple{Quantity::ChosenMas, tr("MAS of R_w"), tr("MAS of the best answer")}, {Quantity::Score, tr("S of R_l"), tr("What the hard negative was chosen by")},
          {Quantity::MasGap, tr("Gap of MAS"), tr("MAS(R_w) − MAS(R_l)")}, {Quantity::LogpGap, tr("Gap of log P"), tr("log P(R_w) − log P(R_l); below 0 the model prefers R_l")},
          {Quantity::ChosenLogp, tr("log P of R_w"), tr("How likely the best answer is to the model")},
          {Quantity::Disagreement, tr("Disagreement"), tr("Of the evaluators: the widest gap between two components of the MAS of one candidate, over the sample's candidates")}}) {
        made.quantity->addItem(name, int(quantity));
        made.quantity->setItemData(made.quantity->count() - 1, tip, Qt::ToolTipRole);
    }
    made.quantity->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    made.quantity->setAccessibleName(tr("Filter samples by a score"));
    for (auto *box : {made.low, made.high}) {
        box->setDecimals(3);
        box->setRange(-1000, 1000);
        box->setSingleStep(0.05);
        box->setButtonSymbols(QAbstractSpinBox::NoButtons);
        box->setMinimumWidth(56);
        box->setKeyboardTracking(false);
        box->setEnabled(false);
        connect(box, &QDoubleSpinBox::valueChanged, this, [this] {
            if (!showing_)
                emit changed();
        });
    }
    made.low->setAccessibleName(tr("From"));
    made.high->setAccessibleName(tr("To"));
    made.low->setToolTip(tr("From this value on"));
    made.high->setToolTip(tr("Up to this value"));
    grid->addWidget(made.quantity, row, 0);
    grid->addWidget(made.low, row, 1);
    grid->addWidget(made.high, row, 2);
    ranges_.push_back(made);
    connect(made.quantity, &QComboBox::currentIndexChanged, this, [this, made] {
        const int quantity = made.quantity->currentData().toInt();
        for (auto *box : {made.low, made.high})
            box->setEnabled(quantity != none);
        if (showing_)
            return;
        showing_ = true; // one change, not three
        const auto limits = limitsOf(quantity);
        made.low->setValue(limits.low);
        made.high->setValue(limits.high);
        showing_ = false;
        emit changed();
    });
}

void LibraryFilters::fill(LibraryRule &rule) const
{
    rule.review = Review(review_->currentData().toInt());
    rule.ranges.clear();
    for (const auto &row : ranges_)
        if (const int quantity = row.quantity->currentData().toInt(); quantity != none) {
            const auto limits = limitsOf(quantity);
            const double low = row.low->value(), high = row.high->value();
            rule.ranges.push_back({Quantity(quantity), low <= limits.low ? -beyond : low, high >= limits.high ? beyond : high});
        }
}

void LibraryFilters::showRule(const LibraryRule &rule)
{
    showing_ = true;
    review_->setCurrentIndex(review_->findData(int(rule.review)));
    for (std::size_t i = 0; i < ranges_.size(); ++i) {
        const bool used = i < rule.ranges.size();
        ranges_[i].quantity->setCurrentIndex(ranges_[i].quantity->findData(used ? int(rule.ranges[i].quantity) : none));
        if (used) {
            ranges_[i].low->setValue(rule.ranges[i].low);
            ranges_[i].high->setValue(rule.ranges[i].high);
        }
    }
    showing_ = false;
}

bool LibraryFilters::isUsed() const
{
    LibraryRule rule;
    fill(rule);
    return rule != LibraryRule();
}

} // namespace m3po
