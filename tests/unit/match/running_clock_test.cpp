#include "match/running_clock.hpp"

#include <gtest/gtest.h>

namespace scoreline {
namespace {

constexpr MonoMs kTold = 1'777'912'331'000;
constexpr MonoMs kMinute = 60'000;

Match football(std::int32_t half, std::int32_t minute) {
  Match match;
  match.status = MatchStatus::kLive;
  match.period = Period{PeriodKind::kHalf, half};
  match.minute = minute;
  match.minute_as_of = kTold;
  return match;
}

Match basketball(std::int32_t seconds, bool is_running) {
  Match match;
  match.status = MatchStatus::kLive;
  match.period = Period{PeriodKind::kQuarter, 3};
  match.clock = GameClock{seconds, is_running, kTold};
  return match;
}

TEST(MinuteAt, TicksForTwoMinutesAndUpToTheEndOfAHalf) {
  struct Row {
    std::int32_t half;
    std::int32_t told;
    MonoMs later;
    std::int32_t minute;
  };
  constexpr Row kRows[] = {
      {1, 12, 0, 12},
      {1, 12, kMinute - 1, 12},
      {1, 12, kMinute, 13},
      {1, 12, 2 * kMinute, 14},
      {1, 12, 3 * kMinute, 14},
      {1, 44, kMinute, 45},
      {1, 44, 20 * kMinute, 45},
      {1, 45, 20 * kMinute, 45},
      {1, 47, 20 * kMinute, 47},
      {2, 45, kMinute, 46},
      {2, 88, 2 * kMinute, 90},
      {2, 88, 60 * kMinute, 90},
      {2, 93, kMinute, 93},
      {1, 12, -5 * kMinute, 12},
      {1, 12, INT64_MAX / 2, 14},
  };
  for (const Row& row : kRows) {
    EXPECT_EQ(minute_at(football(row.half, row.told), kTold + row.later), row.minute)
        << row.half << ' ' << row.told << ' ' << row.later;
  }
}

TEST(MinuteAt, StandsStillWhereNothingSaysThatItRuns) {
  struct Row {
    const char* why;
    void (*change)(Match&);
  };
  const Row rows[] = {
      {"interrupted", [](Match& m) { m.status = MatchStatus::kInterrupted; }},
      {"finished", [](Match& m) { m.status = MatchStatus::kFinished; }},
      {"scheduled", [](Match& m) { m.status = MatchStatus::kScheduled; }},
      {"half-time",
       [](Match& m) {
         m.period = Period{PeriodKind::kHalfTime, 0};
       }},
      {"third half",
       [](Match& m) {
         m.period = Period{PeriodKind::kHalf, 3};
       }},
      {"other period",
       [](Match& m) {
         m.period = Period{PeriodKind::kOther, 1};
       }},
      {"no period", [](Match& m) { m.period.reset(); }},
      {"no time", [](Match& m) { m.minute_as_of.reset(); }},
      {"added time", [](Match& m) { m.added_time = 2; }},
  };
  for (const Row& row : rows) {
    Match match = football(1, 30);
    row.change(match);
    EXPECT_EQ(minute_at(match, kTold + 5 * kMinute), 30) << row.why;
    EXPECT_EQ(next_tick(match, kTold), std::nullopt) << row.why;
  }
  Match match = football(1, 30);
  match.added_time = 0;
  EXPECT_EQ(minute_at(match, kTold + kMinute), 31);
  match.minute.reset();
  EXPECT_EQ(minute_at(match, kTold + kMinute), std::nullopt);
}

TEST(ClockAt, RunsDownToZeroWhileItRuns) {
  struct Row {
    std::int32_t told;
    bool is_running;
    MonoMs later;
    std::int32_t seconds;
  };
  constexpr Row kRows[] = {
      {443, true, 0, 443},           {443, true, 999, 443},     {443, true, 1000, 442},
      {443, true, 60'000, 383},      {2, true, 2000, 0},        {2, true, 5000, 0},
      {443, true, -9000, 443},       {443, false, 60'000, 443}, {0, true, 1000, 0},
      {600, true, INT64_MAX / 2, 0},
  };
  for (const Row& row : kRows) {
    EXPECT_EQ(clock_at(basketball(row.told, row.is_running), kTold + row.later), row.seconds)
        << row.told << ' ' << row.later;
  }
  EXPECT_EQ(clock_at(football(1, 5), kTold), std::nullopt);
}

TEST(ClockAt, StandsStillWhenTheMatchIsNotInPlay) {
  for (const MatchStatus status :
       {MatchStatus::kInterrupted, MatchStatus::kFinished, MatchStatus::kUnknown}) {
    Match match = basketball(443, true);
    match.status = status;
    EXPECT_EQ(clock_at(match, kTold + 10'000), 443) << name_of(status);
    EXPECT_EQ(next_tick(match, kTold), std::nullopt) << name_of(status);
  }
}

TEST(Steadied, ASmallStepBackIsTheNetworks) {
  struct Row {
    const char* what;
    GameClock before;
    GameClock told;
    bool is_kept;
  };
  const Row rows[] = {
      {"one second back", {100, true, kTold}, {91, true, kTold + 10'000}, true},
      {"two seconds back", {100, true, kTold}, {92, true, kTold + 10'000}, true},
      {"more", {100, true, kTold}, {92, true, kTold + 10'001}, false},
      {"as expected", {100, true, kTold}, {90, true, kTold + 10'000}, false},
      {"ahead", {100, true, kTold}, {89, true, kTold + 10'000}, false},
      {"stopped", {100, true, kTold}, {91, false, kTold + 10'000}, false},
      {"started", {100, false, kTold}, {100, true, kTold + 1'000}, false},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(steadied(row.before, row.told), row.is_kept ? row.before : row.told) << row.what;
  }
  EXPECT_EQ(steadied(std::nullopt, {91, true, kTold}), (GameClock{91, true, kTold}));
}

TEST(NextTick, IsWhenTheNextMinuteOrSecondBegins) {
  EXPECT_EQ(next_tick(football(1, 12), kTold), kMinute);
  EXPECT_EQ(next_tick(football(1, 12), kTold + 59'999), 1);
  EXPECT_EQ(next_tick(football(1, 12), kTold + kMinute), kMinute);
  EXPECT_EQ(next_tick(football(1, 12), kTold - 5'000), kMinute);
  EXPECT_EQ(next_tick(football(1, 12), kTold + 2 * kMinute - 1), 1);
  EXPECT_EQ(next_tick(football(1, 12), kTold + 2 * kMinute), std::nullopt);
  EXPECT_EQ(next_tick(football(1, 44), kTold + kMinute), std::nullopt);
  EXPECT_EQ(next_tick(basketball(443, true), kTold), 1000);
  EXPECT_EQ(next_tick(basketball(443, true), kTold + 1'250), 750);
  EXPECT_EQ(next_tick(basketball(1, true), kTold + 1000), std::nullopt);
  EXPECT_EQ(next_tick(basketball(443, false), kTold), std::nullopt);
}

TEST(NextTick, IsTheSoonerOfTwo) {
  Match match = football(1, 12);
  match.clock = GameClock{443, true, kTold};
  EXPECT_EQ(next_tick(match, kTold + 100), 900);
  match.clock = GameClock{443, true, kTold + 59'900};
  EXPECT_EQ(next_tick(match, kTold + 59'950), 50);
}

TEST(NextTick, ComesWithAChangeOfWhatIsShown) {
  Match match = basketball(5, true);
  MonoMs now = kTold + 123;
  std::int32_t shown = *clock_at(match, now);
  int ticks = 0;
  while (const auto tick = next_tick(match, now)) {
    EXPECT_EQ(clock_at(match, now + *tick - 1), shown);
    now += *tick;
    EXPECT_EQ(clock_at(match, now), --shown);
    ASSERT_LT(++ticks, 10);
  }
  EXPECT_EQ(shown, 0);
}

}  // namespace
}  // namespace scoreline
