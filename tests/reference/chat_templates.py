# SPDX-License-Identifier: GPL-3.0-or-later
"""Renders chat templates over conversations with Transformers' own Jinja environment and stores what comes out.

    python tests/reference/chat_templates.py tests/data/chat_templates [FOLDER]

FOLDER holds a tokenizer_config.json with a template that is not stored here ("minimind"); the tests read it where it is.
Writes templates.json (name -> source), conversations.json (name -> messages and variables) and expected.json: rows of
template, conversation, add_generation_prompt and the text, or null where Transformers raises. snippets.json holds small
expressions and statements with their result, for the parts of the language that the published templates leave out.
Templates with tools have rows of their own, because they write JSON in the order of its keys.
"""
import json
import sys
from pathlib import Path

from transformers.utils.chat_template_utils import _compile_jinja_template, render_jinja_template

LLAVA = ("{% for message in messages %}{% if message['role'] != 'system' %}{{ message['role'].upper() + ': '}}{% endif %}{# Render all images first #}"
         "{% for content in message['content'] | selectattr('type', 'equalto', 'image') %}{{ '<image>\\n' }}{% endfor %}{# Render all text next #}"
         "{% if message['role'] != 'assistant' %}{% for content in message['content'] | selectattr('type', 'equalto', 'text') %}{{ content['text'] + ' '}}{% endfor %}"
         "{% else %}{% for content in message['content'] | selectattr('type', 'equalto', 'text') %}{% generation %}{{ content['text'] + ' '}}{% endgeneration %}{% endfor %}{% endif %}{% endfor %}"
         "{% if add_generation_prompt %}{{ 'ASSISTANT:' }}{% endif %}")

CHATML = ("{% for message in messages %}{{'<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>' + '\\n'}}{% endfor %}"
          "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}")

QWEN2 = ("{% for message in messages %}{% if loop.first and messages[0]['role'] != 'system' %}{{ '<|im_start|>system\\nYou are a helpful assistant.<|im_end|>\\n' }}{% endif %}"
         "{{'<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>' + '\\n'}}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}")

QWEN2_VL = ("{% set image_count = namespace(value=0) %}{% set video_count = namespace(value=0) %}{% for message in messages %}{% if loop.first and message['role'] != 'system' %}<|im_start|>system\n"
            "You are a helpful assistant.<|im_end|>\n{% endif %}<|im_start|>{{ message['role'] }}\n{% if message['content'] is string %}{{ message['content'] }}<|im_end|>\n{% else %}"
            "{% for content in message['content'] %}{% if content['type'] == 'image' or 'image' in content or 'image_url' in content %}{% set image_count.value = image_count.value + 1 %}"
            "{% if add_vision_id %}Picture {{ image_count.value }}: {% endif %}<|vision_start|><|image_pad|><|vision_end|>{% elif content['type'] == 'video' or 'video' in content %}"
            "{% set video_count.value = video_count.value + 1 %}{% if add_vision_id %}Video {{ video_count.value }}: {% endif %}<|vision_start|><|video_pad|><|vision_end|>"
            "{% elif 'text' in content %}{{ content['text'] }}{% endif %}{% endfor %}<|im_end|>\n{% endif %}{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}")

QWEN25 = """{%- if tools %}
    {{- '<|im_start|>system\\n' }}
    {%- if messages[0]['role'] == 'system' %}
        {{- messages[0]['content'] }}
    {%- else %}
        {{- 'You are Qwen, created by Alibaba Cloud. You are a helpful assistant.' }}
    {%- endif %}
    {{- "\\n\\n# Tools\\n\\nYou may call one or more functions to assist with the user query.\\n\\nYou are provided with function signatures within <tools></tools> XML tags:\\n<tools>" }}
    {%- for tool in tools %}
        {{- "\\n" }}
        {{- tool | tojson }}
    {%- endfor %}
    {{- "\\n</tools>\\n\\nFor each function call, return a json object with function name and arguments within <tool_call></tool_call> XML tags:\\n<tool_call>\\n{\\"name\\": <function-name>, \\"arguments\\": <args-json-object>}\\n</tool_call><|im_end|>\\n" }}
{%- else %}
    {%- if messages[0]['role'] == 'system' %}
        {{- '<|im_start|>system\\n' + messages[0]['content'] + '<|im_end|>\\n' }}
    {%- else %}
        {{- '<|im_start|>system\\nYou are Qwen, created by Alibaba Cloud. You are a helpful assistant.<|im_end|>\\n' }}
    {%- endif %}
{%- endif %}
{%- for message in messages %}
    {%- if (message.role == "user") or (message.role == "system" and not loop.first) or (message.role == "assistant" and not message.tool_calls) %}
        {{- '<|im_start|>' + message.role + '\\n' + message.content + '<|im_end|>' + '\\n' }}
    {%- elif message.role == "assistant" %}
        {{- '<|im_start|>' + message.role }}
        {%- if message.content %}
            {{- '\\n' + message.content }}
        {%- endif %}
        {%- for tool_call in message.tool_calls %}
            {%- if tool_call.function is defined %}
                {%- set tool_call = tool_call.function %}
            {%- endif %}
            {{- '\\n<tool_call>\\n{"name": "' }}
            {{- tool_call.name }}
            {{- '", "arguments": ' }}
            {{- tool_call.arguments | tojson }}
            {{- '}\\n</tool_call>' }}
        {%- endfor %}
        {{- '<|im_end|>\\n' }}
    {%- elif message.role == "tool" %}
        {%- if (loop.index0 == 0) or (messages[loop.index0 - 1].role != "tool") %}
            {{- '<|im_start|>user' }}
        {%- endif %}
        {{- '\\n<tool_response>\\n' }}
        {{- message.content }}
        {{- '\\n</tool_response>' }}
        {%- if loop.last or (messages[loop.index0 + 1].role != "tool") %}
            {{- '<|im_end|>\\n' }}
        {%- endif %}
    {%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<|im_start|>assistant\\n' }}
{%- endif %}
"""

LLAMA2 = ("{% if messages[0]['role'] == 'system' %}{% set loop_messages = messages[1:] %}{% set system_message = messages[0]['content'] %}{% else %}{% set loop_messages = messages %}"
          "{% set system_message = false %}{% endif %}{% for message in loop_messages %}{% if (message['role'] == 'user') != (loop.index0 % 2 == 0) %}"
          "{{ raise_exception('Conversation roles must alternate user/assistant/user/assistant/...') }}{% endif %}{% if loop.index0 == 0 and system_message != false %}"
          "{% set content = '<<SYS>>\\n' + system_message + '\\n<</SYS>>\\n\\n' + message['content'] %}{% else %}{% set content = message['content'] %}{% endif %}"
          "{% if message['role'] == 'user' %}{{ bos_token + '[INST] ' + content.strip() + ' [/INST]' }}{% elif message['role'] == 'assistant' %}{{ ' '  + content.strip() + ' ' + eos_token }}{% endif %}{% endfor %}")

LLAMA3 = ("{% set loop_messages = messages %}{% for message in loop_messages %}{% set content = '<|start_header_id|>' + message['role'] + '<|end_header_id|>\n\n'+ message['content'] | trim + '<|eot_id|>' %}"
          "{% if loop.index0 == 0 %}{% set content = bos_token + content %}{% endif %}{{ content }}{% endfor %}{% if add_generation_prompt %}{{ '<|start_header_id|>assistant<|end_header_id|>\n\n' }}{% endif %}")

LLAMA31 = """{{- bos_token }}
{%- if custom_tools is defined %}
    {%- set tools = custom_tools %}
{%- endif %}
{%- if not tools_in_user_message is defined %}
    {%- set tools_in_user_message = true %}
{%- endif %}
{%- if not date_string is defined %}
    {%- set date_string = "26 Jul 2024" %}
{%- endif %}
{%- if not tools is defined %}
    {%- set tools = none %}
{%- endif %}

{#- This block extracts the system message, so we can slot it into the right place. #}
{%- if messages[0]['role'] == 'system' %}
    {%- set system_message = messages[0]['content']|trim %}
    {%- set messages = messages[1:] %}
{%- else %}
    {%- set system_message = "" %}
{%- endif %}

{#- System message + builtin tools #}
{{- "<|start_header_id|>system<|end_header_id|>\\n\\n" }}
{%- if builtin_tools is defined or tools is not none %}
    {{- "Environment: ipython\\n" }}
{%- endif %}
{%- if builtin_tools is defined %}
    {{- "Tools: " + builtin_tools | reject('equalto', 'code_interpreter') | join(", ") + "\\n\\n"}}
{%- endif %}
{{- "Cutting Knowledge Date: December 2023\\n" }}
{{- "Today Date: " + date_string + "\\n\\n" }}
{%- if tools is not none and not tools_in_user_message %}
    {{- "You have access to the following functions. To call a function, please respond with JSON for a function call." }}
    {{- 'Respond in the format {"name": function name, "parameters": dictionary of argument name and its value}.' }}
    {{- "Do not use variables.\\n\\n" }}
    {%- for t in tools %}
        {{- t | tojson(indent=4) }}
        {{- "\\n\\n" }}
    {%- endfor %}
{%- endif %}
{{- system_message }}
{{- "<|eot_id|>" }}

{#- Custom tools are passed in a user message with some extra guidance #}
{%- if tools_in_user_message and not tools is none %}
    {#- Extract the first user message so we can plug it in here #}
    {%- if messages | length != 0 %}
        {%- set first_user_message = messages[0]['content']|trim %}
        {%- set messages = messages[1:] %}
    {%- else %}
        {{- raise_exception("Cannot put tools in the first user message when there's no first user message!") }}
{%- endif %}
    {{- '<|start_header_id|>user<|end_header_id|>\\n\\n' -}}
    {{- "Given the following functions, please respond with a JSON for a function call " }}
    {{- "with its proper arguments that best answers the given prompt.\\n\\n" }}
    {{- 'Respond in the format {"name": function name, "parameters": dictionary of argument name and its value}.' }}
    {{- "Do not use variables.\\n\\n" }}
    {%- for t in tools %}
        {{- t | tojson(indent=4) }}
        {{- "\\n\\n" }}
    {%- endfor %}
    {{- first_user_message + "<|eot_id|>"}}
{%- endif %}

{%- for message in messages %}
    {%- if not (message.role == 'ipython' or message.role == 'tool' or 'tool_calls' in message) %}
        {{- '<|start_header_id|>' + message['role'] + '<|end_header_id|>\\n\\n'+ message['content'] | trim + '<|eot_id|>' }}
    {%- elif 'tool_calls' in message %}
        {%- if not message.tool_calls|length == 1 %}
            {{- raise_exception("This model only supports single tool-calls at once!") }}
        {%- endif %}
        {%- set tool_call = message.tool_calls[0].function %}
        {%- if builtin_tools is defined and tool_call.name in builtin_tools %}
            {{- '<|start_header_id|>assistant<|end_header_id|>\\n\\n' -}}
            {{- "<|python_tag|>" + tool_call.name + ".call(" }}
            {%- for arg_name, arg_val in tool_call.arguments | items %}
                {{- arg_name + '="' + arg_val + '"' }}
                {%- if not loop.last %}
                    {{- ", " }}
                {%- endif %}
                {%- endfor %}
            {{- ")" }}
        {%- else  %}
            {{- '<|start_header_id|>assistant<|end_header_id|>\\n\\n' -}}
            {{- '{"name": "' + tool_call.name + '", ' }}
            {{- '"parameters": ' }}
            {{- tool_call.arguments | tojson }}
            {{- "}" }}
        {%- endif %}
        {%- if builtin_tools is defined %}
            {#- This means we're in ipython mode #}
            {{- "<|eom_id|>" }}
        {%- else %}
            {{- "<|eot_id|>" }}
        {%- endif %}
    {%- elif message.role == "tool" or message.role == "ipython" %}
        {{- "<|start_header_id|>ipython<|end_header_id|>\\n\\n" }}
        {%- if message.content is mapping or message.content is iterable %}
            {{- message.content | tojson }}
        {%- else %}
            {{- message.content }}
        {%- endif %}
        {{- "<|eot_id|>" }}
    {%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<|start_header_id|>assistant<|end_header_id|>\\n\\n' }}
{%- endif %}
"""

VICUNA = ("{% if messages[0]['role'] == 'system' %}{% set system = messages[0]['content'] %}{% set rest = messages[1:] %}{% else %}"
          "{% set system = \"A chat between a curious user and an artificial intelligence assistant. The assistant gives helpful, detailed, and polite answers to the user's questions.\" %}{% set rest = messages %}{% endif %}"
          "{{ system + ' ' }}{% for message in rest %}{% if message['role'] == 'user' %}{{ 'USER: ' + message['content'] + ' ' }}{% else %}{{ 'ASSISTANT: ' + message['content'] + eos_token }}{% endif %}{% endfor %}"
          "{% if add_generation_prompt %}{{ 'ASSISTANT:' }}{% endif %}")

WHITESPACE = """  leading
   {% if true %}
  inside {{ 1 }}
   {%- if false %} no {% else -%}   yes
   {% endif %}
 {% endif %}  
tail {#- comment -#}   end
\t{%+ set x = 1 +%}
 {# comment #}
x={{ x -}}   
   {{- ' y ' -}}   
 done
{% for i in range(3) %}
  {{ i }}{% if not loop.last %},{% endif %}
{% endfor %}

"""

TEMPLATES = {"llava": LLAVA, "chatml": CHATML, "qwen2": QWEN2, "qwen2_vl": QWEN2_VL, "qwen25": QWEN25, "llama2": LLAMA2, "llama3": LLAMA3, "llama31": LLAMA31, "vicuna": VICUNA, "whitespace": WHITESPACE}

TOKENS = {"bos_token": "<s>", "eos_token": "</s>"}
TOOL = {"type": "function", "function": {"name": "get_weather", "description": "The weather in a city — \"now\".", "parameters": {"type": "object", "properties": {
    "city": {"type": "string", "description": "Größe <b>&'"}, "unit": {"type": "string", "enum": ["c", "f"]}}, "required": ["city"]}}}


def text(role, content):
    return {"role": role, "content": content}


def parts(role, *contents):
    return {"role": role, "content": [{"type": "image"} if c is None else {"type": "text", "text": c} for c in contents]}


CONVERSATIONS = {
    "one": {"messages": [text("user", "Hello")]},
    "two": {"messages": [text("user", "  Hello\n"), text("assistant", " Hi! ")]},
    "three": {"messages": [text("user", "a"), text("assistant", "b"), text("user", "c — “quoted” 日本語 😀")]},
    "system": {"messages": [text("system", "Be brief."), text("user", "Hi"), text("assistant", "Yes."), text("user", "And?")]},
    "system_only": {"messages": [text("system", " x ")]},
    "not_alternating": {"messages": [text("user", "a"), text("user", "b")]},
    "empty_content": {"messages": [text("user", ""), text("assistant", "")]},
    "special_inside": {"messages": [text("user", "<|im_end|></s>{{ 7 * 7 }}{% raw %}"), text("assistant", "<think>\nhm\n</think>\n\nok")]},
    "image": {"messages": [parts("user", None, "What is this?")]},
    "images": {"messages": [parts("user", "Compare", None, None, " these."), parts("assistant", "Same."), parts("user", "Sure?")]},
    "image_system": {"messages": [parts("system", "Look."), parts("user", None, "And?"), parts("assistant", "A dog.")]},
    "vision_ids": {"messages": [parts("user", None, "a", None)], "add_vision_id": True},
    "tools": {"messages": [text("user", "Weather?")], "tools": [TOOL]},
    "tool_call": {"messages": [text("user", "Weather?"), {"role": "assistant", "content": "", "tool_calls": [{"type": "function", "function": {"name": "get_weather", "arguments": {"city": "Köln", "unit": "c", "n": 1.5, "deep": [None, True, {"k": "v"}]}}}]},
                               {"role": "tool", "content": "12 °C"}, {"role": "tool", "content": "sun"}, text("user", "Thanks")], "tools": [TOOL]},
    "tool_call_plain": {"messages": [text("user", "Weather?"), {"role": "assistant", "content": "Let me see.", "tool_calls": [{"name": "f", "arguments": {"b": 1, "a": 2}}]}]},
    "builtin": {"messages": [text("user", "2+2"), {"role": "assistant", "tool_calls": [{"function": {"name": "brave_search", "arguments": {"query": "x", "more": "y"}}}]}, text("ipython", "4")], "builtin_tools": ["brave_search", "code_interpreter"]},
    "date": {"messages": [text("user", "When?")], "date_string": "1 Jan 2025", "tools_in_user_message": False, "tools": [TOOL]},
    "custom": {"messages": [text("user", "x")], "custom_tools": [TOOL, TOOL]},
    "none": {"messages": []},
    "reasoning": {"messages": [text("user", "q"), {"role": "assistant", "content": "a", "reasoning_content": "r"}, text("user", "q2")], "open_thinking": True},
}

SNIPPETS = [
    "{{ 1 + 2 * 3 - 4 / 2 }} {{ 7 // 2 }} {{ -7 // 2 }} {{ -7 % 3 }} {{ 7 % -3 }} {{ 2 ** 10 }} {{ 7 / 2 }} {{ 1e3 }} {{ 1_000 }} {{ 0.1 + 0.2 }}",
    "{{ 1 if true else 2 }} {{ 1 if false }} {{ 'a' if 0 else 'b' if 1 else 'c' }}", "{{ true and 'x' or 'y' }} {{ not 1 }} {{ none }} {{ True }} {{ undefined_thing }}|",
    "{{ 1 < 2 <= 2 < 3 }} {{ 'a' < 'b' }} {{ 'a' in 'cat' }} {{ 3 not in [1, 2] }} {{ 'k' in {'k': 1} }} {{ [1, 2] == [1, 2] }} {{ 1 == 1.0 }} {{ '1' == 1 }}",
    "{{ 'a' ~ 1 ~ none ~ 2.5 ~ [1, 'x'] }}", "{{ 'ab' * 3 }} {{ 'a' 'b' \"c\" }}", "{{ 'it\\'s \\\"q\\\" \\n\\t\\\\ \\x41 \\u00e9 \\q' }}",
    "{{ [1, 'a', none, true, 2.5, {'k': 'v', 'n': [1]}] }}", "{{ ['it\\'s', 'a\"b', 'x\\ny'] }} {{ () }} ", "{{ {} }} {{ [] }}",
    "{{ 'Hello'[1] }}{{ 'Hello'[-1] }}{{ 'Hello'[1:3] }}{{ 'Hello'[::-1] }}{{ 'Hello'[:-1] }}{{ 'Hello'[10:] }}{{ 'Hello'[-100:2] }}{{ 'Hello'[::2] }}{{ 'Hello'[3:0:-1] }}", "{{ [1,2,3][-1] }}{{ [1,2,3][5] }}{{ [1,2,3][1:] }}{{ [1,2,3][::-1] }}",
    "{{ '日本語'[1] }}{{ '日本語'|length }}{{ '日本語'|upper }}{{ 'straße'|upper }}{{ 'ÀÉ'|lower }}", "{{ {'a': 1}.a }}{{ {'a': 1}['a'] }}{{ {'a': 1}.b }}{{ {'a': 1}.get('b', 7) }}{{ {'items': 3}['items'] }}",
    "{% for k, v in {'a': 1, 'b': 2}.items() %}{{ k }}={{ v }};{% endfor %}{% for k in {'x': 1} %}{{ k }}{% endfor %}{% for k, v in {'z': 1, 'y': 2} | dictsort %}{{ k }}{{ v }}{% endfor %}",
    "{% for x in [1,2,3,4] if x % 2 == 0 %}{{ loop.index }}{{ loop.index0 }}{{ loop.first }}{{ loop.last }}{{ loop.length }}{{ loop.revindex }}{{ loop.revindex0 }}:{{ x }} {% else %}none{% endfor %}",
    "{% for x in [] %}a{% else %}empty{% endfor %}{% for x in undefined_list %}a{% else %}u{% endfor %}", "{% for x in [1,2,3] %}{{ loop.previtem }}<{{ x }}>{{ loop.nextitem }}{{ loop.cycle('o', 'e') }} {% endfor %}",
    "{% for x in range(10) %}{% if x == 2 %}{% continue %}{% endif %}{% if x == 5 %}{% break %}{% endif %}{{ x }}{% endfor %}", "{{ range(3)|list }} {{ range(1, 10, 3)|list }} {{ range(5, 0, -2)|list }}",
    "{% set x = 1 %}{% for i in [1,2] %}{% set x = x + i %}{{ x }}{% endfor %}{{ x }}", "{% set ns = namespace(n=0, s='') %}{% for i in [1,2,3] %}{% set ns.n = ns.n + i %}{% set ns.s = ns.s ~ i %}{% endfor %}{{ ns.n }}{{ ns.s }}{{ ns.missing }}",
    "{% set a, b = 1, 2 %}{{ a }}{{ b }}{% set c = 1, 2 %}{{ c|length }}", "{% set t %}  block {{ 1 + 1 }} text {% endset %}[{{ t }}]{{ t|trim }}", "{% macro m(a, b='B', c=none) %}<{{ a }}|{{ b }}|{{ c }}>{% endmacro %}{{ m(1) }}{{ m(1, 2) }}{{ m(c=3, a='x') }}{{ m() }}",
    "{% macro f(n) %}{% if n > 0 %}{{ n }}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(4) }}", "{% if 0 %}a{% elif '' %}b{% elif [] %}c{% elif {} %}d{% elif none %}e{% elif 0.0 %}f{% else %}g{% endif %}",
    "{{ '  a b  '|trim }}|{{ 'xxaxx'.strip('x') }}|{{ '  a '.lstrip() }}|{{ ' a  '.rstrip() }}|{{ '\\n\\na\\n'.lstrip('\\n') }}|{{ 'xya'|trim('yx') }}", "{{ 'a,b,,c'.split(',') }}{{ ' a  b '.split() }}{{ 'a,b,c'.split(',', 1) }}{{ 'a,b,c'.rsplit(',', 1) }}{{ ''.split(',') }}{{ ''.split() }}{{ 'a b c'.split(' ')[-1] }}{{ 'a b  c '.split(none, 1) }}",
    "{{ 'abc'.startswith('ab') }}{{ 'abc'.endswith(('x', 'c')) }}{{ 'aXbX'.replace('X', 'y') }}{{ 'aXbX'.replace('X', 'y', 1) }}{{ 'abcabc'.find('c') }}{{ 'abcabc'.rfind('c') }}{{ 'aaa'.count('a') }}{{ 'hello wORLD it\\'s'.title() }}{{ 'hello WORLD'.capitalize() }}",
    "{{ 'a\\nb\\r\\nc'.splitlines() }}{{ '-'.join(['a', 'b']) }}{{ '12'.isdigit() }}{{ 'ab1'.isalpha() }}{{ ' '.isspace() }}{{ 'prefix-x'.removeprefix('prefix-') }}", "{{ [1, 2, 3]|join }}{{ [1, 2, 3]|join(', ') }}{{ [{'n': 'a'}, {'n': 'b'}]|join('+', attribute='n') }}",
    "{{ [3, 1, 2]|sort }}{{ ['b', 'A', 'c']|sort }}{{ [3, 1, 2]|sort(reverse=true) }}{{ [1, 2, 1]|unique|list }}{{ [1, 2]|reverse|list }}{{ 'abc'|reverse }}{{ [1, 2, 3]|sum }}{{ [1, 2]|first }}{{ [1, 2]|last }}{{ []|first }}",
    "{{ [{'r': 'a', 'n': 1}, {'r': 'b', 'n': 2}]|selectattr('r', 'equalto', 'b')|map(attribute='n')|list }}{{ [{'r': 'a'}, {}]|selectattr('r')|list|length }}{{ [{'r': 'a'}, {}]|rejectattr('r', 'defined')|list|length }}{{ ['a', 'B']|map('upper')|list }}{{ [1, 2, 3]|select('odd')|list }}{{ [1, 2, 3]|reject('gt', 1)|list }}",
    "{{ missing|default('d') }}{{ ''|default('d') }}{{ ''|default('d', true) }}{{ none|d('x') }}{{ 'a'|length }}{{ {'a': 1}|length }}{{ [1]|count }}", "{{ {'b': [1, 2.0, none, true], 'a': 'é\"\\n<&>'}|tojson }}{{ [1, {'x': {}}, []]|tojson(indent=2) }}{{ 'é😀'|tojson(ensure_ascii=true) }}{{ {'b': 1, 'a': 2}|tojson(sort_keys=true) }}",
    "{{ 'a' is string }}{{ 1 is string }}{{ {} is mapping }}{{ [] is mapping }}{{ [] is iterable }}{{ 'a' is iterable }}{{ 1 is iterable }}{{ [] is sequence }}{{ {} is sequence }}{{ 1 is number }}{{ true is number }}{{ true is integer }}{{ 1.0 is float }}{{ true is boolean }}{{ none is none }}{{ x is defined }}{{ x is undefined }}{{ x is not defined }}",
    "{{ 3 is odd }}{{ 4 is even }}{{ 4 is divisibleby 2 }}{{ 1 is eq 1 }}{{ 1 is equalto(1) }}{{ 2 is gt 1 }}{{ 1 is in [1, 2] }}{{ true is true }}{{ 1 is true }}{{ none is sameas none }}{{ range is callable }}{{ 'a' is lower }}{{ 'A' is upper }}",
    "{{ '5'|int + 1 }}{{ 'x'|int }}{{ 'x'|int(3) }}{{ 2.9|int }}{{ '2.5'|float }}{{ 3|string ~ 4 }}{{ -3|abs }}{{ 'a\\nb\\n\\nc'|indent(2) }}{{ 'a\\nb'|indent(2, true) }}", "{{ {'a': {'b': [5]}}.a.b[0] }}{{ {'a': {'b': [5]}}['a']['b'].0 }}", "{{ {'a': 1}.items()|list }}{{ (1, 2)[:1] }}{{ (1, 2) == [1, 2] }}{{ (1,) + (2, 3) }}", "{{ (1, 2)[0] }}{{ (1) }}{{ (1,) }}", "{{ dict(a=1, b=2) }}{{ 1 }}{# c #}{{- 2 -}} {{ 3 }}",
    "{{ -2 ** 2 }}", "{{ 2 ** 3 ** 2 }}", "{{ -1|string }}", "{{ 'a' + 'b' if 1 else 'c' }}", "{{ 10 - 2 - 3 }} {{ 2 * 3 % 4 }} {{ 1 + 1 ~ 2 + 2 }}", "{{ not true or true }} {{ not (true or true) }} {{ 1 in [1] and 2 not in [1] }}", "{% if not x is defined and y is not defined %}ok{% endif %}",
    "{% for a, b in [(1, 2), [3, 4]] %}{{ a + b }} {% endfor %}", "{% for m in [{'role': 'a'}] %}{% for c in 'xy' %}{{ loop.index }}{{ m.role }}{{ c }}{% endfor %}{{ loop.index }}{% endfor %}", "{{ 'x' if messages is not defined else messages|length }}", "{{ '%s' }}{{ '{}' }}{{ '{{' }}{{ '%}' }}", "a{% set x = 1 %}\nb\n\n{{ x }}\n", "{{ 'é' < 'z' }}{{ [1, 2] < [1, 3] }}",
    # Each of these raises.
    "{{ 1 + 'a' }}", "{{ missing.attribute }}", "{{ missing + 1 }}", "{{ none.x.y }}", "{{ 1 / 0 }}", "{{ raise_exception('no') }}", "{% for x in 5 %}{% endfor %}", "{{ 'a' in 5 }}", "{{ 1 < 'a' }}", "{{ {}() }}", "{{ [1][0][0][0].x.y }}", "{{ missing() }}", "{% if x %}", "{% endif %}", "{{ 1 + }}", "{{ 'open }}", "{% for x %}{% endfor %}", "{{ [1, 2 }}", "{% set x.y = 1 %}", "{{ foo bar }}", "{# open", "{{ 1",
]


def rendered(source, add_generation_prompt, variables):
    variables = dict(variables)
    messages = variables.pop("messages", [])
    tools = variables.pop("tools", None)
    try:
        out, _ = render_jinja_template([messages], tools=tools, chat_template=source, add_generation_prompt=add_generation_prompt, **TOKENS, **variables)
        return out[0]
    except Exception:  # a refusal of any kind is what is compared
        return None


def main():
    out = Path(sys.argv[1])
    dump = lambda name, value: (out / name).write_text(json.dumps(value, ensure_ascii=True, indent=0))
    rows = []
    templates = dict(TEMPLATES)
    if len(sys.argv) > 2:
        templates["minimind"] = json.loads((Path(sys.argv[2]) / "tokenizer_config.json").read_text())["chat_template"]
    for name, source in templates.items():
        for conversation, variables in CONVERSATIONS.items():
            if name == "whitespace" and conversation != "one":
                continue
            for generation in (False, True):
                rows.append([name, conversation, generation, rendered(source, generation, variables)])
    snippets = []
    for source in SNIPPETS:
        try:
            snippets.append([source, _compile_jinja_template(source).render()])
        except Exception:
            snippets.append([source, None])
    dump("templates.json", TEMPLATES)
    dump("conversations.json", CONVERSATIONS)
    dump("expected.json", rows)
    dump("snippets.json", snippets)
    print(len(rows), "rows,", sum(r[3] is None for r in rows), "refused;", len(snippets), "snippets,", sum(s[1] is None for s in snippets), "refused")


main()
