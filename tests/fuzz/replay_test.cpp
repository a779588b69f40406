// SPDX-License-Identifier: GPL-3.0-or-later
// All that fuzzing begins with, and all that it ever broke something with, once more.
#include "core/base/philox.h"
#include "core/base/result.h"
#include "tests/faults/soak.h"
#include "tests/fuzz/targets.h"
#include "tests/support.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

namespace m3po::fuzz {
namespace {

TEST(FuzzCorpus, HarmsNobody)
{
    const auto corpus = std::filesystem::path(M3PO_SOURCE_DIR) / "tests/fuzz/corpus";
    int inputs = 0;
    for (const auto &target : targets()) {
        const auto folder = corpus / target.name;
        ASSERT_TRUE(std::filesystem::is_directory(folder)) << folder;
        for (const auto &entry : std::filesystem::directory_iterator(folder)) {
            std::ifstream in(entry.path(), std::ios::binary);
            const std::string bytes{std::istreambuf_iterator<char>(in), {}};
            SCOPED_TRACE(entry.path());
            try {
                target.run(bytes);
            } catch (const Failure &failure) {
                EXPECT_FALSE(failure.error().message.empty());
            }
            ++inputs;
        }
    }
    EXPECT_GT(inputs, 30);
}

std::vector<std::string> corpus_of(std::string_view target)
{
    std::vector<std::string> inputs;
    for (const auto &entry : std::filesystem::directory_iterator(std::filesystem::path(M3PO_SOURCE_DIR) / "tests/fuzz/corpus" / target)) {
        std::ifstream in(entry.path(), std::ios::binary);
        inputs.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    }
    std::sort(inputs.begin(), inputs.end()); // a folder has no order
    return inputs;
}

// What is done to an input here is a function of (target, number): a failure comes again. No coverage leads it, which is the
// fuzzer's part.
std::string changed(const std::vector<std::string> &inputs, std::size_t target, std::uint64_t number)
{
    std::uint32_t step = 0;
    const auto below = [&](std::size_t n) {
        return n == 0 ? 0 : static_cast<std::size_t>(uniform(target, number, 0, step++) * static_cast<double>(n));
    };
    auto bytes = inputs[below(inputs.size())];
    static constexpr std::string_view words[] = {"{", "}", "[", "]", "\"", "\\", ":", ",", "null", "-1", "1e400", "18446744073709551616", "\xff", "\xf0\x9f", "{{", "%}", "<image>", "\\u0000"};
    for (auto changes = 1 + below(6); changes > 0; --changes) {
        const auto at = below(bytes.size() + 1);
        switch (below(6)) {
        case 0: bytes.insert(at, words[below(std::size(words))]); break;
        case 1: bytes.insert(at, std::string(1 + below(4), static_cast<char>(below(256)))); break;
        case 2: bytes.erase(at, 1 + below(16)); break;
        case 3: if (at < bytes.size()) bytes[at] = static_cast<char>(below(256)); break;
        case 4: if (at < bytes.size()) bytes[at] = static_cast<char>(bytes[at] ^ 1 << below(8)); break;
        default: bytes.insert(at, bytes.substr(below(bytes.size()), 1 + below(64)));
        }
    }
    return bytes;
}

TEST(FuzzCorpus, ChangedAtRandomHarmsNobody)
{
    const auto *chosen = std::getenv("M3PO_FUZZ_TARGET");
    const auto seconds = std::chrono::duration<double>(testing::times(1, 60));
    std::uint64_t total = 0;
    for (std::size_t i = 0; i < targets().size(); ++i) {
        const auto &target = targets()[i];
        if (chosen && target.name != chosen)
            continue;
        const auto inputs = corpus_of(target.name);
        const auto until = std::chrono::steady_clock::now() + seconds;
        std::uint64_t number = 0;
        for (; std::chrono::steady_clock::now() < until; ++number) {
            try {
                target.run(changed(inputs, i, number));
            } catch (const Failure &) {
                // A sentence.
            } catch (const std::exception &exception) {
                ADD_FAILURE() << target.name << ", input " << number << ": " << exception.what();
                break;
            }
        }
        total += number;
        std::cout << target.name << ": " << number << " changed inputs\n";
    }
    RecordProperty("inputs", std::to_string(total));
}

} // namespace
} // namespace m3po::fuzz
