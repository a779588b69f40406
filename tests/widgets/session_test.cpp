// SPDX-License-Identifier: GPL-3.0-or-later
// A whole sitting in the window: with the real worker, from a project's first samples to the exported set; and with one
// that misbehaves, through which the window stays awake and says what happened.
#include "app/workbench/main_window.h"
#include "core/demo/dataset.h"
#include "core/project/preference_sets.h"
#include "core/project/reviews.h"
#include "core/project/selections.h"
#include "core/project/training_runs.h"
#include "tests/widgets/small_project.h"
#include "widgets/audit/audit_panel.h"
#include "widgets/dialogs/dialogs.h"
#include "widgets/jobs/jobs_panel.h"
#include "widgets/selection/number_slider.h"
#include "widgets/selection/selection_panel.h"
#include "widgets/stages/stage_form.h"
#include "widgets/training/training_form.h"
#include "widgets/training/training_panel.h"

#include <QComboBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSlider>
#include <QTemporaryDir>
#include <QTest>

namespace m3po {
namespace {

constexpr int patience = 120'000; // milliseconds; machines differ
constexpr int scenes = 14;
constexpr int audited = 10;

QString model(const char *name) { return QStringLiteral(M3PO_SOURCE_DIR "/resources/demo/") + QLatin1String(name); }

} // namespace

class SessionTest : public QObject {
    Q_OBJECT
    QTemporaryDir settings_;
    std::unique_ptr<MainWindow> window_;

    void openWindow(const QString &program)
    {
        window_ = std::make_unique<MainWindow>(program);
        window_->resize(1600, 900);
        window_->show();
        QVERIFY(QTest::qWaitForWindowExposed(window_.get()));
    }
    Workspace &workspace() { return *window_->workspace(); }
    JobQueue &jobs() { return *window_->jobs(); }
    void trigger(const QString &text)
    {
        for (auto *action : window_->findChildren<QAction *>())
            if (action->text().remove(QLatin1Char('&')) == text) {
                QVERIFY2(action->isEnabled(), qPrintable(text));
                return action->trigger();
            }
        QFAIL(qPrintable(text + QStringLiteral(": there is no such action")));
    }
    void finish(int job)
    {
        QVERIFY(QTest::qWaitFor([&] { return jobs().job(job)->isOver(); }, patience));
        const auto *known = jobs().job(job);
        QVERIFY2(known->state == Job::State::Done, qPrintable(known->title + QStringLiteral(": ") + known->message + QLatin1Char('\n') + known->log.join(QLatin1Char('\n'))));
    }
    QString statusText() const
    {
        for (const auto *label : window_->findChildren<QLabel *>())
            if (label->accessibleName() == QStringLiteral("What is happening") && label->isVisible())
                return label->text();
        return {};
    }

private slots:
    void initTestCase()
    {
        QCoreApplication::setOrganizationName(QStringLiteral("m3po-test"));
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings_.path());
    }
    void cleanup()
    {
        dialogs::answerWith(nullptr);
        window_.reset();
    }

    void fromSamplesToAnExportedSet()
    {
        const QTemporaryDir folder;
        const std::filesystem::path place(folder.path().toStdString());
        const auto file = folder.filePath(QStringLiteral("demo.m3po"));
        QVERIFY(demo::write_images(place, demo::first_training_scene, scenes, {}, {}).ok());
        QVERIFY(demo::write_instructions(place / "train.json", demo::first_training_scene, scenes, 1).ok());
        openWindow(QStringLiteral(M3PO_BIN_DIR "/m3po"));

        // The project is made by the window's worker, job after job.
        int last = 0;
        for (const auto &arguments : {QStringList{QStringLiteral("init"), file, QStringLiteral("--images"), folder.path()},
                                      {QStringLiteral("import"), file, folder.filePath(QStringLiteral("train.json"))},
                                      {QStringLiteral("generate"), file, QStringLiteral("--model"), model("base"), QStringLiteral("--n"), QStringLiteral("6"),
                                       QStringLiteral("--temperature"), QStringLiteral("1"), QStringLiteral("--top-p"), QStringLiteral("0.95"),
                                       QStringLiteral("--max-new-tokens"), QStringLiteral("32")},
                                      {QStringLiteral("score"), file, QStringLiteral("--clip"), model("evaluator"), QStringLiteral("--judge"), model("judge")}})
            last = jobs().add(arguments.first(), arguments, file);
        finish(last);
        window_->openProject(file);
        QVERIFY(QTest::qWaitFor([&] { return workspace().selection() != nullptr; }, patience));
        QCOMPARE(workspace().corpus()->size(), scenes);
        QVERIFY(workspace().selection()->statistics.pairs >= audited);

        // Alpha moves, and the selection with it; it is saved under a name.
        auto *alpha = window_->selectionPanel()->alpha();
        alpha->slider()->setFocus();
        QTest::keyClick(alpha->slider(), Qt::Key_Left, Qt::ShiftModifier);
        QTRY_COMPARE(workspace().selection()->request.options.alpha, 0.4);
        QStringList asked;
        dialogs::answerWith([&asked](const QString &title, const QString &sentence) {
            asked << title + QStringLiteral(": ") + sentence;
            return QStringLiteral("mine");
        });
        trigger(QStringLiteral("Save…"));
        QTRY_COMPARE(workspace().baselineName(), QStringLiteral("mine"));
        QTRY_VERIFY(!workspace().isWriting());

        // Ten pairs are audited by single keys: eight accepted, one swapped, one rejected.
        QTest::keyClick(window_.get(), Qt::Key_2, Qt::ControlModifier);
        auto *audit = window_->auditPanel();
        QTRY_VERIFY(audit->current() >= 0);
        audit->strip()->setFocus();
        for (int i = 0; i < audited; ++i) {
            const int at = audit->current();
            QTest::keyClick(window_->focusWidget() ? window_->focusWidget() : audit, i == 3 ? Qt::Key_S : i == 7 ? Qt::Key_R : Qt::Key_A);
            QTRY_VERIFY(i + 1 == int(workspace().selection()->statistics.pairs) || audit->current() != at);
        }

        // Frozen, the set is as the audit left it: without the pair that was rejected.
        QTRY_VERIFY(!audit->session()->isWriting());
        trigger(QStringLiteral("Freeze…"));
        QTRY_VERIFY(!workspace().isWriting());
        auto project = std::move(Project::open(file.toStdString())).value();
        const auto selection = selections::get(project, "mine");
        int accepted = 0, swapped = 0, refused = 0;
        for (const auto &review : reviews::list(project, selection.id)) {
            accepted += review.verdict == "accepted";
            swapped += review.verdict == "swapped";
            refused += review.verdict == "refused";
        }
        QCOMPARE(accepted, audited - 2);
        QCOMPARE(swapped, 1);
        QCOMPARE(refused, 1);
        QVERIFY2(preference_sets::find(project, "mine").has_value(), qPrintable(asked.join(QLatin1Char('\n'))));
        const auto set = preference_sets::get(project, "mine");
        const auto pairs = preference_sets::pairs(project, set.id);
        QCOMPARE(std::int64_t(pairs.size()), workspace().selection()->statistics.pairs - 1);

        // Five steps of training, started in the form.
        QTest::keyClick(window_.get(), Qt::Key_3, Qt::ControlModifier);
        auto *form = window_->trainingPanel()->form();
        const auto fill = [&](const char *option, const QString &text) {
            auto *control = form->control(QLatin1String(option));
            if (auto *line = qobject_cast<QLineEdit *>(control))
                line->setText(text);
            else if (auto *combo = qobject_cast<QComboBox *>(control))
                combo->setCurrentText(text);
            else
                QFAIL(option);
        };
        fill("name", QStringLiteral("five"));
        fill("selection", QStringLiteral("mine"));
        fill("model", model("base"));
        fill("out", folder.filePath(QStringLiteral("runs/five")));
        fill("batch-size", QStringLiteral("2"));
        fill("max-steps", QStringLiteral("5"));
        QTRY_COMPARE(form->trouble(), QString());
        QTest::mouseClick(form->startButton(), Qt::LeftButton);
        finish(jobs().jobs().back().id);
        QCOMPARE(jobs().jobs().back().arguments.first(), QStringLiteral("train"));
        const auto run = training_runs::find(project, "five");
        QVERIFY(run.has_value());
        QCOMPARE(run->state, std::string("finished"));
        QCOMPARE(training_runs::steps(project, run->id).size(), std::size_t(5));
        QVERIFY(QFile::exists(folder.filePath(QStringLiteral("runs/five/adapter_model.safetensors"))));

        // The curated set, as TRL reads it.
        const auto before = jobs().jobs().size();
        const auto out = folder.filePath(QStringLiteral("curated"));
        QTimer answer;
        connect(&answer, &QTimer::timeout, this, [&] {
            if (auto *stage = qobject_cast<StageForm *>(QApplication::activeModalWidget())) {
                stage->setValue(QStringLiteral("--set"), QStringLiteral("mine"));
                stage->setValue(QStringLiteral("--out"), out);
                stage->accept();
            }
        });
        answer.start(50);
        trigger(QStringLiteral("Export pairs…"));
        answer.stop();
        QCOMPARE(jobs().jobs().size(), before + 1);
        finish(jobs().jobs().back().id);
        qsizetype lines = 0;
        for (const auto &name : QDir(out).entryList({QStringLiteral("*.jsonl")}, QDir::Files)) {
            QFile written(out + QLatin1Char('/') + name);
            QVERIFY(written.open(QIODevice::ReadOnly));
            lines += written.readAll().count('\n');
        }
        QCOMPARE(lines, qsizetype(pairs.size()));
    }

    void aWorkerThatMisbehavesCostsASentence_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("said"); // "" where the job is done all the same
        QTest::newRow("garbage") << QStringLiteral("garbage") << QStringLiteral("nothing that makes sense");
        QTest::newRow("silence") << QStringLiteral("silence") << QStringLiteral("fallen silent");
        QTest::newRow("half a line") << QStringLiteral("half-a-line") << QStringLiteral("fallen silent");
        QTest::newRow("crash") << QStringLiteral("abort") << QStringLiteral("out of cheese");
        QTest::newRow("kill") << QStringLiteral("killed") << QStringLiteral("memory ran out");
        QTest::newRow("wrong version") << QStringLiteral("newer") << QStringLiteral("version 99");
        QTest::newRow("flood") << QStringLiteral("flood") << QString();
        QTest::newRow("a line of 8 MiB") << QStringLiteral("long-line") << QString();
    }
    void aWorkerThatMisbehavesCostsASentence()
    {
        QFETCH(QString, what);
        QFETCH(QString, said);
        if (what == QLatin1String("newer"))
            qputenv("M3PO_FAKE_WORKER", "newer");
        const SmallProject small;
        openWindow(QStringLiteral(M3PO_BIN_DIR "/m3po_fake_worker"));
        jobs().worker()->setPatience({.hello = 1500, .silence = 1500, .farewell = 300, .again = 60'000});
        window_->openProject(small.file());
        QTRY_VERIFY(workspace().selection());
        QSignalSpy trouble(&jobs(), &JobQueue::workerTrouble);
        const int job = jobs().add(what, {what}, small.file());
        // A person goes on working meanwhile, and the window follows.
        int moves = 0;
        while (!jobs().job(job)->isOver()) {
            workspace().setCurrentSample(++moves % workspace().corpus()->size());
            QTest::qWait(10);
            QVERIFY(moves < patience / 10);
        }
        qunsetenv("M3PO_FAKE_WORKER");
        QVERIFY(moves > 1);
        if (said.isEmpty()) {
            QCOMPARE(jobs().job(job)->state, Job::State::Done);
            QCOMPARE(trouble.size(), 0);
            return;
        }
        // Once more after the first death, and no more after the second within a minute.
        QCOMPARE(jobs().job(job)->state, Job::State::Failed);
        QCOMPARE(trouble.size(), 2);
        for (const auto &sentence : trouble)
            QVERIFY2(sentence[0].toString().contains(said), qPrintable(sentence[0].toString()));
        QVERIFY(trouble[1][0].toString().contains(QStringLiteral("second time within a minute")));
        QVERIFY2(statusText().contains(said), qPrintable(statusText()));
        // The project is as it was, and the worker can be asked again.
        QCOMPARE(workspace().corpus()->size(), 6);
        const int good = jobs().add(QStringLiteral("well"), {QStringLiteral("well")}, {});
        QVERIFY(QTest::qWaitFor([&] { return jobs().job(good)->isOver(); }, patience));
        QCOMPARE(jobs().job(good)->state, Job::State::Done);
    }
};

} // namespace m3po

QTEST_MAIN(m3po::SessionTest)
#include "session_test.moc"
