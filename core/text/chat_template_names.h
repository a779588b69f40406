// SPDX-License-Identifier: GPL-3.0-or-later
// Chat templates that can be asked for by name, for models that bring none.
#pragma once

#include <span>
#include <string_view>

namespace m3po {

struct NamedChatTemplate {
    std::string_view name;
    std::string_view source;
    std::string_view bos_token;
    std::string_view eos_token;
};

std::span<const NamedChatTemplate> named_chat_templates();

} // namespace m3po
