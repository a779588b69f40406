// SPDX-License-Identifier: GPL-3.0-or-later
// The index against brute force; and the panel as a person uses it: brush, lasso, click, Escape, export.
#include "tests/widgets/small_project.h"
#include "widgets/scatter/scatter_panel.h"
#include "widgets/workspace/workspace.h"

#include <QSignalSpy>
#include <QTest>

#include <cmath>
#include <limits>
#include <random>

namespace m3po {

// Points by the thousand, some of which are none; owns what it lends.
struct Cloud {
    ScoreColumns columns;
    std::shared_ptr<const Mas> mas;

    explicit Cloud(std::size_t rows, bool clumped)
    {
        std::mt19937 random(7);
        std::uniform_real_distribution<double> unit(0, 1);
        columns.component_names = {"one"};
        columns.components.resize(1);
        columns.candidate_ids.resize(rows);
        for (std::size_t i = 0; i < rows; ++i) {
            columns.components[0].push_back(i % 97 == 0 ? std::numeric_limits<float>::quiet_NaN() : float(clumped ? std::round(unit(random) * 16) / 16 : unit(random)));
            columns.logp_sum.push_back(i % 89 == 0 ? -std::numeric_limits<float>::infinity() : float(i % 1000 == 5 ? -5000 * unit(random) : -80 * unit(random)));
            columns.token_counts.push_back(i % 83 == 0 ? 0 : 1 + int(random() % 40));
        }
        mas = std::make_shared<const Mas>(columns, MasWeights());
    }
    PointSource source(bool perToken) const
    {
        return {nullptr, mas, columns.logp_sum, perToken ? std::span<const std::int32_t>(columns.token_counts) : std::span<const std::int32_t>()};
    }
};

class ScatterTest : public QObject {
    Q_OBJECT
private slots:
    void indexAgreesWithBruteForce_data()
    {
        QTest::addColumn<bool>("clumped");
        QTest::addColumn<bool>("perToken");
        QTest::newRow("spread") << false << false;
        QTest::newRow("clumped") << true << false; // many points exactly upon the edges of rectangles
        QTest::newRow("per token") << false << true;
    }
    void indexAgreesWithBruteForce()
    {
        QFETCH(bool, clumped);
        QFETCH(bool, perToken);
        const Cloud cloud(60'000, clumped);
        const auto source = cloud.source(perToken);
        const PointIndex index(source);
        const auto brute = [&](auto inside) {
            std::vector<std::int64_t> rows;
            for (std::int64_t row = 0; row < source.rows(); ++row)
                if (source.isPoint(row) && inside(QPointF(source.x(row), source.y(row))))
                    rows.push_back(row);
            return rows;
        };
        QCOMPARE(index.size(), std::int64_t(brute([](QPointF) { return true; }).size()));

        std::mt19937 random(3);
        std::uniform_real_distribution<double> unit(0, 1);
        const double deep = perToken ? -80 : -100;
        QList<QRectF> rectangles{index.bounds(), {-5, -1e5, 10, 2e5}, {0.5, -1e5, 0, 2e5}, {2, -50, 1, 50}, {-2, -50, 1, 50}, {0, 10, 1, 5}, {0.25, -40, 0.5, 0}};
        for (int i = 0; i < 60; ++i) {
            QRectF r(std::round(unit(random) * 16) / 16, deep * unit(random), std::round(unit(random) * 8) / 16, -deep * unit(random) * unit(random));
            rectangles << r;
        }
        for (const auto &r : rectangles) {
            const auto expected = brute([&](QPointF p) { return p.x() >= r.left() && p.x() <= r.right() && p.y() >= r.top() && p.y() <= r.bottom(); });
            QCOMPARE(index.rows(r), expected);
            QCOMPARE(index.count(r), std::int64_t(expected.size()));
        }
        for (int i = 0; i < 40; ++i) {
            QPolygonF lasso;
            const QPointF centre(unit(random), deep * unit(random));
            const double size = unit(random);
            for (int corner = 0; corner < 3 + i; ++corner) // some cross themselves
                lasso << centre + QPointF((unit(random) - 0.5) * size, (unit(random) - 0.5) * size * -deep);
            QCOMPARE(index.rows(lasso), brute([&](QPointF p) { return lasso.containsPoint(p, Qt::OddEvenFill); }));
        }
        for (const auto &r : {index.bounds(), QRectF(0.1, deep / 2, 0.5, -deep / 3), QRectF(0.4, deep / 2, 0.01, 1)}) {
            const auto raster = index.density(r, 300, 150);
            QVERIFY(raster.width >= 1 && raster.width <= 300 && raster.height >= 1 && raster.height <= 150);
            QVERIFY(raster.area.left() <= r.left() + 1e-9 && raster.area.right() >= std::min(r.right(), index.bounds().right()) - 1e-9);
            // Half open, as bins are; a hair aside, no point of these clouds but the outermost lies upon a border.
            std::int64_t sum = 0;
            for (const auto count : raster.counts)
                sum += count;
            const auto &a = raster.area;
            const auto covered = std::int64_t(brute([&](QPointF p) {
                                                  const auto b = index.bounds();
                                                  return (p.x() >= a.left() && (p.x() < a.right() || a.right() >= b.right())) &&
                                                         (p.y() >= a.top() && (p.y() < a.bottom() || a.bottom() >= b.bottom()));
                                              }).size());
            QVERIFY2(std::abs(sum - covered) <= (clumped ? covered / 20 : 0), qPrintable(QStringLiteral("%1 %2").arg(sum).arg(covered)));
        }
    }

    void samplesOfRowsSkipEmptyOnes()
    {
        const std::vector<std::int64_t> offsets{0, 2, 2, 5, 6}, rows{1, 3, 4, 5};
        QCOMPARE(samplesOf(rows, offsets), (std::vector<int>{0, 2, 3}));
        QVERIFY(samplesOf({}, offsets).empty());
    }

    void nothingMakesNoPoints()
    {
        const PointIndex index(PointSource{});
        QCOMPARE(index.count({0, 0, 1, 1}), std::int64_t(0));
        QCOMPARE(index.density({0, 0, 1, 1}, 10, 10).width, 0);
    }

    void anEmptyWorkspaceSaysWhatIsMissing()
    {
        Workspace workspace;
        ScatterPanel panel(&workspace);
        panel.show();
        QTRY_COMPARE(panel.caption(), QStringLiteral("No project is open."));
    }

    void manyPointsAreADensity()
    {
        SmallProject project(12'600); // of four candidates
        Open open(project);
        open.panel.showCorpus(true);
        QTRY_VERIFY2(open.panel.caption().startsWith(QStringLiteral("density of ") + QLocale().toString(50'400) + QStringLiteral(" points")), qPrintable(open.panel.caption()));
        // A closer view has few enough, and they are drawn one by one.
        open.panel.plot()->xAxis->setRange(0.85, 0.95);
        QTRY_VERIFY2(open.panel.caption().startsWith(QLocale().toString(12'600) + QStringLiteral(" points")), qPrintable(open.panel.caption()));
    }

    void brushFiltersSamples()
    {
        SmallProject project;
        Open open(project);
        open.panel.showCorpus(true);
        open.ready();
        auto *plot = open.panel.plot();
        // R_l candidates lie at MAS 0.1, log P -2-i: samples 1 to 3 are between -5.5 and -2.5.
        open.drag(QPointF(0.02, -2.5), QPointF(0.3, -5.5), Qt::NoModifier);
        QTRY_VERIFY(open.workspace.filter());
        QCOMPARE(*open.workspace.filter(), (std::vector<int>{1, 2, 3}));
        QVERIFY(open.workspace.filterDescription().startsWith(QStringLiteral("brush: MAS 0.0")));
        QTest::keyClick(plot, Qt::Key_Escape);
        QVERIFY(!open.workspace.filter());
    }

    void lassoFiltersSamples()
    {
        SmallProject project;
        Open open(project);
        open.panel.showCorpus(true);
        open.ready();
        auto *plot = open.panel.plot();
        // A triangle whose box holds samples 0 to 5 at MAS 0.1, and itself those of -4 and below.
        const QList<QPointF> corners{{-0.02, -7.2}, {0.6, -7.2}, {-0.02, -3.2}};
        QTest::mousePress(plot, Qt::LeftButton, Qt::ShiftModifier, open.pixel(corners[0]));
        QPolygonF drawn{open.data(open.pixel(corners[0]))};
        for (const auto &corner : {corners[1], corners[2]}) {
            QTest::mouseMove(plot, open.pixel(corner));
            drawn << open.data(open.pixel(corner));
        }
        QTest::mouseRelease(plot, Qt::LeftButton, Qt::ShiftModifier, open.pixel(corners[0]));
        std::vector<int> expected;
        for (int i = 0; i < 6; ++i)
            if (drawn.containsPoint({0.1, -2.0 - i}, Qt::OddEvenFill))
                expected.push_back(i);
        QVERIFY(!expected.empty() && expected.size() < 6);
        QTRY_VERIFY(open.workspace.filter());
        QCOMPARE(*open.workspace.filter(), expected);
    }

    void clickChoosesTheSample()
    {
        SmallProject project;
        Open open(project);
        open.panel.showCorpus(true);
        open.ready();
        QTest::mouseClick(open.panel.plot(), Qt::LeftButton, Qt::NoModifier, open.pixel({0.1, -6}));
        QCOMPARE(open.workspace.currentSample(), 4);
    }

    void wheelZoomsAndDoubleClickResets()
    {
        SmallProject project;
        Open open(project);
        auto *plot = open.panel.plot();
        const auto before = plot->xAxis->range();
        QWheelEvent wheel(open.pixel({0.5, -2}), plot->mapToGlobal(open.pixel({0.5, -2})), {}, {0, 120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(plot, &wheel);
        QVERIFY(plot->xAxis->range().size() < before.size());
        QTest::mouseDClick(plot, Qt::LeftButton, Qt::NoModifier, open.pixel({0.5, -2}));
        QCOMPARE(plot->xAxis->range(), before);
    }

    void slidersKeepTheIndexAndWeightsMakeAnother()
    {
        SmallProject project;
        Open open(project);
        open.ready();
        const auto index = open.panel.plot()->index();
        QSignalSpy computed(&open.workspace, &Workspace::selectionChanged);
        auto request = open.workspace.request();
        request.options.alpha = 0.1;
        open.workspace.setRequest(request);
        QTRY_COMPARE(computed.count(), 1);
        QCOMPARE(open.panel.plot()->index(), index);
        request.options.confidence = Confidence::PerToken;
        open.workspace.setRequest(request);
        QTRY_VERIFY(open.panel.plot()->index() != index);
        QTRY_COMPARE(open.panel.plot()->yAxis->label(), QStringLiteral("log P(R) per token"));
    }

    void exportsPictures()
    {
        SmallProject project;
        Open open(project);
        QTRY_VERIFY(open.panel.caption().contains(QStringLiteral("R_l, the hard negative")));
        for (const auto &[suffix, head] : {std::pair{"png", "\x89PNG"}, {"pdf", "%PDF"}, {"svg", "<?xml"}}) {
            const auto name = project.folder() + QStringLiteral("/scatter.") + QLatin1String(suffix);
            QCOMPARE(open.panel.plot()->exportTo(name), QString());
            QFile file(name);
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY(file.readAll().startsWith(head));
        }
        QVERIFY(open.panel.plot()->exportTo(QStringLiteral("/nowhere/at/all.png")).contains(QStringLiteral("could not be written")));
        QVERIFY(!open.panel.plot()->exportTo(project.folder() + QStringLiteral("/scatter.bmp")).isEmpty());
    }

private:
    struct Open {
        Workspace workspace;
        ScatterPanel panel{&workspace};

        explicit Open(const SmallProject &project)
        {
            panel.resize(720, 480);
            panel.show();
            workspace.open(project.file());
            [this] { QTRY_VERIFY_WITH_TIMEOUT(workspace.selection(), 20'000); }();
            QCoreApplication::processEvents();
        }
        // The index is there, and what was asked for is drawn.
        void ready()
        {
            QTRY_VERIFY(panel.plot()->index());
            QTest::qWait(50);
        }
        QPoint pixel(QPointF at) const
        {
            return {int(std::lround(panel.plot()->xAxis->coordToPixel(at.x()))), int(std::lround(panel.plot()->yAxis->coordToPixel(at.y())))};
        }
        QPointF data(QPoint at) const { return {panel.plot()->xAxis->pixelToCoord(at.x()), panel.plot()->yAxis->pixelToCoord(at.y())}; }
        void drag(QPointF from, QPointF to, Qt::KeyboardModifiers keys)
        {
            QTest::mousePress(panel.plot(), Qt::LeftButton, keys, pixel(from));
            QTest::mouseMove(panel.plot(), pixel((from + to) / 2));
            QTest::mouseRelease(panel.plot(), Qt::LeftButton, keys, pixel(to));
        }
    };
};

} // namespace m3po

QTEST_MAIN(m3po::ScatterTest)
#include "scatter_test.moc"
