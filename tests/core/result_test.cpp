// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/result.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace m3po {
namespace {

TEST(Result, CarriesAValueOrTheSentence)
{
    const Result<int> good = 3;
    const Result<int> bad = Error::not_found("x.json: not there");
    EXPECT_EQ(*good, 3);
    EXPECT_FALSE(bad);
    EXPECT_EQ(bad.error().message, "x.json: not there");
    EXPECT_THROW((void)bad.value(), Failure);
}

TEST(Result, CatchingTurnsEveryExceptionIntoAnError)
{
    const auto failed = catching([]() -> int { throw Failure(Error::io("disk")); });
    EXPECT_EQ(failed.error().kind, ErrorKind::Io);
    const auto foreign = catching([] { throw std::logic_error("oops"); });
    EXPECT_EQ(foreign.error().kind, ErrorKind::Internal);
    EXPECT_EQ(foreign.error().message, "oops");
    const auto large = catching([] { throw std::bad_alloc(); });
    EXPECT_EQ(large.error().kind, ErrorKind::Io);
    EXPECT_EQ(large.error().message, "there is not enough memory for this; what was stored before is kept");
}

TEST(Result, TheValueOfATemporaryOutlivesItInALoop)
{
    const auto make = [] { return Result<std::vector<std::string>>(std::vector<std::string>(3, std::string(100, 'x'))); };
    std::string all;
    for (const auto &text : *make())
        all += text;
    EXPECT_EQ(all, std::string(300, 'x'));
}

} // namespace
} // namespace m3po
