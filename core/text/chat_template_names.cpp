// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/chat_template_names.h"

#include <array>

namespace m3po {

namespace {

// As llava-hf/llava-1.5-7b-hf has it: no system sentence, a space behind every text, images first.
constexpr std::string_view llava_1_5 =
    R"({% for message in messages %}{% if message['role'] != 'system' %}{{ message['role'].upper() + ': '}}{% endif %})"
    R"({# Render all images first #}{% for content in message['content'] | selectattr('type', 'equalto', 'image') %}{{ '<image>\n' }}{% endfor %})"
    R"({# Render all text next #}{% if message['role'] != 'assistant' %}{% for content in message['content'] | selectattr('type', 'equalto', 'text') %})"
    R"({{ content['text'] + ' '}}{% endfor %}{% else %}{% for content in message['content'] | selectattr('type', 'equalto', 'text') %})"
    R"({% generation %}{{ content['text'] + ' '}}{% endgeneration %}{% endfor %}{% endif %}{% endfor %})"
    R"({% if add_generation_prompt %}{{ 'ASSISTANT:' }}{% endif %})";

// LLaVA's own conversation "vicuna_v1": what LLaVA-1.5 was trained and is evaluated with.
constexpr std::string_view vicuna_v1 = R"(
{%- macro text_of(content) %}
    {%- if content is string %}{{ content }}{% else %}
        {%- for part in content | selectattr('type', 'equalto', 'image') %}{{ '<image>\n' }}{% endfor %}
        {%- for part in content | selectattr('type', 'equalto', 'text') %}{{ part['text'] }}{% endfor %}
    {%- endif %}
{%- endmacro %}
{%- if messages and messages[0]['role'] == 'system' %}
    {{- text_of(messages[0]['content']) + ' ' }}
{%- else %}
    {{- "A chat between a curious user and an artificial intelligence assistant. The assistant gives helpful, detailed, and polite answers to the user's questions. " }}
{%- endif %}
{%- for message in messages %}
    {%- if message['role'] == 'user' %}
        {{- 'USER: ' + text_of(message['content']) + ' ' }}
    {%- elif message['role'] == 'assistant' %}
        {{- 'ASSISTANT: ' + text_of(message['content']) + eos_token }}
    {%- elif message['role'] != 'system' or not loop.first %}
        {{- raise_exception('the roles are user and assistant, with one system message at the beginning') }}
    {%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}{{ 'ASSISTANT:' }}{% endif %})";

constexpr std::string_view chatml = R"(
{%- macro text_of(content) %}
    {%- if content is string %}{{ content }}{% else %}
        {%- for part in content | selectattr('type', 'equalto', 'image') %}{{ '<image>\n' }}{% endfor %}
        {%- for part in content | selectattr('type', 'equalto', 'text') %}{{ part['text'] }}{% endfor %}
    {%- endif %}
{%- endmacro %}
{%- for message in messages %}
    {{- '<|im_start|>' + message['role'] + '\n' + text_of(message['content']) + '<|im_end|>\n' }}
{%- endfor %}
{%- if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %})";

constexpr std::string_view llama_3 = R"(
{%- macro text_of(content) %}
    {%- if content is string %}{{ content }}{% else %}
        {%- for part in content | selectattr('type', 'equalto', 'image') %}{{ '<image>\n' }}{% endfor %}
        {%- for part in content | selectattr('type', 'equalto', 'text') %}{{ part['text'] }}{% endfor %}
    {%- endif %}
{%- endmacro %}
{{- bos_token }}
{%- for message in messages %}
    {{- '<|start_header_id|>' + message['role'] + '<|end_header_id|>\n\n' + text_of(message['content']) | trim + '<|eot_id|>' }}
{%- endfor %}
{%- if add_generation_prompt %}{{ '<|start_header_id|>assistant<|end_header_id|>\n\n' }}{% endif %})";

constexpr std::array<NamedChatTemplate, 4> all{{
    {"llava-1.5", llava_1_5, "<s>", "</s>"},
    {"vicuna_v1", vicuna_v1, "<s>", "</s>"},
    {"chatml", chatml, "", "<|im_end|>"},
    {"llama-3", llama_3, "<|begin_of_text|>", "<|eot_id|>"},
}};

} // namespace

std::span<const NamedChatTemplate> named_chat_templates() { return all; }

} // namespace m3po
