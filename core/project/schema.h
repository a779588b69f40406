// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of a project file, as numbered migrations; migration n leads from user_version n-1 to n.
#pragma once

#include <cstdint>
#include <span>

namespace m3po {

constexpr std::int32_t project_application_id = 0x4D33504F; // "M3PO"

std::span<const char *const> migrations();
inline int newest_schema() { return static_cast<int>(migrations().size()); }

} // namespace m3po
