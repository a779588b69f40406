// SPDX-License-Identifier: GPL-3.0-or-later
// Every text of the window is there in every language, with what it needs: the same place markers, a mnemonic where the
// English one has it, all forms of the plural.
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

namespace m3po {
namespace {

struct Message {
    QString context, source, comment, type;
    bool counts = false;      // it has a number, and a form for each kind of number
    QStringList translations; // one, or the forms

    QString where() const { return context + QStringLiteral(": “") + source + QStringLiteral("”"); }
};

QList<Message> messagesOf(const QString &file)
{
    QFile in(file);
    if (!in.open(QIODevice::ReadOnly))
        return {};
    QXmlStreamReader xml(&in);
    QList<Message> messages;
    QString context;
    while (!xml.atEnd()) {
        xml.readNext();
        if (!xml.isStartElement())
            continue;
        const auto name = xml.name();
        if (name == QLatin1String("name")) {
            context = xml.readElementText();
        } else if (name == QLatin1String("message")) {
            messages << Message{.context = context, .counts = xml.attributes().value(QLatin1String("numerus")) == QLatin1String("yes")};
        } else if (name == QLatin1String("source")) {
            messages.last().source = xml.readElementText();
        } else if (name == QLatin1String("comment")) {
            messages.last().comment = xml.readElementText();
        } else if (name == QLatin1String("translation")) {
            messages.last().type = xml.attributes().value(QLatin1String("type")).toString();
            if (!messages.last().counts)
                messages.last().translations << xml.readElementText();
        } else if (name == QLatin1String("numerusform")) {
            messages.last().translations << xml.readElementText();
        }
    }
    return xml.hasError() ? QList<Message>() : messages;
}

// "%1", "%L2", "%n", sorted; once each, since a language may name a thing twice.
QStringList markersOf(const QString &text)
{
    static const QRegularExpression marker(QStringLiteral("%L?(\\d{1,2}|n)"));
    QStringList found;
    for (auto match = marker.globalMatch(text); match.hasNext();)
        found << QLatin1Char('%') + match.next().captured(1);
    found.removeDuplicates();
    found.sort();
    return found;
}

bool hasMnemonic(QString text)
{
    static const QRegularExpression mnemonic(QStringLiteral("&[^\\s&]"));
    return text.remove(QStringLiteral("&&")).contains(mnemonic);
}

// What is wrong with it, a sentence; "" for nothing.
QString faultOf(const Message &message, int forms)
{
    if (!message.type.isEmpty())
        return message.where() + QStringLiteral(" is ") + message.type;
    if (message.translations.size() != (message.counts ? forms : 1))
        return message.where() + QStringLiteral(" lacks a form of the plural");
    for (const auto &translation : message.translations) {
        if (translation.trimmed().isEmpty())
            return message.where() + QStringLiteral(" is not translated");
        if (markersOf(translation) != markersOf(message.source))
            return message.where() + QStringLiteral(" has other place markers in “") + translation + QStringLiteral("”");
        if (hasMnemonic(translation) != hasMnemonic(message.source))
            return message.where() + QStringLiteral(" has a mnemonic in one language only: “") + translation + QStringLiteral("”");
        if (translation.contains(QLatin1Char('\n')) != message.source.contains(QLatin1Char('\n')))
            return message.where() + QStringLiteral(" has a line break in one language only");
        if (translation.endsWith(QStringLiteral("…")) != message.source.endsWith(QStringLiteral("…")))
            return message.where() + QStringLiteral(" ends in “…” in one language only");
    }
    return {};
}

} // namespace

class TranslationsTest : public QObject {
    Q_OBJECT
private slots:
    void everyTextIsThereWhole_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<int>("forms");
        QTest::newRow("Deutsch") << QStringLiteral("de") << 2;
        QTest::newRow("简体中文") << QStringLiteral("zh_CN") << 1;
        QTest::newRow("English plurals") << QStringLiteral("en") << 2;
    }
    void everyTextIsThereWhole()
    {
        QFETCH(QString, language);
        QFETCH(int, forms);
        const QTemporaryDir folder;
        const auto root = QStringLiteral(M3PO_SOURCE_DIR), name = QStringLiteral("m3po_%1.ts").arg(language), copy = folder.filePath(name);
        QVERIFY2(QFile::copy(root + QStringLiteral("/translations/") + name, copy), qPrintable(name));
        // The copy is brought to date: what the sources say besides comes in unfinished, what they no longer say is marked.
        QStringList arguments{QStringLiteral("-locations"), QStringLiteral("none"), QStringLiteral("-I"), root, root + QStringLiteral("/app/workbench"),
                              root + QStringLiteral("/widgets"), QStringLiteral("-ts"), copy};
        if (language == QLatin1String("en"))
            arguments << QStringLiteral("-pluralonly");
        QProcess lupdate;
        lupdate.setProcessChannelMode(QProcess::MergedChannels);
        lupdate.start(QStringLiteral(M3PO_LUPDATE), arguments);
        QVERIFY(lupdate.waitForFinished(60'000));
        const auto said = QString::fromLocal8Bit(lupdate.readAll());
        QVERIFY2(lupdate.exitCode() == 0, qPrintable(said));
        // What lupdate cannot place is looked for in vain when the window runs.
        QVERIFY2(!said.contains(QStringLiteral("Q_OBJECT")) && !said.contains(QStringLiteral("Qualifying")), qPrintable(said));
        QStringList faults;
        const auto messages = messagesOf(copy);
        QVERIFY(messages.size() > (language == QLatin1String("en") ? 5 : 500));
        for (const auto &message : messages)
            if (const auto fault = faultOf(message, forms); !fault.isEmpty())
                faults << fault;
        QVERIFY2(faults.isEmpty(), qPrintable(QStringLiteral("%1 of %2:\n").arg(faults.size()).arg(messages.size()) + faults.join(QLatin1Char('\n'))));
    }

    void faultsAreSeen()
    {
        const auto message = [](const char *source, const char *translation) {
            return Message{.context = QStringLiteral("c"), .source = QString::fromUtf8(source), .translations = {QString::fromUtf8(translation)}};
        };
        QCOMPARE(faultOf(message("%1 of %2", "%2 hat %1"), 2), QString());
        QVERIFY(!faultOf(message("%1 of %2", "%1 von"), 2).isEmpty());
        QVERIFY(!faultOf(message("&Open…", "Öffnen…"), 2).isEmpty());
        QVERIFY(!faultOf(message("&Open…", "Ö&ffnen"), 2).isEmpty());
        QCOMPARE(faultOf(message("&Open…", "打开(&O)…"), 1), QString());
        QVERIFY(!faultOf(message("Accept && next", "&Annehmen"), 2).isEmpty());
        QVERIFY(!faultOf(message("Open", ""), 2).isEmpty());
        auto counted = message("%n pairs", "%n Paare");
        counted.counts = true;
        QVERIFY(!faultOf(counted, 2).isEmpty());
        QCOMPARE(faultOf(counted, 1), QString());
    }
};

} // namespace m3po

QTEST_GUILESS_MAIN(m3po::TranslationsTest)
#include "translations_test.moc"
