#include "connection/pace.hpp"

#include <gtest/gtest.h>

namespace scoreline {
namespace {

constexpr MonoMs kNow = 1'000'000;

// It spoke so often, every `gap`.
Pace paced(int times, MonoMs gap) {
  Pace pace;
  for (int i = 0; i < times; ++i) pace.heard(kNow + i * gap);
  return pace;
}

TEST(Pace, OfAStreamThatNeverSpokeIsThatOfAQuietOne) {
  EXPECT_EQ(Pace().patience(), kLongestPatience);
  EXPECT_EQ(Pace().heard_at(), kNever);
  EXPECT_EQ(paced(1, 0).patience(), kLongestPatience);
  EXPECT_EQ(paced(1, 0).heard_at(), kNow);
}

// "A stream that spoke every second and falls silent is doubted within 5 s": it is asked before.
TEST(Pace, OfABusyStreamIsShort) {
  const Pace pace = paced(20, 1'000);
  EXPECT_LT(pace.patience(), 5'000);
  EXPECT_GE(pace.patience(), kShortestPatience);
}

TEST(Pace, NeverLeavesItsBounds) {
  EXPECT_EQ(paced(1'000, 1).patience(), kShortestPatience);
  EXPECT_EQ(paced(1'000, 60'000).patience(), kLongestPatience);
}

TEST(Pace, IsTwiceTheUsualGapOfABusyStreamAndGrowsFasterFromThere) {
  EXPECT_NEAR(static_cast<double>(paced(40, 2'500).patience()), 5'000, 100);
  EXPECT_EQ(paced(40, 4'000).patience(), kBusyPatience);
  // A gap that seems a little longer makes no busy stream a quiet one.
  EXPECT_NEAR(static_cast<double>(paced(40, 5'500).patience()), kBusyPatience + 1'500, 100);
  EXPECT_EQ(paced(40, 8'000).patience(), kLongestPatience);
}

TEST(Pace, OneLongSilenceMakesNoBusyStreamAQuietOne) {
  Pace pace = paced(40, 500);
  pace.heard(pace.heard_at() + 3'600'000);
  for (int i = 0; i < 4; ++i) pace.heard(pace.heard_at() + 500);
  EXPECT_LT(pace.patience(), kLongestPatience);
}

TEST(Pace, IsAQuarterOfASilenceThatAnAnswerHasConfirmed) {
  Pace pace = paced(40, 500);
  const MonoMs heard_at = pace.heard_at();
  const auto after_silence = [&](MonoMs silence) {
    pace.confirmed(heard_at + silence);
    return pace.patience();
  };
  EXPECT_EQ(after_silence(4'000), kShortestPatience);
  EXPECT_EQ(after_silence(4 * kShortestPatience), kShortestPatience);
  EXPECT_EQ(after_silence(20'000), 5'000);
  EXPECT_EQ(after_silence(40'000), 10'000);
  // An answer that is known to be older takes nothing back.
  EXPECT_EQ(after_silence(30'000), 10'000);
  EXPECT_EQ(after_silence(3'600'000), kLongestPatience);
  EXPECT_EQ(pace.heard_at(), heard_at);
  // And what speaks again is busy again.
  for (int i = 0; i < 20; ++i) pace.heard(pace.heard_at() + 500);
  EXPECT_EQ(pace.patience(), 4'000);
}

TEST(Pace, WhatIsNotBelievedShowsThatTheStreamIsBusy) {
  Pace pace = paced(1, 0);
  const MonoMs heard_at = pace.heard_at();
  for (int i = 1; i <= 20; ++i) pace.spoke(heard_at + i * 500);
  EXPECT_EQ(pace.patience(), kShortestPatience);
  EXPECT_EQ(pace.heard_at(), heard_at);
}

}  // namespace
}  // namespace scoreline
