#include "connection/conviction.hpp"

#include <gtest/gtest.h>

namespace scoreline {
namespace {

constexpr MonoMs kNow = 1'000'000;
constexpr MonoMs kHour = 3'600'000;

// Changes that have to be told, each confirmed by a later snapshot, until it is believed again.
int changes_needed(Conviction& conviction, MonoMs now) {
  int changes = 0;
  for (; conviction.is_convicted() && changes < 1'000; ++changes) {
    conviction.told(++now);
    conviction.confirmed(++now);
  }
  return changes;
}

TEST(Conviction, IsNoneAtFirst) { EXPECT_FALSE(Conviction().is_convicted()); }

TEST(Conviction, EndsWithOneChangeThatASnapshotConfirms) {
  Conviction conviction;
  conviction.convict(kNow);
  EXPECT_TRUE(conviction.is_convicted());
  conviction.told(kNow + 1'000);
  EXPECT_TRUE(conviction.is_convicted());
  conviction.confirmed(kNow + 1'000);
  EXPECT_FALSE(conviction.is_convicted());
}

TEST(Conviction, ASnapshotAloneSaysNothingForIt) {
  Conviction conviction;
  conviction.convict(kNow);
  for (int i = 0; i < 100; ++i) conviction.confirmed(kNow + i * 10'000);
  EXPECT_TRUE(conviction.is_convicted());
}

TEST(Conviction, NorOneThatWasAskedBeforeTheChange) {
  Conviction conviction;
  conviction.convict(kNow);
  conviction.told(kNow + 1'000);
  conviction.confirmed(kNow + 999);
  EXPECT_TRUE(conviction.is_convicted());
}

TEST(Conviction, WhatWasToldBeforeItSaysNothingEither) {
  Conviction conviction;
  conviction.told(kNow);
  conviction.convict(kNow + 1'000);
  conviction.confirmed(kNow + 2'000);
  EXPECT_TRUE(conviction.is_convicted());
}

// Many messages between two snapshots are one thing that a snapshot confirms.
TEST(Conviction, CountsWhatSnapshotsConfirm) {
  Conviction conviction;
  conviction.convict(kNow);
  conviction.confirmed(kNow);
  changes_needed(conviction, kNow);
  conviction.convict(kNow + 1'000);
  for (int i = 0; i < 20; ++i) conviction.told(kNow + 2'000 + i);
  conviction.confirmed(kNow + 3'000);
  EXPECT_TRUE(conviction.is_convicted());
}

// A stream that loses every other message tells the right thing now and then.
TEST(Conviction, WeighsMoreEachTimeWithinAnHour) {
  Conviction conviction;
  const int needed[] = {1, 8, 64, 64};
  MonoMs now = kNow;
  for (const int changes : needed) {
    conviction.convict(now);
    EXPECT_EQ(changes_needed(conviction, now), changes);
    now += kHour;
  }
}

TEST(Conviction, OnProbationOneChangeIsEnoughEachTime) {
  Conviction conviction;
  for (int i = 0; i < 3; ++i) {
    conviction.put_on_probation();
    EXPECT_EQ(changes_needed(conviction, kNow + i), 1);
  }
  conviction.convict(kNow);
  EXPECT_EQ(changes_needed(conviction, kNow), 1);
}

TEST(Conviction, ProbationLeavesASentenceAsItIs) {
  Conviction conviction;
  conviction.convict(kNow);
  changes_needed(conviction, kNow);
  conviction.convict(kNow + 1'000);
  conviction.put_on_probation();
  EXPECT_EQ(changes_needed(conviction, kNow + 1'000), 8);
}

TEST(Conviction, WhatWasToldBeforeProbationSaysNothing) {
  Conviction conviction;
  conviction.told(kNow);
  conviction.put_on_probation();
  conviction.confirmed(kNow + 1'000);
  EXPECT_TRUE(conviction.is_convicted());
}

TEST(Conviction, AnHourLaterItIsAFirstOneAgain) {
  Conviction conviction;
  conviction.convict(kNow);
  changes_needed(conviction, kNow);
  conviction.convict(kNow + 10'000);
  changes_needed(conviction, kNow + 10'000);
  conviction.convict(kNow + 10'000 + kHour + 1);
  EXPECT_EQ(changes_needed(conviction, kNow + 10'000 + kHour + 1), 1);
}

}  // namespace
}  // namespace scoreline
