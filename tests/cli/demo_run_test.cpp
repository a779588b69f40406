// SPDX-License-Identifier: GPL-3.0-or-later
// The paper's loop from outside, small, with the models that ship.
#include "tests/cli/run_program.h"
#include "tests/support.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace m3po {
namespace {
namespace fs = std::filesystem;
using nlohmann::json;

const fs::path program = fs::path(M3PO_BIN_DIR) / "m3po";

std::string text_of(const fs::path &file)
{
    std::ifstream in(file, std::ios::binary);
    return (std::stringstream() << in.rdbuf()).str();
}

class DemoRun : public ::testing::Test {
protected:
    testing::ProgramResult run(std::vector<std::string> more = {})
    {
        std::vector<std::string> arguments{"--json", "--quiet", "demo", "run", folder.string(), "--training-scenes", "6", "--unseen-scenes", "4", "--n", "8", "--seeds", "1,2"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return testing::run_program(program, arguments);
    }
    testing::TemporaryFolder temporary;
    const fs::path folder = temporary / "demo";
};

TEST_F(DemoRun, EndsWithATableAndFindsNothingToDoTheSecondTime)
{
    const auto first = run();
    ASSERT_EQ(first.exit_code, 0) << first.err;
    const auto result = json::parse(first.out);
    ASSERT_EQ(result["rows"].size(), 5u);
    EXPECT_EQ(result["rows"][0]["name"], "base");
    EXPECT_EQ(result["rows"][4]["name"], "M3PO");
    for (const auto &row : result["rows"]) {
        for (const auto *figure : {"accuracy", "f1"}) {
            EXPECT_GE(row["pope"][figure].get<double>(), 0.0);
            EXPECT_LE(row["pope"][figure].get<double>(), 1.0);
        }
        EXPECT_EQ(row["runs"].size(), row["name"] == "base" ? 1u : 2u);
    }
    EXPECT_TRUE(result["rows"][0]["pope"]["accuracy_se"].is_null());
    EXPECT_FALSE(result["rows"][4]["pope"]["accuracy_se"].is_null());

    const auto adapter = folder / "runs" / "m3po-seed1" / "adapter_model.safetensors";
    const auto bytes = text_of(adapter);
    ASSERT_FALSE(bytes.empty());
    const auto again = run();
    ASSERT_EQ(again.exit_code, 0) << again.err;
    EXPECT_EQ(json::parse(again.out)["rows"], result["rows"]);
    EXPECT_EQ(text_of(adapter), bytes);
}

TEST_F(DemoRun, SaysWhereTheModelsWereExpected)
{
    const auto result = run({"--models", (folder / "none").string()});
    EXPECT_EQ(result.exit_code, 4);
    EXPECT_NE(result.err.find((folder / "none").string()), std::string::npos) << result.err;
    EXPECT_FALSE(fs::exists(folder));
}

} // namespace
} // namespace m3po
