// SPDX-License-Identifier: GPL-3.0-or-later
// The whole window over a large invented project, driven as a person drives it, and how long its thread was ever away.
// M3PO_STALL_PROJECT names one as large as the paper's, 7.3 million candidates, made by `m3po bench project`
// (docs/building.md).
#include "app/workbench/main_window.h"
#include "core/base/sanitized.h"
#include "core/bench/project.h"
#include "tests/widgets/stall_watch.h"
#include "widgets/candidates/candidates_panel.h"
#include "widgets/library/library_filters.h"
#include "widgets/library/library_model.h"
#include "widgets/library/library_panel.h"
#include "widgets/scatter/scatter_panel.h"
#include "widgets/selection/number_slider.h"
#include "widgets/selection/selection_panel.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QDockWidget>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMenuBar>
#include <QScrollBar>
#include <QSettings>
#include <QSlider>
#include <QTemporaryDir>
#include <QTest>
#include <QWheelEvent>

namespace m3po {
namespace {

constexpr double mostMilliseconds = sanitized ? 500 : 50; // a sanitizer takes its time
constexpr std::int64_t usualSamples = 20'000;
constexpr int patience = 120'000; // for what is computed elsewhere

StallWatch *watch() { return static_cast<StallWatch *>(QCoreApplication::instance()); }

template <typename Act>
void act(const char *step, Act &&what)
{
    watch()->act(QString::fromUtf8(step), what);
    QTest::qWait(20);
}

} // namespace

class StallTest : public QObject {
    Q_OBJECT
    QTemporaryDir folder_;
    std::unique_ptr<MainWindow> window_;

    Workspace &workspace() { return *window_->workspace(); }
    template <typename Panel>
    Panel *panel()
    {
        return window_->findChild<Panel *>();
    }
    bool isSelected(double alpha) { return workspace().selection() && workspace().selection()->request.options.alpha == alpha; }
    void trigger(const QString &text)
    {
        for (auto *action : window_->findChildren<QAction *>())
            if (action->text().remove(QLatin1Char('&')) == text)
                return action->trigger();
        QFAIL(qPrintable(text + QStringLiteral(": there is no such action")));
    }

    void open(const QString &file)
    {
        window_ = std::make_unique<MainWindow>(QStringLiteral(M3PO_BIN_DIR "/m3po_fake_worker"));
        window_->resize(1600, 900);
        window_->show();
        QVERIFY(QTest::qWaitForWindowExposed(window_.get()));
        act("open the project", [&] { window_->openProject(file); });
        QVERIFY(QTest::qWaitFor([&] { return workspace().selection() != nullptr; }, patience));
        QTest::qWait(500);
    }
    void scroll()
    {
        auto *view = panel<LibraryPanel>()->view();
        auto *bar = view->verticalScrollBar();
        for (int i = 0; i <= 40; ++i)
            act("scroll the library", [&] { bar->setValue(int(double(bar->maximum()) * i / 40)); });
        view->setFocus();
        for (int i = 0; i < 10; ++i)
            act("next sample", [&] { QTest::keyClick(view, Qt::Key_J); });
        act("to the end", [&] { QTest::keyClick(view, Qt::Key_End); });
        act("to the beginning", [&] { QTest::keyClick(view, Qt::Key_Home); });
    }
    void filter()
    {
        auto *library = panel<LibraryPanel>();
        for (const auto letter : QStringLiteral("table 12"))
            act("type a filter", [&] { QTest::keyClick(library->text(), letter.toLatin1()); });
        QTest::qWait(500);
        act("clear the filter", [&] { library->text()->clear(); });
        for (auto *combo : library->findChildren<QComboBox *>())
            for (int i = combo->count() - 1; i >= 0; --i)
                if (combo->parentWidget() == library) {
                    act("filter by state, and order", [&] { combo->setCurrentIndex(i); });
                    QTest::qWait(150);
                }
        LibraryRule rule;
        rule.ranges = {{LibraryRule::Quantity::Disagreement, 0.2, 1}, {LibraryRule::Quantity::MasGap, 0.1, 0.5}};
        rule.order = LibraryRule::Order::MasGap;
        act("filter by scores", [&] { library->applyRule(rule); });
        QTest::qWait(500);
    }
    void moveSliders()
    {
        auto *selection = panel<SelectionPanel>();
        const auto sliders = selection->findChildren<NumberSlider *>();
        QVERIFY(sliders.size() >= 5);
        for (auto *slider : sliders)
            for (int i = 0; i < 8; ++i)
                act("move a slider", [&] { QTest::keyClick(slider->slider(), i < 4 ? Qt::Key_Left : Qt::Key_Right); });
        act("back to the paper's alpha", [&] { selection->alpha()->field()->setValue(0.37); });
        QVERIFY(QTest::qWaitFor([&] { return isSelected(0.37); }, patience));
        act("no filter", [&] { panel<LibraryPanel>()->applyRule({}); });
        for (auto *combo : selection->findChildren<QComboBox *>())
            for (int i = combo->count() - 1; i >= 0; --i) {
                act("selectors and switches", [&] {
                    combo->setCurrentIndex(i);
                    emit combo->activated(i);
                });
                QTest::qWait(100);
            }
        QTest::qWait(1000);
        act("compare with what was saved", [&] { workspace().setBaseline(QStringLiteral("paper")); });
        QVERIFY(QTest::qWaitFor([&] { return workspace().selection() && workspace().baselineName() == QLatin1String("paper"); }, patience));
        act("show the changed pairs", [&] { trigger(QStringLiteral("Show changed pairs")); });
        QTest::qWait(300);
        act("show all samples", [&] { trigger(QStringLiteral("Show all samples")); });
    }
    void brush()
    {
        auto *scatter = panel<ScatterPanel>();
        auto *plot = scatter->plot();
        act("the whole corpus", [&] { scatter->showCorpus(true); });
        QVERIFY(QTest::qWaitFor([&] { return plot->index() != nullptr; }, patience));
        QTest::qWait(300);
        const auto at = [&](double x, double y) { return QPoint(int(plot->width() * x), int(plot->height() * y)); };
        act("brush: press", [&] { QTest::mousePress(plot, Qt::LeftButton, {}, at(0.3, 0.2)); });
        for (int i = 1; i <= 10; ++i)
            act("brush: drag", [&] { QTest::mouseMove(plot, at(0.3 + 0.04 * i, 0.2 + 0.04 * i)); });
        act("brush: release", [&] { QTest::mouseRelease(plot, Qt::LeftButton, {}, at(0.7, 0.6)); });
        QTest::qWait(500);
        act("clear the brush", [&] { QTest::keyClick(plot, Qt::Key_Escape); });
        for (int i = 0; i < 24; ++i)
            act("zoom", [&] {
                QWheelEvent wheel(at(0.6, 0.4), plot->mapToGlobal(at(0.6, 0.4)), {}, {0, i < 12 ? 120 : -120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
                QCoreApplication::sendEvent(plot, &wheel);
            });
        act("one sample again", [&] { scatter->showCorpus(false); });
    }
    void switchWorkspaces()
    {
        for (int round = 0; round < 2; ++round)
            for (const auto key : {Qt::Key_2, Qt::Key_3, Qt::Key_1}) {
                act("switch the workspace", [&] { QTest::keyClick(window_.get(), key, Qt::ControlModifier); });
                QTest::qWait(200);
            }
    }
    void audit()
    {
        auto *dock = window_->findChild<QDockWidget *>(QStringLiteral("audit"));
        if (!dock)
            return;
        act("open the audit", [&] { window_->showWorkspace(Layouts::Audit); });
        QTest::qWait(1000);
        for (int i = 0; i < 12; ++i) {
            act("audit a pair", [&] { QTest::keyClick(dock->widget(), i % 3 == 0 ? Qt::Key_J : i % 3 == 1 ? Qt::Key_A : Qt::Key_R); });
            QTest::qWait(60);
        }
        act("undo", [&] { QTest::keyClick(dock->widget(), Qt::Key_U); });
        QTest::qWait(300);
        act("back", [&] { window_->showWorkspace(Layouts::Explore); });
    }

private slots:
    void theWindowIsNeverAwayForLong()
    {
        QCoreApplication::setOrganizationName(QStringLiteral("m3po-test"));
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder_.path());
        auto file = qEnvironmentVariable("M3PO_STALL_PROJECT");
        if (file.isEmpty()) {
            file = folder_.filePath(QStringLiteral("large.m3po"));
            const auto made = bench::make_project(file.toStdString(), {.samples = usualSamples, .pictures = 8}, {}, {});
            QVERIFY2(made.ok(), made.ok() ? "" : made.error().message.c_str());
        }
        open(file);
        const auto corpus = workspace().corpus();
        qInfo("%lld samples, %lld candidates", static_cast<long long>(corpus->size()), static_cast<long long>(corpus->columns().rows()));
        scroll();
        filter();
        moveSliders();
        brush();
        switchWorkspaces();
        audit();
        act("reload", [&] { workspace().reload(); });
        QVERIFY(QTest::qWaitFor([&] { return workspace().selection() != nullptr; }, patience));
        QTest::qWait(500);
        act("close the project", [&] { trigger(QStringLiteral("Close")); });
        act("close the window", [&] { window_->close(); });
        const auto stalls = watch()->worst(12);
        for (const auto &stall : stalls)
            qInfo("%6.1f ms  %s", stall.milliseconds, qPrintable(stall.where));
        QVERIFY2(stalls.empty() || stalls.front().milliseconds <= mostMilliseconds, qPrintable(stalls.front().where));
    }

    // The detector itself: what is slow is found, with its place; what waits for a processor would not be.
    void aStallIsSeen()
    {
        const auto before = watch()->worst(1000).size();
        act("sleep", [] { QTest::qSleep(30); });
        QTimer::singleShot(0, this, [] { QTest::qSleep(30); });
        QTest::qWait(50);
        const auto all = watch()->worst(1000);
        QCOMPARE(all.size(), before + 2);
        QVERIFY(std::any_of(all.begin(), all.end(), [](const auto &stall) { return stall.where.startsWith(QStringLiteral("sleep: ")) && stall.milliseconds >= 29; }));
    }
};

} // namespace m3po

int main(int argc, char **argv)
{
    m3po::StallWatch application(argc, argv);
    m3po::StallTest test;
    QTEST_SET_MAIN_SOURCE_PATH
    return QTest::qExec(&test, argc, argv);
}

#include "stall_test.moc"
