// SPDX-License-Identifier: GPL-3.0-or-later
// An answer with each token coloured by its log-probability, and the legend of the colours. Plain text only.
#pragma once

#include "widgets/candidates/token_spans.h"

#include <QPlainTextEdit>

namespace m3po {

class HeatText : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit HeatText(QWidget *parent = nullptr);
    void setSpans(std::vector<TokenSpan> spans);

protected:
    void changeEvent(QEvent *event) override;
    bool event(QEvent *event) override; // tool tips: a token's log-probability

private:
    void lay();

    std::vector<TokenSpan> spans_;
};

} // namespace m3po
