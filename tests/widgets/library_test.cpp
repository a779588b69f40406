// SPDX-License-Identifier: GPL-3.0-or-later
// Finding samples: by text, by state, by order, by a brush; and the picture beside them.
#include "tests/widgets/small_project.h"
#include "widgets/image/image_view.h"
#include "widgets/library/library_model.h"
#include "widgets/library/library_panel.h"
#include "widgets/library/thumbnails.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QFile>
#include <QLineEdit>
#include <QListView>
#include <QSignalSpy>
#include <QTest>

namespace m3po {

class LibraryTest : public QObject {
    Q_OBJECT
private slots:
    void init()
    {
        project_ = std::make_unique<SmallProject>();
        workspace_ = std::make_unique<Workspace>();
        workspace_->open(project_->file());
        QTRY_VERIFY(workspace_->selection());
    }

    void filtersByTextAndBrushTogether()
    {
        LibraryPanel panel(workspace_.get());
        QAbstractItemModelTester tester(panel.model());
        QCOMPARE(panel.countText(), QStringLiteral("6 samples"));
        QTest::keyClicks(panel.text(), QStringLiteral("PICTURE 4"));
        QTRY_COMPARE(shown(panel), (QList<int>{4}));
        QCOMPARE(panel.countText(), QStringLiteral("1 of 6"));
        panel.text()->clear();
        QTRY_COMPARE(shown(panel).size(), 6);
        workspace_->setFilter(std::vector<int>{1, 4}, QStringLiteral("brush"));
        QCOMPARE(shown(panel), (QList<int>{1, 4}));
        QTest::keyClicks(panel.text(), QStringLiteral("sample-1"));
        QTRY_COMPARE(shown(panel), (QList<int>{1}));
        workspace_->setFilter(std::nullopt, {});
        QCOMPARE(shown(panel), (QList<int>{1}));
    }

    void followsTheSelection()
    {
        LibraryPanel panel(workspace_.get());
        QAbstractItemModelTester tester(panel.model());
        panel.stage()->setCurrentText(QStringLiteral("Pair changed"));
        QCOMPARE(shown(panel), QList<int>());
        QCOMPARE(workspace_->saveSelection(QStringLiteral("paper")), QString());
        auto request = workspace_->request();
        request.options.alpha = 0.1;
        workspace_->setRequest(request); // see small_project.h: all but the last become candidate 2
        QTRY_COMPARE(shown(panel), (QList<int>{1, 2, 3, 4}));
        request.options.min_gap = 0.7;
        panel.stage()->setCurrentText(QStringLiteral("Without a pair"));
        workspace_->setRequest(request); // only candidate 1 is left to the last by its S
        QTRY_COMPARE(workspace_->selection()->request.options.min_gap, 0.7);
        QCOMPARE(shown(panel).size(), int(workspace_->selection()->statistics.samples - workspace_->selection()->statistics.pairs));
    }

    void orders()
    {
        LibraryModel model(workspace_.get());
        QAbstractItemModelTester tester(&model);
        // S(R_l) is 0.8 for the first sample and 0.4 for the others.
        model.setOrder(LibraryModel::Order::Score, false);
        QCOMPARE(model.sample(model.index(5)), 0);
        model.setOrder(LibraryModel::Order::Instruction, true);
        QCOMPARE(model.sample(model.index(0)), 5);
        QCOMPARE(model.indexOf(5).row(), 0);
    }

    void choosingAndKeysMoveTheSampleInView()
    {
        LibraryPanel panel(workspace_.get());
        panel.resize(400, 600);
        panel.show();
        panel.view()->setFocus();
        QTest::mouseClick(panel.view()->viewport(), Qt::LeftButton, {}, panel.view()->visualRect(panel.model()->index(2)).center());
        QCOMPARE(workspace_->currentSample(), 2);
        QTest::keyClick(panel.view(), Qt::Key_Right);
        QCOMPARE(workspace_->currentSample(), 3);
        workspace_->setCurrentSample(5);
        QCOMPARE(panel.view()->currentIndex().row(), 5);
    }

    void textFromDataIsNoMarkup()
    {
        LibraryModel model(workspace_.get());
        const auto tip = model.index(0).data(Qt::ToolTipRole).toString();
        QVERIFY2(tip.contains(QStringLiteral("&lt;b&gt;sample-0")) && !tip.contains(QStringLiteral("<b>")), qPrintable(tip));
    }

    void picturesComeAndBadOnesCostASentence()
    {
        Thumbnails thumbnails;
        QSignalSpy ready(&thumbnails, &Thumbnails::ready);
        const auto good = workspace_->imageFile(0), bad = project_->folder() + QStringLiteral("/bad.png");
        QFile file(bad);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("not a picture") > 0);
        file.close();
        QVERIFY(thumbnails.get(good).isNull() && thumbnails.get(bad).isNull());
        QTRY_COMPARE(ready.count(), 2);
        QCOMPARE(thumbnails.get(good).size(), QSize(128, 96));
        QCOMPARE(thumbnails.get(bad).size(), QSize(1, 1));

        ImageView view;
        view.resize(320, 240);
        view.setFile(good);
        QTRY_VERIFY(view.hasImage());
        QCOMPARE(view.zoom(), 10.0);
        QTest::keyClick(&view, Qt::Key_Space);
        QCOMPARE(view.zoom() * view.devicePixelRatioF(), qMax(1.0, 10.0 / 4));
        QTest::keyClick(&view, Qt::Key_0);
        QCOMPARE(view.zoom(), 10.0);
        view.setFile(bad);
        QTRY_VERIFY2(view.sentence().contains(QStringLiteral("bad.png")), qPrintable(view.sentence()));
        QVERIFY(!view.hasImage());
    }

private:
    static QList<int> shown(const LibraryPanel &panel)
    {
        QList<int> samples;
        for (int row = 0; row < panel.model()->rowCount(); ++row)
            samples << panel.model()->sample(panel.model()->index(row));
        return samples;
    }

    std::unique_ptr<SmallProject> project_;
    std::unique_ptr<Workspace> workspace_;
};

} // namespace m3po

QTEST_MAIN(m3po::LibraryTest)
#include "library_test.moc"
