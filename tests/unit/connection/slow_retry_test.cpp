#include "connection/slow_retry.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace scoreline {
namespace {

constexpr MonoMs kNow = 1'000'000;
constexpr MonoMs kMinute = 60'000;

// When it is tried while every try is refused at once.
std::vector<MonoMs> tries(std::uint64_t seed, MonoMs until) {
  Random random(seed);
  SlowRetry slow;
  std::vector<MonoMs> at;
  for (MonoMs now = kNow; now < kNow + until;) {
    now = slow.refused(now, random);
    at.push_back(now - kNow);
  }
  return at;
}

TEST(SlowRetry, HealsWhatEightSecondsRefusedWithinAMinute) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const std::vector<MonoMs> at = tries(seed, 10 * kMinute);
    EXPECT_GE(at[0], 5'000) << seed;
    const auto first_good =
        std::find_if(at.begin(), at.end(), [](MonoMs each) { return each > 8'000; });
    ASSERT_NE(first_good, at.end());
    EXPECT_LE(*first_good, 8'000 + kMinute) << seed;
  }
}

// So does one of a few minutes.
TEST(SlowRetry, IsNeverFurtherApartThanFiftySecondsAtFirst) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    MonoMs last = 0;
    for (const MonoMs at : tries(seed, 5 * kMinute)) {
      if (last >= 4 * kMinute) break;
      EXPECT_LE(at - last, 50'000) << seed;
      last = at;
    }
  }
}

TEST(SlowRetry, OfARefusalForGoodIsAtMostFourTimesAnHour) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const std::vector<MonoMs> at = tries(seed, 10 * 60 * kMinute);
    for (std::size_t i = 0; i < at.size(); ++i) {
      if (at[i] < 6 * kMinute) continue;
      const auto within_an_hour = std::count_if(at.begin(), at.end(), [&](MonoMs each) {
        return each >= at[i] && each < at[i] + 60 * kMinute;
      });
      EXPECT_LE(within_an_hour, 4) << seed << ' ' << at[i];
    }
    EXPECT_GE(at.size(), 30u) << seed;  // it never gives up
  }
}

TEST(SlowRetry, SpreadsThoseWhoWereRefusedTogether) {
  std::vector<MonoMs> firsts;
  for (std::uint64_t seed = 0; seed < 100; ++seed) firsts.push_back(tries(seed, 1)[0]);
  const auto [first, last] = std::minmax_element(firsts.begin(), firsts.end());
  EXPECT_GE(*last - *first, 1'000);
}

TEST(SlowRetry, WaitsAsLongAsTheServerAsks) {
  Random random(1);
  SlowRetry slow;
  const MonoMs at = slow.refused(kNow, random, 90'000);
  EXPECT_GE(at, kNow + 90'000);
  EXPECT_LE(at, kNow + 100'000);
  EXPECT_GE(slow.refused(at, random, 0), at + 5'000);  // and not shorter
}

TEST(SlowRetry, BeginsAnewWhenItWasGranted) {
  Random random(1);
  SlowRetry slow;
  for (int i = 0; i < 5; ++i) slow.refused(kNow, random);
  slow.refused(kNow + 20 * kMinute, random);
  slow.reset();
  EXPECT_LE(slow.refused(kNow + 21 * kMinute, random), kNow + 21 * kMinute + 7'000);
}

}  // namespace
}  // namespace scoreline
