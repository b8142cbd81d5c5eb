#include "match/status.hpp"

#include <gtest/gtest.h>

namespace scoreline {
namespace {

struct Row {
  MatchStatus status;
  std::string_view name;
  bool is_final;
  bool is_in_play;
};

constexpr Row kRows[] = {
    {MatchStatus::kUnknown, "unknown", false, false},
    {MatchStatus::kScheduled, "scheduled", false, false},
    {MatchStatus::kLive, "live", false, true},
    {MatchStatus::kFinished, "finished", true, false},
    {MatchStatus::kPostponed, "postponed", false, false},
    {MatchStatus::kCancelled, "cancelled", true, false},
    {MatchStatus::kWalkover, "walkover", true, false},
    {MatchStatus::kInterrupted, "interrupted", false, false},
    {MatchStatus::kAbandoned, "abandoned", true, false},
    {MatchStatus::kAfterPenalties, "after_penalties", true, false},
    {MatchStatus::kAfterExtraTime, "after_extra_time", true, false},
};

TEST(MatchStatus, HasANameAndSaysWhetherItIsFinalOrInPlay) {
  for (const Row& row : kRows) {
    EXPECT_EQ(name_of(row.status), row.name);
    EXPECT_EQ(is_final(row.status), row.is_final) << row.name;
    EXPECT_EQ(is_in_play(row.status), row.is_in_play) << row.name;
  }
}

TEST(Sport, IsReadFromItsOwnNameOnly) {
  EXPECT_EQ(sport_from_name("football"), Sport::kFootball);
  EXPECT_EQ(sport_from_name("basketball"), Sport::kBasketball);
  for (const char* other : {"", "Football", "football ", "foot", "unknown", "tennis"}) {
    EXPECT_EQ(sport_from_name(other), Sport::kUnknown) << other;
  }
  EXPECT_EQ(name_of(Sport::kFootball), "football");
  EXPECT_EQ(name_of(Sport::kBasketball), "basketball");
  EXPECT_EQ(name_of(Sport::kUnknown), "unknown");
}

}  // namespace
}  // namespace scoreline
