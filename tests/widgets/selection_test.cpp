// SPDX-License-Identifier: GPL-3.0-or-later
// Moving α and δ, comparing, saving and freezing, as a person does it in the panel; and the candidates beside it.
#include "core/project/preference_sets.h"
#include "tests/widgets/small_project.h"
#include "widgets/candidates/candidates_model.h"
#include "widgets/candidates/candidates_panel.h"
#include "widgets/candidates/heat_text.h"
#include "widgets/candidates/legends.h"
#include "widgets/dialogs/dialogs.h"
#include "widgets/dialogs/export_action.h"
#include "widgets/dialogs/table_file.h"
#include "widgets/selection/agreement_view.h"
#include "widgets/selection/compare_selections.h"
#include "widgets/selection/histogram_view.h"
#include "widgets/selection/number_slider.h"
#include "widgets/selection/selection_panel.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFile>
#include <QFileInfo>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QTableWidget>
#include <QTest>
#include <QTreeView>

namespace m3po {

class SelectionTest : public QObject {
    Q_OBJECT
private slots:
    void init()
    {
        project_ = std::make_unique<SmallProject>();
        workspace_ = std::make_unique<Workspace>();
        workspace_->open(project_->file());
        QTRY_VERIFY(workspace_->selection());
    }

    // S of candidate 2 is 0.8 - alpha * max(0, i - delta), of candidate 1 it is 0.4: with alpha 0.5 and delta 0.1 the
    // hard negative changes from 2 to 1 where (i - 0.1) / 2 > 0.4, from the second sample on.
    void followsTheSlidersOverAllSamples()
    {
        SelectionPanel panel(workspace_.get());
        QCOMPARE(rejected(), (QList<int>{2, 1, 1, 1, 1, 1}));
        panel.alpha()->field()->setValue(0);
        QTRY_COMPARE(rejected(), (QList<int>{2, 2, 2, 2, 2, 2}));
        panel.alpha()->field()->setValue(0.1); // 0.4 < (i - 0.1) / 10 from i = 5 on
        QTRY_COMPARE(rejected(), (QList<int>{2, 2, 2, 2, 2, 1}));
        panel.delta()->field()->setValue(2);
        QTRY_COMPARE(rejected(), (QList<int>{2, 2, 2, 2, 2, 2}));
        QVERIFY(panel.summary().startsWith(QStringLiteral("6 pairs of 6 samples")));
    }

    void arrowsMoveByHundredthsAndShiftByTenths()
    {
        SelectionPanel panel(workspace_.get());
        auto *slider = panel.alpha()->slider();
        QTest::keyClick(slider, Qt::Key_Right);
        QCOMPARE(panel.alpha()->value(), 0.51);
        QTest::keyClick(slider, Qt::Key_Left, Qt::ShiftModifier);
        QCOMPARE(panel.alpha()->value(), 0.41);
        QCOMPARE(workspace_->request().options.alpha, 0.41);
        QTest::mouseDClick(slider, Qt::LeftButton);
        QCOMPARE(panel.alpha()->value(), 0.5);
    }

    void everySliderKnowsThePapersValueArrowsAndExactNumbers()
    {
        SelectionPanel panel(workspace_.get());
        panel.resize(400, 900);
        panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
        for (const auto &[slider, paper] : {std::pair{panel.alpha(), 0.5}, {panel.delta(), 0.1}}) {
            slider->setFocus();
            QCOMPARE(slider->value(), paper);
            QTest::keyClick(slider->slider(), Qt::Key_Up, Qt::ShiftModifier);
            QCOMPARE(slider->value(), paper + 0.1);
            QTest::keyClick(slider->slider(), Qt::Key_Down);
            QCOMPARE(slider->value(), paper + 0.09);
            auto *field = slider->field();
            field->setFocus();
            field->selectAll();
            QTest::keyClicks(field, QStringLiteral("0.123"));
            QTest::keyClick(field, Qt::Key_Return);
            QCOMPARE(slider->value(), 0.123); // finer than the slider
            QCOMPARE(slider->slider()->value(), 12);
            field->selectAll();
            QTest::keyClicks(field, QStringLiteral("7.5"));
            QTest::keyClick(field, Qt::Key_Return);
            QCOMPARE(slider->value(), 7.5); // beyond it
            QCOMPARE(slider->slider()->value(), slider->slider()->maximum());
            QTest::mouseDClick(slider->slider(), Qt::LeftButton, {}, slider->slider()->rect().center());
            QCOMPARE(slider->value(), paper);
        }
        QCOMPARE(workspace_->request().options.alpha, 0.5);
        QCOMPARE(workspace_->request().options.delta, 0.1);
    }

    void theMapOfAgreementIsWhatTheSelectorsSay()
    {
        SelectionPanel panel(workspace_.get());
        panel.resize(420, 1400);
        panel.show();
        auto *view = panel.agreement();
        QTRY_VERIFY(view->map());
        const auto share = [&](double alpha, double delta) {
            const auto &map = *view->map();
            const auto a = std::find(map.alphas.begin(), map.alphas.end(), alpha) - map.alphas.begin();
            const auto d = std::find(map.deltas.begin(), map.deltas.end(), delta) - map.deltas.begin();
            return map.share(std::size_t(a), std::size_t(d));
        };
        QCOMPARE(share(0.5, 0.1), 1.0);
        QCOMPARE(share(0, 0.3), 1.0 / 6);   // candidate 2 everywhere
        QCOMPARE(share(0.1, 0.1), 2.0 / 6); // all but the first and the last become candidate 2

        // The pointer tells, a click moves the sliders, and the map goes with them.
        const auto pointed = view->placeOf(0.1, 0.1);
        QMouseEvent move(QEvent::MouseMove, pointed, view->mapToGlobal(pointed), Qt::NoButton, Qt::NoButton, Qt::NoModifier);
        QCoreApplication::sendEvent(view, &move);
        QTRY_VERIFY2(view->caption().contains(QStringLiteral("33.3 % of the pairs are the same, 2 of 6")), qPrintable(view->caption()));
        QTest::mouseClick(view, Qt::LeftButton, {}, view->placeOf(0.1, 0.1));
        QCOMPARE(panel.alpha()->value(), 0.1);
        QCOMPARE(workspace_->request().options.delta, 0.1);
        QTRY_COMPARE(rejected(), (QList<int>{2, 2, 2, 2, 2, 1}));
        QTRY_COMPARE(share(0.1, 0.1), 1.0);

        // The keyboard as well: from where the sliders stand.
        view->setFocus();
        QTest::keyClick(view, Qt::Key_Left);
        QTest::keyClick(view, Qt::Key_Left);
        QTest::keyClick(view, Qt::Key_Up);
        QTest::keyClick(view, Qt::Key_Return);
        QCOMPARE(workspace_->request().options.alpha, 0.0);
        QCOMPARE(workspace_->request().options.delta, 0.15);

        // Others than M3P have no α: the map stays, the click is none of theirs.
        panel.selector()->setCurrentText(QStringLiteral("max-min"));
        QTest::keyClick(view, Qt::Key_Return);
        QCOMPARE(workspace_->request().selector, std::string("max-min"));
    }

    void lengthBalanceIsEachSelectorsOwnUntilAPersonSaysOtherwise()
    {
        SelectionPanel panel(workspace_.get());
        QVERIFY(!panel.lengthBalance()->isChecked());
        panel.selector()->setCurrentText(QStringLiteral("rlaif-v"));
        QVERIFY(panel.lengthBalance()->isChecked());
        QVERIFY(!workspace_->request().options.length_balance);
        panel.selector()->setCurrentText(QStringLiteral("m3p"));
        QVERIFY(!panel.lengthBalance()->isChecked());
        panel.lengthBalance()->setFocus();
        QTest::keyClick(panel.lengthBalance(), Qt::Key_Space);
        QCOMPARE(workspace_->request().options.length_balance, std::optional(true));
        QTRY_VERIFY(workspace_->selection()->request.options.length_balance.has_value());
        // It is kept with the selection.
        QCOMPARE(written(*workspace_, [&](auto then) { workspace_->saveSelection(QStringLiteral("balanced"), then); }), QString());
        QCOMPARE(request_of(workspace_->saved().back()).options.length_balance, std::optional(true));
        // What was saved when it meant rlaif-v alone is no balance of m3p's.
        auto old = workspace_->saved().back();
        old.parameters = QByteArray::fromStdString(old.parameters).replace("\"lengths_balanced\"", "\"length_balance\"").toStdString();
        QVERIFY(!request_of(old).options.length_balance);
        old.selector = "rlaif-v";
        QCOMPARE(request_of(old).options.length_balance, std::optional(true));
    }

    void twoSavedSelectionsAreCompared()
    {
        QCOMPARE(written(*workspace_, [&](auto then) { workspace_->saveSelection(QStringLiteral("paper"), then); }), QString());
        auto request = workspace_->request();
        request.options.alpha = 0.1;
        workspace_->setRequest(request);
        QTRY_COMPARE(workspace_->selection()->request.options.alpha, 0.1);
        QCOMPARE(written(*workspace_, [&](auto then) { workspace_->saveSelection(QStringLiteral("mild"), then); }), QString());
        SelectionPanel panel(workspace_.get());
        panel.compareSaved();
        auto *window = panel.findChild<CompareSelections *>();
        QVERIFY(QTest::qWaitForWindowExposed(window));
        QCOMPARE(window->first()->currentText(), QStringLiteral("paper"));
        QCOMPARE(window->second()->currentText(), QStringLiteral("mild"));
        QTRY_VERIFY2(window->summary().startsWith(QStringLiteral("33.3 % of 6 samples")), qPrintable(window->summary()));
        QCOMPARE(window->table()->item(CompareSelections::Same, 1)->text(), QStringLiteral("2"));
        QCOMPARE(window->table()->item(CompareSelections::Differing, 1)->text(), QStringLiteral("4"));
        QTest::mouseClick(window->library(), Qt::LeftButton);
        QCOMPARE(workspace_->filter().value(), (std::vector<int>{1, 2, 3, 4}));
        QSignalSpy audits(workspace_.get(), &Workspace::auditRequested);
        QTest::mouseClick(window->audit(), Qt::LeftButton);
        QCOMPARE(audits.size(), 1);
        QCOMPARE(audits[0][0].toString(), QStringLiteral("paper"));
        QCOMPARE(audits[0][1].value<std::vector<int>>(), (std::vector<int>{1, 2, 3, 4}));

        window->table()->setFocus();
        QTest::keyClick(window->table(), Qt::Key_Up);
        QTest::mouseClick(window->library(), Qt::LeftButton);
        QCOMPARE(workspace_->filter().value(), (std::vector<int>{0, 5}));
        window->second()->setFocus();
        QTest::keyClick(window->second(), Qt::Key_Up);
        QTRY_VERIFY(window->summary().startsWith(QStringLiteral("100.0 % of 6 samples")));
        QTest::keyClick(window->table(), Qt::Key_Down);
        QVERIFY(!window->audit()->isEnabled());
    }

    void histogramsTellTheirBarsAndAreWritten()
    {
        SelectionPanel panel(workspace_.get());
        panel.resize(400, 1400);
        panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
        HistogramView *histogram = nullptr;
        for (auto *each : panel.findChildren<HistogramView *>())
            if (each->accessibleName() == QStringLiteral("MAS(R_w) − MAS(R_l)"))
                histogram = each;
        QCOMPARE(histogram->told(0), QStringLiteral("5 pairs up to 0.408"));
        QCOMPARE(histogram->told(histogram->width() - 1), QStringLiteral("1 pairs from 0.792 on"));
        for (const auto *ending : {"png", "svg", "pdf"}) {
            const auto file = project_->folder() + QStringLiteral("/histogram.") + QLatin1String(ending);
            dialogs::answerWith([&](const QString &, const QString &) { return file; });
            exportActionOf(histogram)->trigger();
            QVERIFY(QFileInfo(file).size() > 500);
        }
        QVERIFY(histogram->exportTo(QStringLiteral("x.gif")).contains(QStringLiteral(".png, .svg or .pdf")));
        QVERIFY(histogram->exportTo(QStringLiteral("/nowhere/x.svg")).contains(QStringLiteral("could not be written")));
        dialogs::answerWith({});
    }

    void savesComparesAndFreezes()
    {
        SelectionPanel panel(workspace_.get());
        QCOMPARE(written(*workspace_, [&](auto then) { workspace_->saveSelection(QStringLiteral("paper"), then); }), QString());
        QCOMPARE(workspace_->baselineName(), QStringLiteral("paper"));
        panel.alpha()->field()->setValue(0);
        QTRY_COMPARE(rejected(), (QList<int>{2, 2, 2, 2, 2, 2}));
        QTRY_COMPARE(workspace_->selection()->changed, (std::vector<int>{1, 2, 3, 4, 5})); // the saved one is read meanwhile
        QVERIFY2(panel.summary().contains(QStringLiteral("5 differ from “paper”: 0 gained, 0 lost")), qPrintable(panel.summary()));
        panel.showChanged();
        QCOMPARE(workspace_->filter().value(), (std::vector<int>{1, 2, 3, 4, 5}));

        QCOMPARE(written(*workspace_, [&](auto then) { workspace_->freeze(QStringLiteral("paper"), QStringLiteral("paper"), then); }), QString());
        auto stored = std::move(Project::open(project_->file().toStdString())).value();
        const auto pairs = preference_sets::pairs(stored, preference_sets::get(stored, "paper").id);
        QCOMPARE(pairs.size(), std::size_t(6));
        QCOMPARE(pairs[0].rejected, std::string("answer 2"));
        QCOMPARE(pairs[1].rejected, std::string("answer 1"));
        QVERIFY(written(*workspace_, [&](auto then) { workspace_->freeze(QStringLiteral("nobody"), QStringLiteral("x"), then); }).contains(QStringLiteral("nobody")));
    }

    void opensWithWhatWasSavedLast()
    {
        auto request = workspace_->request();
        request.options.alpha = 0.25;
        request.options.confidence = Confidence::PerToken;
        workspace_->setRequest(request);
        QTRY_COMPARE(workspace_->selection()->request.options.alpha, 0.25);
        QCOMPARE(written(*workspace_, [&](auto then) { workspace_->saveSelection(QStringLiteral("mine"), then); }), QString());
        Workspace again;
        again.open(project_->file());
        QTRY_VERIFY(again.selection());
        QCOMPARE(again.request().options.alpha, 0.25);
        QVERIFY(again.request().options.confidence == Confidence::PerToken);
        QCOMPARE(again.baselineName(), QStringLiteral("mine"));
        QVERIFY(again.selection()->changed.empty());
    }

    void aBrokenProjectLeavesTheOpenOne()
    {
        QSignalSpy failed(workspace_.get(), &Workspace::failed);
        const auto before = workspace_->corpus();
        workspace_->open(project_->folder() + QStringLiteral("/nothing.m3po"));
        QTRY_COMPARE(failed.count(), 1);
        QVERIFY(failed[0][0].toString().contains(QStringLiteral("nothing.m3po")));
        QCOMPARE(workspace_->corpus(), before);
    }

    void ranksCandidatesFoldsEqualOnesAndShowsTheHardNegative()
    {
        CandidatesPanel panel(workspace_.get());
        auto *model = panel.model();
        QAbstractItemModelTester tester(model);
        QCOMPARE(model->rowCount(), 3);
        QCOMPARE(text(model, 0, CandidatesModel::Answer), QStringLiteral("answer 0"));
        QCOMPARE(text(model, 0, CandidatesModel::Pair), QStringLiteral("W"));
        QCOMPARE(text(model, 1, CandidatesModel::Times), QStringLiteral("×2"));
        QCOMPARE(text(model, 2, CandidatesModel::Pair), QStringLiteral("L"));
        QCOMPARE(text(model, 0, CandidatesModel::Score), QStringLiteral("—"));
        QCOMPARE(panel.text()->toPlainText(), QStringLiteral("answer 2"));
        workspace_->setCurrentSample(3); // -5: S(2) = 0.8 - 0.5 * 2.9, S(1) = 0.4
        QCOMPARE(text(model, 1, CandidatesModel::Pair), QStringLiteral("L"));
        QCOMPARE(text(model, 1, CandidatesModel::Score), QStringLiteral("0.400"));
        QCOMPARE(text(model, 2, CandidatesModel::Score), QStringLiteral("-0.650"));
        QCOMPARE(panel.text()->toPlainText(), QStringLiteral("answer 1"));
        panel.view()->sortByColumn(CandidatesModel::Logp, Qt::AscendingOrder);
        QCOMPARE(panel.view()->model()->index(0, CandidatesModel::Logp).data().toString(), QStringLiteral("-5.00"));
        // By any column.
        for (int column = 0; column < CandidatesModel::NUM_COLUMNS; ++column)
            for (const auto order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
                panel.view()->sortByColumn(column, order);
                QVariantList keys;
                for (int row = 0; row < panel.view()->model()->rowCount(); ++row)
                    keys << panel.view()->model()->index(row, column).data(CandidatesModel::SortRole);
                for (qsizetype i = 1; i < keys.size(); ++i)
                    QVERIFY(order == Qt::AscendingOrder ? QVariant::compare(keys[i - 1], keys[i]) <= 0 : QVariant::compare(keys[i - 1], keys[i]) >= 0);
            }
    }

    void candidatesAreWrittenAsTheyAreShownWithAllDigits()
    {
        CandidatesPanel panel(workspace_.get());
        QCOMPARE(panel.findChild<ComponentLegend *>()->names(), (QStringList{QStringLiteral("visual relevance"), QStringLiteral("semantic accuracy")}));
        const auto file = project_->folder() + QStringLiteral("/candidates.csv");
        QCOMPARE(writeCsv(*panel.view()->model(), file), QString());
        QFile csv(file);
        QVERIFY(csv.open(QIODevice::ReadOnly));
        const auto lines = csv.readAll().split('\n');
        QCOMPARE(lines[0].trimmed(), QByteArray("#,Pair,MAS,log P,S,Tokens,Times,Answer"));
        QVERIFY2(lines[1].startsWith("1,W,0.89999"), lines[1].constData()); // as float has it
        QVERIFY(lines[2].contains(",-1,") && lines[2].contains(",2,answer 1"));
    }

private:
    static QString text(const CandidatesModel *model, int row, int column) { return model->index(row, column).data().toString(); }

    // The position of each sample's R_l.
    QList<int> rejected() const
    {
        const auto live = workspace_->selection();
        QList<int> positions;
        for (int sample = 0; sample < workspace_->corpus()->size(); ++sample)
            positions << workspace_->corpus()->columns().positions[std::size_t(live->choice(sample).rejected)];
        return positions;
    }

    std::unique_ptr<SmallProject> project_;
    std::unique_ptr<Workspace> workspace_;
};

} // namespace m3po

QTEST_MAIN(m3po::SelectionTest)
#include "selection_test.moc"
