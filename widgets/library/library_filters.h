// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the library's rule that is folded away: review state, ranges of numbers. What is shown and what holds are
// the same at all times.
#pragma once

#include "widgets/library/library_rule.h"

#include <QWidget>

class QComboBox;
class QDoubleSpinBox;

namespace m3po {

class LibraryFilters : public QWidget {
    Q_OBJECT
public:
    explicit LibraryFilters(QWidget *parent = nullptr);

    // Puts what it stands for into the rule, and takes it from one.
    void fill(LibraryRule &rule) const;
    void showRule(const LibraryRule &rule);
    bool isUsed() const; // it filters something

    QComboBox *review() const { return review_; }
    // The controls of range `row`.
    static constexpr int rows = 2;
    QComboBox *quantity(int row) const { return ranges_[std::size_t(row)].quantity; }
    QDoubleSpinBox *low(int row) const { return ranges_[std::size_t(row)].low; }
    QDoubleSpinBox *high(int row) const { return ranges_[std::size_t(row)].high; }

signals:
    void changed();

private:
    struct RangeRow {
        QComboBox *quantity;
        QDoubleSpinBox *low, *high;
    };
    void addRange(class QGridLayout *grid, int row);

    QComboBox *review_;
    std::vector<RangeRow> ranges_;
    bool showing_ = false;
};

} // namespace m3po
