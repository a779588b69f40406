// SPDX-License-Identifier: GPL-3.0-or-later
// Chat templates against Transformers (tests/reference/chat_templates.py).
#include "core/text/chat_template.h"

#include "core/base/file.h"
#include "core/base/hash.h"
#include "tests/support.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>

namespace m3po {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;
using ::testing::HasSubstr;

template <typename Json = json>
Json stored(const std::string &name)
{
    std::ifstream in(testing::data("chat_templates/" + name));
    return Json::parse(in);
}

const json tokens{{"bos_token", "<s>"}, {"eos_token", "</s>"}};

// The text, or nothing where the template or the conversation is refused.
std::optional<std::string> rendered(const ChatTemplate &made, ordered_json variables, bool generation)
{
    const auto messages = variables["messages"];
    variables.erase("messages");
    variables["bos_token"] = "<s>";
    variables["eos_token"] = "</s>";
    try {
        return made.render_ordered(messages, generation, variables);
    } catch (const Failure &) {
        return std::nullopt;
    }
}

TEST(ChatTemplates, RenderAsTransformersDoes)
{
    const auto conversations = stored<ordered_json>("conversations.json");
    std::map<std::string, ChatTemplate> templates;
    const auto sources = stored("templates.json");
    for (const auto &[name, source] : sources.items())
        templates.emplace(name, *ChatTemplate::from_source(source.get<std::string>(), tokens, name));
    if (const auto minimind = testing::real("tokenizers/minimind"))
        templates.emplace("minimind", *ChatTemplate::load(*minimind));
    int compared = 0;
    const auto rows = stored("expected.json");
    for (const auto &row : rows) {
        const auto found = templates.find(row[0].get<std::string>());
        if (found == templates.end())
            continue;
        const auto text = rendered(found->second, conversations[row[1].get<std::string>()], row[2].get<bool>());
        const auto expected = row[3].is_null() ? std::nullopt : std::optional(row[3].get<std::string>());
        EXPECT_EQ(text, expected) << row[0] << " " << row[1] << " " << row[2];
        ++compared;
    }
    EXPECT_GT(compared, 350);
}

TEST(ChatTemplates, TheLanguageItself)
{
    const auto rows = stored("snippets.json");
    for (const auto &row : rows) {
        const auto source = row[0].get<std::string>();
        const auto expected = row[1].is_null() ? std::nullopt : std::optional(row[1].get<std::string>());
        std::optional<std::string> text;
        std::string why;
        try {
            const auto made = ChatTemplate::from_source(source);
            // The reference renders snippets without any variable.
            text = made->render_ordered(ordered_json::array(), false);
        } catch (const Failure &failure) {
            why = failure.what();
        }
        if (source.find("messages is not defined") != std::string::npos)
            continue; // here messages is always defined
        EXPECT_EQ(text, expected) << source << " " << why;
    }
}

TEST(ChatTemplates, TheTransformersIntegrationPrompt)
{
    const auto llava = *ChatTemplate::named("llava-1.5");
    const json question{
        {{"role", "user"},
         {"content",
          {{{"type", "image"}},
           {{"type", "text"}, {"text", "What are the things I should be cautious about when I visit this place?"}}}}}};
    EXPECT_EQ(llava.render(question, true),
              "USER: <image>\nWhat are the things I should be cautious about when I visit this place? ASSISTANT:");
    const auto values = testing::real("transformers_values.json");
    if (!values)
        GTEST_SKIP() << "shared/real is not there";
    EXPECT_EQ(llava.source(), (*read_json(*values))["llava_hf_chat_template"].get<std::string>());
}

TEST(ChatTemplates, VicunaIsLlavasOwnPrompt)
{
    const auto file = testing::real("llava_v1_prompts.json");
    if (!file)
        GTEST_SKIP() << "shared/real is not there";
    const auto vicuna = *ChatTemplate::named("vicuna_v1");
    int compared = 0;
    const auto prompts = *read_json(*file);
    for (const auto &row : prompts["cases"]) {
        if (row["conv"] != "vicuna_v1")
            continue;
        json messages = json::array();
        bool open = false;
        for (const auto &turn : row["turns"]) {
            auto question = turn[0].get<std::string>();
            json content = json::array();
            if (question.starts_with("<image>\n")) {
                content.push_back({{"type", "image"}});
                question.erase(0, 8);
            }
            content.push_back({{"type", "text"}, {"text", question}});
            messages.push_back({{"role", "user"}, {"content", content}});
            open = turn[1].is_null();
            if (!open)
                messages.push_back({{"role", "assistant"}, {"content", turn[1]}});
        }
        EXPECT_EQ(vicuna.render(messages, open), row["prompt"].get<std::string>());
        ++compared;
    }
    EXPECT_GT(compared, 3);
}

TEST(ChatTemplates, NamedOnes)
{
    const json messages{{{"role", "system"}, {"content", "Be brief."}}, {{"role", "user"}, {"content", " Hi "}}};
    EXPECT_EQ(ChatTemplate::named("chatml")->render(messages, true),
              "<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\n Hi <|im_end|>\n<|im_start|>assistant\n");
    EXPECT_EQ(ChatTemplate::named("llama-3")->render(messages, true),
              "<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\nBe "
              "brief.<|eot_id|><|start_header_id|>user<|end_header_id|>\n\nHi"
              "<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n");
    for (const auto &name : ChatTemplate::names())
        EXPECT_TRUE(ChatTemplate::named(name).ok()) << name;
    const auto unknown = ChatTemplate::named("nobody");
    ASSERT_FALSE(unknown.ok());
    EXPECT_EQ(unknown.error().kind, ErrorKind::NotFound);
    EXPECT_THAT(unknown.error().message, HasSubstr("vicuna_v1"));
    const auto chatml = *ChatTemplate::named("chatml");
    EXPECT_EQ(chatml.hash(), sha256(chatml.source()));
}

TEST(ChatTemplates, FoundInEveryPlaceWhereFoldersKeepThem)
{
    const json messages{{{"role", "user"}, {"content", "x"}}};
    const std::string source = "{{ eos_token }}{{ messages[0].content }}";
    const auto in = [&](const std::string &name, const std::string &text) {
        const testing::TemporaryFolder folder;
        write_file_atomically(folder / "tokenizer_config.json", json{{"eos_token", {{"content", "<e>"}}}}.dump())
            .value();
        write_file_atomically(folder / name, text).value();
        const auto made = ChatTemplate::load(folder.path());
        return made ? made->render(messages, false) : made.error().message;
    };
    EXPECT_EQ(in("chat_template.jinja", source), "<e>x");
    EXPECT_EQ(in("chat_template.json", json{{"chat_template", source}}.dump()), "<e>x");
    EXPECT_EQ(in("processor_config.json", json{{"chat_template", source}}.dump()), "<e>x");
    EXPECT_EQ(in("tokenizer_config.json", json{{"eos_token", "<f>"}, {"chat_template", source}}.dump()), "<f>x");
    const json list{{{"name", "tool_use"}, {"template", "no"}}, {{"name", "default"}, {"template", source}}};
    EXPECT_EQ(in("tokenizer_config.json", json{{"eos_token", "<f>"}, {"chat_template", list}}.dump()), "<f>x");
    EXPECT_THAT(in("README", "none"), HasSubstr("holds no chat template"));
    EXPECT_THAT(in("chat_template.jinja", "a\n{% if %}"),
                HasSubstr("chat_template.jinja: line 2: an expression was expected"));
    EXPECT_THAT(in("tokenizer_config.json", "{\"chat_template\": 7}"),
                HasSubstr("tokenizer_config.json: chat_template: "));
}

struct Refusal {
    std::string source;
    std::string said;
};

TEST(ChatTemplates, RefusalsNameLineAndConstruct)
{
    const std::vector<Refusal> refusals{
        {"a\n\n{% include 'x' %}", "line 3: the tag {% include %} is not supported"},
        {"{% raw %}{% endraw %}", "line 1: the tag {% raw %} is not supported"},
        {"\n{{ 'a'|wordwrap }}", "line 2: the filter 'wordwrap' is not supported"},
        {"{{ 1 is prime }}", "the test 'prime' is not supported"},
        {"{{ 'a'.format(1) }}", "the text method format is not supported"},
        {"{{ [1].append(2) }}", "the list method append is not supported"},
        {"{{ '%s' % 1 }}", "by % is not supported"},
        {"{{ f(*[1]) }}", "a list of arguments (*) is not supported"},
        {"\n\n{{ raise_exception('only text') }}", "line 3: the template refuses the conversation: only text"},
        {"{{ nothing.here }}", "'nothing' is undefined"},
        {"{{ ''.__class__.__mro__ }}", "'__class__' is undefined"},
        {"{{ 9223372036854775807 + 1 }}", "does not fit"},
        {"{{ range(1000000) }}", "at most 100000 numbers"},
        {"{{ 'aaaaaaaaaaaaaaaa' * 99999999999 }}", "too long"},
        {"{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}", "steps"},
        {"{% set ns = namespace(s='xxxxxxxxxxxxxxxx') %}{% for i in range(60) %}{% set ns.s = ns.s ~ ns.s %}{% endfor "
         "%}",
         "steps"},
        {"{% set ns = namespace(l=[]) %}{% for i in range(99999) %}{% set ns.l = [ns.l] %}{% endfor %}",
         "nested at most"},
        {"{% set ns = namespace() %}{% set ns.a = ns %}", "a namespace inside of another value"},
        {"{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "levels within each other"},
        {"{% for i in [1] %}{% macro m() %}{% endmacro %}{% endfor %}", "a macro inside of a loop"},
        {std::string(100000, '(') + std::string(100000, ')'), ""},
        {"{{ " + std::string(50000, '(') + std::string(50000, ')') + " }}", "levels of nesting"},
        {"{{ " + std::string(50000, '-') + "1 }}", "levels of nesting"},
    };
    for (const auto &[source, said] : refusals) {
        std::string message;
        try {
            ChatTemplate::from_source(source)->render(json::array(), false);
        } catch (const Failure &failure) {
            message = failure.what();
        }
        EXPECT_THAT(message, HasSubstr(said)) << source.substr(0, 80);
        EXPECT_EQ(message.empty(), said.empty()) << source.substr(0, 80);
    }
    std::string sum = "{{ 1";
    for (int i = 0; i < 20000; ++i)
        sum += " + 1";
    EXPECT_THAT(ChatTemplate::from_source(sum + " }}").error().message, HasSubstr("levels"));
    std::string chain = "{{ x";
    for (int i = 0; i < 20000; ++i)
        chain += ".x";
    EXPECT_THAT(ChatTemplate::from_source(chain + " }}").error().message, HasSubstr("levels"));
    std::string ifs;
    for (int i = 0; i < 20000; ++i)
        ifs += "{% if x %}";
    EXPECT_THAT(ChatTemplate::from_source(ifs).error().message, HasSubstr("levels"));
    EXPECT_THAT(ChatTemplate::from_source(std::string(3u << 20, 'x')).error().message, HasSubstr("bytes"));
    EXPECT_THAT(ChatTemplate::from_source("\xFF").error().message, HasSubstr("UTF-8"));
}

} // namespace
} // namespace m3po
