// SPDX-License-Identifier: GPL-3.0-or-later
// The audit of a saved selection, pair by pair, by single keys. A verdict brings the next pair of the queue; undo brings
// a pair back. Everything is an action.
#pragma once

#include "core/project/review_steps.h"
#include "widgets/audit/answers_ahead.h"
#include "widgets/audit/audit_queue.h"
#include "widgets/audit/audit_session.h"

#include <QList>
#include <QPointer>
#include <QWidget>

#include <functional>
#include <optional>

class QAction;
class QButtonGroup;
class QComboBox;
class QDialog;
class QKeyEvent;
class QLabel;
class QListView;
class QProgressBar;
class QPushButton;
class QStackedWidget;
class QToolBar;
class QToolButton;

namespace m3po {

class PairView;
class Workspace;

class AuditPanel : public QWidget {
    Q_OBJECT
public:
    explicit AuditPanel(Workspace *workspace, QWidget *parent = nullptr);
    ~AuditPanel() override;

    // Verdicts, undo, going on, editing; for menus and the palette of commands. They can be done while the panel is seen.
    QList<QAction *> auditActions() const { return actions_; }
    // The nine answers by their rank, as R_l and as R_w.
    QList<QAction *> takeActions(Side side) const { return takes_[int(side)]; }

    int current() const { return current_; } // the pair's place in the session's list, -1 for none
    void setCurrent(int place);
    void setKind(AuditQueue::Kind kind);

    AuditSession *session() { return &session_; }
    AuditQueue *queue() const { return queue_; }
    const AnswersAhead &ahead() const { return ahead_; }
    PairView *view() const { return view_; }
    QListView *strip() const { return strip_; }
    QComboBox *chooser() const { return chooser_; }
    QPushButton *offer() const { return offer_; } // of an empty panel
    QToolButton *kindButton(AuditQueue::Kind kind) const;
    QToolButton *requestChip() const { return request_; }
    QString emptySentence() const;
    QString progressText() const;
    QString agreementText() const;
    QDialog *keys() const { return keys_; } // null while it is not shown

protected:
    bool eventFilter(QObject *object, QEvent *event) override; // keys that no shortcut can stand for
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    // audit_panel_actions.cpp
    QAction *makeAction(const QString &text, const QString &tip, const QList<QKeySequence> &keys, const std::function<void()> &what);
    void buildActions();
    void showActions();
    void showKeys();
    bool takesKeys(QObject *receiver) const;
    QAction *actionOf(const QKeyEvent &key, const QWidget *receiver) const;

    // audit_panel_frame.cpp
    void buildHeader(class QBoxLayout *layout);
    void buildFoot(class QBoxLayout *layout);
    void showChooser();
    void showChips();
    void showCounts();
    void showEmpty();
    void tell(const QString &sentence);

    void openSelection();
    void filter();
    void listOpened();
    void sampleChanged(int sample);
    void say(const std::function<Review(Review)> &step); // and goes on where it is a verdict
    void judge(const std::function<Review(Review)> &step);
    void take(Side side, int rank);
    void step(bool forward);
    void showPair();
    void readAhead();
    void saveSelection();

    Workspace *workspace_;
    AuditSession session_;
    AnswersAhead ahead_;
    AuditQueue *queue_;
    QComboBox *chooser_;
    QButtonGroup *kinds_;
    QToolButton *request_, *filterChip_;
    QStackedWidget *middle_;
    PairView *view_;
    QLabel *empty_, *told_, *progress_, *agreement_;
    QProgressBar *bar_;
    QPushButton *offer_;
    std::function<void()> offered_;
    QListView *strip_;
    QToolBar *keyBar_ = nullptr;
    QPointer<QDialog> keys_;

    QList<QAction *> actions_, takes_[2];
    QList<QAction *> ofPair_; // need a pair
    QAction *undo_, *redo_, *fullSize_;

    QString file_;         // of the project
    QString chosen_;       // the selection that a person or a request names; "" follows the baseline
    QString baseline_;     // as it was last seen
    std::optional<std::vector<int>> requested_; // the samples of an audit request
    QString requestedFor_;
    int current_ = -1;
    std::optional<PairKey> key_;  // of the current pair, across another reading
    bool wantsFirst_ = false;     // of the queue, when the list is there
    bool moving_ = false;         // the workspace follows the panel, not the panel the workspace
};

} // namespace m3po
