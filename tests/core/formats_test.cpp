// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/format.h"

#include "core/base/file.h"
#include "core/formats/fields.h"
#include "core/formats/json_stream.h"
#include "core/formats/messages.h"
#include "core/formats/preference_jsonl.h"
#include "tests/support.h"

#include <gmock/gmock.h>

#include <fstream>

namespace m3po {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

struct Collected final : DatasetSink {
    bool sample(DatasetRow &&row) override
    {
        samples.push_back(std::move(row));
        return true;
    }
    bool preference(PreferenceRow &&row, std::int64_t) override
    {
        preferences.push_back(std::move(row));
        return true;
    }
    bool unusable(const std::string &place, const std::string &why) override
    {
        problems.push_back(place + ": " + why);
        return true;
    }
    std::vector<DatasetRow> samples;
    std::vector<PreferenceRow> preferences;
    std::vector<std::string> problems;
};

class Formats : public ::testing::Test {
protected:
    fs::path write(const std::string &name, const std::string &text) const
    {
        fs::create_directories((folder / name).parent_path());
        std::ofstream(folder / name, std::ios::binary) << text;
        return folder / name;
    }
    static Collected read(const fs::path &file, const ReadOptions &options = {})
    {
        Collected rows;
        detect_format(file).read(file, options, rows);
        return rows;
    }
    static std::string error_of(const fs::path &file)
    {
        const auto result = catching([&] { read(file); });
        return result ? "" : result.error().message;
    }

    testing::TemporaryFolder temporary;
    const fs::path folder = temporary.path();
};

TEST_F(Formats, LlavaInstructTakesTheFirstQuestionAndItsAnswer)
{
    const auto file = write("rows.json", R"([
        {"id": 7, "image": "a/1.jpg", "conversations": [
            {"from": "human", "value": "<image>\nWhat is it?"}, {"from": "gpt", "value": "A cat."},
            {"from": "human", "value": "Which colour?"}, {"from": "gpt", "value": "Black."}]},
        {"id": "b", "image": "2.png", "conversations": [{"from": "human", "value": "Describe it.\n<image>"}]},
        {"id": "c", "conversations": [{"from": "human", "value": "No picture?"}]},
        {"image": "3.png", "conversations": [{"from": "human", "value": "<image>"}]},
        {"image": "3.png", "conversations": [{"from": "gpt", "value": "Hello"}]}])");
    EXPECT_EQ(detect_format(file).name(), "llava-instruct");
    const auto rows = read(file);
    ASSERT_EQ(rows.samples.size(), 2u);
    EXPECT_EQ(rows.samples[0].external_id, "7");
    EXPECT_EQ(rows.samples[0].image, "a/1.jpg");
    EXPECT_EQ(rows.samples[0].instruction, "What is it?");
    EXPECT_EQ(rows.samples[0].reference_answer, "A cat.");
    EXPECT_EQ(rows.samples[0].conversation,
              R"([{"role":"user","content":"What is it?"},{"role":"assistant","content":"A cat."},)"
              R"({"role":"user","content":"Which colour?"},{"role":"assistant","content":"Black."}])");
    EXPECT_EQ(rows.samples[1].instruction, "Describe it.");
    EXPECT_FALSE(rows.samples[1].reference_answer);
    EXPECT_THAT(rows.problems, ElementsAre(HasSubstr("rows.json: entry 2: names no image"),
                                           HasSubstr("entry 3: its first question is empty"),
                                           HasSubstr("entry 4: has no turn of a human")));
}

TEST_F(Formats, LlavaQuestionsAndPopeAreLines)
{
    const auto file = write("q.jsonl", "\xEF\xBB\xBF{\"question_id\": 3, \"image\": \"1.jpg\", \"text\": \"Is it red?\", "
                                       "\"category\": \"conv\"}\r\n\n{\"question_id\": 4, \"image\": \"1.jpg\", "
                                       "\"text\": \"Is it blue?\", \"label\": \"no\"}");
    EXPECT_EQ(detect_format(file).name(), "llava-questions");
    const auto rows = read(file);
    ASSERT_EQ(rows.samples.size(), 2u);
    EXPECT_EQ(rows.samples[0].instruction, "Is it red?");
    EXPECT_EQ(rows.samples[1].external_id, "4");
    EXPECT_EQ(rows.samples[1].reference_answer, "no");
    EXPECT_THAT(rows.samples[1].place, HasSubstr("q.jsonl: line 3"));
}

TEST_F(Formats, TrlIsReadInMessagesAndInPlainTexts)
{
    const auto file = write("p.jsonl",
        R"({"prompt":[{"role":"user","content":[{"type":"image"},{"type":"text","text":"Q"}]}],)"
        R"("chosen":[{"role":"assistant","content":[{"type":"text","text":"A"}]}],)"
        R"("rejected":[{"role":"assistant","content":"B"}],"images":["p.jpg"],"ref_chosen_logps":-1.5})" "\n"
        R"({"prompt":"<image>\nQ","chosen":"A","rejected":"B","image":"p.jpg"})" "\n"
        R"({"prompt":[{"role":"system","content":"S"},{"role":"user","content":"Q"}],"chosen":"A","rejected":"B","images":["p.jpg"]})" "\n"
        R"({"prompt":"Q","chosen":"A","rejected":"B"})" "\n");
    EXPECT_EQ(detect_format(file).name(), "trl");
    const auto rows = read(file);
    ASSERT_EQ(rows.preferences.size(), 4u);
    const std::string canonical = R"([{"role":"user","content":[{"type":"image"},{"type":"text","text":"Q"}]}])";
    EXPECT_EQ(rows.preferences[0].prompt, canonical);
    EXPECT_EQ(rows.preferences[0].chosen, "A");
    EXPECT_EQ(rows.preferences[0].rejected, "B");
    EXPECT_EQ(rows.preferences[0].reference_chosen_logp, -1.5);
    EXPECT_FALSE(rows.preferences[0].reference_rejected_logp);
    EXPECT_EQ(rows.preferences[1].prompt, canonical);
    EXPECT_EQ(rows.preferences[2].prompt, R"([{"role":"system","content":[{"type":"text","text":"S"}]},)"
                                          R"({"role":"user","content":[{"type":"image"},{"type":"text","text":"Q"}]}])");
    EXPECT_EQ(rows.preferences[3].prompt, R"([{"role":"user","content":[{"type":"text","text":"Q"}]}])");
    EXPECT_TRUE(rows.preferences[3].images.empty());
}

TEST_F(Formats, BrokenPreferencesAreNamedByLineAndField)
{
    const std::string good = R"({"prompt":"Q","chosen":"A","rejected":"B"})" "\n";
    const std::vector<std::pair<std::string, std::string>> cases{
        {R"({"prompt":"Q","chosen":"","rejected":"B"})", "line 2: its chosen answer is empty"},
        {R"({"prompt":"Q","chosen":"A","rejected":" \n"})", "line 2: its rejected answer is empty"},
        {R"({"prompt":"Q","chosen":[],"rejected":"B"})", "line 2: 'chosen': has 0 messages"},
        {R"({"prompt":"Q","chosen":[{"role":"user","content":"x"}],"rejected":"B"})", "a message of the assistant"},
        {R"({"prompt":"Q","rejected":"B"})", "line 2: has no 'chosen'"},
        {R"({"chosen":"A","rejected":"B"})", "line 2: has no 'prompt'"},
        {R"({"prompt":[],"chosen":"A","rejected":"B"})", "'prompt': a text or a list of messages"},
        {R"({"prompt":"<image>Q","chosen":"A","rejected":"B"})", "shows 1 images, but 0 are named"},
        {R"({"prompt":[{"role":"robot","content":"Q"}],"chosen":"A","rejected":"B"})", "the role 'robot'"},
        {R"({"prompt":[{"role":"user","content":[{"type":"video"}]}],"chosen":"A","rejected":"B"})", "the type 'video'"},
        {R"({"prompt":[{"role":"user","content":"Q"},{"role":"assistant","content":"A"}],"chosen":"A","rejected":"B"})",
         "ends with the assistant"},
        {R"({"prompt":"Q","chosen":"A","rejected":"B","images":[7]})", "an image's path was expected"},
        {R"({"prompt":"Q","chosen":"A","rej)", "line 2: is not valid JSON at byte"},
        {"17", "line 2: a JSON object was expected"},
    };
    for (const auto &[line, expected] : cases)
        EXPECT_THAT(error_of(write("p.jsonl", good + line + "\n" + good)), HasSubstr(expected)) << line;
}

TEST_F(Formats, ArraysThatBreakInTheMiddleAreNamedByByte)
{
    const std::string row = R"({"image":"1.png","conversations":[{"from":"human","value":"Q"}]})";
    const auto broken = error_of(write("rows.json", "[" + row + "," + row + R"(,{"image": )"));
    EXPECT_THAT(broken, HasSubstr("rows.json: is not valid JSON at byte"));
    EXPECT_THAT(broken, HasSubstr("entry 2"));
    EXPECT_THAT(error_of(write("rows.json", "[" + row + ", 17]")), HasSubstr("entry 1: a JSON object was expected"));
    EXPECT_THAT(error_of(write("rows.json", "[" + row + ", []]")), HasSubstr("entry 1: a JSON object was expected"));
    EXPECT_THAT(error_of(write("rows.json", "[" + row + "] trailing")), HasSubstr("is not valid JSON"));
    EXPECT_THAT(error_of(write("rows.json", "[" + row + R"(,{"image":"1.png","conversations":"x"}])")),
                HasSubstr("entry 1: 'conversations': a list of turns was expected"));
    EXPECT_THAT(error_of(write("rows.json", "[" + row + R"(,{"image":{},"conversations":[]}])")),
                HasSubstr("entry 1: an image's path was expected"));
}

TEST_F(Formats, RowsAreCapped)
{
    const auto deep = write("deep.json", "[{\"a\":" + std::string(100'000, '[') + std::string(100'000, ']') + "}]");
    const auto take = [](nlohmann::json &&, std::int64_t, const std::string &) { return true; };
    EXPECT_THAT(catching([&] { stream_json_array(deep, take); }).error().message, HasSubstr("entry 0: is nested deeper"));
    const auto deep_line = write("deep.jsonl", "{\"a\":" + std::string(100'000, '[') + std::string(100'000, ']') + "}");
    EXPECT_THAT(catching([&] { stream_json_lines(deep_line, take); }).error().message, HasSubstr("nested deeper"));
    StreamLimits limits;
    limits.max_row_bytes = 1000;
    limits.max_row_values = 10;
    const auto long_text = write("long.json", "[{\"a\":\"" + std::string(2000, 'x') + "\"}]");
    EXPECT_THAT(catching([&] { stream_json_array(long_text, take, limits); }).error().message, HasSubstr("more than 1000 bytes"));
    const auto many = write("many.json", "[{\"a\":[1,2,3,4,5,6,7,8,9,10,11]}]");
    EXPECT_THAT(catching([&] { stream_json_array(many, take, limits); }).error().message, HasSubstr("more than 10 values"));
    const auto long_line = write("long.jsonl", "{\"a\":\"" + std::string(2000, 'x') + "\"}");
    EXPECT_THAT(catching([&] { stream_json_lines(long_line, take, limits); }).error().message, HasSubstr("longer than 1000"));
}

TEST_F(Formats, StreamedArraysEqualTheirDocuments)
{
    const std::string text = R"([{"a":[1,-2,3.5,true,null,{"b":[[],{}]}],"c":{"d":"\u00e9\n","a":[{}]}},{},{"x":1e300}])";
    const auto file = write("rows.json", "  \n" + text);
    auto rows = nlohmann::json::array();
    stream_json_array(file, [&](nlohmann::json &&row, std::int64_t, const std::string &) {
        rows.push_back(std::move(row));
        return true;
    });
    EXPECT_EQ(rows, nlohmann::json::parse(text));
}

TEST_F(Formats, UnknownThingsAreRefused)
{
    for (const auto *text : {"", "hello", "[]", "[{\"a\":1}]", "{\"a\":1}", "{\n \"a\": 1\n}"}) {
        const auto result = catching([&] { detect_format(write("x", text)); });
        ASSERT_FALSE(result) << text;
        EXPECT_EQ(result.error().kind, ErrorKind::InvalidInput);
        EXPECT_FALSE(result.error().message.empty());
    }
    EXPECT_EQ(catching([&] { detect_format(folder / "none"); }).error().kind, ErrorKind::NotFound);
    EXPECT_THAT(catching([] { find_format("csv"); }).error().message, HasSubstr("llava-instruct, llava-questions, trl"));
}

TEST_F(Formats, AFolderGivesItsImagesInOrder)
{
    write("images/b.JPG", "x");
    write("images/a/2.png", "x");
    write("images/a/notes.txt", "x");
    write("images/.hidden/3.png", "x");
    const ReadOptions options{.instruction = "Describe it.", .images_root = folder / "images"};
    const auto rows = read(folder / "images", options);
    ASSERT_EQ(rows.samples.size(), 2u);
    EXPECT_EQ(rows.samples[0].image, "a/2.png");
    EXPECT_EQ(rows.samples[1].image, "b.JPG");
    EXPECT_EQ(rows.samples[1].instruction, "Describe it.");
    // A folder below the root keeps names that start at the root.
    EXPECT_EQ(read(folder / "images" / "a", options).samples.at(0).image, "a/2.png");
    EXPECT_EQ(catching([&] { read(folder / "images"); }).error().kind, ErrorKind::Usage);
    EXPECT_THAT(catching([&] { read(folder, options); }).error().message, HasSubstr("lies outside of the images' folder"));
}

// What TRL and LLaMA-Factory files look like when this program has written them.
TEST_F(Formats, WritingWhatWasReadGivesTheSameFile)
{
    const std::string trl =
        R"({"prompt":[{"role":"user","content":[{"type":"image"},{"type":"text","text":"What \"is\" it?\né"}]}],)"
        R"("chosen":[{"role":"assistant","content":[{"type":"text","text":"A cat."}]}],)"
        R"("rejected":[{"role":"assistant","content":[{"type":"text","text":"A <image> dog."}]}],"images":["a/p.jpg"]})" "\n"
        R"({"prompt":[{"role":"system","content":[{"type":"text","text":"S"}]},{"role":"user","content":[{"type":"text","text":"Q"}]}],)"
        R"("chosen":[{"role":"assistant","content":[{"type":"text","text":"1"}]}],)"
        R"("rejected":[{"role":"assistant","content":[{"type":"text","text":"2"}]}],"images":[]})" "\n";
    // Our own files name 'image' parts before texts, so plain texts with marks are normalised; these are not.
    const auto file = write("p.jsonl", trl);
    const auto &format = find_format("trl");
    Collected rows;
    format.read(file, {}, rows);
    fs::create_directory(folder / "out");
    EXPECT_THAT(format.write(rows.preferences, "p", folder / "out"), ElementsAre(folder / "out" / "p.jsonl"));
    EXPECT_EQ(*read_file(folder / "out" / "p.jsonl"), trl);

    const auto factory_file = write("f.json",
        R"([{"conversations":[{"from":"system","value":"S"},{"from":"human","value":"<image>What is it?"},)"
        R"({"from":"gpt","value":"A cat."},{"from":"human","value":"Sure?"}],)"
        R"("chosen":{"from":"gpt","value":"Yes."},"rejected":{"from":"gpt","value":"No."},"images":["p.jpg"]}])");
    EXPECT_EQ(detect_format(factory_file).name(), "llama-factory");
    const auto factory_rows = read(factory_file);
    write("out/dataset_info.json", R"({"other":{"file_name":"other.json"}})");
    const auto written = find_format("llama-factory").write(factory_rows.preferences, "f", folder / "out");
    ASSERT_EQ(written.size(), 2u);
    EXPECT_EQ(*read_json(written[0]), *read_json(factory_file));
    const auto info = *read_json(written[1]);
    EXPECT_EQ(info["other"]["file_name"], "other.json");
    EXPECT_EQ(info["f"], nlohmann::json::parse(
        R"({"file_name":"f.json","formatting":"sharegpt","ranking":true,"columns":{"messages":"conversations",)"
        R"("chosen":"chosen","rejected":"rejected","images":"images"}})"));
    // From one format to the other and back nothing is lost either.
    format.write(factory_rows.preferences, "g", folder / "out");
    Collected again;
    format.read(folder / "out" / "g.jsonl", {}, again);
    find_format("llama-factory").write(again.preferences, "h", folder / "out");
    EXPECT_EQ(*read_json(folder / "out" / "h.json"), *read_json(factory_file));
}

TEST_F(Formats, PreferencesForTrainingKnowTheirImages)
{
    write("images/a/p.jpg", "x");
    const std::string row = R"({"prompt":"Q","chosen":"A","rejected":"B","images":["a/p.jpg"]})";
    const auto rows = read_preferences(write("p.jsonl", row + "\n" + row), folder / "images");
    ASSERT_TRUE(rows) << rows.error().message;
    ASSERT_EQ(rows->size(), 2u);
    EXPECT_EQ((*rows)[0].images[0], fs::canonical(folder / "images/a/p.jpg").string());
    const auto with_image = [&](const std::string &name) {
        return read_preferences(write("p.jsonl", R"({"prompt":"Q","chosen":"A","rejected":"B","images":[")" + name + "\"]}"),
                                folder / "images").error();
    };
    EXPECT_EQ(with_image("none.jpg").kind, ErrorKind::NotFound);
    EXPECT_THAT(with_image("none.jpg").message, HasSubstr("p.jsonl: line 1"));
    for (const auto *outside : {"../p.jsonl", "/etc/passwd", "a/../../p.jsonl", ""}) {
        const auto error = with_image(outside);
        EXPECT_EQ(error.kind, ErrorKind::InvalidInput) << outside;
        EXPECT_THAT(error.message, HasSubstr("line 1")) << outside;
    }
    // An absolute name inside of the root is fine.
    write("p.jsonl", R"({"prompt":"Q","chosen":"A","rejected":"B","images":[")" + (folder / "images/a/p.jpg").string() + "\"]}");
    EXPECT_TRUE(read_preferences(folder / "p.jsonl", folder / "images"));
    const auto questions = write("q.jsonl", R"({"question_id":1,"image":"1.jpg","text":"Q"})");
    EXPECT_THAT(read_preferences(questions, folder / "images").error().message, HasSubstr("holds no preferences"));
}

TEST(RealDatasets, AreRead)
{
    const auto root = testing::real();
    if (!root)
        GTEST_SKIP() << "the real inputs are not there";
    const auto rows_of = [](const fs::path &file) {
        Collected rows;
        detect_format(file).read(file, {}, rows);
        return rows;
    };
    const auto pope = rows_of(*root / "pope" / "coco_pope_random.json");
    EXPECT_EQ(pope.samples.size(), 2910u);
    EXPECT_THAT(pope.samples[0].image, HasSubstr("COCO_val2014"));
    const auto dpo = *root / "datasets" / "llamafactory" / "dpo_en_demo_40.json";
    EXPECT_EQ(detect_format(dpo).name(), "llama-factory");
    EXPECT_EQ(rows_of(dpo).preferences.size(), 40u);
    const auto demo = rows_of(*root / "datasets" / "llamafactory" / "mllm_demo.json");
    EXPECT_GT(demo.samples.size() + demo.problems.size(), 0u);
    EXPECT_THAT(demo.problems.at(0), HasSubstr("names 2 images"));
}

} // namespace
} // namespace m3po
