// SPDX-License-Identifier: GPL-3.0-or-later
// Weights files that are right, broken or hostile.
#include "core/engine/model/safetensors.h"
#include "tests/engine/model_fixture.h"

#include <cstring>

namespace m3po {
namespace {

using namespace engine;
using namespace testing;
using nlohmann::json;

std::string file_with(const std::string &header, const std::string &data = {}, std::uint64_t announced = 0)
{
    std::uint64_t length = announced ? announced : header.size();
    std::string bytes(8, '\0');
    std::memcpy(bytes.data(), &length, 8);
    return bytes + header + data;
}

void expect_refused(const std::string &bytes, const std::string &needle)
{
    TemporaryFolder folder;
    const auto file = folder / "hostile.safetensors";
    write_file_atomically(file, bytes).value();
    const auto opened = Safetensors::open_file(file);
    ASSERT_FALSE(opened.ok()) << needle;
    EXPECT_EQ(opened.error().kind, ErrorKind::InvalidInput);
    EXPECT_NE(opened.error().message.find("hostile.safetensors: "), std::string::npos) << opened.error().message;
    EXPECT_NE(opened.error().message.find(needle), std::string::npos) << opened.error().message;
    EXPECT_EQ(opened.error().message.find('\n'), std::string::npos);
}

TEST(Safetensors, WhatIsWrittenIsReadBack)
{
    TemporaryFolder folder;
    const auto file = folder / "a.safetensors";
    const std::vector<std::pair<std::string, at::Tensor>> tensors{
        {"z", at::arange(6, at::kFloat).view({2, 3})},
        {"half", at::tensor({1.5, -2.0}, at::kFloat).to(at::kHalf)},
        {"b", at::tensor({0.1, 3e38}, at::kFloat).to(at::kBFloat16)},
        {"empty", at::empty({0, 4}, at::kFloat)},
        {"scalar", at::tensor(7, at::kLong).squeeze()},
        {"transposed", at::arange(6, at::kDouble).view({2, 3}).t()},
        {"flags", at::tensor({1, 0, 1}, at::kLong).to(at::kBool)},
        {"\u00fc \"quoted\"", at::tensor({1}, at::kLong).to(at::kByte)},
    };
    write_safetensors(file, tensors).value();
    const auto read = *Safetensors::open_file(file);
    EXPECT_EQ(read.names().size(), tensors.size());
    for (const auto &[name, tensor] : tensors) {
        EXPECT_EQ(read.shape(name), tensor.sizes().vec());
        EXPECT_EQ(read.stored_dtype(name), tensor.scalar_type());
        EXPECT_TRUE(read.get(name, tensor.scalar_type(), at::kCPU).equal(tensor)) << name;
        EXPECT_EQ(read.file_of(name), file);
    }
    EXPECT_EQ(read.get("z", at::kBFloat16, at::kCPU).scalar_type(), at::kBFloat16);
    EXPECT_THROW(read.get("missing", at::kFloat, at::kCPU), Failure);
    EXPECT_FALSE(write_safetensors(folder / "no" / "such.safetensors", tensors).ok());
}

TEST(Safetensors, EveryTruncationIsRefused)
{
    const auto whole = *read_file(model_folder("adapter_patterns") / "adapter_model.safetensors");
    TemporaryFolder folder;
    for (std::size_t length = 0; length < whole.size(); length += length < 64 ? 1 : 97) {
        write_file_atomically(folder / "cut", whole.substr(0, length)).value();
        EXPECT_FALSE(Safetensors::open_file(folder / "cut").ok()) << length;
    }
    write_file_atomically(folder / "cut", whole + "x").value();
    EXPECT_FALSE(Safetensors::open_file(folder / "cut").ok());
}

TEST(Safetensors, HostileHeadersAreRefusedWithASentence)
{
    const auto header = [](const json &tensors) { return tensors.dump(); };
    const auto one = [&](const json &dtype, const json &shape, const json &offsets) {
        return header({{"w", {{"dtype", dtype}, {"shape", shape}, {"data_offsets", offsets}}}});
    };
    const std::string eight(8, 'x');
    expect_refused("", "0 bytes");
    expect_refused(file_with("{}", "", ~0ull), "a length of 18446744073709551615 bytes");
    expect_refused(file_with("{}", "", 100'000'001), "at most 100000000");
    expect_refused(file_with("{}", "", 3), "3 bytes announced, but the file has only 2");
    expect_refused(file_with("[1]"), "a JSON object of tensors");
    expect_refused(file_with("{\"w\": "), "broken JSON at byte");
    expect_refused(file_with("\x80\x04\x95"), "broken JSON at byte"); // a pickle
    expect_refused(file_with("{\"w\":" + std::string(100'000, '[')), "deeper than");
    expect_refused(file_with("{\"w\": 5}"), "an object with dtype, shape and data_offsets");
    expect_refused(file_with(one("F31", {2}, {0, 8}), eight), "dtype \"F31\"");
    expect_refused(file_with(one(5, {2}, {0, 8}), eight), "dtype 5");
    expect_refused(file_with(one("F32", {-2}, {0, 8}), eight), "shape: a non-negative integer");
    expect_refused(file_with(one("F32", {2.0}, {0, 8}), eight), "shape: a non-negative integer");
    expect_refused(file_with(one("F32", std::vector<int>(9, 1), {0, 4}), "xxxx"), "at most 8 sizes");
    expect_refused(file_with(one("F32", {3}, {0, 8}), eight), "8 bytes of data, but its shape and dtype need 12");
    expect_refused(file_with(one("F32", {1ull << 40, 1ull << 40}, {0, 8}), eight), "more bytes than any file");
    expect_refused(file_with(one("F32", {4}, {0, 16}), eight), "do not lie within the file's 8 bytes");
    expect_refused(file_with(one("F32", {2}, {8, 0}), eight), "do not lie within");
    expect_refused(file_with(one("F32", {2}, {0, 8, 9}), eight), "two numbers");
    expect_refused(file_with(one("F32", {2}, {0, -8}), eight), "data_offsets: a non-negative integer");
    expect_refused(file_with(one("F32", {1}, {4, 8}), eight), "neither overlap nor leave gaps");
    expect_refused(file_with(one("F32", {1}, {0, 4}), eight), "4 bytes of data belong to no tensor");
    const json first{{"dtype", "F32"}, {"shape", {2}}, {"data_offsets", {0, 8}}};
    const json second{{"dtype", "F32"}, {"shape", {1}}, {"data_offsets", {4, 8}}};
    expect_refused(file_with(header({{"a", first}, {"b", second}}), eight), "neither overlap nor leave gaps");
    expect_refused(file_with("{\"a\":" + first.dump() + ",\"a\":" + first.dump() + "}", eight), "\"a\" is named twice");
}

TEST(Safetensors, FoldersOfShards)
{
    TemporaryFolder folder;
    const auto copy = folder / "model";
    std::filesystem::copy(model_folder("llava_gqa"), copy, std::filesystem::copy_options::recursive);
    EXPECT_EQ(Safetensors::open_folder(copy)->files().size(), 2u);

    const auto shard = copy / "model-00002-of-00002.safetensors";
    const auto bytes = *read_file(shard);
    std::filesystem::remove(shard);
    auto missing = Safetensors::open_folder(copy);
    ASSERT_FALSE(missing.ok());
    EXPECT_EQ(missing.error().kind, ErrorKind::NotFound);
    EXPECT_NE(missing.error().message.find("model-00002-of-00002.safetensors"), std::string::npos);

    write_file_atomically(shard, *read_file(copy / "model-00001-of-00002.safetensors")).value();
    auto swapped = Safetensors::open_folder(copy);
    ASSERT_FALSE(swapped.ok());
    EXPECT_NE(swapped.error().message.find("is not in shard"), std::string::npos) << swapped.error().message;

    const auto index_file = copy / "model.safetensors.index.json";
    for (const auto &[text, needle] : std::vector<std::pair<std::string, std::string>>{
             {R"({"weight_map": {"a": "../../etc/passwd"}})", ".."},
             {R"({"weight_map": {"a": "/etc/passwd"}})", "/etc/passwd"},
             {R"({"weight_map": {"a": 3}})", "the name of a shard"},
             {R"({"weight_map": [)", "JSON"},
             {R"({"weights": {}})", "weight_map"}}) {
        write_file_atomically(index_file, text).value();
        const auto opened = Safetensors::open_folder(copy);
        ASSERT_FALSE(opened.ok()) << text;
        EXPECT_NE(opened.error().message.find(needle), std::string::npos) << opened.error().message;
    }
    std::filesystem::remove(index_file);
    EXPECT_EQ(Safetensors::open_folder(copy).error().kind, ErrorKind::NotFound);
}

} // namespace
} // namespace m3po
