#include "feed/scorelytics/clock_unit.hpp"

#include <gtest/gtest.h>

namespace scoreline::scorelytics {
namespace {

ClockUnit unit_after(std::initializer_list<std::int32_t> readings,
                     ClockUnitEvidence evidence = {}) {
  for (const std::int32_t reading : readings) evidence.note(reading);
  return evidence.unit();
}

TEST(ClockUnitEvidence, StartsUndecided) { EXPECT_EQ(unit_after({}), ClockUnit::kUndecided); }

TEST(ClockUnitEvidence, ALargeReadingProvesSeconds) {
  EXPECT_EQ(unit_after({13}), ClockUnit::kSeconds);
  EXPECT_EQ(unit_after({180}), ClockUnit::kSeconds);  // the WebSocket sample
  EXPECT_EQ(unit_after({600, 5, 4, 3, 2, 1, 6, 7}), ClockUnit::kSeconds);
}

TEST(ClockUnitEvidence, NothingFollowsFromWhatIsNoClock) {
  EXPECT_EQ(unit_after({-1, 0, -180, kMaxClockSeconds + 1, INT32_MAX, INT32_MIN}),
            ClockUnit::kUndecided);
}

TEST(ClockUnitEvidence, ManyDifferentSmallReadingsAreMinutes) {
  EXPECT_EQ(unit_after({12, 11, 10, 9, 8}), ClockUnit::kUndecided);
  EXPECT_EQ(unit_after({12, 11, 10, 9, 8, 8, 9, 12, 0, -1}), ClockUnit::kUndecided);
  EXPECT_EQ(unit_after({12, 11, 10, 9, 8, 7}), ClockUnit::kMinutes);
  EXPECT_EQ(unit_after({1, 2, 3, 4, 5, 6}), ClockUnit::kMinutes);
}

TEST(ClockUnitEvidence, AProofOfSecondsOverrulesMinutes) {
  EXPECT_EQ(unit_after({12, 11, 10, 9, 8, 7, 13}), ClockUnit::kSeconds);
}

TEST(ClockUnitEvidence, AForcedUnitStays) {
  EXPECT_EQ(unit_after({180, 600}, ClockUnitEvidence(ClockUnit::kMinutes)), ClockUnit::kMinutes);
  EXPECT_EQ(unit_after({12, 11, 10, 9, 8, 7}, ClockUnitEvidence(ClockUnit::kSeconds)),
            ClockUnit::kSeconds);
  EXPECT_EQ(unit_after({180}, ClockUnitEvidence(ClockUnit::kUndecided)), ClockUnit::kSeconds);
}

TEST(ClockFromReading, NeedsAUnitOnlyWhereItMatters) {
  struct Row {
    std::int32_t reading;
    ClockUnit unit;
    std::optional<std::int32_t> seconds;
  };
  constexpr Row kRows[] = {
      {180, ClockUnit::kSeconds, 180},
      {7, ClockUnit::kSeconds, 7},
      {0, ClockUnit::kSeconds, 0},
      {kMaxClockSeconds, ClockUnit::kSeconds, kMaxClockSeconds},
      {kMaxClockSeconds + 1, ClockUnit::kSeconds, std::nullopt},
      {7, ClockUnit::kMinutes, 420},
      {0, ClockUnit::kMinutes, 0},
      {60, ClockUnit::kMinutes, 3600},
      {61, ClockUnit::kMinutes, std::nullopt},
      {kMaxClockSeconds, ClockUnit::kMinutes, std::nullopt},
      {INT32_MAX, ClockUnit::kMinutes, std::nullopt},
      {1, ClockUnit::kUndecided, std::nullopt},
      {12, ClockUnit::kUndecided, std::nullopt},
      {13, ClockUnit::kUndecided, 13},
      {0, ClockUnit::kUndecided, 0},
      {-2, ClockUnit::kSeconds, std::nullopt},
      {INT32_MIN, ClockUnit::kMinutes, std::nullopt},
  };
  for (const Row& row : kRows) {
    const auto clock = clock_from_reading(row.reading, row.unit, 5000, std::nullopt);
    EXPECT_EQ(clock.has_value(), row.seconds.has_value()) << row.reading;
    if (!clock || !row.seconds) continue;
    EXPECT_EQ(*clock, (GameClock{*row.seconds, *row.seconds > 0, 5000})) << row.reading;
  }
}

TEST(ClockFromReading, AMinuteToldAgainLetsTheClockGoOn) {
  constexpr GameClock kRunning{300, true, 10000};
  const auto again = [&](std::int32_t reading, ClockUnit unit, const GameClock& before) {
    return clock_from_reading(reading, unit, 40000, before);
  };
  EXPECT_EQ(again(5, ClockUnit::kMinutes, kRunning), kRunning);
  EXPECT_EQ(again(4, ClockUnit::kMinutes, kRunning), (GameClock{240, true, 40000}));
  EXPECT_EQ(again(300, ClockUnit::kSeconds, kRunning), (GameClock{300, true, 40000}));
  EXPECT_EQ(again(5, ClockUnit::kMinutes, {300, false, 10000}), (GameClock{300, true, 40000}));
}

TEST(ClockFromReading, AStoppedClockKeepsTheTimeToWhichItHasRun) {
  struct Row {
    GameClock before;
    MonoMs as_of;
    std::int32_t seconds;
  };
  constexpr Row kRows[] = {
      {{180, true, 10000}, 10000, 180},         {{180, true, 10000}, 14999, 176},
      {{180, true, 10000}, 9000, 180},  // told later than it was: no time is given back
      {{180, true, 10000}, 10000 + 180'000, 0}, {{180, true, 10000}, INT64_MAX / 2, 0},
      {{180, false, 10000}, 60000, 180},        {{0, false, 10000}, 60000, 0},
  };
  for (const Row& row : kRows) {
    EXPECT_EQ(clock_from_reading(kStoppedClock, ClockUnit::kUndecided, row.as_of, row.before),
              (GameClock{row.seconds, false, row.as_of}));
  }
  EXPECT_EQ(clock_from_reading(kStoppedClock, ClockUnit::kSeconds, 5000, std::nullopt),
            std::nullopt);
}

}  // namespace
}  // namespace scoreline::scorelytics
