// SPDX-License-Identifier: GPL-3.0-or-later
// An import's memory does not grow with the data set: a million samples under a limit of 512 MiB of address space (the short
// form: 20,000 under 256). The process that imports is a fork of this one, which holds nothing else.
#include "core/base/sanitized.h"
#include "core/formats/import.h"
#include "core/project/samples.h"
#include "tests/core/tiny_png.h"
#include "tests/faults/soak.h"
#include "tests/support.h"

#include <gtest/gtest.h>
#include <spdlog/fmt/fmt.h>

#include <cstdio>
#include <fstream>
#include <iostream>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace m3po::testing {
namespace {

TEST(ImportMemory, DoesNotGrowWithTheDataSet)
{
    if (sanitized)
        GTEST_SKIP() << "a sanitizer's own memory is larger than the limit";
    const int count = times(20'000, 1'000'000);
    const rlim_t limit = static_cast<rlim_t>(times(256, 512)) << 20;
    const TemporaryFolder folder;
    std::filesystem::create_directory(folder / "images");
    for (int i = 0; i < 10; ++i)
        std::ofstream(folder / fmt::format("images/{}.png", i), std::ios::binary) << tiny_png();
    {
        std::ofstream rows(folder / "rows.json");
        for (int i = 0; i < count; ++i)
            rows << (i ? ",\n" : "[") << fmt::format(R"({{"id":"{0}","image":"{1}.png","conversations":[{{"from":"human","value":"<image>\nWhat is at place {0}? {2}"}},{{"from":"gpt","value":"A thing. {2}"}}]}})", i, i % 10, std::string(100, 'w'));
        rows << ']';
    }
    { auto project = *Project::create(folder / "p.m3po", {.images_root = folder / "images"}); }
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        const rlimit memory{limit, limit};
        ::setrlimit(RLIMIT_AS, &memory);
        const auto imported = catching([&] {
            auto project = *Project::open(folder / "p.m3po");
            return import_dataset(project, folder / "rows.json", {}).value().imported;
        });
        if (!imported)
            ::fprintf(stderr, "%s\n", imported.error().message.c_str());
        ::_exit(imported && *imported == count ? 0 : 1);
    }
    int status = 0;
    rusage usage{};
    ::wait4(child, &status, 0, &usage);
    ASSERT_TRUE(WIFEXITED(status));
    EXPECT_EQ(WEXITSTATUS(status), 0);
    auto project = *Project::open(folder / "p.m3po", Project::Mode::ReadOnly);
    EXPECT_EQ(samples::count(project), count);
    RecordProperty("peak_mib", static_cast<int>(usage.ru_maxrss >> 10));
    std::cout << count << " samples imported, " << (usage.ru_maxrss >> 10) << " MiB at most\n";
}

} // namespace
} // namespace m3po::testing
