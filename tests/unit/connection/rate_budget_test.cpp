#include "connection/rate_budget.hpp"

#include <gtest/gtest.h>

#include "unit/connection/support/platform.hpp"

namespace scoreline {
namespace {

constexpr Instant kNow{1'000'000, 1'777'912'331'000};
constexpr std::int64_t kWallSeconds = kNow.wall / 1000;

// Milliseconds that a request has to wait after this answer; 0: none.
MonoMs wait_after(const HttpAnswer& answer) {
  RateBudget budget;
  budget.note(answer, kNow.mono, kNow.wall);
  return std::max<MonoMs>(0, budget.free_at(1) - kNow.mono);
}

HttpAnswer answer_with_remaining(std::int64_t remaining, std::optional<std::int64_t> reset_s) {
  HttpAnswer answer = test::answer(200);
  answer.rate_remaining = remaining;
  answer.rate_reset_s = reset_s;
  return answer;
}

TEST(RateBudget, IsFreeAtFirst) { EXPECT_LE(RateBudget().free_at(1), 0); }

TEST(RateBudget, HonoursRetryAfter) {
  using test::answer_with_retry_after;
  EXPECT_EQ(wait_after(answer_with_retry_after(429, 42)), 42'000);
  EXPECT_EQ(wait_after(answer_with_retry_after(429, 0)), 1'000);
  EXPECT_EQ(wait_after(answer_with_retry_after(429, -5)), 1'000);
  EXPECT_EQ(wait_after(answer_with_retry_after(429, 86'400)), 600'000);
  EXPECT_EQ(wait_after(answer_with_retry_after(429, INT64_MAX)), 600'000);
  EXPECT_EQ(wait_after(answer_with_retry_after(503, 7)), 7'000);
  EXPECT_EQ(wait_after(answer_with_retry_after(500, 7)), 7'000);
  EXPECT_EQ(wait_after(answer_with_retry_after(503, 0)), 0);
  EXPECT_EQ(wait_after(answer_with_retry_after(200, 7)), 0);
  EXPECT_EQ(wait_after(answer_with_retry_after(404, 7)), 0);
}

TEST(RateBudget, WaitsAfterARefusalThatSaysNoTime) {
  EXPECT_EQ(wait_after(test::answer(429)), 15'000);
  EXPECT_EQ(wait_after(test::answer(500)), 0);
  EXPECT_EQ(wait_after(test::answer(200)), 0);
  EXPECT_EQ(wait_after(test::answer(0)), 0);
}

TEST(RateBudget, PausesBeforeTheBudgetIsSpent) {
  struct Row {
    std::int64_t remaining;
    std::optional<std::int64_t> reset_s;
    MonoMs wait;
  };
  constexpr Row kRows[] = {
      {5, kWallSeconds + 20, 0},
      {287, kWallSeconds + 20, 0},
      {4, kWallSeconds + 20, 20'000},
      {0, kWallSeconds + 20, 20'000},
      {-1, kWallSeconds + 20, 20'000},
      {4, std::nullopt, 15'000},  // the Stats API has no Reset header
      {4, kWallSeconds + 61, 60'000},
      {4, kWallSeconds + 3'599, 60'000},
      {4, kWallSeconds, 1'000},
      {4, kWallSeconds - 86'400, 1'000},
      // Another clock than ours, or no epoch seconds at all: not believed.
      {4, kWallSeconds + 3'600, 15'000},
      {4, INT64_MAX, 15'000},
      {4, 0, 15'000},
      {4, -5, 15'000},
  };
  for (const Row& row : kRows) {
    EXPECT_EQ(wait_after(answer_with_remaining(row.remaining, row.reset_s)), row.wait)
        << row.remaining << ' ' << row.reset_s.value_or(-1) - kWallSeconds;
  }
}

TEST(RateBudget, ALaterAnswerNeverShortensAWait) {
  RateBudget budget;
  budget.note(test::answer_with_retry_after(429, 42), kNow.mono, kNow.wall);
  budget.note(test::answer_with_retry_after(429, 2), kNow.mono, kNow.wall);
  budget.note(answer_with_remaining(100, std::nullopt), kNow.mono, kNow.wall);
  EXPECT_EQ(budget.free_at(1), kNow.mono + 42'000);
  budget.note(test::answer_with_retry_after(429, 60), kNow.mono, kNow.wall);
  EXPECT_EQ(budget.free_at(1), kNow.mono + 60'000);
}

// --- our own limit

TEST(RateBudget, KeepsRoomForWhatCannotWait) {
  RateBudget budget;
  for (std::size_t i = 0; i < kMostSnapshotsAMinute; ++i) budget.snapshot_sent(kNow.mono);
  EXPECT_EQ(budget.free_at(1), kNow.mono + 60'000);
  EXPECT_LE(budget.page_free_at(), kNow.mono);
  EXPECT_LE(budget.retry_free_at(), kNow.mono);
}

TEST(RateBudget, HasOneLimitForAll) {
  RateBudget budget;
  for (std::size_t i = 0; i < kMostSnapshotsAMinute; ++i) budget.snapshot_sent(kNow.mono);
  for (std::size_t i = kMostSnapshotsAMinute; i < kMostRequestsAMinute; ++i) {
    EXPECT_LE(budget.retry_free_at(), kNow.mono);
    budget.retry_sent(kNow.mono);
  }
  EXPECT_EQ(budget.page_free_at(), kNow.mono + 60'000);
  EXPECT_EQ(budget.retry_free_at(), kNow.mono + 60'000);
}

TEST(RateBudget, RetriesTakeNoMoreThanTheirShare) {
  RateBudget budget;
  for (std::size_t i = 0; i < kMostRetriesAMinute; ++i) budget.retry_sent(kNow.mono);
  EXPECT_EQ(budget.retry_free_at(), kNow.mono + 60'000);
  EXPECT_LE(budget.free_at(kMostRequestsAMinute - kMostRetriesAMinute), kNow.mono);
  EXPECT_EQ(budget.free_at(kMostRequestsAMinute - kMostRetriesAMinute + 1), kNow.mono + 60'000);
}

TEST(RateBudget, AllowsItsMostRequestsInAnyMinute) {
  RateBudget budget;
  for (int i = 0; i < static_cast<int>(kMostSnapshotsAMinute); ++i) {
    EXPECT_LE(budget.free_at(1), kNow.mono + i) << i;
    budget.snapshot_sent(kNow.mono + i);
  }
  EXPECT_EQ(budget.free_at(1), kNow.mono + 60'000);
  EXPECT_LE(budget.allowed_at(), 0);  // the provider does not say so
  budget.snapshot_sent(kNow.mono + 60'000);
  EXPECT_EQ(budget.free_at(1), kNow.mono + 60'001);  // of the second one
}

TEST(RateBudget, KeepsRoomForAllRequestsOfAList) {
  RateBudget budget;
  const int all_but_two = static_cast<int>(kMostSnapshotsAMinute) - 2;
  for (int i = 0; i < all_but_two; ++i) budget.snapshot_sent(kNow.mono + i);
  EXPECT_LE(budget.free_at(2), kNow.mono);
  EXPECT_EQ(budget.free_at(3), kNow.mono + 60'000);
  EXPECT_EQ(budget.free_at(5), kNow.mono + 60'002);
}

TEST(RateBudget, AListLargerThanTheLimitWaitsForAnEmptyMinute) {
  RateBudget budget;
  EXPECT_LE(budget.free_at(50), 0);
  budget.snapshot_sent(kNow.mono);
  EXPECT_EQ(budget.free_at(50), kNow.mono + 60'000);
}

TEST(RateBudget, TheLaterOfBothLimitsHolds) {
  RateBudget budget;
  for (int i = 0; i < static_cast<int>(kMostSnapshotsAMinute); ++i) budget.snapshot_sent(kNow.mono);
  budget.note(test::answer_with_retry_after(429, 42), kNow.mono, kNow.wall);
  EXPECT_EQ(budget.free_at(1), kNow.mono + 60'000);
  EXPECT_EQ(budget.allowed_at(), kNow.mono + 42'000);
  budget.note(test::answer_with_retry_after(429, 90), kNow.mono, kNow.wall);
  EXPECT_EQ(budget.free_at(1), kNow.mono + 90'000);
}

}  // namespace
}  // namespace scoreline
