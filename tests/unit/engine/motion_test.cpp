#include "engine/motion.hpp"

#include <gtest/gtest.h>

#include "board/tokens.hpp"

namespace scoreline {
namespace {

class MotionsTest : public testing::Test {
 protected:
  // The match as it was, then as it is.
  void changes(int home_before, int away_before, int home, int away, std::string id = "m") {
    MatchChange change;
    change.id = id;
    change.changes = Change::kScore;
    change.home_before = home_before;
    change.away_before = away_before;
    change.status_before = MatchStatus::kLive;
    Match match;
    match.id = std::move(id);
    match.status = MatchStatus::kLive;
    match.home.score = home;
    match.away.score = away;
    motions.note(change, match, now);
  }
  void becomes(MatchStatus before, MatchStatus after) {
    MatchChange change;
    change.id = "m";
    change.changes = Change::kStatus;
    change.status_before = before;
    Match match;
    match.id = "m";
    match.status = after;
    motions.note(change, match, now);
  }
  [[nodiscard]] board::Motion motion(const std::string& id = "m") const {
    return motions.at(id, now);
  }

  Motions motions;
  MonoMs now = 50'000;
};

TEST_F(MotionsTest, NothingMovesAtRest) { EXPECT_EQ(motion(), board::Motion{}); }

TEST_F(MotionsTest, AGoalIsFeltForAboutASecond) {
  changes(0, 0, 0, 1);
  EXPECT_EQ(motion().away_score, 1);
  EXPECT_EQ(motion().home_score, 0);
  now += board::tokens::kScoreFeltMs / 2;
  EXPECT_NEAR(motion().away_score, 0.5, 0.01);
  now += board::tokens::kScoreFeltMs;
  EXPECT_EQ(motion().away_score, 0);
  now += 5'000;
  EXPECT_EQ(motion(), board::Motion{});
}

TEST_F(MotionsTest, ALeadIsFeltWhenItIsTaken) {
  changes(1, 1, 2, 1);
  EXPECT_EQ(motion().lead, 1);
  now += 10'000;
  changes(2, 1, 3, 1);
  EXPECT_EQ(motion().lead, 0);
  now += 10'000;
  changes(3, 1, 3, 4);
  EXPECT_EQ(motion().lead, 1);
  now += 10'000;
  changes(3, 4, 4, 4);
  EXPECT_EQ(motion().lead, 0);
}

TEST_F(MotionsTest, KickOffAndTheEndAreFelt) {
  becomes(MatchStatus::kScheduled, MatchStatus::kLive);
  EXPECT_EQ(motion().status, 1);
  now += 10'000;
  becomes(MatchStatus::kLive, MatchStatus::kInterrupted);
  EXPECT_EQ(motion().status, 0);
  now += 10'000;
  becomes(MatchStatus::kLive, MatchStatus::kFinished);
  EXPECT_EQ(motion().status, 1);
  EXPECT_EQ(motion().heartbeat, 0);  // nothing is alive any more
}

TEST_F(MotionsTest, ABusyMatchDoesNotBeatWithoutRest) {
  changes(0, 0, 2, 0);
  EXPECT_EQ(motion().heartbeat, 1);
  for (int points = 2; points < 6; ++points) {
    now += 1'000;
    changes(points, 0, points + 1, 0);
    EXPECT_EQ(motion().heartbeat, 0) << points;
    EXPECT_EQ(motion().home_score, 1) << points;
  }
  now += 1'000;
  changes(6, 0, 7, 0);
  EXPECT_EQ(motion().heartbeat, 1);
}

TEST_F(MotionsTest, OneHeartbeatIsEnoughForAllMatches) {
  changes(0, 0, 0, 0, "a");
  now += 1'000;
  changes(0, 0, 0, 0, "b");
  EXPECT_EQ(motion("b").heartbeat, 0);
  now += 4'000;
  changes(0, 0, 0, 0, "b");
  EXPECT_EQ(motion("b").heartbeat, 1);
  EXPECT_EQ(motion("a").heartbeat, 0);
}

TEST_F(MotionsTest, OneOfManyGoalsIsShownWithoutMotion) {
  changes(0, 0, 1, 0, "a");
  now += 500;
  changes(0, 0, 0, 1, "b");
  EXPECT_GT(motion("a").home_score, 0);
  EXPECT_EQ(motion("b").away_score, 0);
  EXPECT_EQ(motion("b").lead, 0);
  // Also where the one before was not felt either: they go on coming.
  now += board::tokens::kLeadFeltMs - 1;
  changes(1, 0, 2, 0, "a");
  EXPECT_EQ(motion("a").home_score, 0);
  now += board::tokens::kLeadFeltMs;
  changes(0, 1, 0, 2, "b");
  EXPECT_EQ(motion("b").away_score, 1);
}

TEST_F(MotionsTest, TheNextGoalOfTheSameMatchIsFeltAgain) {
  changes(0, 0, 1, 0);
  now += 500;
  changes(1, 0, 1, 1);
  EXPECT_EQ(motion().away_score, 1);
}

TEST_F(MotionsTest, WhatIsFirstHeardOfAMatchIsNoNews) {
  MatchChange change;
  change.id = "m";
  change.changes = Change::kAdded;
  Match match;
  match.id = "m";
  match.home.score = 3;
  match.status = MatchStatus::kLive;
  motions.note(change, match, now);
  EXPECT_EQ(motion(), board::Motion{});
}

TEST_F(MotionsTest, AClockThatWasSetBackMovesNothing) {
  changes(0, 0, 1, 0);
  now -= 60'000;
  EXPECT_EQ(motion(), board::Motion{});
}

}  // namespace
}  // namespace scoreline
