// SPDX-License-Identifier: GPL-3.0-or-later
// α, δ, switches, weights and the selector; what they come to over the whole corpus, while they move; saving and
// freezing.
#pragma once

#include "core/select/saved.h"

#include <QWidget>

#include <vector>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QPushButton;

namespace m3po {

class AgreementView;
class HistogramView;
class NumberSlider;
class Workspace;

class SelectionPanel : public QWidget {
    Q_OBJECT
public:
    explicit SelectionPanel(Workspace *workspace, QWidget *parent = nullptr);

    NumberSlider *alpha() const { return alpha_; }
    NumberSlider *delta() const { return delta_; }
    QString summary() const; // what the labels say, as lines
    QComboBox *selector() const { return selector_; }
    QCheckBox *lengthBalance() const { return lengthBalance_; }
    AgreementView *agreement() const { return agreement_; }

public slots:
    void save();   // asks for a name
    void freeze(); // asks for a name
    void showChanged();
    void auditChanged(); // asks for a name to save it under
    void compareSaved(); // a window of its own, that stays open

private:
    void rebuildWeights();
    void showRequest();
    void showResult();
    void showSaved();
    void request();
    void tell(const QString &trouble);
    SelectionRequest asked() const;

    QWidget *inside_; // what scrolls
    int beside_;      // pixels of the scroll bar
    Workspace *workspace_;
    QComboBox *selector_;
    NumberSlider *alpha_, *delta_, *minGap_;
    QComboBox *confidence_, *penalty_;
    QCheckBox *lengthBalance_;
    QFormLayout *weights_;
    std::vector<NumberSlider *> weightSliders_;
    QComboBox *baseline_;
    QLabel *pairs_, *change_, *facts_;
    QPushButton *changed_, *save_, *freeze_;
    HistogramView *score_, *masGap_, *logpGap_;
    AgreementView *agreement_;
    QLabel *agreementSays_;
    bool showing_ = false; // the controls follow the workspace, and are not to be followed
};

} // namespace m3po
