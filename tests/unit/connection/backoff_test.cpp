#include "connection/backoff.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

namespace scoreline {
namespace {

constexpr MonoMs kNow = 1'000'000;
constexpr int kMany = 4'000;

// The shortest and the longest wait of many clients after so many failures.
struct Spread {
  MonoMs shortest = kNever;
  MonoMs longest = 0;
};

Spread spread_after(int failures_before) {
  Random random(7);
  Spread spread;
  for (int client = 0; client < kMany; ++client) {
    Backoff backoff;
    for (int i = 0; i < failures_before; ++i) backoff.failed(kNow, random);
    const MonoMs wait = backoff.failed(kNow, random) - kNow;
    spread.shortest = std::min(spread.shortest, wait);
    spread.longest = std::max(spread.longest, wait);
  }
  return spread;
}

TEST(Backoff, DoublesWithFullJitterUpToItsCap) {
  constexpr std::array<MonoMs, 7> kCeilings = {4'000,  8'000,  16'000, 30'000,
                                               30'000, 30'000, 30'000};
  for (std::size_t i = 0; i < kCeilings.size(); ++i) {
    const Spread spread = spread_after(static_cast<int>(i));
    EXPECT_GE(spread.shortest, 0) << i;
    EXPECT_LT(spread.shortest, kCeilings[i] / 50) << i;
    EXPECT_LE(spread.longest, kCeilings[i]) << i;
    EXPECT_GT(spread.longest, kCeilings[i] * 49 / 50) << i;
  }
  EXPECT_LE(spread_after(100).longest, kMaxBackoff);
}

TEST(Backoff, ManyClientsDroppedTogetherComeBackApart) {
  Random random(1);
  std::array<int, kFirstBackoff / 100 + 1> in_100_ms{};
  for (int client = 0; client < kMany; ++client) {
    Backoff backoff;
    ++in_100_ms.at(static_cast<std::size_t>((backoff.failed(kNow, random) - kNow) / 100));
  }
  EXPECT_LT(*std::max_element(in_100_ms.begin(), in_100_ms.end()), kMany / 20);
}

TEST(Backoff, CountsUntilAConnectionHasProvenStable) {
  Random random(7);
  Backoff backoff;
  EXPECT_EQ(backoff.failures(), 0);
  for (int i = 1; i <= 5; ++i) {
    backoff.failed(kNow, random);
    EXPECT_EQ(backoff.failures(), i);
  }
  // Accepts and drops: nothing is forgotten.
  backoff.opened(kNow);
  EXPECT_EQ(backoff.failures(), 5);
  backoff.failed(kNow + kStableAfter - 1, random);
  EXPECT_EQ(backoff.failures(), 6);
  backoff.opened(kNow);
  backoff.failed(kNow + kStableAfter, random);
  EXPECT_EQ(backoff.failures(), 1);
}

TEST(Backoff, AFailureEndsTheTimeThatAConnectionWasOpen) {
  Random random(7);
  Backoff backoff;
  backoff.opened(kNow);
  backoff.failed(kNow + 10, random);
  backoff.failed(kNow + kStableAfter + 1, random);
  EXPECT_EQ(backoff.failures(), 2);
}

TEST(Backoff, AfterAStableConnectionTheFirstWaitIsShortAgain) {
  Random random(7);
  MonoMs longest = 0;
  for (int client = 0; client < kMany; ++client) {
    Backoff backoff;
    for (int i = 0; i < 5; ++i) backoff.failed(kNow, random);
    backoff.opened(kNow);
    const MonoMs lost = kNow + kStableAfter;
    longest = std::max(longest, backoff.failed(lost, random) - lost);
  }
  EXPECT_LE(longest, kFirstBackoff);
}

TEST(Backoff, ReconnectsNowOnceAndThenWaits) {
  Random random(7);
  Spread spread;
  for (int client = 0; client < kMany; ++client) {
    Backoff backoff;
    EXPECT_EQ(backoff.failed_reconnect_now(kNow, random), kNow);
    EXPECT_EQ(backoff.failures(), 1);
    const MonoMs wait = backoff.failed_reconnect_now(kNow, random) - kNow;
    EXPECT_EQ(backoff.failures(), 2);
    spread.shortest = std::min(spread.shortest, wait);
    spread.longest = std::max(spread.longest, wait);
  }
  EXPECT_LE(spread.longest, 2 * kFirstBackoff);
  EXPECT_GT(spread.longest, kFirstBackoff);
}

TEST(Backoff, ReconnectsNowAgainAfterAStableConnection) {
  Random random(7);
  Backoff backoff;
  backoff.failed_reconnect_now(kNow, random);
  backoff.opened(kNow);
  const MonoMs lost = kNow + kStableAfter;
  EXPECT_EQ(backoff.failed_reconnect_now(lost, random), lost);
}

TEST(Backoff, ResetForgetsFailuresAndTheOpening) {
  Random random(7);
  Backoff backoff;
  for (int i = 0; i < 5; ++i) backoff.failed(kNow, random);
  backoff.reset();
  EXPECT_EQ(backoff.failures(), 0);
  EXPECT_LE(backoff.failed(kNow, random) - kNow, kFirstBackoff);
}

TEST(Random, StaysWithinItsLimitAndRepeats) {
  Random one(42);
  Random two(42);
  bool saw_low = false;
  bool saw_high = false;
  for (int i = 0; i < 1'000; ++i) {
    const std::int64_t number = one.up_to(3);
    EXPECT_EQ(number, two.up_to(3));
    EXPECT_GE(number, 0);
    EXPECT_LE(number, 3);
    saw_low |= number == 0;
    saw_high |= number == 3;
  }
  EXPECT_TRUE(saw_low);
  EXPECT_TRUE(saw_high);
  EXPECT_EQ(one.up_to(0), 0);
}

}  // namespace
}  // namespace scoreline
