// SPDX-License-Identifier: GPL-3.0-or-later
// What core says in English and people read, in the window's language: why a sample has no pair, what a selector does, at
// which stage a job is, how the MAS's components are called. Any thread.
#pragma once

#include <QString>

#include <string_view>

namespace m3po {

QString coreWords(std::string_view english);         // as it is, where it is none of them
QString componentName(std::string_view component);   // "visual_relevance" as "visual relevance"

} // namespace m3po
