// SPDX-License-Identifier: GPL-3.0-or-later
// The audit by mouse and keyboard: verdicts and what comes next, undo that outlives the program, other candidates, texts,
// notes, flags; and that what stands in the texts stays text.
#include "core/project/preference_sets.h"
#include "core/project/reviews.h"
#include "tests/widgets/small_project.h"
#include "widgets/audit/aligned_texts.h"
#include "widgets/audit/answer_scores.h"
#include "widgets/audit/ranked_answers_model.h"
#include "widgets/audit/audit_panel.h"
#include "widgets/audit/digit_key.h"
#include "widgets/audit/pair_editor.h"
#include "widgets/audit/pair_view.h"
#include "widgets/dialogs/dialogs.h"
#include "widgets/image/image_view.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QComboBox>
#include <QDialog>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QShortcut>
#include <QSignalSpy>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <cmath>

namespace m3po {

class AuditTest : public QObject {
    Q_OBJECT

    // A panel on its own upon a project whose selection "paper" has answer 0 over answer 1 for every sample but the first,
    // whose R_l is answer 2.
    struct Setting {
        explicit Setting(SmallProject &project, bool save = true)
        {
            workspace.open(project.file());
            ready = QTest::qWaitFor([&] { return workspace.selection() != nullptr; }, 10'000);
            if (save)
                written(workspace, [&](auto then) { workspace.saveSelection(QStringLiteral("paper"), then); });
            panel = std::make_unique<AuditPanel>(&workspace);
            panel->resize(1200, 800);
            panel->show();
            panel->activateWindow();
            ready = QTest::qWaitFor([&] { return panel->isActiveWindow() && (!save || panel->current() >= 0); }, 10'000) && ready;
        }
        void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
        {
            QTest::keyClick(panel->focusWidget() ? panel->focusWidget() : panel.get(), key, modifiers);
        }
        bool idle() { return QTest::qWaitFor([&] { return !panel->session()->isWriting() && !panel->session()->isReading(); }, 10'000); }
        Review stored(int place) // as the project file has it
        {
            idle();
            return reviews::find(*workspace.project(), panel->session()->review(place).pair).value_or(Review());
        }
        Workspace workspace;
        std::unique_ptr<AuditPanel> panel;
        bool ready = false;
    };

    static QStringList counts(const AuditPanel &panel)
    {
        QStringList result;
        for (int kind = 0; kind < AuditQueue::NUM_KINDS; ++kind)
            result << QString::number(panel.queue()->count(AuditQueue::Kind(kind)));
        return result;
    }

private slots:
    void tenVerdictsAreTenPairsOnceEach()
    {
        SmallProject project(12);
        Setting setting(project);
        QVERIFY(setting.ready);
        auto &panel = *setting.panel;
        const QAbstractItemModelTester tester(panel.queue(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy reviewed(&setting.workspace, &Workspace::reviewed);
        QList<int> seen;
        for (int i = 0; i < 10; ++i) {
            seen << panel.current();
            QCOMPARE(setting.workspace.currentSample(), panel.current());
            setting.press(i % 3 == 0 ? Qt::Key_R : i % 3 == 1 ? Qt::Key_S : Qt::Key_A);
        }
        QCOMPARE(seen, (QList<int>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}));
        QCOMPARE(counts(panel), (QStringList{"2", "6", "4", "0", "12"}));
        QVERIFY(setting.idle());
        QCOMPARE(reviewed.size(), 10);
        QCOMPARE(setting.stored(0).verdict, std::string("refused"));
        QCOMPARE(setting.stored(1).verdict, std::string("swapped"));
        QCOMPARE(setting.stored(2).verdict, std::string("accepted"));
        QCOMPARE(panel.progressText(), QStringLiteral("10 of 12 reviewed"));
        QVERIFY2(panel.agreementText().contains(QStringLiteral("3 of 10 (30 %)")), qPrintable(panel.agreementText()));
        const auto frozen = preference_sets::pairs_of_selection(*setting.workspace.project(), panel.session()->selection().id);
        QCOMPARE(frozen.size(), std::size_t(8)); // four are rejected
        QCOMPARE(frozen[0].chosen, std::string("answer 1"));
        setting.press(Qt::Key_A);
        setting.press(Qt::Key_A);
        QCOMPARE(panel.current(), -1);
        QVERIFY(panel.emptySentence().contains(QStringLiteral("No pair is pending")));
        QTest::mouseClick(panel.offer(), Qt::LeftButton);
        QCOMPARE(panel.queue()->kind(), AuditQueue::All);
        QVERIFY(panel.current() >= 0);
    }

    void pairsAreReadBeforeTheyAreComeTo()
    {
        SmallProject project(12);
        Setting setting(project);
        QVERIFY(setting.ready);
        auto &panel = *setting.panel;
        const auto sample = [&](int place) { return panel.session()->pair(place).sample_id; };
        QTRY_VERIFY(panel.ahead().has(sample(1)) && panel.ahead().has(sample(3)));
        QVERIFY(!panel.ahead().has(sample(4)));
        setting.press(Qt::Key_A);
        QTRY_VERIFY(panel.ahead().has(sample(4)));
        QVERIFY(!panel.ahead().has(sample(0))); // it has left the queue
        QCOMPARE(panel.view()->answers().sample.id, sample(1));

        // What was read ahead goes where something new has been written.
        const auto rank = [&] { return panel.view()->answers().answers.front().mas; };
        const auto before = rank();
        auto other = std::move(Project::open(setting.workspace.corpus()->file)).value();
        const auto &columns = setting.workspace.corpus()->columns();
        const auto candidate = columns.candidate_ids[std::size_t(columns.offsets[1])];
        scores::add(other, scores::list(other).back().id, std::vector<ComponentScore>{{candidate, 0.99, 0.99}, {candidate + 1, 0.99, 0.99}, {candidate + 2, 0.99, 0.99}});
        setting.workspace.reload();
        QTRY_VERIFY(rank() != before);
    }

    void undoBringsThePairBackAcrossARestart()
    {
        SmallProject project;
        {
            Setting setting(project);
        QVERIFY(setting.ready);
            setting.press(Qt::Key_A);
            setting.press(Qt::Key_R);
            setting.press(Qt::Key_S);
            // Closed at once: what was said is written all the same.
        }
        Setting setting(project, false);
        auto &panel = *setting.panel;
        QTRY_COMPARE(panel.current(), 3);
        setting.press(Qt::Key_U);
        QTRY_COMPARE(panel.current(), 2);
        QCOMPARE(verdict_of(panel.session()->review(2)), Verdict::Pending);
        setting.press(Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(panel.current(), 1);
        setting.press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(verdict_of(panel.session()->review(1)), Verdict::Refused);
        QCOMPARE(panel.current(), 1); // in view, though it has left the queue
        setting.press(Qt::Key_J);
        QCOMPARE(panel.current(), 2);
        setting.press(Qt::Key_U);
        setting.press(Qt::Key_U);
        QTRY_COMPARE(panel.current(), 0);
        QCOMPARE(counts(panel), (QStringList{"6", "0", "0", "0", "6"}));
        setting.press(Qt::Key_U);
        QVERIFY(setting.idle());
        QCOMPARE(panel.current(), 0);
        QCOMPARE(setting.stored(0), Review());
    }

    void goesOnRightlyUnderAFilter()
    {
        SmallProject project(8);
        Setting setting(project);
        QVERIFY(setting.ready);
        auto &panel = *setting.panel;
        setting.workspace.setFilter(std::vector<int>{1, 2, 5, 7}, QStringLiteral("<b>brush"));
        QCOMPARE(panel.current(), 1);
        setting.press(Qt::Key_J); // passed over
        QCOMPARE(panel.current(), 2);
        setting.press(Qt::Key_A);
        QCOMPARE(panel.current(), 5);
        setting.press(Qt::Key_R);
        QCOMPARE(panel.current(), 7);
        setting.press(Qt::Key_A);
        QCOMPARE(panel.current(), 1); // what was passed over comes last
        setting.press(Qt::Key_A);
        QCOMPARE(panel.current(), -1);
        QCOMPARE(counts(panel), (QStringList{"0", "3", "1", "0", "4"}));
        // A pair that is undone is in view, and the rest of the queue is as it was.
        setting.press(Qt::Key_U);
        QTRY_COMPARE(panel.current(), 1);
        setting.workspace.setFilter(std::nullopt, {});
        QCOMPARE(counts(panel), (QStringList{"5", "2", "1", "0", "8"}));
        // In a queue that a verdict does not take it out of, the next one comes all the same.
        QTest::mouseClick(panel.kindButton(AuditQueue::All), Qt::LeftButton);
        panel.setCurrent(6);
        setting.press(Qt::Key_A);
        QCOMPARE(panel.current(), 7);
        setting.press(Qt::Key_R);
        QCOMPARE(panel.current(), 7); // the last
        setting.press(Qt::Key_K);
        QCOMPARE(panel.current(), 6);
    }

    void aRequestNamesSelectionAndSamples()
    {
        SmallProject project;
        Setting setting(project);
        QVERIFY(setting.ready);
        auto &panel = *setting.panel;
        auto request = setting.workspace.request();
        request.selector = "max-min";
        setting.workspace.setRequest(request);
        QTRY_COMPARE(setting.workspace.selection()->request.selector, std::string("max-min"));
        written(setting.workspace, [&](auto then) { setting.workspace.saveSelection(QStringLiteral("other"), then); });
        setting.workspace.setBaseline(QStringLiteral("paper"));
        QTRY_COMPARE(panel.session()->name(), QStringLiteral("paper"));
        setting.workspace.audit(QStringLiteral("other"), {3, 4}, QStringLiteral("<i>changed & more"));
        QTRY_COMPARE(panel.view()->texts()->rejected(), QStringLiteral("answer 2"));
        QCOMPARE(panel.current(), 3);
        QCOMPARE(panel.session()->name(), QStringLiteral("other"));
        QCOMPARE(panel.chooser()->currentText(), QStringLiteral("other"));
        QVERIFY(panel.view()->story().contains(QStringLiteral("max-min")));
        setting.workspace.reload();
        QTest::qWait(300);
        QVERIFY(setting.idle());
        QCOMPARE(panel.session()->name(), QStringLiteral("other"));
        setting.press(Qt::Key_A);
        QCOMPARE(panel.current(), 4);
        setting.press(Qt::Key_A);
        QCOMPARE(panel.current(), -1);
        QVERIFY(panel.requestChip()->isVisible());
        QTest::mouseClick(panel.requestChip(), Qt::LeftButton);
        QCOMPARE(counts(panel), (QStringList{"4", "2", "0", "0", "6"}));
        QCOMPARE(panel.current(), 0);
    }

    void choosesOtherAnswersByTheirNumbers()
    {
        SmallProject project;
        Setting setting(project);
        QVERIFY(setting.ready);
        auto &panel = *setting.panel;
        const QAbstractItemModelTester tester(panel.view()->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        panel.setCurrent(1);
        QCOMPARE(panel.view()->model()->rowCount(), 3); // equal texts are one
        QCOMPARE(panel.view()->texts()->rejected(), QStringLiteral("answer 1"));
        setting.press(Qt::Key_3);
        QCOMPARE(panel.current(), 1); // no verdict: it stays to be looked at
        QCOMPARE(panel.view()->texts()->rejected(), QStringLiteral("answer 2"));
        QVERIFY(panel.view()->story().contains(QStringLiteral("answer 1 over answer 2")));
        setting.press(Qt::Key_1);
        QCOMPARE(panel.view()->texts()->rejected(), QStringLiteral("answer 2")); // that one is R_w
        setting.press(Qt::Key_2, Qt::ShiftModifier);
        QCOMPARE(panel.view()->texts()->chosen(), QStringLiteral("answer 1"));
        setting.press(Qt::Key_7); // there is none
        QCOMPARE(panel.view()->texts()->rejected(), QStringLiteral("answer 2"));
        setting.press(Qt::Key_A);
        QCOMPARE(panel.current(), 2);
        const auto review = setting.stored(1);
        QCOMPARE(review.verdict, std::string("accepted"));
        QVERIFY(review.chosen_id && review.rejected_id);
        const auto frozen = preference_sets::pairs_of_selection(*setting.workspace.project(), panel.session()->selection().id);
        QCOMPARE(frozen[1].chosen, std::string("answer 1"));
        QCOMPARE(frozen[1].rejected, std::string("answer 2"));
        QVERIFY(panel.agreementText().contains(QStringLiteral("0 of 1")));
        // The list does the same by mouse.
        auto *list = panel.view()->list();
        list->scrollTo(list->model()->index(2, 0));
        const auto row = list->visualRect(list->model()->index(2, RankedAnswersModel::Answer)).center();
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, row);
        QTest::mouseDClick(list->viewport(), Qt::LeftButton, {}, row);
        QCOMPARE(panel.view()->texts()->rejected(), QStringLiteral("answer 2"));
    }

    void aShiftedDigitIsKnownByItsPlace()
    {
        QKeyEvent plain(QEvent::KeyPress, Qt::Key_4, Qt::NoModifier), shifted(QEvent::KeyPress, Qt::Key_4, Qt::ShiftModifier), control(QEvent::KeyPress, Qt::Key_4, Qt::ControlModifier),
            zero(QEvent::KeyPress, Qt::Key_0, Qt::NoModifier), letter(QEvent::KeyPress, Qt::Key_A, Qt::NoModifier);
        QCOMPARE(digitKey(plain), 4);
        QCOMPARE(digitKey(shifted), 4);
        QCOMPARE(digitKey(control), 0);
        QCOMPARE(digitKey(zero), 0);
        QCOMPARE(digitKey(letter), 0);
        // As X11 and Wayland send Shift and the key of 3: # on a US keyboard, § on a German one.
        QCOMPARE(digitOfPlace(QStringLiteral("xcb"), 12, 0), 3);
        QCOMPARE(digitOfPlace(QStringLiteral("wayland-egl"), 18, 0), 9);
        QCOMPARE(digitOfPlace(QStringLiteral("xcb"), 19, 0), 0);
        QCOMPARE(digitOfPlace(QStringLiteral("windows"), 2, 0), 1);
        QCOMPARE(digitOfPlace(QStringLiteral("cocoa"), 0, 22), 6);
    }

    void textsAreEditedOnBothSides()
    {
        SmallProject project;
        Setting setting(project);
        QVERIFY(setting.ready);
        auto &panel = *setting.panel;
        auto *editor = panel.view()->editor();
        setting.press(Qt::Key_E);
        QVERIFY(editor->isVisible());
        QCOMPARE(panel.focusWidget(), editor->edit(true));
        editor->edit(true)->selectAll();
        QTest::keyClicks(editor->edit(true), QStringLiteral("a raja <b>12 arses")); // a, r, s, j and digits are letters here
        QCOMPARE(panel.current(), 0);
        QVERIFY(!panel.auditActions().front()->isEnabled());
        QTest::keyClick(editor->edit(true), Qt::Key_Escape);
        QVERIFY(!editor->isVisible());
        QCOMPARE(panel.view()->texts()->chosen(), QStringLiteral("answer 0"));

        setting.press(Qt::Key_E);
        QTest::keyClick(editor->edit(true), Qt::Key_Tab);
        QCOMPARE(panel.focusWidget(), editor->edit(false));
        editor->edit(false)->selectAll();
        QTest::keyClick(editor->edit(false), Qt::Key_Delete);
        QTest::keyClick(editor->edit(false), Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(editor->isVisible()); // no text is no answer
        QTest::keyClicks(editor->edit(false), QStringLiteral("wrong <script>"));
        QTest::keyClick(editor->edit(false), Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(!editor->isVisible());
        QCOMPARE(panel.current(), 1); // edited is a verdict
        const auto review = setting.stored(0);
        QCOMPARE(review.verdict, std::string("edited"));
        QCOMPARE(review.rejected, std::optional<std::string>("wrong <script>"));
        QVERIFY(!review.chosen);
        setting.press(Qt::Key_U);
        QTRY_COMPARE(panel.current(), 0);
        QCOMPARE(panel.view()->texts()->rejected(), QStringLiteral("answer 2"));
        // What is written when the panel goes is kept.
        setting.press(Qt::Key_E);
        QTest::keyClicks(editor->edit(true), QStringLiteral("my "));
        panel.hide();
        QCOMPARE(setting.stored(0).chosen, std::optional<std::string>("my answer 0"));
    }

    void flagsAndNotesLeaveThePairPending()
    {
        SmallProject project;
        Setting setting(project);
        QVERIFY(setting.ready);
        auto &panel = *setting.panel;
        setting.press(Qt::Key_F);
        QCOMPARE(panel.current(), 0);
        setting.press(Qt::Key_N);
        QCOMPARE(panel.focusWidget(), panel.view()->note());
        QTest::keyClicks(panel.view()->note(), QStringLiteral("<u>ask Ada? 1!"));
        QTest::keyClick(panel.view()->note(), Qt::Key_Return);
        QCOMPARE(counts(panel), (QStringList{"6", "0", "0", "1", "6"}));
        const auto review = setting.stored(0);
        QVERIFY(review.flagged);
        QCOMPARE(review.note, std::string("<u>ask Ada? 1!"));
        QCOMPARE(review.verdict, std::string());
        setting.press(Qt::Key_N);
        QTest::keyClicks(panel.view()->note(), QStringLiteral("x"));
        QTest::keyClick(panel.view()->note(), Qt::Key_Escape);
        QCOMPARE(panel.view()->note()->text(), QStringLiteral("<u>ask Ada? 1!"));
        QTest::mouseClick(panel.kindButton(AuditQueue::Flagged), Qt::LeftButton);
        QCOMPARE(panel.queue()->rowCount(), 1);
        setting.press(Qt::Key_A);
        QCOMPARE(panel.current(), 0); // the last of those that are flagged
        setting.press(Qt::Key_F);
        QCOMPARE(counts(panel), (QStringList{"5", "1", "0", "0", "6"}));
    }

    void tellsWhyAndShowsTheScores()
    {
        SmallProject project;
        Setting setting(project);
        QVERIFY(setting.ready);
        auto *view = setting.panel->view();
        QVERIFY2(view->story().contains(QStringLiteral("finds both alike")), qPrintable(view->story()));
        setting.panel->setCurrent(3);
        // Answer 1: MAS 0.4 lower, log P 1 higher.
        QVERIFY2(view->story().contains(QStringLiteral("0.400 of MAS below R_w")), qPrintable(view->story()));
        QVERIFY(view->story().contains(QStringLiteral("prefers it")));
        QVERIFY(view->story().contains(QStringLiteral("No penalty: S = 0.400, the highest of 2 rival")));
        const auto &rows = view->scores()->rows();
        QCOMPARE(rows.size(), std::size_t(7)); // MAS, two components, log P twice, tokens, S
        QCOMPARE(rows[0].chosen, 0.9f * 1.0);
        QCOMPARE(rows[3].rejected, -1.0);
        QCOMPARE(rows[4].chosen, -1.0);
        QCOMPARE(rows[5].chosen, 2.0);
        QVERIFY(std::abs(rows[6].rejected - 0.4) < 1e-6);
        setting.press(Qt::Key_3); // answer 2: MAS 0.8 lower, log P 3 lower
        QVERIFY2(view->story().contains(QStringLiteral("Beyond δ = 0.100 that costs α × 2.90 = 1.45, so S = -0.650, number 2 of 2 rival")), qPrintable(view->story()));
    }

    void equalWordsStandUnderEachOther()
    {
        AlignedTexts texts;
        texts.resize(700, 300);
        texts.setTexts(QStringLiteral("A red <b>ball lies on the table, 桌上的球."), QStringLiteral("A very blue ball lies under the table, 桌下的球."));
        QList<int> left, right;
        bool markup = false;
        for (const auto &placed : texts.placed()) {
            if (placed.same)
                (placed.chosen ? left : right) << placed.rect.left();
            markup = markup || placed.text.contains(QLatin1Char('<'));
        }
        QVERIFY(left.size() > 8);
        QCOMPARE(left, right);
        QVERIFY(markup);
        // Nothing is wider than the view, and nothing is lost, however narrow it is.
        texts.resize(170, 200);
        texts.setTexts(QString(400, QLatin1Char('m')) + QStringLiteral(" end"), QStringLiteral("short end\n\nmore"));
        qsizetype drawn = 0;
        for (const auto &placed : texts.placed()) {
            QVERIFY(placed.rect.right() <= texts.viewport()->width());
            if (placed.chosen)
                drawn += placed.text.size();
        }
        QCOMPARE(drawn, 403);
    }

    void spaceHoldsThePictureAtFullSize()
    {
        SmallProject project;
        Setting setting(project);
        QVERIFY(setting.ready);
        auto *image = setting.panel->view()->image();
        QTRY_VERIFY(image->hasImage());
        const double fitting = image->zoom();
        QVERIFY(fitting > 2);
        QTest::keyPress(setting.panel.get(), Qt::Key_Space);
        QCOMPARE(image->zoom(), 1.0);
        QTest::keyRelease(setting.panel.get(), Qt::Key_Space);
        QCOMPARE(image->zoom(), fitting);
    }

    void keysAreMeantWhereverTheFocusIsButWhereTheyMeanSomethingElse()
    {
        SmallProject project;
        Setting setting(project);
        QVERIFY(setting.ready);
        QWidget window;
        auto *panel = setting.panel.get();
        auto *list = new QListView(&window);
        auto *line = new QLineEdit(&window);
        auto *layout = new QVBoxLayout(&window);
        for (QWidget *part : {static_cast<QWidget *>(panel), static_cast<QWidget *>(list), static_cast<QWidget *>(line)})
            layout->addWidget(part);
        auto *shortcut = new QShortcut(QKeySequence(Qt::Key_J), list);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        list->setFocus();
        QTest::keyClick(list, Qt::Key_A);
        QCOMPARE(panel->current(), 1);
        QTest::keyClick(list, Qt::Key_J); // the list's own, so not the audit's
        QCOMPARE(panel->current(), 1);
        line->setFocus();
        QTest::keyClicks(line, QStringLiteral("jar 12"));
        QCOMPARE(line->text(), QStringLiteral("jar 12"));
        QCOMPARE(panel->current(), 1);
        QVERIFY(setting.idle());
        panel->setParent(nullptr); // it belongs to the setting
    }

    void theKeysAreListed()
    {
        SmallProject project;
        Setting setting(project);
        QVERIFY(setting.ready);
        setting.press(Qt::Key_Question);
        QTRY_VERIFY(setting.panel->keys() && setting.panel->keys()->isVisible());
        QStringList texts;
        for (const auto *label : setting.panel->keys()->findChildren<QLabel *>())
            texts << label->text();
        QVERIFY(texts.contains(QStringLiteral("Shift+1 … 9")));
        QVERIFY(texts.contains(QStringLiteral("Keep the pair as it is seen, and go on")));
        setting.panel->keys()->close();
        setting.panel->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(setting.panel.get()));
        for (const auto *action : setting.panel->auditActions())
            if (!action->shortcut().isEmpty())
                QVERIFY2(action->toolTip().contains(action->shortcut().toString(QKeySequence::NativeText)), qPrintable(action->text()));
        setting.panel->hide();
        for (const auto *action : setting.panel->auditActions())
            QVERIFY(!action->isEnabled());
    }

    void anEmptyPanelOffersWhatWouldFillIt()
    {
        SmallProject project;
        Setting setting(project, false);
        auto &panel = *setting.panel;
        QVERIFY(panel.emptySentence().contains(QStringLiteral("none has been saved")));
        dialogs::answerWith([](const QString &, const QString &) { return QStringLiteral("mine"); });
        QTest::mouseClick(panel.offer(), Qt::LeftButton);
        QTRY_COMPARE(panel.current(), 0);
        dialogs::answerWith(nullptr);
        QCOMPARE(panel.session()->name(), QStringLiteral("mine"));
        setting.workspace.setFilter(std::vector<int>{}, QStringLiteral("nothing"));
        QTRY_VERIFY(panel.emptySentence().contains(QStringLiteral("no pair among the samples that are left")));
        QTest::mouseClick(panel.offer(), Qt::LeftButton);
        QVERIFY(!setting.workspace.filter());
        QTRY_VERIFY(panel.current() >= 0);
    }

    void aSampleThatIsChosenElsewhereIsShown()
    {
        SmallProject project;
        Setting setting(project);
        QVERIFY(setting.ready);
        setting.workspace.setCurrentSample(4);
        QCOMPARE(setting.panel->current(), 4);
        QTest::mouseClick(setting.panel->strip()->viewport(), Qt::LeftButton, {}, setting.panel->strip()->visualRect(setting.panel->queue()->index(2)).center());
        QCOMPARE(setting.panel->current(), 2);
        QCOMPARE(setting.workspace.currentSample(), 2);
    }

    void severalPairsOfASampleAreAuditedEach()
    {
        SmallProject project;
        {
            auto other = std::move(Project::open(project.file().toStdString())).value();
            const auto run = *generations::latest(other);
            const auto candidates = generations::candidates(other, run.id, 1);
            const auto loaded = load_score_columns(other, run.id);
            Selection selection;
            selection.name = "two each";
            selection.selector = "rlaif-v";
            selection.run_id = run.id;
            selection.parameters = parameters_json({}, loaded);
            std::vector<SelectedPair> pairs;
            for (int ordinal = 0; ordinal < 2; ++ordinal) {
                SelectedPair pair;
                pair.sample_id = 1;
                pair.ordinal = ordinal;
                pair.chosen_id = candidates[0].id;
                pair.rejected_id = candidates[std::size_t(1 + ordinal)].id;
                pairs.push_back(pair);
            }
            selections::save(other, selection, pairs);
        }
        Setting setting(project, false);
        auto &panel = *setting.panel;
        QTRY_COMPARE(panel.current(), 0);
        QCOMPARE(panel.queue()->rowCount(), 2);
        setting.press(Qt::Key_R);
        QCOMPARE(panel.current(), 1);
        QCOMPARE(panel.view()->texts()->rejected(), QStringLiteral("answer 2"));
        setting.press(Qt::Key_A);
        QCOMPARE(setting.stored(0).verdict, std::string("refused"));
        QCOMPARE(setting.stored(1).verdict, std::string("accepted"));
        setting.press(Qt::Key_U);
        QTRY_COMPARE(panel.current(), 1);
        QCOMPARE(setting.workspace.currentSample(), 0);
    }
};

} // namespace m3po

QTEST_MAIN(m3po::AuditTest)
#include "audit_test.moc"
