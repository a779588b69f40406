// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dialogs/export_action.h"

#include <QAction>
#include <QWidget>

namespace m3po {
namespace {

const auto name = QStringLiteral("export");

} // namespace

QAction *addExportAction(QWidget *widget, const QString &text)
{
    auto *action = new QAction(text, widget);
    action->setObjectName(name);
    widget->addAction(action);
    widget->setContextMenuPolicy(Qt::ActionsContextMenu);
    return action;
}

QAction *exportActionOf(const QWidget *widget)
{
    for (; widget; widget = widget->parentWidget())
        for (auto *action : widget->actions())
            if (action->objectName() == name)
                return action;
    return nullptr;
}

} // namespace m3po
