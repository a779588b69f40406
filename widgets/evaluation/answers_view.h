// SPDX-License-Identifier: GPL-3.0-or-later
// The answers of one evaluation, or of two beside each other: a table with a filter, and the chosen question with its picture
// and its answers in full. Reads away from the GUI's thread.
#pragma once

#include "core/base/result.h"
#include "widgets/evaluation/evaluation_table.h"
#include "widgets/evaluation/side_by_side.h"

#include <QFutureWatcher>
#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QTableView;

namespace m3po {

class AnswersFilter;
class AnswersModel;
class ImageView;

class AnswersView : public QWidget {
    Q_OBJECT
public:
    // What is shown beside each other.
    struct Choice {
        std::filesystem::path file;         // the project
        std::optional<Evaluation> first, second;
        QString firstName, secondName;
        std::int64_t answered = 0;          // of both, where they are not done: another number is another look
        bool operator==(const Choice &) const = default;
    };

    explicit AnswersView(QWidget *parent = nullptr);
    ~AnswersView() override;

    void setChoice(const Choice &choice);
    bool isReading() const { return reading_.isRunning(); }

    AnswersModel *model() const { return model_; }
    QTableView *table() const { return table_; }
    QComboBox *kind() const { return kind_; }
    QLineEdit *text() const { return text_; }
    QLabel *detail() const { return detail_; }
    ImageView *image() const { return image_; }
    QString countText() const;

private:
    using Questions = std::vector<AnsweredQuestion>;
    void read();
    void taken();
    void showCount();
    void showQuestion();

    Choice choice_;
    AnswersModel *model_;
    AnswersFilter *filter_;
    QComboBox *kind_;
    QLineEdit *text_;
    QLabel *count_, *says_, *detail_;
    QTableView *table_;
    ImageView *image_;
    bool stale_ = false;
    QFutureWatcher<Result<Questions>> reading_;
};

} // namespace m3po
