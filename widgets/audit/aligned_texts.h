// SPDX-License-Identifier: GPL-3.0-or-later
// R_w over R_l, line by line, equal words under each other: what only R_w has is underlined in full, what only R_l has in
// dashes, each upon its colour. Plain text; the menu copies it.
#pragma once

#include "core/text/word_difference.h"

#include <QAbstractScrollArea>
#include <QString>

#include <string>
#include <vector>

namespace m3po {

class AlignedTexts : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit AlignedTexts(QWidget *parent = nullptr);

    void setTexts(const QString &chosen, const QString &rejected);
    QString chosen() const { return chosen_; }
    QString rejected() const { return rejected_; }

    // What is drawn, in the contents' coordinates.
    struct Placed {
        QString text;
        QRect rect;
        bool chosen = false;
        bool same = false;
    };
    const std::vector<Placed> &placed() const { return placed_; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    struct Cursor;
    void lay();
    void placeStretch(Cursor &cursor, const WordStretch &stretch);
    QString wordText(const Word &word, bool chosen) const;

    QString chosen_, rejected_;
    std::string chosenBytes_, rejectedBytes_;
    WordDifference difference_;
    std::vector<Placed> placed_;
    std::vector<int> tops_; // of the lines
    int height_ = 0;
};

} // namespace m3po
