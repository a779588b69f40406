// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"

#include "core/base/file.h"
#include "tests/support.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <fstream>

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

} // namespace
} // namespace m3po
