#include "connection/strangers.hpp"

#include <gtest/gtest.h>

namespace scoreline {
namespace {

constexpr MonoMs kNow = 1'000'000;
constexpr MonoMs kSoonest = 5'000;
constexpr MonoMs kLatest = 20'000;

MatchDelta goal(std::string id = "a") {
  MatchDelta delta;
  delta.match_id = std::move(id);
  delta.home_score = 1;
  return delta;
}

MatchDelta status(MatchStatus status) {
  MatchDelta delta;
  delta.match_id = "a";
  delta.status = status;
  delta.is_status_change = true;
  return delta;
}

MatchDelta play(std::int64_t number) {
  MatchDelta delta;
  delta.match_id = "a";
  delta.play = Play();
  delta.play->id = number;
  return delta;
}

class StrangersTest : public testing::Test {
 protected:
  // The lists are to be asked because of it.
  bool asks(MatchDelta&& delta, MonoMs now = kNow) {
    return strangers.meet(std::move(delta), now, random) != kNever;
  }

  Random random{7};
  Strangers strangers;
  MatchSync sync;
};

TEST_F(StrangersTest, TheFirstMessageAsksTheListsAfterAWhile) {
  const MonoMs at = strangers.meet(goal(), kNow, random);
  EXPECT_GE(at, kNow + kSoonest);
  EXPECT_LE(at, kNow + kLatest);
}

TEST_F(StrangersTest, ReadersWhoHeardTheSameMessageAskAtTimesOfTheirOwn) {
  Random other(8);
  const MonoMs at = strangers.meet(goal(), kNow, random);
  EXPECT_NE(at, Strangers().meet(goal(), kNow, other));
}

TEST_F(StrangersTest, FurtherMessagesAskNothing) {
  EXPECT_TRUE(asks(goal()));
  EXPECT_FALSE(asks(goal()));
  EXPECT_FALSE(asks(goal()));
}

TEST_F(StrangersTest, EachMatchIsMetByItself) {
  EXPECT_TRUE(asks(goal("a")));
  EXPECT_TRUE(asks(goal("b")));
}

TEST_F(StrangersTest, OneThatBeginsMayJoinAList) {
  EXPECT_TRUE(asks(goal()));
  EXPECT_TRUE(asks(status(MatchStatus::kLive)));
  EXPECT_FALSE(asks(status(MatchStatus::kFinished)));
}

TEST_F(StrangersTest, AFormerMatchOfOursIsForeign) {
  strangers.add_former("a", 4);
  EXPECT_FALSE(asks(goal()));
  strangers.hand_over("a", sync, kNow);
  EXPECT_EQ(sync.last_play(), 4);
}

TEST_F(StrangersTest, WhatWasToldIsHandedOverOnce) {
  EXPECT_TRUE(asks(play(5)));
  EXPECT_FALSE(asks(play(6)));
  strangers.hand_over("a", sync, kNow);
  EXPECT_EQ(sync.last_play(), 5);
  MatchSync second;
  strangers.hand_over("a", second, kNow);
  EXPECT_EQ(second.last_play(), 0);
  EXPECT_TRUE(asks(goal()));
}

// The answer that has the match may be an older copy than the last message.
TEST_F(StrangersTest, TheLastMessageIsKeptForAWhile) {
  Match match;
  match.id = "a";
  match.status = MatchStatus::kLive;
  match.home.score = match.away.score = 0;
  const auto score_after = [&](MonoMs ms) {
    Strangers met;
    MatchSync its_sync;
    (void)met.meet(goal(), kNow, random);
    met.hand_over("a", its_sync, kNow + ms);
    const Asked asked{1, kNow + ms, kNow + ms, kNow + ms};
    return its_sync.on_snapshot(nullptr, Match(match), asked, kNow + ms).shown->home.score;
  };
  EXPECT_EQ(score_after(65'000), 1);
  EXPECT_EQ(score_after(65'001), 0);
}

TEST_F(StrangersTest, ThenOnlyTheNumberOfItsPlayIs) {
  EXPECT_TRUE(asks(play(5)));
  strangers.hand_over("a", sync, kNow + 65'001);
  EXPECT_EQ(sync.last_play(), 5);
}

TEST_F(StrangersTest, AreNotForgottenForOneThatIsKnown) {
  for (int i = 0; i < 2'000; ++i) EXPECT_TRUE(asks(goal(std::to_string(i))));
  EXPECT_FALSE(asks(goal("7")));
  EXPECT_FALSE(asks(goal("8")));
}

TEST_F(StrangersTest, AreForgottenTogether) {
  EXPECT_TRUE(asks(goal()));
  strangers.clear();
  EXPECT_TRUE(asks(goal()));
}

TEST_F(StrangersTest, NeverGrowWithoutBound) {
  for (int i = 0; i < 2'000; ++i) EXPECT_TRUE(asks(goal(std::to_string(i))));
  EXPECT_TRUE(asks(goal("one more")));
  // What was forgotten is met again.
  EXPECT_TRUE(asks(goal("0")));
}

}  // namespace
}  // namespace scoreline
