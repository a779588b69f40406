// SPDX-License-Identifier: GPL-3.0-or-later
// m3po inspect model, logprobs and next from outside, against Transformers' and PEFT's values.
#include "core/base/file.h"
#include "tests/cli/run_program.h"
#include "tests/support.h"

#include <gtest/gtest.h>

#include <cmath>
#include <sstream>

#include <nlohmann/json.hpp>

namespace m3po::testing {
namespace {

using nlohmann::json;

std::string folder_of(const std::string &name)
{
    return (data("models") / name).string();
}

json expected_of(const std::string &name)
{
    return *read_json(data("models") / (name + ".json"));
}

std::vector<json> lines_of(const ProgramResult &result)
{
    EXPECT_EQ(result.exit_code, 0) << result.err;
    std::vector<json> rows;
    std::istringstream in(result.out);
    for (std::string line; std::getline(in, line);)
        rows.push_back(json::parse(line));
    return rows;
}

double largest_difference(const json &a, const json &b)
{
    if (a.size() != b.size())
        return INFINITY;
    double largest = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        largest = std::max(largest, std::abs(a[i].get<double>() - b[i].get<double>()));
    return largest;
}

// The cases of an expected file that have no image, as raw rows.
std::string raw_rows(const json &cases)
{
    std::string rows;
    for (const auto &row : cases)
        if (row["image"] == false)
            rows += json{{"prompt", row["text"]}, {"answer", row["answer"]}}.dump() + "\n";
    return rows;
}

TEST(InspectModel, SaysWhatWasUnderstood)
{
    const auto llava = json::parse(run_m3po({"inspect", "model", folder_of("llava_gqa")}).out);
    EXPECT_EQ(llava["architecture"], "LlavaForConditionalGeneration");
    EXPECT_EQ(llava["dtype"], "float32");
    EXPECT_EQ(llava["stored_dtype"], "float32");
    EXPECT_EQ(llava["sizes"]["key_value_heads"], 2);
    EXPECT_EQ(llava["sizes"]["head_dim"], 12);
    EXPECT_EQ(llava["sizes"]["tokens_per_image"], 16);
    EXPECT_EQ(llava["template"]["name"], "llava-1.5");
    EXPECT_EQ(llava["template"]["hash"].get<std::string>().size(), 64u);
    EXPECT_EQ(llava["fingerprint"].get<std::string>().size(), 64u);
    EXPECT_GT(llava["parameters"], 10000);

    const auto clip = json::parse(run_m3po({"inspect", "model", folder_of("clip")}).out);
    EXPECT_EQ(clip["architecture"], "CLIPModel");
    EXPECT_EQ(clip["sizes"]["projection_dim"], 20);

    const auto half = json::parse(run_m3po({"inspect", "model", folder_of("llama"), "--dtype", "bfloat16"}).out);
    EXPECT_EQ(half["dtype"], "bfloat16");
    EXPECT_EQ(half["stored_dtype"], "float32");
}

TEST(InspectModel, RefusesWithDocumentedExitCodes)
{
    EXPECT_EQ(run_m3po({"inspect", "model", folder_of("nowhere")}).exit_code, 4);
    EXPECT_EQ(run_m3po({"inspect", "model", folder_of("adapter_regex")}).exit_code, 4);
    EXPECT_EQ(run_m3po({"inspect", "model", folder_of("llama"), "--dtype", "int4"}).exit_code, 2);
    EXPECT_EQ(run_m3po({"inspect", "model", folder_of("llama"), "--template", "no-such-template"}).exit_code, 4);
}

TEST(InspectLogprobs, EqualTransformersWithoutAnImage)
{
    for (const char *name : {"llava", "llava_linear", "llava_dynamic", "llama"}) {
        const auto cases = expected_of(name)["cases"];
        const auto rows = lines_of(run_m3po({"inspect", "logprobs", "--raw-prompt", "--model", folder_of(name)}, raw_rows(cases)));
        std::size_t next = 0;
        for (const auto &row : cases) {
            if (row["image"] == true)
                continue;
            ASSERT_LT(next, rows.size());
            const auto &got = rows[next++];
            EXPECT_EQ(got["ids"], row["answer_ids"]);
            EXPECT_LT(largest_difference(got["logprobs"], row["logprobs"]), 1e-4) << name;
            double sum = 0;
            for (const auto &value : row["logprobs"])
                sum += value.get<double>();
            EXPECT_NEAR(got["sum"].get<double>(), sum, 5e-4);
            EXPECT_NEAR(got["mean"].get<double>(), sum / static_cast<double>(row["logprobs"].size()), 1e-4);
        }
        EXPECT_EQ(next, rows.size());
    }
}

TEST(InspectLogprobs, EqualTransformersWithAPictureAndInEveryWayToAsk)
{
    const auto expected = expected_of("llava");
    const auto &first = expected["cases"][0];
    const auto images = data("models").string();
    const auto raw = lines_of(run_m3po({"inspect", "logprobs", "--raw-prompt", "--model", folder_of("llava"), "--images", images},
                                       json{{"image", "picture.png"}, {"prompt", first["text"]}, {"answer", first["answer"]}}.dump()));
    ASSERT_EQ(raw.size(), 1u);
    EXPECT_LT(largest_difference(raw[0]["logprobs"], expected["picture_logprobs"]), 1e-4);

    // The same through the template, by prompt and by messages of both kinds.
    const json parts = json::array({{{"type", "image"}}, {{"type", "text"}, {"text", "what colour is the ball?"}}});
    const std::string rows =
        json{{"image", "picture.png"}, {"prompt", "what colour is the ball?"}, {"answer", " red"}}.dump() + "\n"
        + json{{"image", "picture.png"}, {"messages", {{{"role", "user"}, {"content", parts}}}}, {"answer", " red"}}.dump() + "\n\n"
        + json{{"image", "picture.png"},
               {"messages", {{{"role", "user"}, {"content", "<image>\nwhat colour is the ball?"}}}},
               {"answer", " red"}}.dump();
    const auto templated = lines_of(run_m3po({"inspect", "logprobs", "--model", folder_of("llava"), "--images", images}, rows));
    ASSERT_EQ(templated.size(), 3u);
    EXPECT_EQ(templated[0], templated[1]);
    EXPECT_EQ(templated[0], templated[2]);
}

TEST(InspectLogprobs, AdaptersGivePeftsValues)
{
    const auto cases = expected_of("llava")["cases"];
    for (const auto &[adapter, values] : {std::pair("adapter_regex", "adapter_regex"),
                                          std::pair("adapter_regex_old_names", "adapter_regex"),
                                          std::pair("adapter_patterns", "adapter_patterns")}) {
        const auto rows = lines_of(run_m3po({"inspect", "logprobs", "--raw-prompt", "--model", folder_of("llava"), "--adapter",
                                             folder_of(adapter)},
                                            raw_rows(cases)));
        ASSERT_EQ(rows.size(), 1u);
        EXPECT_LT(largest_difference(rows[0]["logprobs"], expected_of(values)["logprobs"][2]), 1e-4) << adapter;
    }
}

TEST(InspectLogprobs, ABadRowIsNamedByItsLineAndEndsTheRun)
{
    const auto good = json{{"prompt", "USER: hello ASSISTANT:"}, {"answer", "x"}}.dump() + "\n";
    const auto run = [&](const std::string &row) {
        return run_m3po({"inspect", "logprobs", "--raw-prompt", "--model", folder_of("llava"), "--images", data("models").string()},
                        good + row + "\n" + good);
    };
    for (const auto &[row, needle] : std::vector<std::pair<std::string, std::string>>{
             {"{\"prompt\": ", "is not valid JSON"},
             {"[1, 2]", "an object"},
             {R"({"prompt": "x"})", "\"answer\": a string"},
             {R"({"answer": "x"})", "either prompt or messages"},
             {R"({"prompt": 5, "answer": "x"})", "\"prompt\": a string"},
             {R"({"prompt": "no mark", "answer": "x", "image": "picture.png"})", "has to hold <image> once"},
             {R"({"prompt": "<image>", "answer": "x"})", "the row has no image"},
             {R"({"prompt": "<image>", "answer": "x", "image": "../secret.png"})", "secret.png"},
             {R"({"prompt": "<image>", "answer": "x", "image": "gone.png"})", "gone.png"},
             {R"({"prompt": "<image>", "answer": "x", "image": "llava.json"})", "llava.json"},
             {json{{"prompt", std::string(2000, 'q')}, {"answer", "x"}}.dump(), "holds only 128"},
             {json{{"prompt", "short"}, {"answer", std::string(2000, 'q')}}.dump(), "context of 128"}}) {
        const auto result = run(row);
        EXPECT_EQ(result.exit_code, 3) << row.substr(0, 80) << result.err;
        EXPECT_NE(result.err.find("line 2: "), std::string::npos) << result.err;
        EXPECT_NE(result.err.find(needle), std::string::npos) << result.err;
        EXPECT_EQ(std::count(result.err.begin(), result.err.end(), '\n'), 1) << result.err;
        EXPECT_EQ(std::count(result.out.begin(), result.out.end(), '\n'), 1) << "the row before is answered";
    }
}

TEST(InspectNext, LeavesTransformersSurvivorsWithTheirProbabilities)
{
    // Warped from the logits of a run with the formula's pixels; here from a prompt without an image.
    const auto row = json{{"prompt", expected_of("llava")["cases"][2]["text"]}}.dump();
    const auto next = [&](std::vector<std::string> options) {
        std::vector<std::string> arguments{"inspect", "next", "--raw-prompt", "--model", folder_of("llava")};
        arguments.insert(arguments.end(), options.begin(), options.end());
        return lines_of(run_m3po(arguments, row)).at(0);
    };
    const auto all = next({});
    const json logits = expected_of("llava")["cases"][2]["prompt_logits"];
    ASSERT_EQ(all["ids"].size(), logits.size());
    double total = 0;
    for (const auto &logit : logits)
        total += std::exp(logit.get<double>());
    for (std::size_t i = 0; i < logits.size(); ++i)
        EXPECT_NEAR(all["probs"][i].get<double>(), std::exp(logits[i].get<double>()) / total, 1e-5);
    EXPECT_EQ(next({"--top-k", "5"})["ids"].size(), 5u);
    EXPECT_LT(next({"--temperature", "0.5", "--top-p", "0.5"})["ids"].size(), 20u);
    EXPECT_EQ(run_m3po({"inspect", "next", "--model", folder_of("llava"), "--temperature", "0"}, row).exit_code, 2);
}

} // namespace
} // namespace m3po::testing
