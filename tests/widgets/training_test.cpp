// SPDX-License-Identifier: GPL-3.0-or-later
// The training panel: what the form stands for, what curves show, runs that another program writes.
#include "core/project/preference_sets.h"
#include "core/project/training_margins.h"
#include "core/project/training_runs.h"
#include "tests/support.h"
#include "tests/widgets/small_project.h"
#include "widgets/jobs/job_queue.h"
#include "widgets/training/curves.h"
#include "widgets/training/moved_pairs.h"
#include "widgets/training/reward_trend.h"
#include "widgets/training/runs_model.h"
#include "widgets/training/smoothing.h"
#include "widgets/training/training_fields.h"
#include "widgets/training/training_form.h"
#include "widgets/training/training_panel.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

namespace m3po {

class TrainingTest : public QObject {
    Q_OBJECT

    static TrainingValues plain()
    {
        return {{QStringLiteral("name"), QStringLiteral("one")}, {QStringLiteral("selection"), QStringLiteral("my pairs")},
                {QStringLiteral("model"), QStringLiteral("/m")}, {QStringLiteral("out"), QStringLiteral("/o")}};
    }

    // A project with a saved selection, a model's folder and, where asked for, a run of `steps` steps.
    struct Setting {
        explicit Setting(int steps = 0) : queue(QStringLiteral(M3PO_BIN_DIR "/m3po_fake_worker"))
        {
            std::filesystem::create_directories(model());
            std::ofstream(model() / "config.json") << R"({"text_config":{"hidden_size":64,"num_hidden_layers":2,"num_attention_heads":4,)"
                                                      R"("intermediate_size":128,"vocab_size":100},"vision_config":{"image_size":28,"patch_size":14}})";
            QSignalSpy opened(&workspace, &Workspace::selectionChanged);
            workspace.open(project.file());
            opened.wait(10'000);
            written(workspace, [&](auto then) { workspace.saveSelection(QStringLiteral("paper"), then); });
            if (steps > 0)
                addRun("first", steps);
        }
        std::filesystem::path model() const { return std::filesystem::path(project.folder().toStdString()) / "model"; }
        std::int64_t addRun(const std::string &name, int steps)
        {
            auto other = std::move(Project::open(project.file().toStdString())).value();
            const auto set = preference_sets::freeze_selection(other, "paper");
            TrainingRun run;
            run.name = name;
            run.objective = "dpo";
            run.model = model().string();
            run.preference_set_id = set.id;
            run.parameters = R"({"beta":0.3,"batch_size":2,"objective":"dpo"})";
            run.total_steps = steps;
            run.output = "/o";
            const auto id = training_runs::create(other, run).id;
            training_runs::set_state(other, id, "finished");
            Transaction transaction(other);
            for (int step = 1; step <= steps; ++step)
                training_runs::put_step(other, id, {step, nlohmann::json{{"loss", 0.7 - 0.01 * step}, {"rewards/chosen", -0.1 * step}, {"rewards/rejected", -0.3 * step},
                                                                         {"rewards/margins", 0.2 * step}, {"rewards/accuracies", 0.5}, {"seconds", 2.0}}.dump()});
            const std::vector<PairMargin> margins{{.position = 0, .first_step = 1, .first_margin = 0, .last_step = 1, .last_margin = 0.25},
                                                  {.position = 1, .first_step = 1, .first_margin = 0, .last_step = 1, .last_margin = -0.5}};
            training_margins::put(other, id, margins);
            transaction.commit();
            return id;
        }
        SmallProject project;
        Workspace workspace;
        JobQueue queue;
    };

private slots:
    void theCommandLineSaysWhatDiffersFromTheDefaults()
    {
        auto values = plain();
        QCOMPARE(trainingArguments(values, QStringLiteral("/p.m3po")),
                 (QStringList{QStringLiteral("train"), QStringLiteral("/p.m3po"), QStringLiteral("--name"), QStringLiteral("one"), QStringLiteral("--selection"),
                              QStringLiteral("my pairs"), QStringLiteral("--model"), QStringLiteral("/m"), QStringLiteral("--out"), QStringLiteral("/o")}));
        values[QStringLiteral("beta")] = QStringLiteral("0.3");
        values[QStringLiteral("learning-rate")] = QStringLiteral("5e-05"); // the default
        values[QStringLiteral("no-exif")] = QStringLiteral("1");
        const auto arguments = trainingArguments(values, QStringLiteral("/p.m3po"));
        QCOMPARE(arguments.mid(10), (QStringList{QStringLiteral("--beta"), QStringLiteral("0.3"), QStringLiteral("--no-exif")}));
        QVERIFY(shellLine(arguments).contains(QStringLiteral("--selection 'my pairs'")));
    }

    void parametersOfARunComeBackAsValues()
    {
        const auto values = valuesOfParameters(R"({"beta":0.25,"batch_size":4,"loss":"ipo","shuffle":false,"unknown":[1]})");
        QCOMPARE(valueOf(values, QStringLiteral("beta")), QStringLiteral("0.25"));
        QCOMPARE(valueOf(values, QStringLiteral("batch-size")), QStringLiteral("4"));
        QCOMPARE(valueOf(values, QStringLiteral("loss")), QStringLiteral("ipo"));
        QCOMPARE(valueOf(values, QStringLiteral("no-shuffle")), QStringLiteral("1"));
        QCOMPARE(valueOf(values, QStringLiteral("epochs")), QStringLiteral("1"));
        QVERIFY(valuesOfParameters("no JSON").isEmpty());
    }

    void badFieldsAreSentences()
    {
        QVERIFY(!troubleWith(trainingField(QStringLiteral("beta")), QStringLiteral("0")).isEmpty());
        QVERIFY(!troubleWith(trainingField(QStringLiteral("beta")), QStringLiteral("much")).isEmpty());
        QVERIFY(troubleWith(trainingField(QStringLiteral("beta")), QStringLiteral("0.2")).isEmpty());
        QVERIFY(!troubleWith(trainingField(QStringLiteral("loss")), QStringLiteral("sigmoid:1,nothing")).isEmpty());
        QVERIFY(troubleWith(trainingField(QStringLiteral("loss")), QStringLiteral("sigmoid:0.8,sft:1")).isEmpty());
        QVERIFY(!troubleWith(trainingField(QStringLiteral("batch-size")), QStringLiteral("2.5")).isEmpty());
    }

    void smoothingIsCorrectedForItsBeginning()
    {
        const std::vector<double> values{1, 3, std::nan(""), 5};
        const auto smooth = smoothed(values, 0.5);
        QCOMPARE(smooth[0], 1.0);
        QCOMPARE(smooth[1], (0.25 * 1 + 0.5 * 3) / 0.75);
        QVERIFY(std::isnan(smooth[2]));
        QCOMPARE(smooth[3], (0.125 * 1 + 0.25 * 3 + 0.5 * 5) / 0.875);
        QCOMPARE(smoothed(values, 0)[3], 5.0);
    }

    void aFallingChosenRewardIsToldFromNoise()
    {
        std::vector<double> falling, rising, noise;
        for (int i = 0; i < 200; ++i) {
            falling.push_back(-0.01 * i + 0.3 * std::sin(i * 12.9898));
            rising.push_back(0.02 * i + 0.3 * std::cos(i * 78.233));
            noise.push_back(std::sin(i * 12.9898) * std::cos(i * 3.7));
        }
        QCOMPARE(lateTrend(falling), Trend::Falling);
        QCOMPARE(lateTrend(rising), Trend::Rising);
        QCOMPARE(lateTrend(noise), Trend::Flat);
        QCOMPARE(lateTrend(std::span(falling).first(8)), Trend::Flat);
        QVERIFY(chosenFallsWhileMarginGrows(falling, rising));
        QVERIFY(!chosenFallsWhileMarginGrows(rising, rising));
        QVERIFY(!chosenFallsWhileMarginGrows(falling, falling));
    }

    void runsThatAnotherProgramWritesAppear()
    {
        Setting setting(40);
        TrainingPanel panel(&setting.workspace, &setting.queue);
        const QAbstractItemModelTester tester(panel.runs(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        panel.resize(1300, 700);
        panel.show();
        QTRY_COMPARE(panel.runs()->rowCount(), 1);
        const auto &loss = *panel.curves()->plots().front();
        QTRY_VERIFY(loss.graphCount() == 2); // raw and smoothed
        QCOMPARE(loss.graph(1)->dataCount(), 40);
        QTRY_VERIFY(panel.curves()->explanation().contains(QStringLiteral("first")));
        panel.curves()->smoothing()->setValue(0);
        QCOMPARE(loss.graphCount(), 1);
        QCOMPARE(loss.graph(0)->data()->at(39)->value, 0.7 - 0.01 * 40);

        // The pairs that moved, most first.
        QTRY_COMPARE(panel.moved()->model()->rowCount(), 2);
        QCOMPARE(panel.moved()->model()->pairs().front().last_margin, 0.25);
        QSignalSpy audit(&setting.workspace, &Workspace::auditRequested);
        for (auto *button : panel.moved()->findChildren<QPushButton *>())
            QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(audit.size(), 1);
        QCOMPARE(audit[0][0].toString(), QStringLiteral("paper"));
        QCOMPARE(audit[0][1].value<std::vector<int>>(), (std::vector<int>{0, 1}));

        const auto second = setting.addRun("second <b>", 3);
        panel.feed()->look();
        QTRY_COMPARE(panel.runs()->rowCount(), 2);
        panel.runs()->setChecked(second, true);
        QTRY_COMPARE(loss.graphCount(), 2);
        QCOMPARE(panel.runs()->index(0, RunsModel::Name).data().toString(), QStringLiteral("second <b>"));
    }

    void theFormStartsTheJobThatItShows()
    {
        Setting setting(4);
        TrainingPanel panel(&setting.workspace, &setting.queue);
        panel.resize(1300, 700);
        panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
        auto *form = panel.form();
        const auto line = [form](const char *option) { return qobject_cast<QLineEdit *>(form->control(QLatin1String(option))); };
        QTRY_COMPARE(panel.runs()->rowCount(), 1);
        line("model")->setText(QStringLiteral("/nowhere"));
        QVERIFY(!form->startButton()->isEnabled());
        QVERIFY(form->trouble().contains(QStringLiteral("/nowhere")));
        line("model")->setText(QString::fromStdString(setting.model().string()));
        line("name")->setText(QStringLiteral("first"));
        QVERIFY(form->trouble().contains(QStringLiteral("is there already")));
        line("name")->setText(QStringLiteral("mine"));
        line("beta")->setFocus();
        line("beta")->selectAll();
        QTest::keyClicks(line("beta"), QStringLiteral("0.2"));
        QCOMPARE(form->trouble(), QString());
        QVERIFY(form->findChild<QPlainTextEdit *>()->toPlainText().contains(QStringLiteral("--beta 0.2")));
        form->startButton()->setFocus();
        QTest::keyClick(form->startButton(), Qt::Key_Space);
        QCOMPARE(setting.queue.jobs().size(), std::size_t(1));
        const auto &job = setting.queue.jobs().front();
        QCOMPARE(job.arguments, form->arguments());
        QCOMPARE(job.arguments.mid(0, 4), (QStringList{QStringLiteral("train"), setting.project.file(), QStringLiteral("--name"), QStringLiteral("mine")}));
        QCOMPARE(job.project, setting.project.file());
        QTRY_COMPARE(setting.queue.jobs().front().state, Job::State::Done);
    }

    void theEstimateKnowsPairsStepsMemoryAndTime()
    {
        Setting setting(4);
        auto values = plain();
        values[QStringLiteral("selection")] = QStringLiteral("paper");
        values[QStringLiteral("model")] = QString::fromStdString(setting.model().string());
        values[QStringLiteral("batch-size")] = QStringLiteral("4");
        values[QStringLiteral("epochs")] = QStringLiteral("2");
        const auto made = estimateTraining(setting.project.file().toStdString(), values);
        QCOMPARE(made.pairs, 6);
        QCOMPARE(made.steps, 4); // two batches, twice
        QVERIFY(made.memory && made.memory->activations > 0);
        QCOMPARE(made.seconds, 16.0); // two seconds for two pairs in the run that there is
        values[QStringLiteral("model")] = QString::fromStdString(testing::data("dpo/model").string());
        const auto whole = estimateTraining(setting.project.file().toStdString(), values);
        values[QStringLiteral("dtype")] = QStringLiteral("nf4");
        const auto in_four_bits = estimateTraining(setting.project.file().toStdString(), values);
        QVERIFY(in_four_bits.memory->weights < whole.memory->weights);
        QVERIFY(in_four_bits.memory->weights > whole.memory->weights / 8);
        QCOMPARE(in_four_bits.memory->activations, whole.memory->activations);
        values[QStringLiteral("model")] = QStringLiteral("/nowhere");
        const auto unknown = estimateTraining(setting.project.file().toStdString(), values);
        QVERIFY(!unknown.memory);
        QVERIFY(unknown.seconds < 0);
    }
};

} // namespace m3po

QTEST_MAIN(m3po::TrainingTest)
#include "training_test.moc"
