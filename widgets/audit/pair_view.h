// SPDX-License-Identifier: GPL-3.0-or-later
// One pair, as large as it can be: the picture left; instruction, both answers, why this pair, scores and the other
// answers right. It shows and asks; whoever owns it decides.
#pragma once

#include "core/project/review_steps.h"
#include "core/select/pair_details.h"

#include <QWidget>

#include <optional>

class QLabel;
class QLineEdit;
class QStackedWidget;
class QTreeView;

namespace m3po {

class AlignedTexts;
class AnswerScores;
class RankedAnswersModel;
class ImageView;
class PairEditor;

class PairView : public QWidget {
    Q_OBJECT
public:
    explicit PairView(QWidget *parent = nullptr);

    void showPair(SampleAnswers answers, const SelectedPair &pair, const Review &review, const QString &image);
    const SampleAnswers &answers() const;

    bool isEditing() const { return editing_ != Editing::Nothing; }
    void editTexts();
    void editNote();
    void keep();  // what is being edited
    void leave(); // it as it was

    ImageView *image() const { return image_; }
    AlignedTexts *texts() const { return texts_; }
    PairEditor *editor() const { return editor_; }
    QLineEdit *note() const { return note_; }
    QTreeView *list() const { return list_; }
    RankedAnswersModel *model() const { return model_; }
    AnswerScores *scores() const { return scores_; }
    QString story() const;

signals:
    // nullopt: the candidate's own text.
    void edited(const std::optional<std::string> &chosen, const std::optional<std::string> &rejected);
    void noted(const QString &note);
    void takeWanted(m3po::Side side, int rank);
    void editingChanged();
    void refused(const QString &sentence); // what was written cannot be kept

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    enum class Editing { Nothing, Texts, Note };
    void setEditing(Editing editing);
    QString text(bool chosen) const; // as it is seen

    RankedAnswersModel *model_;
    ImageView *image_;
    QLabel *instruction_, *story_, *state_;
    QStackedWidget *middle_;
    AlignedTexts *texts_;
    PairEditor *editor_;
    AnswerScores *scores_;
    QTreeView *list_;
    QLineEdit *note_;
    ReviewedPair seen_;
    Review review_;
    Editing editing_ = Editing::Nothing;
};

} // namespace m3po
