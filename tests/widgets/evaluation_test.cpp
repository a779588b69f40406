// SPDX-License-Identifier: GPL-3.0-or-later
// Evaluations as a table, as bars and answer by answer; the form that starts one; one that another program is writing.
#include "core/project/evaluations.h"
#include "core/project/preference_sets.h"
#include "core/project/training_runs.h"
#include "tests/widgets/small_project.h"
#include "widgets/dialogs/dialogs.h"
#include "widgets/dialogs/export_action.h"
#include "widgets/dialogs/table_file.h"
#include "widgets/evaluation/answers_model.h"
#include "widgets/evaluation/answers_view.h"
#include "widgets/evaluation/bars.h"
#include "widgets/evaluation/evaluation_panel.h"
#include "widgets/evaluation/results_model.h"
#include "widgets/image/image_view.h"
#include "widgets/jobs/job_queue.h"
#include "widgets/stages/stages.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QComboBox>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>

#include <fstream>
#include <nlohmann/json.hpp>

namespace m3po {

class EvaluationTest : public QObject {
    Q_OBJECT

    struct Said {
        const char *question, *answer;
        bool right;
        double odds;
    };
    // Evaluates pope/`set` with the adapter in /runs/NAME; "" is the base.
    std::int64_t evaluate(const char *set, const std::string &adapter, const std::vector<Said> &answers, double accuracy, bool done = true)
    {
        auto project = std::move(Project::open(project_->file().toStdString())).value();
        Evaluation evaluation;
        evaluation.benchmark = std::string("pope/") + set;
        evaluation.questions_hash = std::string("hash of ") + set;
        evaluation.model = "/models/base";
        evaluation.model_fingerprint = "model-fingerprint";
        evaluation.adapter = adapter.empty() ? "" : "/runs/" + adapter;
        evaluation.adapter_fingerprint = adapter;
        evaluation.parameters = R"({"max_tokens":16})";
        evaluation.images = project_->folder().toStdString() + "/images";
        const auto id = evaluations::find_or_create(project, evaluation).id;
        for (const auto &said : answers)
            evaluations::put_answer(project, id, {said.question, said.answer,
                                                  nlohmann::json{{"question", std::string("Is there a <b>cup</b> in picture ") + said.question + "?"}, {"image", "picture-0.png"},
                                                                 {"expected", "no"}, {"read_as", said.right ? "no" : "yes"}, {"right", said.right}, {"log_odds", said.odds}}
                                                      .dump()});
        if (done)
            evaluations::set_metrics(project, id, nlohmann::json{{"accuracy", accuracy}, {"accuracy_se", 0.01}, {"f1", accuracy / 2}, {"f1_se", nullptr}, {"yes_ratio", 0.5},
                                                                 {"questions", answers.size()}, {"answered", answers.size()}}
                                                      .dump());
        return id;
    }

private slots:
    void init()
    {
        project_ = std::make_unique<SmallProject>();
        evaluate("random", "", {{"9", "No", true, -1.5}, {"10", "Yes", false, 0.5}, {"11", "Yes, a cup", false, 2}, {"12", "No", true, -2}}, 0.5);
        evaluate("popular", "", {{"9", "No", true, -1}}, 0.9);
        evaluate("random", "m3po-seed0", {{"9", "Yes <i>", false, 1}, {"10", "No", true, -0.5}, {"11", "Yes", false, 1}, {"12", "No", true, -3}}, 0.123456789);
        workspace_ = std::make_unique<Workspace>();
        queue_ = std::make_unique<JobQueue>(QStringLiteral(M3PO_BIN_DIR "/m3po_fake_worker"));
        workspace_->open(project_->file());
        QTRY_VERIFY(workspace_->selection());
    }
    void cleanup()
    {
        dialogs::answerWith({});
        queue_.reset();
        workspace_.reset();
    }

    void aRowAModelAndAdapterAColumnAFigure()
    {
        EvaluationPanel panel(workspace_.get(), queue_.get());
        auto *model = panel.results();
        const QAbstractItemModelTester tester(model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QTRY_COMPARE(model->rowCount(), 2);
        QCOMPARE(heads(model), (QStringList{"Model", "Adapter", "pope\nrandom\naccuracy %", "pope\nrandom\nF1 %", "pope\npopular\naccuracy %", "pope\npopular\nF1 %"}));
        QCOMPARE(cells(model, 0), (QStringList{"base", "base, untuned", "50.0", "25.0", "90.0", "45.0"}));
        QCOMPARE(cells(model, 1), (QStringList{"base", "m3po-seed0", "12.3", "6.17", "", ""}));
        QCOMPARE(model->index(1, 2).data(exactRole).toString(), QStringLiteral("12.3456789"));
        QVERIFY(model->index(1, 2).data(Qt::ToolTipRole).toString().contains(QStringLiteral("12.3456789")));
        QCOMPARE(model->index(1, 2).data(Qt::TextAlignmentRole).toInt() & Qt::AlignRight, int(Qt::AlignRight));
        QVERIFY(model->index(0, 2).data(Qt::FontRole).value<QFont>().bold());
        QVERIFY(!model->index(1, 2).data(Qt::FontRole).value<QFont>().bold());
        QVERIFY(!model->index(0, 4).data(Qt::FontRole).value<QFont>().bold()); // the only one is not the best
        QCOMPARE(panel.bars()->barCount(), 3);
        Bars bars;
        bars.resize(500, 400);
        bars.show();
        bars.setFigures(panel.feed()->table(), {0, 1}, 0); // room for both sets
        QCOMPARE(bars.title(), QStringLiteral("pope, accuracy %"));
        bars.setFigures(panel.feed()->table(), std::vector<int>(40, 0), 0); // for one alone
        QCOMPARE(bars.title(), QStringLiteral("pope · random, accuracy %"));

        panel.table()->sortByColumn(2, Qt::AscendingOrder);
        QCOMPARE(panel.table()->model()->index(0, 1).data().toString(), QStringLiteral("m3po-seed0"));
        const auto file = project_->folder() + QStringLiteral("/table.csv");
        QCOMPARE(writeCsv(*panel.table()->model(), file), QString());
        std::ifstream csv(file.toStdString());
        std::string head, first;
        std::getline(csv, head);
        std::getline(csv, first);
        QVERIFY2(head.starts_with("Model,Adapter,pope random accuracy %"), head.c_str());
        QVERIFY2(first.starts_with("base,m3po-seed0,12.3456789,"), first.c_str());
    }

    void aNumberIsOneClickFromWhatMadeIt()
    {
        {
            auto project = std::move(Project::open(project_->file().toStdString())).value();
            TrainingRun run;
            run.name = "the run";
            run.objective = "dpo";
            run.output = "/runs/m3po-seed0/"; // as somebody may have named it
            run.parameters = R"({"beta":0.1})";
            training_runs::create(project, run);
        }
        EvaluationPanel panel(workspace_.get(), queue_.get());
        panel.resize(1400, 800);
        panel.show();
        QTRY_COMPARE(panel.results()->rowCount(), 2);
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
        const auto number = panel.table()->model()->index(1, 3);
        QTest::mouseClick(panel.table()->viewport(), Qt::LeftButton, {}, panel.table()->visualRect(number).center());
        const auto said = panel.provenance();
        for (const auto *part : {"pope/random, F1 %: 6.17283945", "4 of 4 questions", "/models/base", "model-fingerprint", "/runs/m3po-seed0, fingerprint m3po-seed0", "the run",
                                 "beta 0.1", "max_tokens 16", "hash of random", "By m3po " M3PO_VERSION})
            QVERIFY2(said.contains(QString::fromUtf8(part)), qPrintable(said));
        QVERIFY(panel.bars()->title().endsWith(QStringLiteral(", F1 %")));
        // By keys as well.
        QTest::keyClick(panel.table(), Qt::Key_Left);
        QVERIFY(panel.provenance().contains(QStringLiteral("accuracy %: 12.3456789 ± 1")));
    }

    void answersStandBesideEachOtherWrongOnesFirst()
    {
        EvaluationPanel panel(workspace_.get(), queue_.get());
        panel.resize(1400, 800);
        panel.show();
        auto *model = panel.answers()->model();
        const QAbstractItemModelTester tester(model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QTRY_COMPARE(model->rowCount(), 4); // the tuned one was chosen, against its base
        QCOMPARE(cells(panel.answers()->table()->model(), 0).mid(0, 5),
                 (QStringList{"broken", "Is there a <b>cup</b> in picture 9?", "no", "✓ No", "✗ Yes <i>"}));
        QStringList verdicts;
        for (int row = 0; row < 4; ++row)
            verdicts << model->index(row, 0).data().toString();
        QCOMPARE(verdicts, (QStringList{"broken", "both wrong", "fixed", "both right"}));
        QCOMPARE(model->headerData(AnswersModel::First, Qt::Horizontal, Qt::DisplayRole).toString(), QStringLiteral("base, untuned"));
        QCOMPARE(model->headerData(AnswersModel::Second, Qt::Horizontal, Qt::DisplayRole).toString(), QStringLiteral("m3po-seed0"));
        QCOMPARE(model->index(0, AnswersModel::SecondOdds).data().toString(), QStringLiteral("1.00"));
        QVERIFY(panel.answers()->countText().contains(QStringLiteral("1 fixed, 1 broken")));

        // The first is shown in full, as plain text, with its picture.
        QCOMPARE(panel.answers()->detail()->textFormat(), Qt::PlainText);
        QVERIFY(panel.answers()->detail()->text().contains(QStringLiteral("✗ m3po-seed0: Yes <i>")));
        QTRY_VERIFY(panel.answers()->image()->hasImage());
        QVERIFY(!model->index(0, AnswersModel::Second).data(Qt::ToolTipRole).toString().contains(QStringLiteral("<i>")));

        auto *kind = panel.answers()->kind();
        kind->setFocus();
        const auto shown = [&] { return panel.answers()->table()->model()->rowCount(); };
        for (const int expected : {3, 1, 1, 3}) { // wrong in either, broken, fixed, texts differ
            QTest::keyClick(kind, Qt::Key_Down);
            QCOMPARE(shown(), expected);
        }
        kind->setCurrentIndex(0);
        QTest::keyClicks(panel.answers()->text(), QStringLiteral("PICTURE 1"));
        QCOMPARE(shown(), 3);
        panel.answers()->text()->clear();
        panel.answers()->table()->sortByColumn(AnswersModel::SecondOdds, Qt::AscendingOrder);
        QCOMPARE(panel.answers()->table()->model()->index(0, AnswersModel::SecondOdds).data().toString(), QStringLiteral("-3.00"));
    }

    void oneRowAloneAndTheBaseAreReadAlone()
    {
        EvaluationPanel panel(workspace_.get(), queue_.get());
        QTRY_COMPARE(panel.results()->rowCount(), 2);
        panel.table()->setCurrentIndex(panel.table()->model()->index(0, 4));
        QTRY_COMPARE(panel.answers()->model()->rowCount(), 1);
        QVERIFY(panel.answers()->table()->isColumnHidden(AnswersModel::Second));
        QCOMPARE(panel.answers()->model()->index(0, 0).data().toString(), QStringLiteral("right"));
    }

    void anEvaluationThatAnotherProgramWritesIsFollowed()
    {
        EvaluationPanel panel(workspace_.get(), queue_.get());
        QTRY_COMPARE(panel.results()->rowCount(), 2);
        evaluate("random", "other", {{"9", "No", true, -1}}, 0, false);
        panel.feed()->look();
        QTRY_COMPARE(panel.results()->rowCount(), 3);
        QCOMPARE(panel.table()->currentIndex().row(), 1); // what was read stays
        QCOMPARE(panel.results()->index(2, 2).data().toString(), QStringLiteral("1 …"));
        panel.table()->selectRow(2);
        QTRY_COMPARE(panel.answers()->model()->rowCount(), 4);
        evaluate("random", "other", {{"9", "No", true, -1}, {"10", "No", true, -1}}, 1, false);
        emit queue_->projectWritten(project_->file()); // as at a stage's end
        QTRY_COMPARE(panel.results()->index(2, 2).data().toString(), QStringLiteral("2 …"));
        QTRY_COMPARE(panel.answers()->model()->index(0, 0).data().toString(), QStringLiteral("fixed")); // it was the base's wrong answer alone
        evaluate("random", "other", {}, 1);
        panel.feed()->look();
        QTRY_COMPARE(panel.results()->index(2, 2).data().toString(), QStringLiteral("100"));
        QCOMPARE(panel.table()->currentIndex().row(), 2);
    }

    void whatAnOlderVersionKeptIsShownAsFarAsItGoes()
    {
        {
            auto project = std::move(Project::open(project_->file().toStdString())).value();
            const auto id = evaluate("old", "", {}, 0.5);
            evaluations::put_answer(project, id, {"7", "Yes", R"({"log_odds":0.25})"});
        }
        EvaluationPanel panel(workspace_.get(), queue_.get());
        QTRY_COMPARE(panel.results()->columnCount(), 8);
        panel.table()->setCurrentIndex(panel.table()->model()->index(0, 6));
        QTRY_COMPARE(panel.answers()->model()->rowCount(), 1);
        QCOMPARE(cells(panel.answers()->model(), 0).mid(0, 4), (QStringList{"not judged", "question 7", "", "Yes"}));
        QVERIFY(panel.answers()->detail()->text().contains(QStringLiteral("older version")));
    }

    void nothingYetOffersToEvaluate()
    {
        const SmallProject plain;
        Workspace workspace;
        workspace.open(plain.file());
        QTRY_VERIFY(workspace.selection());
        EvaluationPanel panel(&workspace, queue_.get());
        panel.resize(800, 600);
        panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
        QSignalSpy wished(&workspace, &Workspace::wished);
        auto *button = panel.findChild<QPushButton *>();
        QVERIFY(button->isVisible());
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(wished.size(), 1);
        QCOMPARE(wished[0][0].value<Workspace::Wish>(), Workspace::Wish::Evaluate);
    }

    void theFormStandsForTheCommand()
    {
        const auto questions = project_->folder() + QStringLiteral("/q 1.json"), others = project_->folder() + QStringLiteral("/q2.json");
        for (const auto &file : {questions, others})
            std::ofstream(file.toStdString()) << "{}";
        StageForm form(evaluateStage(*workspace_, project_->folder()));
        form.setValue(QStringLiteral("--model"), project_->folder());
        form.setValue(QStringLiteral("--questions"), QString());
        QVERIFY(form.trouble().contains(QStringLiteral("Question files")));
        form.setValue(QStringLiteral("--questions"), QString(questions + QStringLiteral("\n\n") + others + QStringLiteral("x")));
        QVERIFY(form.trouble().contains(QStringLiteral("q2.jsonx")));
        form.setValue(QStringLiteral("--questions"), QString(questions + QLatin1Char('\n') + others));
        QCOMPARE(form.trouble(), QString());
        QCOMPARE(form.arguments(), (QStringList{"evaluate", "--project", project_->file(), "--benchmark", "pope", "--questions", questions, others, "--images",
                                                project_->folder() + QStringLiteral("/images"), "--model", project_->folder(), "--adapter", project_->folder()}));
        QVERIFY(form.commandLine().contains(QStringLiteral("q 1.json'")));
        form.setValue(QStringLiteral("--adapter"), QString());
        QVERIFY(!form.arguments().contains(QStringLiteral("--adapter")));
    }

    void barsAreWrittenAsPictures_data()
    {
        QTest::addColumn<QString>("ending");
        for (const auto *ending : {"png", "svg", "pdf"})
            QTest::newRow(ending) << QString::fromLatin1(ending);
    }
    void barsAreWrittenAsPictures()
    {
        QFETCH(QString, ending);
        EvaluationPanel panel(workspace_.get(), queue_.get());
        panel.resize(1400, 800);
        panel.show();
        QTRY_COMPARE(panel.results()->rowCount(), 2);
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
        const auto file = project_->folder() + QStringLiteral("/bars.") + ending;
        dialogs::answerWith([&](const QString &, const QString &) { return file; });
        exportActionOf(panel.bars())->trigger();
        QVERIFY(QFileInfo(file).size() > 1000);
    }

private:
    static QStringList heads(const QAbstractItemModel *model)
    {
        QStringList heads;
        for (int column = 0; column < model->columnCount(); ++column)
            heads << model->headerData(column, Qt::Horizontal).toString();
        return heads;
    }
    static QStringList cells(const QAbstractItemModel *model, int row)
    {
        QStringList cells;
        for (int column = 0; column < model->columnCount(); ++column)
            cells << model->index(row, column).data().toString();
        return cells;
    }

    std::unique_ptr<SmallProject> project_;
    std::unique_ptr<Workspace> workspace_;
    std::unique_ptr<JobQueue> queue_;
};

} // namespace m3po

QTEST_MAIN(m3po::EvaluationTest)
#include "evaluation_test.moc"
