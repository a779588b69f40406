// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/action_tips.h"

#include <QAction>
#include <QCoreApplication>
#include <QWidget>

namespace m3po {

void tellShortcuts(QWidget *window)
{
    for (auto *action : window->findChildren<QAction *>()) {
        const auto keys = action->shortcut().toString(QKeySequence::NativeText);
        if (const auto tip = action->toolTip(); !keys.isEmpty() && !tip.contains(keys))
            action->setToolTip(QCoreApplication::translate("ActionTips", "%1 (%2)", "what it does, its keys").arg(tip, keys));
    }
}

} // namespace m3po
