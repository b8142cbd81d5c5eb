#include "connection/account.hpp"

#include <gtest/gtest.h>

namespace scoreline {
namespace {

constexpr MonoMs kNow = 1'000'000;

Facts facts(std::int32_t home, std::int32_t away, MatchStatus status = MatchStatus::kLive) {
  return {home, away, status};
}

// --- forwards

TEST(Facts, GoForwardUntilSomethingIsTakenBack) {
  constexpr auto kScheduled = MatchStatus::kScheduled;
  constexpr auto kInterrupted = MatchStatus::kInterrupted;
  constexpr auto kUnknown = MatchStatus::kUnknown;
  constexpr auto kFinished = MatchStatus::kFinished;
  struct Row {
    const char* what;
    Facts before, after;
    bool is_forward;
  };
  const Row rows[] = {
      {"a goal", facts(1, 0), facts(2, 0), true},
      {"two at once", facts(1, 0), facts(2, 1), true},
      {"nothing", facts(1, 0), facts(1, 0), true},
      {"a goal taken back", facts(1, 0), facts(0, 0), false},
      {"one taken back and one given", facts(1, 0), facts(0, 1), false},
      {"kick-off", {std::nullopt, std::nullopt, kScheduled}, facts(0, 0), true},
      {"not begun after all", facts(0, 0), facts(0, 0, kScheduled), false},
      {"the end", facts(1, 0), facts(1, 0, kFinished), true},
      {"the end with an older score", facts(1, 0), facts(0, 0, kFinished), true},
      {"it goes on after all", facts(1, 0, kFinished), facts(1, 0), false},
      {"it goes on with a goal", facts(1, 0, kFinished), facts(2, 0), false},
      {"an interruption", facts(1, 0), facts(1, 0, kInterrupted), true},
      {"and its end", facts(1, 0, kInterrupted), facts(1, 0), true},
      {"an unknown word", facts(1, 0), facts(1, 0, kUnknown), true},
      {"a result corrected upwards", facts(1, 0, kFinished), facts(1, 1, kFinished), true},
      {"a result corrected downwards", facts(1, 1, kFinished), facts(1, 0, kFinished), false},
      {"a score that is not known counts as none",
       facts(1, 0),
       {std::nullopt, std::nullopt, MatchStatus::kLive},
       false},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(goes_forward(row.before, row.after), row.is_forward) << row.what;
  }
}

TEST(Facts, HaveThreeStages) {
  EXPECT_EQ(stage_of(MatchStatus::kScheduled), 0);
  EXPECT_EQ(stage_of(MatchStatus::kPostponed), 0);
  EXPECT_EQ(stage_of(MatchStatus::kLive), 1);
  EXPECT_EQ(stage_of(MatchStatus::kInterrupted), 1);
  EXPECT_EQ(stage_of(MatchStatus::kUnknown), 1);
  EXPECT_EQ(stage_of(MatchStatus::kFinished), 2);
}

// --- what was left

TEST(Account, KnowsNothingAtFirst) {
  Account account;
  EXPECT_FALSE(account.shown());
  EXPECT_FALSE(account.left(facts(0, 0), kNow));
}

TEST(Account, RemembersWhenAStateWasLeft) {
  Account account;
  account.set(facts(0, 0), kNow);
  account.set(facts(1, 0), kNow + 1'000);
  EXPECT_EQ(account.shown(), facts(1, 0));
  EXPECT_EQ(account.left(facts(0, 0), kNow + 2'000).value().left_at, kNow + 1'000);
  EXPECT_FALSE(account.left(facts(1, 0), kNow + 2'000));  // it is shown
  EXPECT_FALSE(account.left(facts(2, 0), kNow + 2'000));  // it never was
  EXPECT_FALSE(account.left(facts(0, 0, MatchStatus::kFinished), kNow + 2'000));
}

TEST(Account, ForAsLongAsAnythingLateCanBringItBack) {
  Account account;
  account.set(facts(0, 0), kNow);
  account.set(facts(1, 0), kNow);
  EXPECT_EQ(account.left(facts(0, 0), kNow + kLateAtMost).value().left_at, kNow);
  EXPECT_FALSE(account.left(facts(0, 0), kNow + kLateAtMost + 1));
}

TEST(Account, WhatIsShownAgainIsLeftAnew) {
  Account account;
  account.set(facts(0, 0), kNow);
  account.set(facts(1, 0), kNow + 1'000);
  account.set(facts(0, 0), kNow + 2'000);
  EXPECT_FALSE(account.left(facts(0, 0), kNow + 3'000));
  account.set(facts(1, 0), kNow + 4'000);
  EXPECT_EQ(account.left(facts(0, 0), kNow + 5'000).value().left_at, kNow + 4'000);
}

TEST(Account, SayingTheSameAgainLeavesNothing) {
  Account account;
  account.set(facts(0, 0), kNow);
  account.set(facts(0, 0), kNow + 1'000);
  EXPECT_FALSE(account.left(facts(0, 0), kNow + 1'000));
}

// Copies go up to a minute back, and a match scores less often than once a second.
TEST(Account, RemembersEverySecondOfAMinute) {
  Account account;
  for (int i = 0; i <= 60; ++i) account.set(facts(i, 0), kNow + i * 1'000);
  EXPECT_EQ(account.left(facts(0, 0), kNow + 60'000).value().left_at, kNow + 1'000);
  EXPECT_EQ(account.left(facts(59, 0), kNow + 60'000).value().left_at, kNow + 60'000);
}

TEST(Account, AndDoesNotGrowForEver) {
  Account account;
  for (int i = 0; i <= 900; ++i) account.set(facts(i, 0), kNow + i);
  EXPECT_FALSE(account.left(facts(0, 0), kNow + 900));
  EXPECT_TRUE(account.left(facts(899, 0), kNow + 900));
}

}  // namespace
}  // namespace scoreline
