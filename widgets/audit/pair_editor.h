// SPDX-License-Identifier: GPL-3.0-or-later
// Both texts of a pair, to be edited: Ctrl+Return keeps, Escape leaves them as they were, Tab goes to the other one.
#pragma once

#include <QWidget>

class QPlainTextEdit;

namespace m3po {

class PairEditor : public QWidget {
    Q_OBJECT
public:
    explicit PairEditor(QWidget *parent = nullptr);

    void setTexts(const QString &chosen, const QString &rejected);
    QString chosen() const;
    QString rejected() const;
    QPlainTextEdit *edit(bool chosen) const { return chosen ? chosen_ : rejected_; }

signals:
    void keepWanted();
    void leaveWanted();

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    QPlainTextEdit *addEdit(bool chosen);

    QPlainTextEdit *chosen_, *rejected_;
    QString before_[2];
};

} // namespace m3po
