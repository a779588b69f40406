// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/line_reader.h"
#include "core/protocol/messages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace m3po::protocol {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> lines_of(LineReader &reader, std::string_view bytes)
{
    std::vector<std::string> lines;
    reader.feed(bytes, [&](std::string_view line) { lines.emplace_back(line); });
    return lines;
}

TEST(LineReader, PutsPiecesTogether)
{
    LineReader reader;
    EXPECT_THAT(lines_of(reader, "{\"a\""), IsEmpty());
    EXPECT_THAT(lines_of(reader, ":1}\r\n\n{}\n{"), ElementsAre("{\"a\":1}", "{}"));
    EXPECT_EQ(reader.held(), 1u);
    EXPECT_EQ(reader.passed_over(), 0u);
}

TEST(LineReader, PassesOverALineThatIsTooLongAndHoldsNothingOfIt)
{
    LineReader reader(8);
    EXPECT_THAT(lines_of(reader, "12345678\n"), ElementsAre("12345678"));
    for (int i = 0; i < 1000; ++i)
        EXPECT_THAT(lines_of(reader, "more of it"), IsEmpty());
    EXPECT_EQ(reader.held(), 0u);
    EXPECT_THAT(lines_of(reader, "its end\nnext\n"), ElementsAre("next"));
    EXPECT_EQ(reader.passed_over(), 1u);
}

TEST(Messages, RequestsComeBackAsTheyWere)
{
    const auto there_and_back = [](const Request &request) {
        const auto line = to_line(request);
        EXPECT_EQ(line.find('\n'), line.size() - 1);
        return *parse_request(line);
    };
    const auto run = std::get<protocol::Run>(there_and_back(protocol::Run{7, {"train", "a b.m3po", "--name", "zwei\nZeilen ä"}}));
    EXPECT_EQ(run.id, 7);
    EXPECT_THAT(run.arguments, ElementsAre("train", "a b.m3po", "--name", "zwei\nZeilen ä"));
    EXPECT_EQ(std::get<Cancel>(there_and_back(Cancel{3})).id, 3);
    EXPECT_EQ(std::get<Pause>(there_and_back(Pause{4})).id, 4);
    EXPECT_EQ(std::get<Resume>(there_and_back(Resume{5})).id, 5);
    EXPECT_TRUE(std::holds_alternative<Detach>(there_and_back(Detach{})));
    EXPECT_TRUE(std::holds_alternative<Shutdown>(there_and_back(Shutdown{})));
    EXPECT_EQ(std::get<Hello>(there_and_back(Hello{})).protocol, version);
}

TEST(Messages, AnswersComeBackAsTheyWere)
{
    const auto there_and_back = [](const Answer &answer) { return *parse_answer(to_line(answer)); };
    const auto progress = std::get<Progressed>(there_and_back(Progressed{2, {"generate", 3, 10, 1.5, -1}})).progress;
    EXPECT_EQ(progress.stage, "generate");
    EXPECT_EQ(progress.done, 3);
    EXPECT_EQ(progress.total, 10);
    EXPECT_EQ(progress.spent, 1.5);
    EXPECT_EQ(progress.remaining, -1);
    const auto failed = std::get<Failed>(there_and_back(Failed{2, ErrorKind::Conflict, "x: is there already"}));
    EXPECT_EQ(failed.kind, ErrorKind::Conflict);
    EXPECT_EQ(failed.message, "x: is there already");
    EXPECT_EQ(std::get<Done>(there_and_back(Done{2, R"({"pairs":3})"})).result, R"({"pairs":3})");
    EXPECT_EQ(std::get<Logged>(there_and_back(Logged{2, "\xff broken"})).line, "\xEF\xBF\xBD broken"); // mended, not refused
    EXPECT_EQ(std::get<Heartbeat>(there_and_back(Heartbeat{9})).count, 9);
    EXPECT_EQ(std::get<Hello>(there_and_back(Hello{1, "0.1.0", 12})).pid, 12);
    EXPECT_EQ(std::get<Complaint>(there_and_back(Complaint{"what?"})).message, "what?");
    EXPECT_EQ(std::get<Running>(there_and_back(Running{1})).id, 1);
    EXPECT_EQ(std::get<Paused>(there_and_back(Paused{1})).id, 1);
}

TEST(Messages, AnythingElseIsRefusedWithASentence)
{
    for (const std::string_view line : {"", "{", "[]", "7", "null", "{}", R"({"run":["x"]})", R"({"id":0,"run":["x"]})", R"({"id":"1","run":["x"]})",
                                        R"({"id":1,"run":"x"})", R"({"id":1,"run":[1]})", R"({"id":1e400,"cancel":true})", "\xff\xfe", R"({"hello":1})"}) {
        const auto parsed = parse_request(line);
        ASSERT_FALSE(parsed.ok()) << line;
        EXPECT_EQ(parsed.error().kind, ErrorKind::InvalidInput) << line;
    }
    for (const std::string_view line : {R"({"id":1,"state":"dancing"})", R"({"id":1,"progress":{}})", R"({"id":1,"failed":7})", R"({"heartbeat":"x"})"})
        EXPECT_FALSE(parse_answer(line).ok()) << line;
    EXPECT_FALSE(parse_request(std::string(200'000, '[')).ok()); // depth must not cost the stack
}

} // namespace
} // namespace m3po::protocol
