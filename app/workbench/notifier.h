// SPDX-License-Identifier: GPL-3.0-or-later
// Tells a person who is elsewhere that something has ended: through the desktop's notifications, by the tray where there
// are none, and always by marking the window as one that wants attention. Lives in the GUI's thread and never waits.
#pragma once

#include <QDBusConnection>
#include <QObject>

class QSystemTrayIcon;
class QWidget;

namespace m3po {

class Notifier : public QObject {
    Q_OBJECT
public:
    // A click on a notification brings `window` to the front.
    explicit Notifier(QWidget *window, const QDBusConnection &bus = QDBusConnection::sessionBus());

    // Plain text, both. `well`: nothing has gone wrong.
    void tell(const QString &title, const QString &sentence, bool well);

private slots:
    void clicked(uint notification, const QString &action);

private:
    struct Message {
        QString title, sentence;
        bool well;
    };
    void send(const Message &message, bool markup);
    void tellByTray(const Message &message);
    void raise();

    QWidget *window_;
    QDBusConnection bus_;
    QSystemTrayIcon *tray_ = nullptr;
    QList<uint> sent_;
};

} // namespace m3po
