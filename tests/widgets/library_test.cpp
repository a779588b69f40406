// SPDX-License-Identifier: GPL-3.0-or-later
// Finding samples: by text, by state, by order, by a brush; and the picture beside them.
#include "tests/widgets/small_project.h"
#include "widgets/image/image_view.h"
#include "widgets/library/library_model.h"
#include "widgets/library/library_panel.h"
#include "widgets/library/thumbnail_file.h"
#include "widgets/library/thumbnails.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLineEdit>
#include <QListView>
#include <QSignalSpy>
#include <QTest>

namespace m3po {

class LibraryTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { qputenv("XDG_CACHE_HOME", cache_.path().toUtf8()); } // not the tester's own

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
        QCOMPARE(written(*workspace_, [&](auto then) { workspace_->saveSelection(QStringLiteral("paper"), then); }), QString());
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

    void findsWhatWasNotScored()
    {
        auto project = std::move(Project::open(workspace_->corpus()->file)).value();
        Sample sample;
        sample.external_id = "unscored";
        sample.image = {"picture-0.png", 1, "hash-0", 32, 24};
        sample.instruction = "Who has scored this?";
        sample.source = "small";
        sample.source_row = 6;
        const auto unscored = samples::add(project, sample).id;
        sample.external_id = "unanswered";
        sample.source_row = 7;
        samples::add(project, sample);
        Candidate candidate;
        candidate.sample_id = unscored;
        candidate.text = "nobody";
        candidate.token_ids = {7, 2};
        candidate.token_logps = {-1, -1};
        candidate.finish_reason = "stop";
        generations::add(project, workspace_->corpus()->run.id, std::vector{candidate});
        workspace_->reload();
        QTRY_COMPARE(workspace_->corpus()->size(), 8);
        LibraryPanel panel(workspace_.get());
        panel.stage()->setCurrentText(QStringLiteral("Without scores"));
        QCOMPARE(shown(panel), (QList<int>{6}));
        panel.stage()->setCurrentText(QStringLiteral("Without candidates"));
        QCOMPARE(shown(panel), (QList<int>{7}));
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
        QVERIFY(QTest::qWaitForWindowActive(&panel)); // keys of actions reach no other
        panel.view()->setFocus();
        QTest::mouseClick(panel.view()->viewport(), Qt::LeftButton, {}, panel.view()->visualRect(panel.model()->index(2)).center());
        QCOMPARE(workspace_->currentSample(), 2);
        QTest::keyClick(panel.view(), Qt::Key_Right);
        QCOMPARE(workspace_->currentSample(), 3);
        workspace_->setCurrentSample(5);
        QCOMPARE(panel.view()->currentIndex().row(), 5);
        QTest::keyClick(panel.view(), Qt::Key_K);
        QCOMPARE(workspace_->currentSample(), 4);
        QTest::keyClick(panel.stage(), Qt::Key_J);
        QCOMPARE(workspace_->currentSample(), 5);
        QTest::keyClick(panel.view(), Qt::Key_J); // the last one
        QCOMPARE(workspace_->currentSample(), 5);
        panel.text()->setFocus();
        QTest::keyClicks(panel.text(), QStringLiteral("jk"));
        QCOMPARE(panel.text()->text(), QStringLiteral("jk"));
        QCOMPARE(workspace_->currentSample(), 5);
    }

    void startsAtTheSampleInView()
    {
        workspace_->setCurrentSample(3);
        LibraryPanel panel(workspace_.get());
        QCOMPARE(panel.view()->currentIndex().row(), 3);
        QVERIFY(panel.model()->index(3).data(Qt::AccessibleTextRole).toString().startsWith(QStringLiteral("What is in picture 3?; has")));
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

        // Below a root, nothing outside of it is read.
        thumbnails.setRoot(project_->folder() + QStringLiteral("/images"));
        const auto inside = QStringLiteral("picture-0.png"), outside = QStringLiteral("../images/../other.png");
        QVERIFY(QFile::copy(good, project_->folder() + QStringLiteral("/other.png")));
        QVERIFY(thumbnails.get(inside).isNull() && thumbnails.get(outside).isNull());
        QTRY_COMPARE(ready.count(), 4);
        QCOMPARE(thumbnails.get(inside).size(), QSize(128, 96));
        QCOMPARE(thumbnails.get(outside).size(), QSize(1, 1));

        ImageView view;
        view.resize(320, 240);
        view.setFile(good);
        QTRY_VERIFY(view.hasImage());
        QCOMPARE(view.zoom(), 10.0);
        QTest::keyClick(&view, Qt::Key_Space);
        QCOMPARE(view.zoom() * view.devicePixelRatioF(), 1.0);
        QTest::keyClick(&view, Qt::Key_0);
        QCOMPARE(view.zoom(), 10.0);
        view.setFile(bad);
        QTRY_VERIFY2(view.sentence().contains(QStringLiteral("bad.png")), qPrintable(view.sentence()));
        QVERIFY(!view.hasImage());
    }

    void theLastPictureAskedForIsShown()
    {
        ImageView view;
        view.resize(320, 240);
        for (int i = 0; i < 6; ++i)
            view.setFile(workspace_->imageFile(i));
        QTRY_VERIFY(view.hasImage());
        QTRY_COMPARE(view.grab().toImage().pixelColor(160, 120).hsvHue(), 300);
    }

    void thumbnailsAreKeptOnDisk()
    {
        const auto large = project_->folder() + QStringLiteral("/lärge & 1.png");
        QImage picture(400, 200, QImage::Format_RGB32);
        picture.fill(Qt::darkGreen);
        QVERIFY(picture.save(large));
        {
            Thumbnails thumbnails;
            QSignalSpy ready(&thumbnails, &Thumbnails::ready);
            QVERIFY(thumbnails.get(large).isNull());
            QTRY_COMPARE(ready.count(), 1);
        }
        // Where and how the standard says.
        const auto uri = QByteArray("file://") + project_->folder().toUtf8() + "/l%C3%A4rge%20&%201.png";
        const auto path = cache_.filePath(QStringLiteral("thumbnails/normal/%1.png").arg(QString::fromLatin1(QCryptographicHash::hash(uri, QCryptographicHash::Md5).toHex())));
        QCOMPARE(ThumbnailFile(large).path(), path);
        const QImage kept(path);
        QCOMPARE(kept.size(), QSize(128, 64));
        QCOMPARE(kept.text(QStringLiteral("Thumb::URI")).toUtf8(), uri);
        QCOMPARE(kept.text(QStringLiteral("Thumb::MTime")).toLongLong(), QFileInfo(large).lastModified().toSecsSinceEpoch());
        QCOMPARE(QFileInfo(path).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        QCOMPARE(QDir(QFileInfo(path).path()).entryList(QDir::Files).size(), 1); // small pictures and bad ones are not kept

        // What lies there is used, until the picture changes.
        QImage marked(128, 64, QImage::Format_RGB32);
        marked.fill(Qt::red);
        ThumbnailFile(large).write(marked);
        QCOMPARE(ThumbnailFile(large).read().pixelColor(0, 0), QColor(Qt::red));
        QFile file(large);
        QVERIFY(file.open(QIODevice::ReadWrite) && file.setFileTime(QDateTime::fromSecsSinceEpoch(1'000'000'000), QFileDevice::FileModificationTime));
        file.close();
        QVERIFY(ThumbnailFile(large).read().isNull());

        // Damage costs nothing.
        ThumbnailFile(large).write(marked);
        QFile damaged(path);
        QVERIFY(damaged.open(QIODevice::WriteOnly | QIODevice::Truncate) && damaged.write("\x89PNG") > 0);
        damaged.close();
        QVERIFY(ThumbnailFile(large).read().isNull());
    }

private:
    static QList<int> shown(const LibraryPanel &panel)
    {
        QList<int> samples;
        for (int row = 0; row < panel.model()->rowCount(); ++row)
            samples << panel.model()->sample(panel.model()->index(row));
        return samples;
    }

    QTemporaryDir cache_;
    std::unique_ptr<SmallProject> project_;
    std::unique_ptr<Workspace> workspace_;
};

} // namespace m3po

QTEST_MAIN(m3po::LibraryTest)
#include "library_test.moc"
