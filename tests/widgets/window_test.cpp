// SPDX-License-Identifier: GPL-3.0-or-later
// The whole window, as one finds one's way in it: every action has a place and tells its keys, no key means two things,
// everything that takes the keyboard has a name, and what one has set is there again next time.
#include "app/workbench/main_window.h"
#include "tests/widgets/small_project.h"
#include "widgets/audit/audit_panel.h"
#include "widgets/candidates/candidates_panel.h"
#include "widgets/commands/command_palette.h"
#include "widgets/commands/segmented_switch.h"
#include "widgets/dialogs/dialogs.h"
#include "widgets/library/library_model.h"
#include "widgets/library/library_panel.h"
#include "widgets/selection/number_slider.h"
#include "widgets/selection/selection_panel.h"
#include "widgets/stages/stages.h"
#include "widgets/start/new_project.h"
#include "widgets/start/start_page.h"

#include <QAbstractSpinBox>
#include <QAccessible>
#include <QComboBox>
#include <QDockWidget>
#include <QDropEvent>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QScrollArea>
#include <QSettings>
#include <QShortcut>
#include <QSignalSpy>
#include <QSlider>
#include <QSplitter>
#include <QTest>
#include <QToolBar>
#include <QToolButton>
#include <QTreeView>
#include <QWidgetAction>
#include <cmath>

namespace m3po {
namespace {

QString nameOf(QWidget *widget)
{
    const auto *interface = QAccessible::queryAccessibleInterface(widget);
    return interface ? interface->text(QAccessible::Name) : QString();
}

QString pathOf(const QObject *object)
{
    QStringList path;
    for (; object; object = object->parent())
        path.prepend(QString::fromLatin1(object->metaObject()->className()) + (object->objectName().isEmpty() ? QString() : QLatin1Char('#') + object->objectName()));
    return path.join(QLatin1Char('/'));
}

// Parts that Qt's own widgets are made of are named by what they belong to.
bool isPart(const QWidget *widget)
{
    const auto *parent = widget->parentWidget();
    return widget->objectName().startsWith(QLatin1String("qt_")) || qobject_cast<const QAbstractSpinBox *>(parent) || qobject_cast<const QComboBox *>(parent) ||
           widget->inherits("QComboBoxPrivateContainer") || widget->inherits("QComboBoxListView") || qobject_cast<const QMenu *>(widget) ||
           qobject_cast<const QMenuBar *>(widget) || qobject_cast<const QScrollArea *>(widget);
}

QStringList nameless(QWidget *window)
{
    QStringList found;
    for (auto *widget : window->findChildren<QWidget *>())
        if (widget->focusPolicy() != Qt::NoFocus && !isPart(widget) && nameOf(widget).isEmpty())
            found << pathOf(widget);
    return found;
}

struct Key {
    QKeySequence keys;
    QString name;
    Qt::ShortcutContext context;
    QList<QWidget *> owners;
};

bool isWithin(const QWidget *inner, const QWidget *outer) { return inner == outer || outer->isAncestorOf(inner); }

// Both are meant in some place where the focus may be.
bool overlap(const Key &a, const Key &b)
{
    if (a.keys.matches(b.keys) == QKeySequence::NoMatch && b.keys.matches(a.keys) == QKeySequence::NoMatch)
        return false;
    const auto wide = [](const Key &key) { return key.context == Qt::WindowShortcut || key.context == Qt::ApplicationShortcut; };
    if (wide(a) || wide(b))
        return true;
    for (const auto *x : a.owners)
        for (const auto *y : b.owners) {
            const bool xHolds = a.context == Qt::WidgetWithChildrenShortcut, yHolds = b.context == Qt::WidgetWithChildrenShortcut;
            if (x == y || (xHolds && isWithin(y, x)) || (yHolds && isWithin(x, y)))
                return true;
        }
    return false;
}

QList<Key> keysOf(QWidget *window)
{
    QList<Key> keys;
    for (const auto *action : window->findChildren<QAction *>()) {
        QList<QWidget *> owners;
        for (auto *object : action->associatedObjects())
            if (auto *widget = qobject_cast<QWidget *>(object); widget && !qobject_cast<QMenu *>(widget) && !qobject_cast<QToolButton *>(widget))
                owners << widget;
        for (const auto &sequence : action->shortcuts())
            keys << Key{sequence, action->text(), action->shortcutContext(), owners};
    }
    for (auto *shortcut : window->findChildren<QShortcut *>())
        keys << Key{shortcut->key(), pathOf(shortcut), shortcut->context(), {qobject_cast<QWidget *>(shortcut->parent())}};
    return keys;
}

} // namespace

class WindowTest : public QObject {
    Q_OBJECT
    std::unique_ptr<SmallProject> project_;
    std::unique_ptr<MainWindow> window_;
    QTemporaryDir settings_;

    void openWindow()
    {
        window_ = std::make_unique<MainWindow>(QStringLiteral(M3PO_BIN_DIR "/m3po_fake_worker"));
        window_->show();
        QVERIFY(QTest::qWaitForWindowExposed(window_.get()));
        window_->openProject(project_->file());
        QTRY_VERIFY(window_->workspace()->selection());
    }

private slots:
    void initTestCase()
    {
        QCoreApplication::setOrganizationName(QStringLiteral("m3po-test"));
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings_.path());
    }
    void init()
    {
        QSettings().clear();
        project_ = std::make_unique<SmallProject>();
        openWindow();
    }
    void cleanup()
    {
        window_.reset();
        project_.reset();
    }

    void everyActionTellsWhatItDoesAndItsKeys()
    {
        QStringList faults;
        for (const auto *action : window_->findChildren<QAction *>()) {
            if (action->isSeparator() || action->menu() || qobject_cast<const QWidgetAction *>(action) || action->objectName().startsWith(QLatin1String("_q_")) || qobject_cast<QLineEdit *>(action->parent()))
                continue; // a field's own
            if (action->text().isEmpty())
                faults << pathOf(action) + QStringLiteral(" has no text");
            if (const auto keys = action->shortcut().toString(QKeySequence::NativeText); !action->toolTip().contains(keys))
                faults << action->text() + QStringLiteral(": its tool tip does not tell ") + keys;
            if (action->toolTip().isEmpty())
                faults << action->text() + QStringLiteral(": no tool tip");
        }
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join(QLatin1Char('\n'))));
    }

    void everyActionHasAPlaceInAMenuAndInThePalette()
    {
        QSet<QAction *> inMenus;
        const std::function<void(const QMenu *)> walk = [&](const QMenu *menu) {
            for (auto *action : menu->actions()) {
                inMenus << action;
                if (action->menu())
                    walk(action->menu());
            }
        };
        for (auto *action : window_->menuBar()->actions())
            if (action->menu())
                walk(action->menu());
        QSet<QAction *> inPalette;
        QStringList names;
        for (const auto &command : CommandPalette::commandsOf(window_.get())) {
            inPalette << command.action;
            names << command.path;
        }
        QStringList faults;
        for (auto *action : window_->findChildren<QAction *>())
            if (!action->isSeparator() && !action->menu() && !action->shortcut().isEmpty()) {
                if (!inMenus.contains(action) && qobject_cast<QListWidget *>(action->parent()) == nullptr)
                    faults << action->text() + QStringLiteral(" is in no menu: ") + pathOf(action);
                if (!inPalette.contains(action))
                    faults << action->text() + QStringLiteral(" is not in the palette");
            }
        names.sort();
        for (qsizetype i = 1; i < names.size(); ++i)
            if (names[i] == names[i - 1])
                faults << names[i] + QStringLiteral(" stands twice in the palette");
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join(QLatin1Char('\n'))));
    }

    void noKeyMeansTwoThings()
    {
        QStringList faults;
        const auto keys = keysOf(window_.get());
        QVERIFY(keys.size() > 20);
        for (qsizetype i = 0; i < keys.size(); ++i)
            for (qsizetype j = i + 1; j < keys.size(); ++j)
                if (overlap(keys[i], keys[j]))
                    faults << keys[i].keys.toString() + QStringLiteral(": ") + keys[i].name + QStringLiteral(" and ") + keys[j].name;
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join(QLatin1Char('\n'))));
    }

    void mnemonicsOfAMenuDiffer()
    {
        QStringList faults;
        const std::function<void(const QString &, const QList<QAction *> &)> look = [&](const QString &where, const QList<QAction *> &actions) {
            QHash<QKeySequence, QString> taken;
            for (const auto *action : actions) {
                if (const auto key = QKeySequence::mnemonic(action->text()); !key.isEmpty()) {
                    if (taken.contains(key))
                        faults << where + QStringLiteral(": ") + taken[key] + QStringLiteral(" and ") + action->text();
                    taken[key] = action->text();
                }
                if (action->menu())
                    look(action->text(), action->menu()->actions());
            }
        };
        look(QStringLiteral("menu bar"), window_->menuBar()->actions());
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join(QLatin1Char('\n'))));
    }

    void everythingThatTakesTheKeyboardHasAName()
    {
        auto found = nameless(window_.get());
        NewProject assistant({}, {});
        StageForm form(generateStage(*window_->workspace()));
        CommandPalette palette(CommandPalette::commandsOf(window_.get()), nullptr);
        for (QWidget *dialog : std::initializer_list<QWidget *>{&assistant, &form, &palette})
            found << nameless(dialog);
        QVERIFY2(found.isEmpty(), qPrintable(found.join(QLatin1Char('\n'))));
    }

    // Tab goes through a panel from its beginning to its end before it leaves it.
    void tabStaysInAPanelUntilItsEnd()
    {
        for (const auto kind : {Layouts::Explore, Layouts::Audit, Layouts::Train}) {
            window_->showWorkspace(kind);
            QCoreApplication::processEvents();
            QStringList visited;
            auto *widget = window_->nextInFocusChain();
            for (int i = 0; widget && widget != window_.get() && i < 10'000; ++i, widget = widget->nextInFocusChain()) {
                if (!(widget->focusPolicy() & Qt::TabFocus) || !widget->isVisible() || !widget->isEnabled())
                    continue;
                const QDockWidget *dock = nullptr;
                for (auto *parent = widget->parentWidget(); parent && !dock; parent = parent->parentWidget())
                    dock = qobject_cast<QDockWidget *>(parent);
                if (dock && (visited.isEmpty() || visited.last() != dock->objectName()))
                    visited << dock->objectName();
            }
            auto once = visited;
            once.removeDuplicates();
            QVERIFY2(visited == once, qPrintable(visited.join(QLatin1Char(' '))));
            QVERIFY(!visited.isEmpty());
        }
    }

    void theSegmentsAndKeysSwitchTheWorkspace()
    {
        auto *segments = window_->findChild<SegmentedSwitch *>();
        QVERIFY(segments);
        const auto &buttons = segments->buttons();
        QCOMPARE(buttons.size(), Layouts::NUM_KINDS);
        auto *training = window_->findChild<QDockWidget *>(QStringLiteral("training"));
        QVERIFY(!training->isVisible());
        QTest::mouseClick(buttons[Layouts::Train], Qt::LeftButton);
        QVERIFY(training->isVisible());
        QTest::keyClick(window_.get(), Qt::Key_1, Qt::ControlModifier);
        QVERIFY(buttons[Layouts::Explore]->isChecked());
        QVERIFY(!training->isVisible());
        buttons[Layouts::Explore]->setFocus();
        QTest::keyClick(buttons[Layouts::Explore], Qt::Key_Right);
        QVERIFY(buttons[Layouts::Audit]->isChecked());
        // Each shows the same each time.
        const auto shown = [this] {
            QStringList names;
            for (const auto *dock : window_->docks())
                if (dock->isVisible())
                    names << dock->objectName();
            return names;
        };
        const auto widths = [this] {
            QList<int> sizes;
            for (const auto *dock : window_->docks())
                sizes << (dock->isVisible() ? dock->width() : 0);
            return sizes;
        };
        const auto size = window_->size();
        QList<QStringList> first;
        QList<QList<int>> wide;
        for (int visit = 0; visit < 2; ++visit)
            for (const auto key : {Qt::Key_1, Qt::Key_2, Qt::Key_3}) {
                QTest::keyClick(window_.get(), key, Qt::ControlModifier);
                QTest::qWait(50);
                if (visit == 0) {
                    first << shown();
                    wide << widths();
                } else {
                    QCOMPARE(shown(), first[key - Qt::Key_1]);
                    QCOMPARE(widths(), wide[key - Qt::Key_1]);
                }
            }
        QCOMPARE(window_->size(), size); // what goes leaves its room to what comes
        QCOMPARE(first[0], (QStringList{QStringLiteral("library"), QStringLiteral("candidates"), QStringLiteral("scatter"), QStringLiteral("selection")}));
        QTest::keyClick(window_.get(), Qt::Key_2, Qt::ControlModifier);
        // What a person moves is kept until it is reset.
        auto *library = window_->findChild<QDockWidget *>(QStringLiteral("library"));
        library->hide();
        QTest::keyClick(window_.get(), Qt::Key_3, Qt::ControlModifier);
        QTest::keyClick(window_.get(), Qt::Key_2, Qt::ControlModifier);
        QVERIFY(!library->isVisible());
        for (auto *action : window_->findChildren<QAction *>())
            if (action->text().remove(QLatin1Char('&')) == QStringLiteral("Reset layout"))
                action->trigger();
        QVERIFY(library->isVisible());
    }

    void divisionsWithinAPanelAreKeptUntilTheyAreReset()
    {
        const auto division = [&] { return window_->findChild<CandidatesPanel *>()->findChild<QSplitter *>(QStringLiteral("answer")); };
        // Qt 6.8 opens a window no larger than the screen, which is small here: a division is told by its share.
        const auto share = [&] { return double(division()->sizes()[0]) / (division()->sizes()[0] + division()->sizes()[1]); };
        const auto sizes = division()->sizes();
        const double made = share();
        division()->setSizes({sizes[0] - 60, sizes[1] + 60});
        const double moved = share();
        QVERIFY(moved < made - 0.05);
        window_->close();
        openWindow();
        QTRY_VERIFY(window_->isProjectShown());
        QTRY_VERIFY2(std::abs(share() - moved) < 0.01, qPrintable(QString::number(share())));
        for (auto *action : window_->findChildren<QAction *>())
            if (action->text().remove(QLatin1Char('&')) == QStringLiteral("Reset layout"))
                action->trigger();
        QTRY_VERIFY2(std::abs(share() - made) < 0.01, qPrintable(QString::number(share())));
    }

    // The audit takes its keys anywhere in the window; J goes through the library's samples where the focus is there.
    void lettersMeanWhatTheListWithTheFocusSays()
    {
        QCOMPARE(written(*window_->workspace(), [&](auto then) { window_->workspace()->saveSelection(QStringLiteral("paper"), then); }), QString());
        window_->showWorkspace(Layouts::Audit);
        window_->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window_.get()));
        auto *audit = window_->findChild<AuditPanel *>();
        QTRY_COMPARE(audit->current(), 0);
        audit->setKind(AuditQueue::All);
        auto *grid = window_->findChild<LibraryPanel *>()->view();
        grid->setFocus();
        QTest::keyClick(grid, Qt::Key_End);
        QTRY_COMPARE(window_->workspace()->currentSample(), 5);
        QTest::keyClick(grid, Qt::Key_K); // the library's
        QTRY_COMPARE(window_->workspace()->currentSample(), 4);
        QTRY_COMPARE(audit->current(), 4);
        QTest::keyClick(grid, Qt::Key_A); // nothing to the library
        QTRY_COMPARE(verdict_of(audit->session()->review(4)), Verdict::Accepted);
    }

    void whatHasTheFocusIsWrittenToAFile()
    {
        const auto file = project_->folder() + QStringLiteral("/focused.csv");
        int asked = 0;
        dialogs::answerWith([&](const QString &, const QString &) {
            ++asked;
            return file;
        });
        window_->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window_.get()));
        window_->findChild<CandidatesPanel *>()->view()->setFocus();
        QTest::keyClick(window_.get(), Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(asked, 1);
        QVERIFY(QFileInfo(file).size() > 0);
        window_->findChild<LibraryPanel *>()->text()->setFocus();
        QTest::keyClick(window_.get(), Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(asked, 1); // a line of text is neither a table nor a plot
        dialogs::answerWith({});
    }

    void whatWasSetIsThereAgain()
    {
        auto request = window_->workspace()->request();
        request.selector = "m3p";
        request.options.alpha = 0.25;
        request.options.delta = 0.4;
        request.options.min_gap = 0.05;
        request.options.confidence = Confidence::PerToken;
        request.options.penalty = Penalty::Unclamped;
        request.weights = {{"semantic_accuracy", 0.25}, {"visual_relevance", 1}};
        window_->workspace()->setRequest(request);
        window_->workspace()->setCurrentSample(4);
        LibraryRule rule;
        rule.text = QStringLiteral("picture");
        rule.order = LibraryRule::Order::MasGap;
        rule.descending = true;
        window_->findChild<LibraryPanel *>()->applyRule(rule);
        window_->showWorkspace(Layouts::Train);
        const int job = window_->jobs()->add(QStringLiteral("unfinished"), {QStringLiteral("silence")}, project_->file());
        QTRY_COMPARE(window_->jobs()->job(job)->state, Job::State::Running);
        QTest::keyClick(window_.get(), Qt::Key_W, Qt::ControlModifier); // to the start page; it is kept there
        QVERIFY(!window_->findChild<QDockWidget *>(QStringLiteral("training"))->isVisible());
        QCOMPARE(window_->findChild<StartPage *>()->recent()->count(), 1);

        window_ = std::make_unique<MainWindow>(QStringLiteral(M3PO_BIN_DIR "/m3po_fake_worker"));
        window_->show();
        window_->openLast();
        QTRY_COMPARE(window_->jobs()->rowCount(), 1);
        QCOMPARE(window_->jobs()->jobs().front().title, QStringLiteral("unfinished"));
        window_->openProject(project_->file());
        QTRY_VERIFY(window_->workspace()->selection() && window_->workspace()->selection()->request.options.alpha == 0.25);
        const auto &again = window_->workspace()->request();
        QCOMPARE(again.options.delta, 0.4);
        QCOMPARE(again.options.min_gap, 0.05);
        QVERIFY(again.options.confidence == Confidence::PerToken);
        QVERIFY(again.options.penalty == Penalty::Unclamped);
        QVERIFY(again.weights == request.weights);
        QCOMPARE(window_->workspace()->currentSample(), 4);
        QVERIFY(window_->findChild<LibraryPanel *>()->model()->rule() == rule);
        QVERIFY(window_->findChild<QDockWidget *>(QStringLiteral("training"))->isVisible());
    }

    void aRecentProjectThatHasGoneIsMarkedAndCanBeTakenAway()
    {
        StartPage page;
        page.setRecent({project_->file(), QStringLiteral("/nowhere/gone.m3po")});
        page.show();
        auto *list = page.recent();
        QCOMPARE(list->count(), 2);
        QVERIFY(list->item(1)->text().contains(QStringLiteral("not there now")));
        QSignalSpy opened(&page, &StartPage::openWanted), forgotten(&page, &StartPage::forgetWanted);
        page.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        list->setFocus();
        list->setCurrentRow(1);
        QTest::keyClick(list, Qt::Key_Return);
        QCOMPARE(opened.size(), 0);
        QTest::keyClick(list, Qt::Key_Delete);
        QCOMPARE(forgotten.size(), 1);
        QCOMPARE(forgotten[0][0].toString(), QStringLiteral("/nowhere/gone.m3po"));
        list->setCurrentRow(0);
        QTest::keyClick(list, Qt::Key_Return);
        QCOMPARE(opened.size(), 1);
    }

    void whatIsDroppedIsOpenedOrBecomesAProject_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("taken");
        QTest::newRow("a project") << QStringLiteral("small.m3po") << true;
        QTest::newRow("a folder") << QStringLiteral("images") << true;
        QTest::newRow("a data set") << QStringLiteral("x.jsonl") << true;
        QTest::newRow("something else") << QStringLiteral("x.exe") << false;
    }
    void whatIsDroppedIsOpenedOrBecomesAProject()
    {
        QFETCH(QString, name);
        QFETCH(bool, taken);
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(project_->folder() + QLatin1Char('/') + name)});
        QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        enter.ignore();
        QApplication::sendEvent(window_.get(), &enter);
        QCOMPARE(enter.isAccepted(), taken);
        if (!taken)
            return;
        bool assistant = false;
        QTimer::singleShot(200, this, [&] {
            if (auto *dialog = qobject_cast<NewProject *>(QApplication::activeModalWidget())) {
                assistant = true;
                QCOMPARE(name == QLatin1String("images") ? dialog->imagesLine()->text() : dialog->datasetLine()->text(), project_->folder() + QLatin1Char('/') + name);
                dialog->reject();
            }
        });
        QDropEvent drop({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(window_.get(), &drop);
        QTest::qWait(400);
        QCOMPARE(assistant, name != QLatin1String("small.m3po"));
    }
};

} // namespace m3po

QTEST_MAIN(m3po::WindowTest)
#include "window_test.moc"
