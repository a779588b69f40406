// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/notifier.h"

#include <QApplication>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QSystemTrayIcon>
#include <QVariantMap>

namespace m3po {
namespace {

constexpr QLatin1String interfaceName("org.freedesktop.Notifications");

QDBusMessage call(const QString &method)
{
    return QDBusMessage::createMethodCall(interfaceName, QStringLiteral("/org/freedesktop/Notifications"), interfaceName, method);
}

} // namespace

Notifier::Notifier(QWidget *window, const QDBusConnection &bus) : QObject(window), window_(window), bus_(bus)
{
    if (bus_.isConnected())
        bus_.connect({}, QStringLiteral("/org/freedesktop/Notifications"), interfaceName, QStringLiteral("ActionInvoked"), this, SLOT(clicked(uint, QString)));
}

void Notifier::tell(const QString &title, const QString &sentence, bool well)
{
    QApplication::alert(window_);
    const Message message{title, sentence, well};
    if (!bus_.isConnected()) {
        tellByTray(message);
        return;
    }
    // Some desktops read the text as markup, which ours is not.
    auto *asked = new QDBusPendingCallWatcher(bus_.asyncCall(call(QStringLiteral("GetCapabilities"))), this);
    connect(asked, &QDBusPendingCallWatcher::finished, this, [this, asked, message] {
        asked->deleteLater();
        const QDBusPendingReply<QStringList> can = *asked;
        if (can.isError())
            tellByTray(message);
        else
            send(message, can.value().contains(QStringLiteral("body-markup")));
    });
}

void Notifier::send(const Message &message, bool markup)
{
    auto notify = call(QStringLiteral("Notify"));
    const QVariantMap hints{{QStringLiteral("desktop-entry"), QStringLiteral("m3po-workbench")},
                            {QStringLiteral("urgency"), QVariant::fromValue(uchar(message.well ? 1 : 2))}};
    notify << QApplication::applicationDisplayName() << 0U << QStringLiteral("m3po-workbench") << message.title
           << (markup ? message.sentence.toHtmlEscaped() : message.sentence) << QStringList{QStringLiteral("default"), tr("Show")} << hints << -1;
    auto *sent = new QDBusPendingCallWatcher(bus_.asyncCall(notify), this);
    connect(sent, &QDBusPendingCallWatcher::finished, this, [this, sent, message] {
        sent->deleteLater();
        const QDBusPendingReply<uint> id = *sent;
        if (id.isError())
            tellByTray(message);
        else
            sent_ << id.value();
    });
}

void Notifier::tellByTray(const Message &message)
{
    if (!QSystemTrayIcon::isSystemTrayAvailable())
        return;
    if (!tray_) {
        tray_ = new QSystemTrayIcon(window_->windowIcon(), this);
        connect(tray_, &QSystemTrayIcon::activated, this, &Notifier::raise);
        connect(tray_, &QSystemTrayIcon::messageClicked, this, &Notifier::raise);
    }
    tray_->show();
    tray_->showMessage(message.title, message.sentence, message.well ? QSystemTrayIcon::Information : QSystemTrayIcon::Warning);
}

void Notifier::clicked(uint notification, const QString &)
{
    if (sent_.removeAll(notification) > 0) // other programs' clicks are told to all
        raise();
}

void Notifier::raise()
{
    window_->setWindowState(window_->windowState() & ~Qt::WindowMinimized);
    window_->show();
    window_->raise();
    window_->activateWindow();
}

} // namespace m3po
