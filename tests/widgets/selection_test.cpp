// SPDX-License-Identifier: GPL-3.0-or-later
// Moving α and δ, comparing, saving and freezing, as a person does it in the panel; and the candidates beside it.
#include "core/project/preference_sets.h"
#include "tests/widgets/small_project.h"
#include "widgets/candidates/candidates_model.h"
#include "widgets/candidates/candidates_panel.h"
#include "widgets/candidates/heat_text.h"
#include "widgets/selection/number_slider.h"
#include "widgets/selection/selection_panel.h"

#include <QAbstractItemModelTester>
#include <QDoubleSpinBox>
#include <QSignalSpy>
#include <QSlider>
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

    void savesComparesAndFreezes()
    {
        SelectionPanel panel(workspace_.get());
        QCOMPARE(written(*workspace_, [&](auto then) { workspace_->saveSelection(QStringLiteral("paper"), then); }), QString());
        QCOMPARE(workspace_->baselineName(), QStringLiteral("paper"));
        panel.alpha()->field()->setValue(0);
        QTRY_COMPARE(rejected(), (QList<int>{2, 2, 2, 2, 2, 2}));
        QCOMPARE(workspace_->selection()->changed, (std::vector<int>{1, 2, 3, 4, 5}));
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
