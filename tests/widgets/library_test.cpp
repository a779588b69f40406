// SPDX-License-Identifier: GPL-3.0-or-later
// Finding samples: by text, by state, by order, by a brush; and the picture beside them.
#include "core/project/reviews.h"
#include "core/project/views.h"
#include "tests/widgets/small_project.h"
#include "widgets/dialogs/dialogs.h"
#include "widgets/dialogs/export_action.h"
#include "widgets/image/image_view.h"
#include "widgets/library/library_filters.h"
#include "widgets/image/picture.h"
#include "widgets/image/thumbnail_file.h"
#include "widgets/image/thumbnails.h"
#include "widgets/library/library_model.h"
#include "widgets/library/library_panel.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QComboBox>
#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QDoubleSpinBox>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QFileInfo>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>
#include <QToolButton>

#include <sys/resource.h>

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

    void cleanup() { dialogs::answerWith({}); }

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

    // See small_project.h: the first sample's S and gap are 0.8, the others' 0.4; its gap of log P is 0, the others' -1.
    void filtersByRangesOfScores()
    {
        LibraryPanel panel(workspace_.get());
        const QAbstractItemModelTester tester(panel.model());
        panel.resize(420, 700);
        panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
        auto *filters = panel.filters();
        QVERIFY(!filters->isVisible());
        QTest::mouseClick(panel.fold(), Qt::LeftButton);
        QVERIFY(filters->isVisible());
        QVERIFY(!filters->low(0)->isEnabled());

        filters->quantity(0)->setFocus();
        QTest::keyClick(filters->quantity(0), Qt::Key_Down);
        QTest::keyClick(filters->quantity(0), Qt::Key_Down);
        QCOMPARE(filters->quantity(0)->currentText(), QStringLiteral("S of R_l"));
        QCOMPARE(shown(panel).size(), 6); // before anybody narrows it, a range holds everything
        QCOMPARE(filters->low(0)->text(), QStringLiteral("any"));
        QCOMPARE(filters->high(0)->text(), QStringLiteral("any"));
        QCOMPARE(panel.fold()->text(), QStringLiteral("Filters •"));
        type(filters->low(0), QStringLiteral("0.5"));
        QCOMPARE(shown(panel), (QList<int>{0}));
        type(filters->low(0), QStringLiteral("any"));
        QCOMPARE(shown(panel).size(), 6);
        type(filters->high(0), QStringLiteral("0.5"));
        QCOMPARE(shown(panel), (QList<int>{1, 2, 3, 4, 5}));

        // Both ranges hold.
        filters->quantity(1)->setCurrentText(QStringLiteral("Gap of log P"));
        type(filters->low(1), QStringLiteral("-0.5"));
        QCOMPARE(shown(panel), QList<int>());
        filters->quantity(0)->setCurrentIndex(0);
        QCOMPARE(shown(panel), (QList<int>{0}));
        QVERIFY(!filters->low(0)->isEnabled());

        // A range of what follows the selection goes with it.
        auto request = workspace_->request();
        request.options.alpha = 0; // candidate 2 everywhere, with log P -2 - i
        workspace_->setRequest(request);
        QTRY_COMPARE(shown(panel).size(), 6);

        QTest::mouseClick(panel.reset(), Qt::LeftButton);
        QCOMPARE(panel.model()->rule(), LibraryRule());
        QCOMPARE(filters->quantity(1)->currentIndex(), 0);
        QCOMPARE(panel.fold()->text(), QStringLiteral("Filters"));
    }

    void filtersAndSortsByDisagreement()
    {
        {
            auto project = std::move(Project::open(workspace_->corpus()->file)).value();
            const auto &columns = workspace_->corpus()->columns();
            for (const auto &[sample, value] : {std::pair{3, 0.5}, {5, 0.2}}) // the others' components agree
                scores::add(project, scores::list(project).back().id, std::vector<ComponentScore>{{columns.candidate_ids[std::size_t(columns.offsets[std::size_t(sample)])], value, value}});
        }
        QSignalSpy computed(workspace_.get(), &Workspace::selectionChanged);
        workspace_->reload();
        QTRY_VERIFY(!computed.isEmpty());
        LibraryPanel panel(workspace_.get());
        panel.filters()->quantity(0)->setCurrentText(QStringLiteral("Disagreement"));
        type(panel.filters()->low(0), QStringLiteral("0.3"));
        QCOMPARE(shown(panel), (QList<int>{3, 5}));
        panel.order()->setCurrentText(QStringLiteral("Disagreement, widest first"));
        QCOMPARE(shown(panel), (QList<int>{5, 3}));
        panel.order()->setCurrentText(QStringLiteral("Disagreement, narrowest first"));
        QCOMPARE(shown(panel), (QList<int>{3, 5}));
        type(panel.filters()->high(0), QStringLiteral("0.5"));
        QCOMPARE(shown(panel), (QList<int>{3}));
    }

    void filtersByReview()
    {
        QCOMPARE(written(*workspace_, [&](auto then) { workspace_->saveSelection(QStringLiteral("paper"), then); }), QString());
        LibraryPanel panel(workspace_.get());
        const QAbstractItemModelTester tester(panel.model());
        const auto selection = selections::get(*workspace_->project(), "paper").id;
        const auto say = [&](int sample, const char *verdict, bool flagged) {
            Review review;
            review.pair = {selection, workspace_->corpus()->columns().sample_ids[std::size_t(sample)], 0};
            review.verdict = verdict;
            review.flagged = flagged;
            reviews::put(*workspace_->project(), review);
            workspace_->noteReviewed();
        };
        say(1, "accepted", false);
        say(2, "refused", true);
        say(4, "swapped", false);
        auto *review = panel.filters()->review();
        review->setFocus();
        const QList<std::pair<QString, QList<int>>> expected{{QStringLiteral("Pending"), {0, 3, 5}}, {QStringLiteral("Accepted"), {1}}, {QStringLiteral("Rejected"), {2}},
                                                             {QStringLiteral("Swapped"), {4}},       {QStringLiteral("Edited"), {}},    {QStringLiteral("Flagged"), {2}}};
        for (const auto &[name, samples] : expected) {
            QTest::keyClick(review, Qt::Key_Down);
            QCOMPARE(review->currentText(), name);
            QTRY_COMPARE(shown(panel), samples);
        }
        // What is said while the filter is on goes into it at once.
        say(0, "", true);
        QTRY_COMPARE(shown(panel), (QList<int>{0, 2}));
        workspace_->setBaseline({}); // no selection, no reviews
        QTRY_COMPARE(shown(panel), QList<int>());
    }

    void viewsKeepTheRuleAndNotTheRows()
    {
        LibraryPanel panel(workspace_.get());
        panel.text()->setText(QStringLiteral("picture"));
        panel.stage()->setCurrentText(QStringLiteral("With a pair"));
        panel.order()->setCurrentText(QStringLiteral("MAS gap, narrowest first"));
        panel.filters()->quantity(0)->setCurrentText(QStringLiteral("S of R_l"));
        type(panel.filters()->high(0), QStringLiteral("0.5"));
        QTRY_COMPARE(panel.model()->rule().text, QStringLiteral("picture"));
        QCOMPARE(shown(panel), (QList<int>{1, 2, 3, 4, 5}));
        const auto rule = panel.model()->rule();
        dialogs::answerWith([](const QString &, const QString &) { return QStringLiteral("sure & wrong"); });
        click(panel, QStringLiteral("Save this view…"));
        QCOMPARE(panel.viewNames(), (QStringList{QStringLiteral("sure & wrong")}));

        // Another sitting, another selection: the rule is the same, its rows are not.
        QTest::mouseClick(panel.reset(), Qt::LeftButton);
        auto request = workspace_->request();
        request.options.alpha = 0.1;
        workspace_->setRequest(request);
        QTRY_COMPARE(workspace_->selection()->request.options.alpha, 0.1);
        LibraryPanel again(workspace_.get());
        click(again, QStringLiteral("sure && wrong"));
        QCOMPARE(again.model()->rule(), rule);
        QVERIFY(again.fold()->isChecked()); // what holds is shown
        QCOMPARE(again.filters()->high(0)->value(), 0.5);
        QCOMPARE(again.text()->text(), QStringLiteral("picture"));
        QCOMPARE(shown(again).size(), 2); // those whose S is 0.5 and below at this alpha
        click(again, QStringLiteral("sure && wrong"), QStringLiteral("Forget"));
        QCOMPARE(panel.viewNames(), QStringList());

        // One that a newer version has saved is refused with a sentence, and nothing changes.
        views::put(*workspace_->project(), {"strange", R"({"text":"","stage":"dreaming"})"});
        QString said;
        dialogs::answerWith([&](const QString &, const QString &asked) {
            said = asked;
            return QString();
        });
        click(again, QStringLiteral("strange"));
        QVERIFY(said.contains(QStringLiteral("strange")));
        QCOMPARE(again.model()->rule(), rule);
    }

    void everyRuleComesBackFromItsText()
    {
        LibraryRule rule;
        rule.text = QStringLiteral("“ä” \"quoted\"");
        for (const auto stage : {LibraryRule::Stage::All, LibraryRule::Stage::WithoutCandidates, LibraryRule::Stage::WithoutScores, LibraryRule::Stage::WithPair,
                                 LibraryRule::Stage::WithoutPair, LibraryRule::Stage::Changed})
            for (const auto order : {LibraryRule::Order::AsImported, LibraryRule::Order::Score, LibraryRule::Order::MasGap, LibraryRule::Order::LogpGap, LibraryRule::Order::Instruction,
                                     LibraryRule::Order::ChosenMas, LibraryRule::Order::Disagreement})
                for (const bool descending : {false, true}) {
                    rule.stage = stage;
                    rule.order = order;
                    rule.descending = descending;
                    rule.review = LibraryRule::Review(int(order));
                    rule.ranges = {{LibraryRule::Quantity(int(stage)), -1e300, 0.25}};
                    QVERIFY(ruleOfJson(toJson(rule)) == rule);
                    LibraryPanel panel(workspace_.get());
                    panel.applyRule(rule); // every order is in the list
                    QCOMPARE(panel.model()->rule().order, order);
                    QCOMPARE(panel.model()->rule().descending, descending);
                }
        QVERIFY(!ruleOfJson("[]") && !ruleOfJson("no JSON"));
    }

    void whatIsShownIsWrittenAsCsv()
    {
        LibraryPanel panel(workspace_.get());
        panel.order()->setCurrentText(QStringLiteral("S, highest first"));
        panel.text()->setText(QStringLiteral("sample-"));
        panel.filters()->quantity(0)->setCurrentText(QStringLiteral("S of R_l"));
        type(panel.filters()->low(0), QStringLiteral("0.5"));
        QTRY_COMPARE(shown(panel), (QList<int>{0}));
        const auto file = project_->folder() + QStringLiteral("/samples.csv");
        dialogs::answerWith([&](const QString &, const QString &) { return file; });
        exportActionOf(panel.view())->trigger();
        QTRY_VERIFY(QFileInfo::exists(file));
        QFile csv(file);
        QVERIFY(csv.open(QIODevice::ReadOnly));
        const auto lines = csv.readAll().split('\n');
        QCOMPARE(lines.size(), 3); // head, row, nothing
        QVERIFY2(lines[1].startsWith("<b>sample-0,picture-0.png,What is in picture 0?,0.89"), lines[1].constData());
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
        thumbnails.setRoot({}); // a project that may not lead to its images
        QVERIFY(thumbnails.get(inside).isNull());
        QTRY_COMPARE(ready.count(), 5);
        QCOMPARE(thumbnails.get(inside).size(), QSize(1, 1));

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

    void thumbnailsOnDiskAreBounded()
    {
        const QTemporaryDir cache;
        const auto before = qgetenv("XDG_CACHE_HOME");
        qputenv("XDG_CACHE_HOME", cache.path().toUtf8());
        QImage picture(128, 96, QImage::Format_RGB32);
        picture.fill(Qt::red);
        QList<QString> ours;
        for (int i = 0; i < 6; ++i) {
            const auto name = cache.filePath(QStringLiteral("%1.png").arg(i));
            QVERIFY(picture.save(name));
            const ThumbnailFile thumbnail(name);
            thumbnail.write(picture);
            QFile made(thumbnail.path());
            QVERIFY(made.open(QIODevice::ReadWrite) && made.setFileTime(QDateTime::fromSecsSinceEpoch(1'000'000 + i), QFile::FileModificationTime));
            ours << thumbnail.path();
        }
        const auto others = ThumbnailFile::folder() + QStringLiteral("/of-a-file-manager.png"); // older than all
        QVERIFY(picture.save(others));
        QFile old(others);
        QVERIFY(old.open(QIODevice::ReadWrite) && old.setFileTime(QDateTime::fromSecsSinceEpoch(1), QFile::FileModificationTime));
        qint64 bytes = 0;
        for (const auto &path : ours + QStringList{others})
            bytes += QFileInfo(path).size();
        ThumbnailFile::bound(bytes);
        QVERIFY(QFileInfo::exists(ours[0]));
        ThumbnailFile::bound(bytes - QFileInfo(ours[0]).size() - 1);
        QVERIFY(!QFileInfo::exists(ours[0]) && !QFileInfo::exists(ours[1]) && QFileInfo::exists(ours[2]));
        ThumbnailFile::bound(0);
        QVERIFY(!QFileInfo::exists(ours[5]));
        QVERIFY(QFileInfo::exists(others));
        qputenv("XDG_CACHE_HOME", before);
    }

    // Figures rather than judgements: machines differ, and other programs run on them. What is aimed at on two cores: 500 a
    // second, 4 ms of a processor's time each.
    void thumbnailsASecond()
    {
        constexpr int pictures = 300;
        const QTemporaryDir folder;
        QImage picture(640, 480, QImage::Format_RGB32);
        for (int y = 0; y < picture.height(); ++y)
            for (int x = 0; x < picture.width(); ++x)
                picture.setPixel(x, y, qRgb(x * 255 / 640, y * 255 / 480, (x * y) % 256)); // not flat: flat ones decode too well
        QVERIFY(picture.save(folder.filePath(QStringLiteral("0.jpg")), "JPG", 85));
        for (int i = 1; i < pictures; ++i)
            QVERIFY(QFile::copy(folder.filePath(QStringLiteral("0.jpg")), folder.filePath(QStringLiteral("%1.jpg").arg(i))));
        for (const auto *way : {"decoded and kept", "from the disk"}) {
            Thumbnails thumbnails;
            QSignalSpy ready(&thumbnails, &Thumbnails::ready);
            QElapsedTimer clock;
            clock.start();
            const auto worked = processorTime();
            for (int i = 0; i < pictures; ++i)
                thumbnails.get(folder.filePath(QStringLiteral("%1.jpg").arg(i)));
            QEventLoop loop; // which sleeps as the window's does; QTRY_COMPARE sleeps 10 ms at a time
            connect(&thumbnails, &Thumbnails::ready, &loop, [&] {
                if (ready.count() == pictures)
                    loop.quit();
            });
            QTimer::singleShot(120'000, &loop, [&] { loop.quit(); });
            loop.exec();
            QCOMPARE(ready.count(), pictures);
            const auto took = clock.elapsed();
            const double each = 1000.0 * (processorTime() - worked) / pictures;
            qInfo("thumbnails of 640 x 480 JPEGs, %s: %.0f a second; %.2f ms of a processor's time each, which two free ones do %.0f times a second", way,
                  pictures * 1000.0 / double(std::max<qint64>(1, took)), each, 2000 / each);
        }
    }

    void firstPaintOfALargeProject()
    {
        const auto file = qEnvironmentVariable("M3PO_LARGE_PROJECT");
        if (file.isEmpty())
            QSKIP("M3PO_LARGE_PROJECT names no project; m3po bench project makes one");
        Workspace workspace;
        workspace.open(file);
        QTRY_VERIFY_WITH_TIMEOUT(workspace.corpus() && workspace.selection(), 120'000);
        QElapsedTimer clock;
        clock.start();
        LibraryPanel panel(&workspace);
        panel.resize(500, 900);
        const auto made = clock.restart();
        const auto picture = panel.grab();
        qInfo("%d samples: panel made in %lld ms, first painted in %lld ms", panel.model()->rowCount(), made, clock.elapsed());
        QCOMPARE(panel.model()->rowCount(), workspace.corpus()->size());
        QVERIFY(!picture.isNull());
    }

private:
    // Seconds, of this process and of its children that decode, which are ended for it.
    static double processorTime()
    {
        setPictureDecoder({});
        double seconds = 0;
        for (const auto who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
            rusage used{};
            ::getrusage(who, &used);
            for (const auto &time : {used.ru_utime, used.ru_stime})
                seconds += double(time.tv_sec) + double(time.tv_usec) / 1e6;
        }
        return seconds;
    }

    static void type(QDoubleSpinBox *box, const QString &text)
    {
        box->setFocus();
        box->selectAll();
        QTest::keyClicks(box, text);
        QTest::keyClick(box, Qt::Key_Return);
    }

    // Chooses this in the menu of views, or in one below it.
    static void click(const LibraryPanel &panel, const QString &name, const QString &below = {})
    {
        auto *menu = panel.views()->menu();
        QMetaObject::invokeMethod(menu, "aboutToShow");
        const auto named = [](const QMenu *in, const QString &text) {
            for (auto *action : in->actions())
                if (action->text() == text)
                    return action;
            return static_cast<QAction *>(nullptr);
        };
        if (!below.isEmpty())
            menu = named(menu, below)->menu();
        auto *action = named(menu, name);
        QVERIFY2(action && action->isEnabled(), qPrintable(name));
        action->trigger();
    }

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
