#include "connection/page_life.hpp"

#include <gtest/gtest.h>

#include "unit/connection/support/platform.hpp"

namespace scoreline {
namespace {

class PageLifeTest : public testing::Test {
 protected:
  PageLifeTest() { (void)page.take_time(clock.now(), kNever, true); }

  // An input comes, `late` after the timer was due.
  PageLife::Gap come(MonoMs late) {
    const MonoMs due = clock.mono() + 100;
    clock.pass(100 + late);
    return page.take_time(clock.now(), due, true);
  }

  test::TestClock clock;
  PageLife page;
};

TEST_F(PageLifeTest, ATimerInTimeMissesNothing) {
  EXPECT_FALSE(come(0).is_doubtful);
  EXPECT_FALSE(page.may_have_held_messages(clock.mono()));
}

TEST_F(PageLifeTest, TheFirstInputFollowsNoGap) {
  PageLife fresh;
  EXPECT_FALSE(fresh.take_time(clock.now(), clock.mono() - 100'000, true).is_doubtful);
}

TEST_F(PageLifeTest, WithoutADeadlineNothingIsLate) {
  clock.pass(3'600'000);
  EXPECT_FALSE(page.take_time(clock.now(), kNever, true).is_doubtful);
}

TEST_F(PageLifeTest, ALateTimerMayHaveMissedSomethingButEndsNoConnection) {
  EXPECT_FALSE(come(5'000).is_doubtful);
  const PageLife::Gap gap = come(5'001);
  EXPECT_TRUE(gap.is_doubtful);
  EXPECT_FALSE(gap.may_be_dead);
}

TEST_F(PageLifeTest, AVeryLateOneMeansSleep) { EXPECT_TRUE(come(30'001).may_be_dead); }

TEST_F(PageLifeTest, NobodyMissesWhatNobodyWatches) {
  clock.pass(1'000'000);
  EXPECT_FALSE(page.take_time(clock.now(), clock.mono() - 900'000, false).is_doubtful);
  EXPECT_FALSE(page.may_have_held_messages(clock.mono()));
}

// Browsers hold the timers of hidden pages back to one a minute.
TEST_F(PageLifeTest, AHiddenPagesTimersMayBeLate) {
  page.set_hidden(true, clock.mono());
  EXPECT_FALSE(come(150'000).is_doubtful);
  EXPECT_TRUE(come(150'001).may_be_dead);
}

TEST_F(PageLifeTest, AClockThatJumpsEitherWayIsDoubtful) {
  for (const MonoMs jump : {2'001, -2'001}) {
    clock.set_wall_forward(jump);
    const PageLife::Gap gap = come(0);
    EXPECT_TRUE(gap.is_doubtful);
    EXPECT_TRUE(gap.is_time_lost);
  }
  clock.set_wall_forward(2'000);
  const PageLife::Gap gap = come(0);
  EXPECT_FALSE(gap.is_doubtful);
  EXPECT_FALSE(gap.is_time_lost);
}

// A machine whose steady clock stood still while it slept.
TEST_F(PageLifeTest, OnlyAJumpForwardMayHaveBeenASleep) {
  clock.set_wall_forward(30'001);
  EXPECT_TRUE(come(0).may_be_dead);
  clock.set_wall_forward(-30'001);
  EXPECT_FALSE(come(0).may_be_dead);
}

TEST_F(PageLifeTest, MessagesMayHaveWaitedForALateTimerForAMoment) {
  come(1'500);
  EXPECT_FALSE(page.may_have_held_messages(clock.mono()));
  come(1'501);
  EXPECT_TRUE(page.may_have_held_messages(clock.mono() + 1'000));
  EXPECT_FALSE(page.may_have_held_messages(clock.mono() + 1'001));
}

TEST_F(PageLifeTest, AMinuteOutOfSightIsLong) {
  EXPECT_FALSE(page.set_hidden(false, clock.mono()));
  EXPECT_FALSE(page.set_hidden(true, clock.mono()));
  EXPECT_TRUE(page.is_hidden());
  EXPECT_FALSE(page.set_hidden(false, clock.mono() + 59'999));
  EXPECT_FALSE(page.is_hidden());
  page.set_hidden(true, clock.mono());
  // Told again, it has been hidden since the first time.
  page.set_hidden(true, clock.mono() + 30'000);
  EXPECT_TRUE(page.set_hidden(false, clock.mono() + 60'000));
}

TEST_F(PageLifeTest, WhatComesLongAfterTheNetworkWentProvesThatItIsThere) {
  EXPECT_FALSE(page.is_network_proven(clock.mono()));
  page.go_offline(clock.mono());
  EXPECT_FALSE(page.is_online());
  EXPECT_FALSE(page.is_network_proven(clock.mono() + 3'000));
  EXPECT_TRUE(page.is_network_proven(clock.mono() + 3'001));
  EXPECT_TRUE(page.go_online());
  EXPECT_FALSE(page.go_online());
  EXPECT_TRUE(page.is_online());
}

}  // namespace
}  // namespace scoreline
