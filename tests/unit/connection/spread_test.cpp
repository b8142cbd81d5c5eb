#include "connection/spread.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace scoreline {
namespace {

constexpr MonoMs kNow = 1'000'000;

TEST(Spread, GivesEachReaderATimeOfItsOwnInSixSeconds) {
  MonoMs first = kNever;
  MonoMs last = 0;
  for (std::uint64_t seed = 0; seed < 1'000; ++seed) {
    Random random(seed);
    const MonoMs at = spread(kNow, random);
    first = std::min(first, at);
    last = std::max(last, at);
  }
  EXPECT_GE(first, kNow);
  EXPECT_LT(first, kNow + 100);
  EXPECT_LE(last, kNow + kSpread);
  EXPECT_GT(last, kNow + kSpread - 100);
}

}  // namespace
}  // namespace scoreline
