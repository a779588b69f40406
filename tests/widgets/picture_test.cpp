// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures are decoded by a child: what it gives is what core's decoders give, and its death costs one picture.
#include "core/image/decode.h"
#include "widgets/image/image_view.h"
#include "widgets/image/picture.h"
#include "widgets/image/thumbnails.h"

#include <QFile>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QtConcurrent>

#include <csignal>

namespace m3po {

class PictureTest : public QObject {
    Q_OBJECT
    QTemporaryDir folder_;
    QString file(const QString &name) const { return folder_.filePath(name); }

    // Not flat, and longer than a pipe holds.
    QString make(const QString &name, int width = 900, int height = 700) const
    {
        QImage picture(width, height, QImage::Format_RGB32);
        for (int y = 0; y < height; ++y)
            for (int x = 0; x < width; ++x)
                picture.setPixel(x, y, qRgb(x % 256, y % 256, (x * y) % 256));
        picture.save(file(name), name.endsWith(QStringLiteral("jpg")) ? "JPG" : "PNG", 90);
        return file(name);
    }

    // Of this thread's children.
    static QList<pid_t> children()
    {
        QFile list(QStringLiteral("/proc/self/task/%1/children").arg(::getpid()));
        QList<pid_t> found;
        if (list.open(QIODevice::ReadOnly))
            for (const auto &id : list.readAll().split(' '))
                if (const auto pid = id.trimmed().toInt(); pid > 0)
                    found << pid;
        return found;
    }

private slots:
    void initTestCase() { qputenv("XDG_CACHE_HOME", folder_.path().toUtf8()); }
    void init() { setPictureDecoder({}); }

    void aPictureIsWhatTheModelSees()
    {
        for (const auto *name : {"a.png", "b.jpg"}) {
            const auto path = make(QString::fromLatin1(name));
            const auto read = readPicture(path);
            QVERIFY2(read.ok(), read.ok() ? "" : read.error().message.c_str());
            const auto expected = *decode_image(path.toStdString());
            QCOMPARE(read->size(), QSize(expected.width, expected.height));
            for (int y = 0; y < expected.height; ++y)
                for (int x = 0; x < expected.width; ++x) {
                    const auto *rgb = &expected.rgb[std::size_t(3) * (std::size_t(y) * std::size_t(expected.width) + std::size_t(x))];
                    QCOMPARE(read->pixel(x, y), qRgb(rgb[0], rgb[1], rgb[2]));
                }
            const auto small = readSmallPicture(path, 128);
            QVERIFY2(small.ok(), small.ok() ? "" : small.error().message.c_str());
            QVERIFY(small->shrunk);
            QCOMPARE(small->image.width(), 128);
        }
        QVERIFY(!readSmallPicture(make(QStringLiteral("c.png"), 20, 10), 128)->shrunk);
    }

    void whatIsWrongWithAFileIsCoresSentence()
    {
        QFile damaged(file(QStringLiteral("damaged.png")));
        QVERIFY(damaged.open(QIODevice::WriteOnly) && damaged.write("\x89PNG\r\n\x1a\n and nothing more") > 0);
        damaged.close();
        const auto read = readPicture(damaged.fileName());
        QVERIFY(!read.ok());
        QCOMPARE(read.error().message, decode_image(damaged.fileName().toStdString()).error().message);
    }

    void aChildThatMisbehavesCostsOnePicture_data()
    {
        QTest::addColumn<bool>("good");
        for (const auto *name : {"dies", "hangs", "garbage", "enormous", "wrong-size", "too-large", "endless-sentence", "half"})
            QTest::newRow(name) << false;
        QTest::newRow("fine") << true;
    }
    void aChildThatMisbehavesCostsOnePicture()
    {
        QFETCH(bool, good);
        setPictureDecoder(QStringLiteral(M3PO_BIN_DIR "/m3po_fake_decoder"), 300);
        const auto name = QString::fromLatin1(QTest::currentDataTag()) + QStringLiteral(".png");
        const auto read = readSmallPicture(name, 128);
        QCOMPARE(read.ok(), good);
        if (!good)
            QVERIFY2(read.error().message.starts_with(name.toStdString() + ": "), read.error().message.c_str());
        QVERIFY(readSmallPicture(QStringLiteral("fine.png"), 128).ok());
    }

    void aChildThatHasGoneMeanwhileIsReplaced()
    {
        const auto path = make(QStringLiteral("a.png"));
        QVERIFY(readPicture(path).ok());
        const auto pids = children();
        QCOMPARE(pids.size(), 1);
        // It can write nothing, whatever becomes of it.
        QFile limits(QStringLiteral("/proc/%1/limits").arg(pids.front()));
        QVERIFY(limits.open(QIODevice::ReadOnly));
        QVERIFY(QString::fromLatin1(limits.readAll()).contains(QRegularExpression(QStringLiteral("Max file size +0 +0 "))));
        ::kill(pids.front(), SIGKILL);
        QTest::qWait(50);
        QVERIFY(readPicture(path).ok());
        QVERIFY(children() != pids);
        setPictureDecoder({});
        QVERIFY(children().isEmpty()); // none is left behind
    }

    void manyThreadsGetTheirOwnPictures()
    {
        QStringList files;
        for (int i = 0; i < 12; ++i)
            files << make(QStringLiteral("many-%1.png").arg(i), 40 + i, 30);
        QList<int> numbers;
        for (int i = 0; i < 120; ++i)
            numbers << i % 12;
        const auto widths = QtConcurrent::blockingMapped(numbers, [&](int i) { return readPicture(files[i])->width() - 40; });
        QCOMPARE(widths, numbers);
    }

    void withoutAChildThereIsASentence()
    {
        setPictureDecoder(QStringLiteral("/nowhere/at/all"));
        const auto read = readPicture(make(QStringLiteral("a.png")));
        QVERIFY(!read.ok());
        QVERIFY(read.error().message.find("/nowhere/at/all could not be started") != std::string::npos);
    }

    void theWindowShowsWhyAPictureIsMissing()
    {
        setPictureDecoder(QStringLiteral(M3PO_BIN_DIR "/m3po_fake_decoder"), 300);
        ImageView view;
        view.setFile(QStringLiteral("dies.png"));
        QTRY_VERIFY(view.sentence().contains(QStringLiteral("dies.png")));
        view.setFile(QStringLiteral("fine.png"));
        QTRY_VERIFY(view.hasImage());
        Thumbnails thumbnails;
        QSignalSpy ready(&thumbnails, &Thumbnails::ready);
        thumbnails.get(QStringLiteral("dies.png"));
        thumbnails.get(QStringLiteral("fine.png"));
        QTRY_COMPARE(ready.count(), 2);
        QCOMPARE(thumbnails.get(QStringLiteral("dies.png")).width(), 1);
        QCOMPARE(thumbnails.get(QStringLiteral("fine.png")).width(), 4);
    }
};

} // namespace m3po

QTEST_MAIN(m3po::PictureTest)
#include "picture_test.moc"
