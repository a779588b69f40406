// SPDX-License-Identifier: GPL-3.0-or-later
// The stages that a person starts from a menu, described as forms. Defaults are the commands' own.
#pragma once

#include "widgets/stages/stage_form.h"

namespace m3po {

class Workspace;

Stage generateStage(const Workspace &workspace);
Stage scoreStage(const Workspace &workspace);
Stage exportStage(const Workspace &workspace, const QStringList &preferenceSets);
// `adapter` is measured besides the model as it is; "" for the model alone.
Stage evaluateStage(const Workspace &workspace, const QString &adapter);
Stage importStage(const Workspace &workspace);

} // namespace m3po
