// SPDX-License-Identifier: GPL-3.0-or-later
// The queue, its worker and its panel, against a worker that does as it is told (fake_worker.cpp).
#include "widgets/jobs/job_queue.h"
#include "widgets/jobs/job_strip.h"
#include "widgets/jobs/jobs_panel.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

namespace m3po {

class JobsTest : public QObject {
    Q_OBJECT

    static QString program() { return QStringLiteral(M3PO_BIN_DIR "/m3po_fake_worker"); }
    // Waits until the job is over.
    static bool over(const JobQueue &queue, int id)
    {
        return QTest::qWaitFor([&] { return queue.job(id)->isOver(); }, 30'000);
    }
    static WorkerProcess::Patience hasty() { return {.hello = 1500, .silence = 1500, .farewell = 300, .again = 60'000}; }

private slots:
    void cleanup() { qunsetenv("M3PO_FAKE_WORKER"); }

    void jobsRunOneAfterTheOther()
    {
        JobQueue queue(program());
        const QAbstractItemModelTester tester(&queue, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy written(&queue, &JobQueue::projectWritten);
        const int first = queue.add(QStringLiteral("first"), {QStringLiteral("steps")}, QStringLiteral("/x/a.m3po"));
        const int second = queue.add(QStringLiteral("second"), {QStringLiteral("well")}, {});
        QVERIFY(queue.isBusy());
        QCOMPARE(queue.job(second)->state, Job::State::Queued);
        QVERIFY(over(queue, second));
        QCOMPARE(queue.job(first)->state, Job::State::Done);
        QCOMPARE(queue.job(first)->done, 5);
        QCOMPARE(queue.job(first)->log.size(), 5);
        QVERIFY(queue.job(first)->result[QStringLiteral("well")].toBool());
        QVERIFY(queue.job(first)->ended <= queue.job(second)->began);
        QCOMPARE(written.size(), 1);
        QCOMPARE(written.first().first().toString(), QStringLiteral("/x/a.m3po"));
        QVERIFY(!queue.isBusy());
    }

    void oneThatFailsIsASentenceWithWhatNowAndTheNextRuns()
    {
        JobQueue queue(program());
        const int bad = queue.add(QStringLiteral("bad"), {QStringLiteral("fail")}, {});
        const int good = queue.add(QStringLiteral("good"), {QStringLiteral("well")}, {});
        QVERIFY(over(queue, good));
        QCOMPARE(queue.job(bad)->state, Job::State::Failed);
        QVERIFY(queue.job(bad)->message.contains(QStringLiteral("x.json: line 3: an image was expected")));
        QVERIFY(queue.job(bad)->message.contains(QStringLiteral("Mend the named file")));
        QCOMPARE(queue.job(good)->state, Job::State::Done);
        queue.remove(bad);
        QVERIFY(!queue.job(bad));
    }

    void whatAJobSpentCountsAllOfItsStages()
    {
        JobQueue queue(program());
        const int id = queue.add(QStringLiteral("stages"), {QStringLiteral("stages")}, {});
        QVERIFY(over(queue, id));
        QCOMPARE(queue.job(id)->spent, 5.0 + 3.0 + 2.0); // two of them of one name
    }

    void nonsenseBetweenMessagesCostsNothing_data()
    {
        QTest::addColumn<QString>("what");
        for (const auto *what : {"some-garbage", "long-line", "strangers", "flood"})
            QTest::newRow(what) << QString::fromLatin1(what);
    }
    void nonsenseBetweenMessagesCostsNothing()
    {
        QFETCH(QString, what);
        JobQueue queue(program());
        const int id = queue.add(what, {what}, {});
        // The window must stay awake in a flood: between two turns of the event loop there is never long.
        QElapsedTimer turn;
        qint64 worst = 0;
        turn.start();
        while (!queue.job(id)->isOver()) {
            QCoreApplication::processEvents(QEventLoop::AllEvents);
            worst = std::max(worst, turn.restart());
            QTest::qSleep(1);
        }
        qInfo("longest turn of the event loop: %lld ms", worst);
        QCOMPARE(queue.job(id)->state, Job::State::Done);
    }

    void aWorkerThatTalksNonsenseOrNotAtAllIsEndedAndTriedOnceMore_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("said");
        QTest::newRow("garbage") << QStringLiteral("garbage") << QStringLiteral("nothing that makes sense");
        QTest::newRow("silence") << QStringLiteral("silence") << QStringLiteral("fallen silent");
        QTest::newRow("half a line") << QStringLiteral("half-a-line") << QStringLiteral("fallen silent");
        QTest::newRow("abort") << QStringLiteral("abort") << QStringLiteral("out of cheese");
        QTest::newRow("killed") << QStringLiteral("killed") << QStringLiteral("memory ran out");
    }
    void aWorkerThatTalksNonsenseOrNotAtAllIsEndedAndTriedOnceMore()
    {
        QFETCH(QString, what);
        QFETCH(QString, said);
        JobQueue queue(program());
        queue.worker()->setPatience(hasty());
        QSignalSpy trouble(&queue, &JobQueue::workerTrouble);
        const int id = queue.add(what, {what}, {});
        const int behind = queue.add(QStringLiteral("behind"), {QStringLiteral("well")}, {});
        QVERIFY(over(queue, behind));
        QCOMPARE(queue.job(id)->state, Job::State::Failed);
        QCOMPARE(trouble.size(), 2);
        QVERIFY2(trouble[0][0].toString().contains(said), qPrintable(trouble[0][0].toString()));
        QVERIFY(trouble[0][0].toString().contains(QStringLiteral("started again")));
        QVERIFY(trouble[1][0].toString().contains(QStringLiteral("second time")));
        QVERIFY(queue.job(id)->message.contains(QStringLiteral("stored is safe")));
        // The one behind it is not tried on a worker that is given up, and can be resumed by hand.
        QCOMPARE(queue.job(behind)->state, Job::State::Failed);
        queue.resume(behind);
        QVERIFY(over(queue, behind));
        QCOMPARE(queue.job(behind)->state, Job::State::Done);
    }

    void aWorkerThatDiesOnceCostsNothing()
    {
        const QTemporaryDir folder;
        JobQueue queue(program());
        QSignalSpy trouble(&queue, &JobQueue::workerTrouble);
        const int id = queue.add(QStringLiteral("once"), {QStringLiteral("abort-once"), folder.filePath(QStringLiteral("done"))}, {});
        const int behind = queue.add(QStringLiteral("behind"), {QStringLiteral("well")}, {});
        QVERIFY(over(queue, behind));
        QCOMPARE(trouble.size(), 1);
        QCOMPARE(queue.job(id)->state, Job::State::Done);
        QCOMPARE(queue.job(behind)->state, Job::State::Done);
    }

    void aWorkerThatNeverGreetsOrSpeaksAnotherVersionIsNotTalkedTo_data()
    {
        QTest::addColumn<QByteArray>("mode");
        QTest::addColumn<QString>("said");
        QTest::newRow("mute") << QByteArray("mute") << QStringLiteral("fallen silent");
        QTest::newRow("newer") << QByteArray("newer") << QStringLiteral("version 99");
    }
    void aWorkerThatNeverGreetsOrSpeaksAnotherVersionIsNotTalkedTo()
    {
        QFETCH(QByteArray, mode);
        QFETCH(QString, said);
        qputenv("M3PO_FAKE_WORKER", mode);
        JobQueue queue(program());
        queue.worker()->setPatience(hasty());
        const int id = queue.add(QStringLiteral("x"), {QStringLiteral("well")}, {});
        QVERIFY(over(queue, id));
        QCOMPARE(queue.job(id)->state, Job::State::Failed);
        QVERIFY2(queue.job(id)->message.contains(said), qPrintable(queue.job(id)->message));
    }

    void aProgramThatIsNotThereIsASentence()
    {
        JobQueue queue(QStringLiteral("/nowhere/m3po"));
        const int id = queue.add(QStringLiteral("x"), {QStringLiteral("well")}, {});
        QVERIFY(over(queue, id));
        QVERIFY2(queue.job(id)->message.contains(QStringLiteral("/nowhere/m3po could not be started: there is no such program")), qPrintable(queue.job(id)->message));
    }

    void shutDownEndsAlsoTheStubborn_data()
    {
        QTest::addColumn<QByteArray>("mode");
        QTest::newRow("polite") << QByteArray();
        QTest::newRow("stubborn") << QByteArray("stubborn");
    }
    void shutDownEndsAlsoTheStubborn()
    {
        QFETCH(QByteArray, mode);
        qputenv("M3PO_FAKE_WORKER", mode);
        JobQueue queue(program());
        queue.worker()->setPatience(hasty());
        const int id = queue.add(QStringLiteral("x"), {QStringLiteral("well")}, {});
        QVERIFY(over(queue, id));
        const auto pid = pid_t(queue.worker()->pid());
        QVERIFY(pid > 0);
        QSignalSpy idle(&queue, &JobQueue::idle);
        queue.shutDown();
        QVERIFY(idle.wait(10'000));
        QCOMPARE(::kill(pid, 0), -1);
    }

    void unfinishedJobsComeBackWithTheNextSitting()
    {
        QByteArray saved;
        {
            JobQueue queue(program());
            queue.add(QStringLiteral("hangs"), {QStringLiteral("silence"), QStringLiteral("a b")}, QStringLiteral("/x.m3po"));
            saved = queue.saved();
        }
        JobQueue queue(program());
        queue.restore(saved);
        QCOMPARE(queue.rowCount(), 1);
        const auto &job = queue.jobs().front();
        QCOMPARE(job.state, Job::State::Cancelled);
        QCOMPARE(job.arguments, (QStringList{QStringLiteral("silence"), QStringLiteral("a b")}));
        QCOMPARE(job.project, QStringLiteral("/x.m3po"));
        queue.restore(QByteArrayLiteral("nonsense"));
        QCOMPARE(queue.rowCount(), 1);
    }

    void thePanelShowsLogAndSentenceAndObeysKeys()
    {
        JobQueue queue(program());
        JobsPanel panel(&queue);
        JobStrip strip(&queue);
        panel.resize(900, 240);
        panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
        const int id = queue.add(QStringLiteral("<b>Steps</b>"), {QStringLiteral("steps")}, {});
        QTRY_VERIFY(strip.text().startsWith(QStringLiteral("<b>Steps</b> · steps ")));
        QCOMPARE(panel.chosen(), id);
        QVERIFY(over(queue, id));
        QCOMPARE(strip.text(), QString());
        const auto *log = panel.findChild<QPlainTextEdit *>();
        QVERIFY(log->toPlainText().contains(QStringLiteral("<b>step</b> 5")));

        const int bad = queue.add(QStringLiteral("bad"), {QStringLiteral("fail")}, {});
        QCOMPARE(panel.chosen(), bad);
        QVERIFY(over(queue, bad));
        auto *table = panel.findChild<QTableView *>();
        table->setFocus();
        QTest::keyClick(table, Qt::Key_R); // resume: it fails again
        QCOMPARE(queue.job(bad)->state, Job::State::Running);
        QVERIFY(over(queue, bad));
        QTest::keyClick(table, Qt::Key_Delete);
        QVERIFY(!queue.job(bad));
        QCOMPARE(queue.rowCount(), 1);
    }
};

} // namespace m3po

QTEST_MAIN(m3po::JobsTest)
#include "jobs_test.moc"
