// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "core/base/hash.h"
#include "core/image/npy.h"
#include "tests/cli/run_program.h"
#include "tests/support.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace m3po {
namespace {

using testing::data;
using testing::run_m3po;

class InspectPixels : public ::testing::Test {
protected:
    void SetUp() override
    {
        // One of the settings whose tensors tests/reference/images.py recorded.
        const auto expected = *read_json(data("images/expected.json"));
        for (const auto &row : expected["preprocess"]) {
            if (row["image"] == "rgb8.png" && row["settings"].value("do_pad", false)) {
                reference_ = row;
                break;
            }
        }
        ASSERT_FALSE(reference_.is_null());
        ASSERT_TRUE(write_file_atomically(folder_ / "preprocessor_config.json", reference_["settings"].dump()));
    }

    testing::ProgramResult inspect(const std::vector<std::string> &more) const
    {
        std::vector<std::string> command{"inspect", "pixels", "--model", folder_.path().string(), "--out", out().string()};
        command.insert(command.end(), more.begin(), more.end());
        return run_m3po(command);
    }

    std::filesystem::path out() const { return folder_ / "pixels.npy"; }

    testing::TemporaryFolder folder_;
    nlohmann::json reference_;
};

TEST_F(InspectPixels, WritesWhatTransformersGives)
{
    const auto result = inspect({data("images/rgb8.png").string()});
    ASSERT_EQ(result.exit_code, 0) << result.err;
    const auto line = nlohmann::json::parse(result.out);
    EXPECT_EQ(line["shape"], reference_["shape"]);
    EXPECT_EQ(line["size"], (std::vector<int>{37, 26}));
    const auto array = *read_npy(out());
    EXPECT_EQ(nlohmann::json(array.shape), reference_["shape"]);
    EXPECT_EQ(sha256({reinterpret_cast<const char *>(array.values.data()), array.values.size() * sizeof(float)}),
              reference_["sha256"].get<std::string>());
}

TEST_F(InspectPixels, TurnsByExifUnlessAskedNotTo)
{
    const auto turned = inspect({"--images", data("images").string(), "exif6.jpg"});
    ASSERT_EQ(turned.exit_code, 0) << turned.err;
    EXPECT_EQ(nlohmann::json::parse(turned.out)["size"], (std::vector<int>{26, 37}));
    const auto turned_values = read_npy(out())->values;
    const auto stored = inspect({"--no-exif", "--images", data("images").string(), "exif6.jpg"});
    ASSERT_EQ(stored.exit_code, 0) << stored.err;
    EXPECT_EQ(nlohmann::json::parse(stored.out)["size"], (std::vector<int>{37, 26}));
    EXPECT_NE(read_npy(out())->values, turned_values);
}

TEST_F(InspectPixels, SaysWhatIsWrongAndWritesNothing)
{
    const auto cut = data("images/truncated_half.png").string();
    const auto broken = inspect({cut});
    EXPECT_EQ(broken.exit_code, 3);
    EXPECT_NE(broken.err.find(cut + ": truncated PNG: the file ends in row "), std::string::npos) << broken.err;
    EXPECT_EQ(inspect({data("images/other.gif").string()}).exit_code, 6);
    EXPECT_EQ(inspect({data("images/absent.png").string()}).exit_code, 4);
    EXPECT_EQ(inspect({"--images", data("images").string(), "../images/rgb8.png/../../../support.h"}).exit_code, 3);
    EXPECT_FALSE(std::filesystem::exists(out()));
    const auto no_model = run_m3po({"inspect", "pixels", "--model", data("images").string(), "--out", out().string(),
                                    data("images/rgb8.png").string()});
    EXPECT_EQ(no_model.exit_code, 4);
    EXPECT_NE(no_model.err.find("preprocessor_config.json: not there"), std::string::npos) << no_model.err;
}

} // namespace
} // namespace m3po
