#include "connection/message_intake.hpp"

#include <gtest/gtest.h>

#include "connection/scorelytics_provider.hpp"
#include "connection/spread.hpp"
#include "unit/connection/support/fake_streams.hpp"
#include "unit/connection/support/matches.hpp"
#include "unit/connection/support/platform.hpp"

namespace scoreline {
namespace {

using test::follow;
using test::match_of;

const Subject kA{SubjectKind::kMatch, Sport::kFootball, "a"};
const Subject kLive{SubjectKind::kLive, Sport::kFootball, ""};
const StreamKey kCover{StreamKind::kMatch, "a"};

MatchDelta score(std::int32_t home, std::int32_t away, std::int32_t minute) {
  MatchDelta delta;
  delta.match_id = "a";
  delta.home_score = home;
  delta.away_score = away;
  delta.minute = minute;
  return delta;
}

// A match of a board, 0-0 in play, whose stream is live and stands on an answer of now.
class MessageIntakeTest : public testing::Test {
 protected:
  MessageIntakeTest() {
    pass(0);
    askings.interests[kA].matches = {"a"};
    askings.interests[kLive];
    Match match = match_of("a");
    match.minute = 10;
    matches.show(match, clock.mono());
    streams.set_live(kCover, clock.mono());
    follow(track(), kCover, match, clock.mono());
    plan.make(5, true, clock.now());
  }

  Track& track() { return matches.tracks()["a"]; }
  Asking& asking() { return askings.interests[kA].asking; }
  void pass(MonoMs ms, MonoMs due = kNever) {
    clock.pass(ms);
    (void)page.take_time(clock.now(), due, true);
  }
  void hear(MatchDelta delta, bool asks_snapshot = false) {
    concerns_one = intake.take(std::move(delta), asks_snapshot, clock.now());
  }
  [[nodiscard]] bool is_asked(MonoMs at) const {
    return at >= clock.mono() && at <= clock.mono() + kSpread;
  }

  test::TestClock clock;
  Outbox outbox{8};
  PageLife page;
  ServerClock server;
  test::FakeStreams streams;
  Askings askings;
  KnownMatches matches;
  ScorelyticsProvider provider{"https://api", scorelytics::ClockUnit::kUndecided};
  MatchTrust trust{page, server, streams};
  StreamPlan plan{askings, matches, provider, streams, outbox};
  MessageIntake intake{askings, matches, plan, trust, page, outbox.random()};
  bool concerns_one = false;  // the last message: its match alone
};

TEST_F(MessageIntakeTest, AGoalIsShownAndProvesThatTheStreamTells) {
  pass(1'000);
  hear(score(1, 0, 11));
  EXPECT_EQ(matches.find("a")->home.score, 1);
  EXPECT_EQ(track().told_at(), clock.mono());
  EXPECT_EQ(asking().wanted_at, kNever);
  EXPECT_TRUE(plan.is_valid());
}

TEST_F(MessageIntakeTest, WhatTakesAGoalBackIsContestedAndAskedAbout) {
  hear(score(1, 0, 11));
  hear(score(0, 0, 11));
  EXPECT_EQ(matches.find("a")->home.score, 1);
  EXPECT_TRUE(is_asked(asking().wanted_at));
  EXPECT_FALSE(concerns_one);
  // Once.
  asking().note_asked(clock.mono(), false);
  hear(score(0, 0, 11));
  EXPECT_EQ(asking().wanted_at, kNever);
}

TEST_F(MessageIntakeTest, AnotherStatusNeedsAnotherPlan) {
  MatchDelta whistle = score(0, 0, 90);
  whistle.status = MatchStatus::kFinished;
  whistle.is_status_change = true;
  hear(whistle);
  EXPECT_FALSE(plan.is_valid());
  EXPECT_FALSE(concerns_one);  // what is over is not live
}

TEST_F(MessageIntakeTest, AfterTooLongASilenceOnlyAnAnswerProvesIt) {
  pass(kLongestPatience + 3'500 + 1);
  hear(score(1, 0, 11));
  EXPECT_EQ(matches.find("a")->home.score, 1);
  EXPECT_NE(track().told_at(), clock.mono());
  EXPECT_TRUE(is_asked(asking().again_at));
  EXPECT_FALSE(concerns_one);
}

TEST_F(MessageIntakeTest, AClockThatMayHaveWaitedDoesNotRun) {
  MatchDelta delta = score(1, 0, 11);
  delta.clock = GameClock{100, true, clock.mono()};
  hear(delta);
  EXPECT_TRUE(matches.find("a")->clock);
  // Its timer came two seconds late.
  pass(3'000, clock.mono() + 1'000);
  delta = score(2, 0, 12);
  delta.clock = GameClock{90, true, clock.mono()};
  hear(delta);
  EXPECT_EQ(matches.find("a")->home.score, 2);
  EXPECT_FALSE(matches.find("a")->clock);
}

TEST_F(MessageIntakeTest, AHintIsAskedAboutCalmlyAndSeldom) {
  hear(score(0, 0, 10), true);
  EXPECT_TRUE(is_asked(asking().again_at));
  EXPECT_FALSE(concerns_one);
  EXPECT_EQ(asking().wanted_at, kNever);
  asking().note_asked(clock.mono(), false);
  pass(20'000);
  hear(score(0, 0, 10), true);
  EXPECT_EQ(asking().again_at, kNever);
  pass(1);
  hear(score(0, 0, 10), true);
  EXPECT_TRUE(is_asked(asking().again_at));
}

TEST_F(MessageIntakeTest, AStrangerIsAskedForWithTheLists) {
  MatchDelta delta = score(1, 0, 11);
  delta.match_id = "stranger";
  hear(delta);
  EXPECT_NE(askings.interests[kLive].asking.wanted_at, kNever);
  EXPECT_EQ(asking().wanted_at, kNever);
  EXPECT_EQ(matches.find("stranger"), nullptr);
  EXPECT_FALSE(concerns_one);
  hear(delta);
  EXPECT_TRUE(concerns_one);
}

}  // namespace
}  // namespace scoreline
