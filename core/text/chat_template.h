// SPDX-License-Identifier: GPL-3.0-or-later
// Chat templates: a conversation to the text that the model was trained on, as Transformers'
// apply_chat_template(tokenize=False) renders it. Immutable; may be used from many threads at once.
#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

namespace m3po {

namespace jinja {
class Template;
}

class ChatTemplate {
public:
    // The folder's own: chat_template.jinja, chat_template.json, processor_config.json or tokenizer_config.json
    // ("chat_template" as a string, or as a list with the entry "default"). bos_token, eos_token and the other
    // named tokens of tokenizer_config.json are known to it. Error kind NotFound where the folder has none.
    static Result<ChatTemplate> load(const std::filesystem::path &model_dir);

    // By name; names() lists them. `bos_token` and `eos_token` are what the template writes at its ends.
    static Result<ChatTemplate> named(std::string_view name);
    static std::vector<std::string> names();

    // `origin` names the source in errors.
    static Result<ChatTemplate> from_source(std::string source, nlohmann::json variables = nlohmann::json::object(),
                                            std::string origin = "chat template");

    // `messages`: [{"role": "user", "content": "text" or [{"type": "image"}, {"type": "text", "text": "..."}]}].
    // `extra`: more variables (tools, bos_token, ...), which hide those of the folder. Throws Failure with the
    // template's line where it cannot be rendered or refuses the conversation (raise_exception).
    std::string render(const nlohmann::json &messages, bool add_generation_prompt,
                       const nlohmann::json &extra = nlohmann::json::object()) const;

    // The same where the order of keys matters: tools and tool calls are written out as JSON by some templates, and
    // nlohmann::json sorts its keys.
    std::string render_ordered(const nlohmann::ordered_json &messages, bool add_generation_prompt,
                               const nlohmann::ordered_json &extra = nlohmann::ordered_json::object()) const;

    const std::string &source() const { return source_; }
    std::string hash() const; // SHA-256 of the source; kept with every log-probability

private:
    ChatTemplate() = default;

    std::string source_;
    std::string origin_;
    nlohmann::json variables_;
    std::shared_ptr<const jinja::Template> parsed_;
};

} // namespace m3po
