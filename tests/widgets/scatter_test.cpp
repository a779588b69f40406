// SPDX-License-Identifier: GPL-3.0-or-later
// The scatter: what is inside against a plain count, density beyond its limit, brushing by mouse, export.
#include "tests/widgets/small_project.h"
#include "widgets/scatter/scatter_panel.h"
#include "widgets/workspace/workspace.h"

#include <QFileInfo>
#include <QRandomGenerator>
#include <QTest>

#include <qcustomplot.h>

#include <limits>
#include <numeric>
#include <set>

namespace m3po {

class ScatterTest : public QObject {
    Q_OBJECT
private slots:
    void countsFindsAndBinsWhatIsInside()
    {
        constexpr int count = 5000;
        auto corpus = std::make_shared<Corpus>();
        auto live = std::make_shared<LiveSelection>();
        auto &columns = corpus->scores.columns;
        QRandomGenerator random(7);
        for (int row = 0; row < count; ++row) { // ten candidates a sample
            if (row % 10 == 0) {
                columns.sample_ids.push_back(row / 10 + 1);
                corpus->samples.push_back({});
            }
            columns.candidate_ids.push_back(row + 1);
            columns.logp_sum.push_back(row % 97 == 0 ? -std::numeric_limits<float>::infinity() : float(-20 * random.generateDouble()));
            columns.token_counts.push_back(4);
            live->mas.push_back(row % 89 == 0 ? std::nan("") : random.generateDouble());
            if (row % 10 == 9)
                columns.offsets.push_back(row + 1);
        }
        const PointCloud cloud(corpus, live);
        const QRectF rectangle(QPointF(0.2, -15), QPointF(0.6, -5));
        std::vector<std::int64_t> rows;
        std::set<int> samples, lassoed;
        const QPolygonF lasso({{0.2, -15}, {0.6, -15}, {0.4, -10}, {0.6, -5}, {0.2, -5}, {0.2, -15}});
        for (int row = 0; row < count; ++row) {
            const double x = live->mas[std::size_t(row)], y = columns.logp_sum[std::size_t(row)];
            if (!(x >= 0.2 && x <= 0.6 && y >= -15 && y <= -5))
                continue;
            rows.push_back(row);
            samples.insert(row / 10);
            if (lasso.containsPoint({x, y}, Qt::OddEvenFill))
                lassoed.insert(row / 10);
        }
        QVERIFY(lassoed.size() > 10 && lassoed.size() < samples.size());
        QCOMPARE(cloud.inside(rectangle), rows);
        QCOMPARE(cloud.countInside(rectangle), qint64(rows.size()));
        QCOMPARE(cloud.samplesInside(QPolygonF(rectangle)), std::vector<int>(samples.begin(), samples.end()));
        QCOMPARE(cloud.samplesInside(lasso), std::vector<int>(lassoed.begin(), lassoed.end()));
        const auto cells = cloud.density(rectangle, 7, 5);
        QCOMPARE(std::accumulate(cells.begin(), cells.end(), std::int64_t(0)), qint64(rows.size()));
        const QRectF corner(QPointF(0.2, -15), QPointF(0.2 + 0.4 / 7, -13));
        QCOMPARE(cells[0], qint64(cloud.countInside(corner)));

        const double whole = cloud.y(1);
        live->request.options.confidence = Confidence::PerToken;
        QCOMPARE(cloud.y(1), whole / 4);
    }

    void saysWhatItShows()
    {
        SmallProject project;
        Workspace workspace;
        ScatterPanel panel(&workspace);
        QTRY_VERIFY(panel.caption().startsWith(QStringLiteral("No scores yet")));
        workspace.open(project.file());
        QTRY_VERIFY2(panel.caption().contains(QStringLiteral("S 0.800")), qPrintable(panel.caption()));
        panel.showCorpus(true);
        QTRY_COMPARE(panel.caption(), QStringLiteral("24 candidates"));
    }

    void drawsADensityOfAllAboveItsLimit()
    {
        SmallProject project(12'501); // 50,004 candidates
        Workspace workspace;
        workspace.open(project.file());
        ScatterPanel panel(&workspace);
        QTRY_VERIFY_WITH_TIMEOUT(workspace.selection(), 60'000);
        panel.resize(600, 400);
        panel.showCorpus(true);
        QTRY_VERIFY2(panel.caption().startsWith(QStringLiteral("density of 50,004 points")), qPrintable(panel.caption()));
    }

    void brushesTheLibraryAndEscapeEndsIt()
    {
        SmallProject project;
        Workspace workspace;
        workspace.open(project.file());
        ScatterPanel panel(&workspace);
        panel.resize(600, 500);
        panel.show();
        QTRY_VERIFY(workspace.selection());
        panel.showCorpus(true);
        QTRY_COMPARE(panel.caption(), QStringLiteral("24 candidates"));
        auto *plot = panel.plot();
        // Candidate 2 of sample i lies at (0.1, -2 - i): a rectangle about the lowest three.
        const auto at = [&](double x, double y) { return QPoint(qRound(plot->xAxis->coordToPixel(x)), qRound(plot->yAxis->coordToPixel(y))); };
        QTest::mousePress(plot, Qt::LeftButton, {}, at(0.05, -4.5));
        QTest::mouseMove(plot, at(0.15, -6));
        QTest::mouseMove(plot, at(0.2, -7.2));
        QTest::mouseRelease(plot, Qt::LeftButton, {}, at(0.2, -7.2));
        QVERIFY(workspace.filter());
        QCOMPARE(*workspace.filter(), (std::vector<int>{3, 4, 5}));
        QVERIFY(workspace.filterDescription().startsWith(QStringLiteral("MAS 0.0")));
        QTest::keyClick(plot, Qt::Key_Escape);
        QVERIFY(!workspace.filter());
    }

    void exportsByTheNamesEnd()
    {
        SmallProject project;
        Workspace workspace;
        workspace.open(project.file());
        ScatterPanel panel(&workspace);
        QTRY_VERIFY(workspace.selection());
        for (const auto &[suffix, magic] : {std::pair{"png", "\x89PNG"}, {"pdf", "%PDF"}, {"svg", "<?xml"}}) {
            QFile file(project.folder() + QStringLiteral("/plot.") + QLatin1String(suffix));
            QCOMPARE(panel.exportTo(file.fileName()), QString());
            QVERIFY(file.open(QIODevice::ReadOnly) && file.readAll().startsWith(magic));
        }
        QVERIFY(panel.exportTo(project.folder() + QStringLiteral("/plot.doc")).contains(QStringLiteral(".png")));
        QVERIFY(panel.exportTo(project.folder() + QStringLiteral("/none/plot.pdf")).contains(QStringLiteral("could not")));
    }
};

} // namespace m3po

QTEST_MAIN(m3po::ScatterTest)
#include "scatter_test.moc"
