// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/run_program.h"
#include "tests/support.h"

#include <gtest/gtest.h>

namespace m3po {
namespace {

using testing::real;
using testing::run_m3po;

TEST(InspectTokens, StringsToIdsAndBackInOrder)
{
    const auto dir = real("tokenizers/llama");
    if (!dir)
        GTEST_SKIP() << "shared/real is not there";
    const auto plain =
        run_m3po({"inspect", "tokens", "--model", dir->string()}, "\"This is a test\"\n\n\"\"\n\"Hi  Hello\"\n");
    EXPECT_EQ(plain.exit_code, 0) << plain.err;
    EXPECT_EQ(plain.out, "[910,338,263,1243]\n[]\n[6324,29871,15043]\n");
    const auto special = run_m3po({"inspect", "tokens", "--special", "--model", dir->string()}, "\"This is a test\"\n");
    EXPECT_EQ(special.out, "[1,910,338,263,1243]\n");
    const auto back =
        run_m3po({"inspect", "tokens", "--decode", "--model", dir->string()}, "[1,910,338,263,1243]\n[1]\n");
    EXPECT_EQ(back.out, "\"This is a test\"\n\"\"\n");
    const auto written =
        run_m3po({"inspect", "tokens", "--decode", "--special", "--model", dir->string()}, "[1,910]\n");
    EXPECT_EQ(written.out, "\"<s> This\"\n");
}

TEST(InspectTokens, ATokenizerOfTheTreesOwnWithSpecialTokens)
{
    const auto dir = testing::data("tokenizers/llama3").string();
    const auto ids = run_m3po({"inspect", "tokens", "--special", "--model", dir}, "\"Hello<|eot_id|> a\\u0000\"\n");
    EXPECT_EQ(ids.exit_code, 0) << ids.err;
    const auto text = run_m3po({"inspect", "tokens", "--decode", "--special", "--model", dir}, ids.out);
    EXPECT_EQ(text.out, "\"<|begin_of_text|>Hello<|eot_id|> a\\u0000\"\n");
    const auto plain = run_m3po({"inspect", "tokens", "--decode", "--model", dir}, ids.out);
    EXPECT_EQ(plain.out, "\"Hello a\\u0000\"\n");
}

TEST(InspectTokens, ABadLineIsNamed)
{
    const auto dir = real("tokenizers/llama");
    if (!dir)
        GTEST_SKIP() << "shared/real is not there";
    const std::vector<std::string> command{"inspect", "tokens", "--model", dir->string()};
    for (const auto *bad : {"\"a\"\n{\"broken\n", "\"a\"\n17\n"}) {
        const auto result = run_m3po(command, bad);
        EXPECT_EQ(result.exit_code, 3);
        EXPECT_EQ(result.out, "[263]\n") << "the lines before are answered";
        EXPECT_NE(result.err.find("line 2"), std::string::npos) << result.err;
    }
    const auto ids = run_m3po({"inspect", "tokens", "--decode", "--model", dir->string()}, "[1,\"x\"]\n");
    EXPECT_EQ(ids.exit_code, 3);
    EXPECT_NE(ids.err.find("line 1: entry 1"), std::string::npos) << ids.err;
}

TEST(InspectTokens, AFolderWithoutATokenizer)
{
    const testing::TemporaryFolder empty;
    const auto result = run_m3po({"inspect", "tokens", "--model", empty.path().string()}, "\"a\"\n");
    EXPECT_EQ(result.exit_code, 4);
    EXPECT_NE(result.err.find(empty.path().string()), std::string::npos) << result.err;
}

} // namespace
} // namespace m3po
