// SPDX-License-Identifier: GPL-3.0-or-later
// Follows the desktop's wish for light or dark, as its portal tells it (org.freedesktop.appearance). Qt before 6.5 does not.
#pragma once

#include <QDBusConnection>
#include <QObject>

class QDBusVariant;

namespace m3po {

// Lives in the GUI's thread and never waits; without a portal nothing happens.
class DesktopScheme : public QObject {
    Q_OBJECT
public:
    explicit DesktopScheme(QObject *parent = nullptr, const QDBusConnection &bus = QDBusConnection::sessionBus());

private slots:
    void changed(const QString &space, const QString &key, const QDBusVariant &value);
};

} // namespace m3po
