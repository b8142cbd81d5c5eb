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
  strangers.note_lists(kNow + 1);
  EXPECT_FALSE(asks(goal()));
}

TEST_F(StrangersTest, EachMatchIsMetByItself) {
  EXPECT_TRUE(asks(goal("a")));
  EXPECT_TRUE(asks(goal("b")));
}

TEST_F(StrangersTest, OneThatBeginsMayJoinAList) {
  EXPECT_TRUE(asks(goal()));
  strangers.note_lists(kNow + 1);
  EXPECT_TRUE(asks(status(MatchStatus::kLive)));
  EXPECT_FALSE(asks(status(MatchStatus::kFinished)));
}

TEST_F(StrangersTest, AFormerMatchOfOursIsForeign) {
  strangers.add_former("a", 4);
  EXPECT_FALSE(asks(goal()));
  strangers.hand_over("a", sync);
  EXPECT_EQ(sync.last_play(), 4);
}

TEST_F(StrangersTest, WhatWasToldIsHandedOverOnce) {
  EXPECT_TRUE(asks(play(5)));
  EXPECT_FALSE(asks(play(6)));
  strangers.hand_over("a", sync);
  EXPECT_EQ(sync.last_play(), 5);
  MatchSync second;
  strangers.hand_over("a", second);
  EXPECT_EQ(second.last_play(), 0);
  EXPECT_TRUE(asks(goal()));
}

// The last message is not in the answer that was asked for before it.
TEST_F(StrangersTest, AMessageIsKeptUntilAListKnowsOfIt) {
  Match match;
  match.id = "a";
  match.status = MatchStatus::kLive;
  match.home.score = match.away.score = 0;
  EXPECT_TRUE(asks(goal(), kNow));
  strangers.note_lists(kNow - 1);
  strangers.hand_over("a", sync);
  const MatchSync::Answered answered =
      sync.on_snapshot(nullptr, Match(match), Asked{1, kNow - 1, kNow - 1, kNow - 1}, kNow + 100);
  ASSERT_TRUE(answered.shown);
  EXPECT_EQ(answered.shown->home.score, 1);
}

TEST_F(StrangersTest, AListThatWasAskedLaterKnowsIt) {
  EXPECT_TRUE(asks(play(5), kNow));
  strangers.note_lists(kNow);
  EXPECT_FALSE(asks(play(6), kNow + 1));
  strangers.hand_over("a", sync);
  EXPECT_EQ(sync.last_play(), 6);
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
