// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"

#include "core/base/file.h"
#include "core/base/json_text.h"
#include "tests/support.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <bit>
#include <cmath>
#include <fstream>
#include <limits>
#include <random>

namespace m3po {
namespace {

using ::testing::HasSubstr;

TEST(Json, IsReadAsFarAsItIsOne)
{
    EXPECT_EQ((*parse_json(R"({"a":[1,2]})", "f"))["a"][1], 2);
    EXPECT_THAT(parse_json(R"({"a":)", "f").error().message, HasSubstr("f: is not valid JSON at byte"));
    // What is not JSON's grammar's fault, but cannot be held.
    EXPECT_EQ(parse_json(R"({"a":1e400})", "f").error().kind, ErrorKind::InvalidInput);
    EXPECT_THAT(parse_json(R"({"a":1e400})", "f").error().message, HasSubstr("f: has a number"));
}

TEST(Json, DeepOnesAreRefusedBeforeAnythingCopiesThem)
{
    const std::string deep = std::string(5'000'000, '[') + std::string(5'000'000, ']');
    EXPECT_THAT(parse_json(deep, "f").error().message, HasSubstr("nested deeper than 100 levels"));
    EXPECT_TRUE(parse_json(std::string(100, '[') + std::string(100, ']'), "f").ok());
    const testing::TemporaryFolder folder;
    std::ofstream(folder / "deep.json") << deep;
    EXPECT_THAT(read_json(folder / "deep.json").error().message, HasSubstr("deep.json: is nested deeper"));
}

TEST(JsonText, IsWhatAValueWouldBeWrittenAs)
{
    const auto written = [](auto value) {
        std::string out = "before ";
        append_json(out, value);
        return out.substr(7);
    };
    for (const std::string text : {std::string(), std::string("plain"), std::string("a \"quoted\" \\ one"), std::string("\n\t\x01\x7f"), std::string("sämtliche 中文"),
                                   std::string("no UTF-8: \xff\xc3"), std::string("a\0b", 3), std::string(1000, 'x') + "\n"})
        EXPECT_EQ(written(std::string_view(text)), nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
    std::mt19937_64 random(7);
    for (int i = 0; i < 20'000; ++i) {
        const auto number = i < 100 ? i - 50.0 : std::bit_cast<double>(random());
        const auto text = written(number);
        const auto read = nlohmann::json::parse(text);
        if (std::isfinite(number))
            EXPECT_TRUE(read.is_number_float() && std::bit_cast<std::uint64_t>(read.get<double>()) == std::bit_cast<std::uint64_t>(number)) << text;
        else
            EXPECT_EQ(text, "null");
    }
    EXPECT_EQ(written(std::numeric_limits<std::int64_t>::min()), "-9223372036854775808");
}

} // namespace
} // namespace m3po
