// SPDX-License-Identifier: GPL-3.0-or-later
// Notifications, against a desktop that this test plays, over a bus of its own.
#include "app/workbench/notifier.h"

#include <QDBusConnection>
#include <QDBusError>
#include <QDBusServer>
#include <QTest>
#include <QVariantMap>
#include <QWidget>

namespace m3po {

class Desktop : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")
public:
    QStringList capabilities;
    QStringList titles, sentences;
    QList<uchar> urgencies;

public slots:
    QStringList GetCapabilities() const { return capabilities; }
    uint Notify(const QString &, uint, const QString &, const QString &title, const QString &sentence, const QStringList &, const QVariantMap &hints, int)
    {
        titles << title;
        sentences << sentence;
        urgencies << hints[QStringLiteral("urgency")].value<uchar>();
        return uint(titles.size());
    }

signals:
    void ActionInvoked(uint notification, const QString &action);
};

class NotifierTest : public QObject {
    Q_OBJECT
    QDBusServer server_{QStringLiteral("unix:tmpdir=/tmp")};
    Desktop desktop_;

private slots:
    void initTestCase()
    {
        if (!server_.isConnected())
            QSKIP("no socket can be made in /tmp");
        connect(&server_, &QDBusServer::newConnection, this, [this](QDBusConnection connection) {
            connection.registerObject(QStringLiteral("/org/freedesktop/Notifications"), &desktop_, QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals);
        });
    }

    void tellsTitleAndSentenceAsPlainText_data()
    {
        QTest::addColumn<QStringList>("capabilities");
        QTest::addColumn<QString>("expected");
        QTest::newRow("markup") << QStringList{QStringLiteral("body"), QStringLiteral("body-markup")} << QStringLiteral("&lt;b&gt;x.json&lt;/b&gt;: failed");
        QTest::newRow("plain") << QStringList{QStringLiteral("body")} << QStringLiteral("<b>x.json</b>: failed");
    }
    void tellsTitleAndSentenceAsPlainText()
    {
        QFETCH(QStringList, capabilities);
        QFETCH(QString, expected);
        desktop_.capabilities = capabilities;
        desktop_.titles.clear();
        desktop_.sentences.clear();
        desktop_.urgencies.clear();
        const auto bus = QDBusConnection::connectToPeer(server_.address(), QString::fromLatin1(QTest::currentDataTag()));
        QVERIFY2(bus.isConnected(), qPrintable(bus.lastError().message()));
        QTest::qWait(100); // the server takes it in
        QWidget window;
        Notifier notifier(&window, bus);
        notifier.tell(QStringLiteral("Import"), QStringLiteral("<b>x.json</b>: failed"), false);
        notifier.tell(QStringLiteral("Export"), QStringLiteral("done"), true);
        QTRY_COMPARE(desktop_.titles.size(), 2);
        QCOMPARE(desktop_.titles, (QStringList{QStringLiteral("Import"), QStringLiteral("Export")}));
        QCOMPARE(desktop_.sentences.first(), expected);
        QCOMPARE(desktop_.urgencies, (QList<uchar>{2, 1}));
        // A click brings the window; another program's click does not.
        QVERIFY(!window.isVisible());
        QTest::qWait(50);
        emit desktop_.ActionInvoked(77, QStringLiteral("default"));
        QTest::qWait(50);
        QVERIFY(!window.isVisible());
        emit desktop_.ActionInvoked(1, QStringLiteral("default"));
        QTRY_VERIFY(window.isVisible());
    }

    void withoutABusNothingIsWaitedFor()
    {
        QWidget window;
        Notifier notifier(&window, QDBusConnection(QStringLiteral("none")));
        notifier.tell(QStringLiteral("Import"), QStringLiteral("done"), true);
    }
};

} // namespace m3po

QTEST_MAIN(m3po::NotifierTest)
#include "notifier_test.moc"
