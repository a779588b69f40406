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
constexpr double widest = 1000;  // what a box can hold; there, it reads "any"

// One end of a range. Where it is as far out as it goes, or emptied, the range is open to that side.
class RangeEnd : public QDoubleSpinBox {
public:
    RangeEnd(double open, QWidget *parent) : QDoubleSpinBox(parent), open_(open)
    {
        setDecimals(3);
        setRange(-widest, widest);
        setSingleStep(0.05);
        setButtonSymbols(QAbstractSpinBox::NoButtons);
        setMinimumWidth(56);
        setKeyboardTracking(false);
        setValue(open);
    }
    QString textFromValue(double value) const override { return value == open_ ? any() : QDoubleSpinBox::textFromValue(value); }
    double valueFromText(const QString &text) const override { return isAny(text) ? open_ : QDoubleSpinBox::valueFromText(text); }
    QValidator::State validate(QString &text, int &position) const override
    {
        return isAny(text) ? QValidator::Acceptable : any().startsWith(text.trimmed(), Qt::CaseInsensitive) ? QValidator::Intermediate : QDoubleSpinBox::validate(text, position);
    }
    void stepBy(int steps) override
    {
        if (value() == open_)
            setValue(open_ < 0 ? 0 : 1); // from where most values begin
        else
            QDoubleSpinBox::stepBy(steps);
    }

private:
    static QString any() { return LibraryFilters::tr("any", "end of a range"); }
    static bool isAny(const QString &text) { return text.trimmed().isEmpty() || text.trimmed().compare(any(), Qt::CaseInsensitive) == 0; }

    double open_;
};

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
    RangeRow made{new QComboBox(this), new RangeEnd(-widest, this), new RangeEnd(widest, this)};
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
        box->setEnabled(false);
        connect(box, &QDoubleSpinBox::valueChanged, this, [this] {
            if (!showing_)
                emit changed();
        });
    }
    made.low->setAccessibleName(tr("From"));
    made.high->setAccessibleName(tr("To"));
    made.low->setToolTip(tr("From this value on; empty for any"));
    made.high->setToolTip(tr("Up to this value; empty for any"));
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
        made.low->setValue(-widest);
        made.high->setValue(widest);
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
            const double low = row.low->value(), high = row.high->value();
            rule.ranges.push_back({Quantity(quantity), low <= -widest ? -beyond : low, high >= widest ? beyond : high});
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
