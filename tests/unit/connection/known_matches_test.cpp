#include "connection/known_matches.hpp"

#include <gtest/gtest.h>

#include "unit/connection/support/matches.hpp"

namespace scoreline {
namespace {

using test::match_of;

constexpr MonoMs kNow = 1'000'000;

Play play(std::int64_t id) {
  Play play;
  play.id = id;
  return play;
}

TEST(KnownMatches, TellAMatchThatIsNew) {
  KnownMatches matches;
  EXPECT_TRUE(matches.show(match_of("a"), kNow));
  const std::vector<MatchChange> changes = matches.take_changes();
  ASSERT_EQ(changes.size(), 1u);
  EXPECT_EQ(changes[0].id, "a");
  EXPECT_TRUE(changes[0].changes.has(Change::kAdded));
  EXPECT_FALSE(changes[0].home_before);
  EXPECT_TRUE(matches.take_changes().empty());
  EXPECT_NE(matches.find("a"), nullptr);
}

TEST(KnownMatches, TellAGoalWithTheScoreBefore) {
  KnownMatches matches;
  matches.show(match_of("a"), kNow);
  (void)matches.take_changes();
  Match goal = match_of("a");
  goal.home.score = 1;
  EXPECT_FALSE(matches.show(goal, kNow));
  const std::vector<MatchChange> changes = matches.take_changes();
  ASSERT_EQ(changes.size(), 1u);
  EXPECT_TRUE(changes[0].changes.has(Change::kScore));
  EXPECT_EQ(changes[0].home_before, 0);
  EXPECT_EQ(changes[0].status_before, MatchStatus::kLive);
}

TEST(KnownMatches, TellNothingWhereNothingChanges) {
  KnownMatches matches;
  matches.show(match_of("a"), kNow);
  (void)matches.take_changes();
  EXPECT_FALSE(matches.show(match_of("a"), kNow));
  EXPECT_FALSE(matches.show(std::nullopt, kNow));
  EXPECT_TRUE(matches.take_changes().empty());
}

TEST(KnownMatches, AnotherStatusMayNeedOtherStreams) {
  KnownMatches matches;
  matches.show(match_of("a"), kNow);
  EXPECT_TRUE(matches.show(match_of("a", MatchStatus::kFinished), kNow));
}

TEST(KnownMatches, RememberWhenAResultWasFirstSeen) {
  KnownMatches matches;
  const Track& track = matches.tracks()["a"];
  matches.show(match_of("a"), kNow);
  EXPECT_EQ(track.ended_at, kNever);
  matches.show(match_of("a", MatchStatus::kFinished), kNow + 1);
  matches.show(match_of("a", MatchStatus::kFinished), kNow + 2);
  EXPECT_EQ(track.ended_at, kNow + 1);
  // It was a mistake.
  matches.show(match_of("a"), kNow + 3);
  EXPECT_EQ(track.ended_at, kNever);
}

TEST(KnownMatches, TellNewPlaysButNoHistory) {
  KnownMatches matches;
  Match match = match_of("a");
  match.plays = {play(5)};
  matches.show(match, kNow);
  (void)matches.take_changes();
  match.plays = {play(3), play(4), play(5)};
  matches.show_history(Match(match));
  std::vector<MatchChange> changes = matches.take_changes();
  ASSERT_EQ(changes.size(), 1u);
  EXPECT_TRUE(changes[0].changes.has(Change::kPlay));
  EXPECT_TRUE(changes[0].new_plays.empty());
  match.plays.push_back(play(6));
  matches.show(match, kNow);
  changes = matches.take_changes();
  ASSERT_EQ(changes.size(), 1u);
  ASSERT_EQ(changes[0].new_plays.size(), 1u);
  EXPECT_EQ(changes[0].new_plays[0].id, 6);
}

TEST(KnownMatches, ForgetWhatIsDropped) {
  KnownMatches matches;
  matches.tracks()["a"];
  matches.tracks()["b"];
  matches.show(match_of("a"), kNow);
  EXPECT_NE(matches.track_of("a"), nullptr);
  EXPECT_EQ(matches.drop(matches.tracks().begin())->first, "b");
  EXPECT_EQ(matches.find("a"), nullptr);
  EXPECT_EQ(matches.track_of("a"), nullptr);
  EXPECT_NE(matches.track_of("b"), nullptr);
}

TEST(KnownMatches, StoppedClocksAreGoneAndOthersStay) {
  KnownMatches matches;
  for (const char* id : {"runs", "stands"}) {
    matches.tracks()[id];
    Match match = match_of(id);
    match.clock = GameClock{300, id[0] == 'r', 1'000};
    matches.show(std::move(match), 1'000);
  }
  (void)matches.take_changes();
  matches.stop_clocks(2'000);
  EXPECT_FALSE(matches.find("runs")->clock);
  EXPECT_TRUE(matches.find("stands")->clock);
  EXPECT_EQ(matches.take_changes().size(), 1u);
}

}  // namespace
}  // namespace scoreline
