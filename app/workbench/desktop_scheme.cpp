// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/desktop_scheme.h"

#include "widgets/style/theme.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>

namespace m3po {
namespace {

constexpr QLatin1String service("org.freedesktop.portal.Desktop"), path("/org/freedesktop/portal/desktop"), settings("org.freedesktop.portal.Settings");
constexpr QLatin1String space("org.freedesktop.appearance"), key("color-scheme");
constexpr uint preferDark = 1;

void take(const QVariant &value)
{
    // One variant within another, from portals before their second version.
    const auto inner = value.canConvert<QDBusVariant>() ? value.value<QDBusVariant>().variant() : value;
    setDesktopIsDark(inner.toUInt() == preferDark);
}

} // namespace

DesktopScheme::DesktopScheme(QObject *parent, const QDBusConnection &given) : QObject(parent)
{
    auto bus = given;
    if (!bus.isConnected())
        return;
    bus.connect({}, path, settings, QStringLiteral("SettingChanged"), this, SLOT(changed(QString, QString, QDBusVariant)));
    auto call = QDBusMessage::createMethodCall(service, path, settings, QStringLiteral("Read"));
    call << QString(space) << QString(key);
    auto *asked = new QDBusPendingCallWatcher(bus.asyncCall(call), this);
    connect(asked, &QDBusPendingCallWatcher::finished, this, [asked] {
        asked->deleteLater();
        const QDBusPendingReply<QDBusVariant> answer = *asked;
        if (!answer.isError())
            take(answer.value().variant());
    });
}

void DesktopScheme::changed(const QString &changedSpace, const QString &changedKey, const QDBusVariant &value)
{
    if (changedSpace == space && changedKey == key)
        take(value.variant());
}

} // namespace m3po
